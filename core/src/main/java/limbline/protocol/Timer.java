package limbline.protocol;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import limbline.measure.Check;

/// A clock that runs since a step and gates another, or says that a measurement is due.
///
/// @param since the step that starts it; undone, it stops
/// @param limit a time
public record Timer(
        String id, String hazard, String says, String since, Limit limit, Rule rule) {

    /// What the clock is for.
    public sealed interface Rule {

        /// The step may be done from then on.
        record AtLeast(String before, Action action) implements Rule {}

        /// The step may be done until then.
        record AtMost(String before, Action action) implements Rule {}

        /// The measurement is due again and again, until the step is done.
        record Every(Measurement measurement, String until) implements Rule {}
    }

    public Timer {
        Check.that(limit.unit().isTime(), "%s: the limit %s is no time", id, limit.id());
    }

    /// The step this timer gates.
    public Optional<String> gates() {
        return switch (rule) {
            case Rule.AtLeast(String before, _) -> Optional.of(before);
            case Rule.AtMost(String before, _) -> Optional.of(before);
            case Rule.Every _ -> Optional.empty();
        };
    }

    /// What the timer has against the step it gates; nothing for a measurement's timer.
    public Optional<Reason> check(Situation now) {
        return switch (rule) {
            case Rule.AtLeast(_, Action action) -> gate(now, action, true);
            case Rule.AtMost(_, Action action) -> gate(now, action, false);
            case Rule.Every _ -> Optional.empty();
        };
    }

    /// That the measurement is due, for a measurement's timer.
    public Optional<Reason> due(Situation now) {
        if (!(rule instanceof Rule.Every(Measurement measurement, String until))
                || limit.amount().isEmpty()
                || now.isDone(until)) {
            return Optional.empty();
        }
        Duration every = limit.amount().get().duration();
        return now.since(since)
                .map(running -> shorter(running, now.reading(measurement)))
                .filter(unmeasured -> unmeasured.compareTo(every) >= 0)
                .map(unmeasured -> new Reason(Action.NOTE, id,
                        "%s is due: every %s, and %s have passed.".formatted(
                                measurement.says(), limit.words(), minutes(unmeasured))));
    }

    private Optional<Reason> gate(Situation now, Action action, boolean atLeast) {
        if (!limit.isUsed()) {
            return Optional.empty();
        }
        if (limit.amount().isEmpty()) {
            return Optional.of(new Reason(action == Action.NOTE ? Action.NOTE : Action.HOLD, id,
                    "The limit " + limit.id() + " is not set by this centre."));
        }
        if (now.since(since).isEmpty()) {
            return Optional.of(new Reason(action, id,
                    "%s: the clock does not run; it starts with %s.".formatted(says, since)));
        }
        Duration running = now.since(since).get();
        int comparison = running.compareTo(limit.amount().get().duration());
        if (atLeast ? comparison >= 0 : comparison <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Reason(action, id, "%s: %s; %s %s.".formatted(
                says, minutes(running), atLeast ? "at least" : "at most", limit.words())));
    }

    private static Duration shorter(Duration running, Reading reading) {
        if (reading instanceof Reading.Taken(_, Duration age) && age.compareTo(running) < 0) {
            return age;
        }
        return running;
    }

    /// A minute begun is shown with its seconds: 29:59 is not 30 minutes.
    private static String minutes(Duration time) {
        return time.toSecondsPart() == 0
                ? time.toMinutes() + " min"
                : String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart());
    }
}
