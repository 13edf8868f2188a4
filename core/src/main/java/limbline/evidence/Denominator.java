package limbline.evidence;

import limbline.statistics.audit.Counts;

/// What a percentage may be a part of.
///
/// @param column that gives it
/// @param words what it counts: "patients", "evaluable"
/// @param value at least 1
record Denominator(String column, String words, int value) {

    /// "7/17 = 41.18 %"
    String fraction(int count) {
        return "%d/%d = %s %%".formatted(count, value, percent(count));
    }

    /// "12/17 = 70.59 %", and for several counts the first and the last.
    String fractions(Counts counts) {
        return counts.first() == counts.last()
                ? fraction(counts.first())
                : "%d/%d to %d/%d (%s to %s %%)".formatted(counts.first(), value, counts.last(),
                        value, percent(counts.first()), percent(counts.last()));
    }

    private String percent(int count) {
        return PercentAudit.prints(count, value, 2).replaceFirst("\\.?0+$", "");
    }

    @Override
    public String toString() {
        return value + " " + words;
    }
}
