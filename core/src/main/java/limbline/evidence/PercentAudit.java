package limbline.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import limbline.statistics.audit.Counts;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.Rounding;

/// One printed percentage against whole counts.
///
/// Percentages are taken as rounded to the nearest; a half rounded to even or down has to be
/// assumed. Decimals cut off are told in the explanation and save no number: under so wide a
/// reading hardly a number of forty patients could ever be wrong.
///
/// @param printed the percentage
/// @param denominators the one it names first
/// @param isNamed whether the first is named by the number, or only at hand
/// @param count that must be behind it
/// @param isDerived whether that count was worked out from the percentage itself
/// @param parts of the number
record PercentAudit(Percentage printed, List<Denominator> denominators, boolean isNamed,
        OptionalInt count, boolean isDerived, Parts parts) {

    private static final List<Rounding> TIES = List.of(Rounding.HALF_EVEN, Rounding.HALF_DOWN);

    /// A judgement with its explanation.
    record Judged(Judgement verdict, String explanation) {}

    Judged judge() {
        if (denominators.isEmpty()) {
            return new Judged(Judgement.NOT_TESTABLE,
                    "%s: no number of patients, procedures or evaluable is given.".formatted(
                            printed));
        }
        Denominator named = denominators.getFirst();
        Optional<Judged> found = (partsAreElsewhere() ? sumOfRoundedParts() : plain(named))
                .or(() -> plain(named))
                .or(() -> ties(named))
                .or(this::sumOfRoundedParts)
                .or(this::elsewhere)
                .or(this::otherCount);
        return found.orElseGet(() -> new Judged(Judgement.IMPOSSIBLE, why()));
    }

    /// A total that fits where its parts do not, while they fit elsewhere, fits by chance.
    private boolean partsAreElsewhere() {
        return !parts.fit(denominators.getFirst().value()) && partsAreSomewhere();
    }

    /// Parts that fit nowhere are wrong themselves, and tell nothing of the total.
    private boolean partsAreSomewhere() {
        return denominators.stream().anyMatch(of -> parts.fit(of.value()));
    }

    private Optional<Judged> plain(Denominator named) {
        Counts counts = counts(named, Rounding.HALF_UP, count);
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        String arithmetic = "%s of the %s, prints as %s.%s".formatted(
                named.fractions(counts), named.words(), printed, partsElsewhere(named));
        return Optional.of(isNamed
                ? new Judged(Judgement.CONSISTENT, arithmetic + derived())
                : new Judged(Judgement.CONSISTENT_ONLY_IF, ("Only if it is out of the %s: %s"
                        + " The row does not say of whom the percentage is.%s").formatted(
                        named, arithmetic, derived())));
    }

    /// A warning where the total is told apart from its parts: they can only be out of others.
    private String partsElsewhere(Denominator named) {
        if (!partsAreElsewhere()) {
            return "";
        }
        StringBuilder others = new StringBuilder(
                " But %s cannot be out of them".formatted(parts.names()));
        for (Denominator of : denominators) {
            Counts counts = counts(of, Rounding.HALF_UP, count);
            if (!of.equals(named) && parts.fit(of.value()) && !counts.isEmpty()) {
                others.append("; out of the %s they can, and %s prints so too".formatted(
                        of, of.fractions(counts)));
            }
        }
        return others.append('.').toString();
    }

    private Optional<Judged> ties(Denominator named) {
        for (Rounding rule : TIES) {
            Counts counts = counts(named, rule, count);
            if (!counts.isEmpty()) {
                return Optional.of(new Judged(Judgement.CONSISTENT_ONLY_IF,
                        "Only with %s: %s of the %s.%s".formatted(rule.words(),
                                named.fractions(counts), named.words(), derived())));
            }
        }
        return Optional.empty();
    }

    /// The parts are possible, their counts give another number, and their prints add up to it.
    private Optional<Judged> sumOfRoundedParts() {
        if (count.isPresent() || !parts.addUpTo(printed)) {
            return Optional.empty();
        }
        for (Denominator of : denominators) {
            Counts totals = parts.totals(of.value());
            if (parts.fit(of.value()) && !totals.isEmpty()
                    && counts(of, Rounding.HALF_UP, count).isEmpty()) {
                return Optional.of(new Judged(Judgement.CONSISTENT_ONLY_IF,
                        ("Only as the sum of rounded parts, %s = %s: the counts make %s, which prints"
                                + " as %s.%s%s").formatted(parts.printed(), printed,
                                of.fractions(totals), prints(totals.first(), of.value()),
                                traps(), derived())));
            }
        }
        return Optional.empty();
    }

    private Optional<Judged> elsewhere() {
        for (Denominator other : denominators.subList(1, denominators.size())) {
            Counts counts = counts(other, Rounding.HALF_UP, count);
            if (!counts.isEmpty() && (parts.fit(other.value()) || !partsAreSomewhere())) {
                return Optional.of(new Judged(Judgement.CONSISTENT_ONLY_IF,
                        "Only if it is out of the %s: %s, prints as %s; out of the %s no count"
                                .formatted(other, other.fractions(counts), printed,
                                        denominators.getFirst())
                        + " does" + (count.isPresent() ? " (%s)".formatted(
                                denominators.getFirst().fraction(count.getAsInt())) : "")
                        + "." + derived()));
            }
        }
        return Optional.empty();
    }

    /// A count that the file worked out itself is no witness against the percentage.
    private Optional<Judged> otherCount() {
        if (count.isEmpty() || !isDerived) {
            return Optional.empty();
        }
        for (Denominator of : denominators) {
            Counts counts = counts(of, Rounding.HALF_UP, OptionalInt.empty());
            if (!counts.isEmpty()) {
                return Optional.of(new Judged(Judgement.CONSISTENT_ONLY_IF,
                        "Only if the count is %s and not %s, which the file derived: %s of the %s,"
                                .formatted(counts, count.getAsInt(), of.fractions(counts),
                                        of.words()) + " prints as " + printed + "."));
            }
        }
        return Optional.empty();
    }

    private Counts counts(Denominator of, Rounding rule, OptionalInt fixed) {
        Counts counts = within(rule.counts(printed, of.value()), parts.totals(of.value()));
        return fixed.isEmpty() ? counts
                : within(counts, new Counts(fixed.getAsInt(), fixed.getAsInt()));
    }

    private static Counts within(Counts one, Counts other) {
        return new Counts(Math.max(one.first(), other.first()),
                Math.min(one.last(), other.last()));
    }

    /// Other denominators that would print the same, though the parts are not out of them.
    private String traps() {
        StringBuilder traps = new StringBuilder();
        for (Denominator of : denominators) {
            Counts alone = Rounding.HALF_UP.counts(printed, of.value());
            if (!alone.isEmpty()) {
                traps.append(" %s of the %s would print as %s too, but %s are no %s of %s."
                        .formatted(of.fractions(alone), of.words(), printed, parts.names(),
                                alone, of.value()));
            }
        }
        return traps.toString();
    }

    private String why() {
        List<String> sentences = new ArrayList<>();
        for (Denominator of : denominators) {
            sentences.add(refutation(of));
        }
        cutOff().ifPresent(sentences::add);
        denominatorThatFits().ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    private String refutation(Denominator of) {
        Counts alone = Rounding.HALF_UP.counts(printed, of.value());
        if (count.isPresent()) {
            int given = count.getAsInt();
            if (given > of.value()) {
                return "%d are more than the %s.".formatted(given, of);
            }
            return "%s of the %s, prints as %s, not %s.".formatted(of.fraction(given), of.words(),
                    prints(given, of.value()), printed);
        }
        if (!alone.isEmpty()) {
            return "%s would print as %s, but %s.".formatted(
                    of.fractions(alone), printed, parts(of));
        }
        long below = Math.min(of.value(), (long) Math.floor(
                Double.parseDouble(printed.toString()) * of.value() / 100));
        return "No count out of the %s prints as %s: %s%s.".formatted(of, printed,
                shown(of, (int) below),
                below < of.value() ? ", " + shown(of, (int) below + 1) : "");
    }

    /// What the parts say against it.
    private String parts(Denominator of) {
        Counts totals = parts.totals(of.value());
        if (!parts.fit(of.value())) {
            return "%s cannot be out of the %s".formatted(parts.names(), of);
        }
        if (totals.first() > of.value()) {
            return "%s make more than the %s".formatted(parts.names(), of);
        }
        return "%s make %s".formatted(parts.names(), parts.areComplete() ? of.fractions(totals)
                : "at least " + totals.first());
    }

    private String shown(Denominator of, int k) {
        return "%s prints as %s".formatted(of.fraction(k), prints(k, of.value()));
    }

    private Optional<String> cutOff() {
        for (Denominator of : denominators) {
            Counts cut = counts(of, Rounding.TRUNCATE, count);
            if (!cut.isEmpty()) {
                return Optional.of("Cut off instead of rounded, %s would print as %s.".formatted(
                        of.fractions(cut), printed));
            }
        }
        return Optional.empty();
    }

    /// The reading that would make it right: the nearest number it could be out of.
    private Optional<String> denominatorThatFits() {
        int named = denominators.getFirst().value();
        int most = 10_000;
        for (int distance = 1; distance <= most; distance++) {
            for (int n : new int[] {named - distance, named + distance}) {
                if (n >= 1 && n <= 100_000_000) {
                    Denominator of = new Denominator("", "", n);
                    Counts counts = counts(of, Rounding.HALF_UP, count);
                    if (!counts.isEmpty()) {
                        return Optional.of(("It would be right out of %d (%s), a number that the row"
                                + " does not give.").formatted(n, of.fractions(counts)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private String derived() {
        return isDerived && count.isPresent()
                ? " The count is derived from the percentage, so this shows only that it is"
                        + " possible."
                : "";
    }

    /// k of n as a percentage with the decimals of the printed one, halves rounded up.
    private String prints(int k, int n) {
        return prints(k, n, printed.decimals());
    }

    static String prints(int k, int n, int decimals) {
        return new BigDecimal(k).multiply(BigDecimal.valueOf(100))
                .divide(new BigDecimal(n), decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
