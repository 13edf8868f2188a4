package limbline.series;

import limbline.measure.Check;

/// How many of one unit. Counts of different units do not add up: it does not compile.
public record Count<U extends Unit>(U unit, int value) {

    public Count {
        Check.that(value >= 0, "%s %ss", value, unit.term());
    }

    public Count<U> plus(Count<U> other) {
        return new Count<>(unit, Math.addExact(value, other.value));
    }

    @Override
    public String toString() {
        return unit.words(value);
    }
}
