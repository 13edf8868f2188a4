package limbline.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.statistics.audit.Counts;
import limbline.statistics.audit.Rounding;

/// A published series as it was printed: a row of `evidence/series.csv`, column by column. A column
/// that is not there is as an empty cell.
///
/// @param key that names it, such as "vohra2013"
/// @param cells by column; the words of the source, nothing interpreted
public record PublishedSeries(String key, Map<String, String> cells) {

    /// The four responses, and what they add up to.
    static final List<String> RESPONSES = List.of("CR", "PR", "SD", "PD");

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,3}([ ,\u00a0\u2009]\\d{3})+|\\d+)"
            + "(\\.0+)?");
    private static final Pattern LIMBS =
            Pattern.compile("\\b(\\d{1,6})\\s+(?:treated |infused |perfused )?limbs?\\b");
    private static final int MOST = 100_000_000;

    public PublishedSeries {
        Check.that(!key.isBlank(), "a series has no key");
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /// What stands in a column, or "".
    public String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /// A whole number from 0 to 10⁸; empty where none stands there.
    public OptionalInt count(String column) {
        return whole(cell(column));
    }

    static OptionalInt whole(String text) {
        Matcher digits = WHOLE.matcher(text.strip());
        if (!digits.matches()) {
            return OptionalInt.empty();
        }
        String bare = digits.group(1).replaceAll("\\D", "");
        return bare.length() <= 9 && Integer.parseInt(bare) <= MOST
                ? OptionalInt.of(Integer.parseInt(bare))
                : OptionalInt.empty();
    }

    /// "Vohra 2013", or the key where no author is given.
    public String label() {
        String author = cell("first_author");
        return author.isEmpty() || author.startsWith("(")
                ? key
                : (author + " " + cell("year")).strip();
    }

    /// Whether it was read in its own paper, and not in what another says of it.
    public boolean wasRead() {
        return !cell("source_read").startsWith("secondary");
    }

    /// Whether it holds other tumours than soft tissue sarcoma.
    public boolean isMixed() {
        return cell("class").contains("mixed") || cell("histology").startsWith("mixed");
    }

    /// Whether it sums up the series of others.
    public boolean isReview() {
        return cell("class").equals("review");
    }

    /// Which unit the response counts: "patient", "procedure", or empty where the row does not say
    /// or says that it is mixed.
    public Optional<String> unit() {
        String words = cell("unit_of_response").toLowerCase(Locale.ROOT);
        if (words.matches("(patient|case|person).*")) {
            return Optional.of("patient");
        }
        return words.matches("(procedure|infusion|perfusion|treatment|il[ip]|hilp).*")
                ? Optional.of("procedure")
                : words.startsWith("limb") ? Optional.of("limb") : Optional.empty();
    }

    /// What a percentage of a column can be a part of, the one it names first: the response of the
    /// evaluable, else of procedures, limbs or patients as the unit says; everything else of
    /// patients, else of limbs.
    ///
    /// @param isResponse whether the column is about response
    List<Denominator> denominators(boolean isResponse) {
        List<Denominator> all = new ArrayList<>();
        Optional<Denominator> evaluable = denominator("n_evaluable", "evaluable");
        Optional<Denominator> patients = denominator("n_patients", "patients");
        Optional<Denominator> procedures = denominator("n_procedures", "procedures");
        Optional<Denominator> limbs = limbs();
        named(isResponse).ifPresent(all::add);
        for (Optional<Denominator> other : List.of(evaluable, procedures, patients, limbs)) {
            other.filter(one -> all.stream().noneMatch(known -> known.value() == one.value()))
                    .ifPresent(all::add);
        }
        return all;
    }

    /// The denominator that a percentage names by its column; empty where the row does not give it.
    Optional<Denominator> named(boolean isResponse) {
        Optional<Denominator> patients = denominator("n_patients", "patients");
        if (!isResponse) {
            return patients.or(this::limbs);
        }
        return denominator("n_evaluable", "evaluable").or(() -> switch (unit().orElse("")) {
            case "patient" -> patients;
            case "procedure" -> denominator("n_procedures", "procedures");
            case "limb" -> limbs();
            default -> cell("unit_of_response").isEmpty() ? theOnlyOne() : Optional.empty();
        });
    }

    /// Where no unit is named and one number alone is given, it can be of nothing else.
    private Optional<Denominator> theOnlyOne() {
        Optional<Denominator> patients = denominator("n_patients", "patients");
        Optional<Denominator> procedures = denominator("n_procedures", "procedures");
        return patients.isEmpty() ? procedures
                : procedures.isEmpty() || procedures.get().value() == patients.get().value()
                ? patients : Optional.empty();
    }

    /// Limbs, where a column or a note gives them.
    private Optional<Denominator> limbs() {
        Optional<Denominator> column = denominator("n_limbs", "limbs")
                .or(() -> denominator("limbs", "limbs"));
        if (column.isPresent()) {
            return column;
        }
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            Matcher limbs = LIMBS.matcher(cell.getValue());
            if (!cell.getKey().equals("title") && limbs.find()) {
                int value = Integer.parseInt(limbs.group(1));
                if (value > 0) {
                    return Optional.of(new Denominator(cell.getKey(), "limbs", value));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Denominator> denominator(String column, String words) {
        OptionalInt value = count(column);
        return value.isPresent() && value.getAsInt() > 0
                ? Optional.of(new Denominator(column, words, value.getAsInt()))
                : Optional.empty();
    }

    /// Whether the file itself says that a count was worked out from its percentage.
    boolean isDerived(String measure) {
        String wanted = switch (measure) {
            case "ORR" -> "orr|response";
            case "CR", "PR", "SD", "PD" -> "split|response|arms|\\b" + measure.toLowerCase(Locale.ROOT);
            case "limb_salvage" -> "limb|salvage";
            case "local_recurrence" -> "\\blr\\b|recurrence";
            default -> Pattern.quote(measure.toLowerCase(Locale.ROOT));
        };
        String whole = cell("counts_basis").toLowerCase(Locale.ROOT);
        for (String segment : whole.split("[;,]", -1)) {
            if (Pattern.compile(wanted).matcher(segment).find()) {
                return segment.contains("derived");
            }
        }
        return whole.strip().startsWith("derived");
    }

    /// The events behind a measure: its count, or the only count that prints as its percentage.
    ///
    /// @param measure "ORR", "CR", "limb_salvage"
    /// @return empty where nothing is printed or several counts would print alike
    OptionalInt events(String measure, Denominator of) {
        Counts counts = possible(measure, of);
        return counts.isEmpty() || counts.first() != counts.last()
                ? OptionalInt.empty() : OptionalInt.of(counts.first());
    }

    /// The counts that can be behind a measure; none where nothing is printed or nothing can be.
    Counts possible(String measure, Denominator of) {
        OptionalInt given = count(measure + "_n");
        if (given.isPresent()) {
            return new Counts(given.getAsInt(), given.getAsInt());
        }
        Counts none = new Counts(0, -1);
        Counts parts = none;
        if (measure.equals("ORR")) {
            Counts complete = possible("CR", of);
            Counts partial = possible("PR", of);
            if (!complete.isEmpty() && !partial.isEmpty()) {
                parts = new Counts(complete.first() + partial.first(),
                        complete.last() + partial.last());
            }
        }
        Counts printed = PrintedCell.of(cell(measure + "_pct")) instanceof PrintedCell.Percent(
                var percent) ? Rounding.HALF_UP.counts(percent, of.value()) : none;
        if (printed.isEmpty() || parts.isEmpty()) {
            return printed.isEmpty() ? parts : printed;
        }
        Counts both = new Counts(Math.max(printed.first(), parts.first()),
                Math.min(printed.last(), parts.last()));
        return both.isEmpty() ? printed : both;
    }
}
