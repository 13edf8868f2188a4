package limbline.statistics;

/// When a curve reaches a level, or that it does not: the follow-up may end before half have had
/// the event, and then there is no median.
public sealed interface Reached {

    record At(double time) implements Reached {}

    record Not() implements Reached {}

    static Reached at(double time) {
        return Double.isNaN(time) ? new Not() : new At(time);
    }
}
