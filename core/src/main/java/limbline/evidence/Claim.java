package limbline.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.measure.Term;

/// A number that a paper states in its prose, entered as data.
///
/// @param key that names it
/// @param place in the paper
/// @param measure the column or the measurement it is about, or ""
/// @param cites rows of the paper's own table, by key
/// @param words what it is said of
public record Claim(String key, String place, Kind kind, String measure, Map<String, String> cells,
        List<String> cites, String words) {

    /// What is stated.
    public enum Kind implements Term {
        /// That a measure lies between two values in the series cited.
        RANGE,
        /// A count, whose parts may be told.
        COUNT,
        /// A percentage, whose parts may be told.
        VALUE,
        /// A percentage with its count and of how many.
        PERCENT,
        /// A usual amount, against what others measured.
        MEASURED
    }

    /// @throws IllegalArgumentException if the kind is none
    public static Claim of(Map<String, String> cells) {
        String key = cells.getOrDefault("key", "").strip();
        Check.that(!key.isEmpty(), "a claim has no key");
        return new Claim(key, cells.getOrDefault("place", ""),
                Term.parse(Kind.class, cells.getOrDefault("kind", "")),
                cells.getOrDefault("measure", "").strip(), Map.copyOf(cells),
                words(cells.getOrDefault("cites", "")), cells.getOrDefault("words", ""));
    }

    /// The words of a cell, between blanks.
    static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split("\\s+", -1)).filter(word -> !word.isEmpty())
                .toList();
    }

    String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /// A number; empty where none stands there.
    ///
    /// @throws IllegalArgumentException if something else does
    Optional<Double> number(String column) {
        return number(key, column, cell(column));
    }

    static Optional<Double> number(String key, String column, String cell) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(cell.replaceFirst("\\s*%$", "")
                    .replaceFirst("^(-?\\d+),(\\d{1,2})$", "$1.$2"));
            Check.that(Double.isFinite(number), "%s is not finite", cell);
            return Optional.of(number);
        } catch (IllegalArgumentException e) { // a NumberFormatException is one
            throw new IllegalArgumentException("%s, %s: \"%s\" is no number".formatted(
                    key, column, Text.shortened(cell)), e);
        }
    }
}
