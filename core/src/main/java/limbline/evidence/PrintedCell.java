package limbline.evidence;

import java.util.regex.Pattern;
import limbline.measure.Text;
import limbline.statistics.audit.Percentage;

/// What stands in a cell where a percentage belongs.
public sealed interface PrintedCell {

    /// One percentage, with its decimals.
    record Percent(Percentage value) implements PrintedCell {}

    /// Nothing.
    record Empty() implements PrintedCell {}

    /// Something that is no single percentage.
    ///
    /// @param why in words that follow the cell's text
    record Other(String text, String why) implements PrintedCell {}

    /// Reads "85", "90.5", "78,6", "79%", "79 %"; everything else is kept as what it is.
    static PrintedCell of(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return new Empty();
        }
        String digits = text.replaceFirst("\\s*(%|per ?cent|percent)$", "")
                .replaceFirst("^(\\d+),(\\d{1,2})$", "$1.$2");
        try {
            return new Percent(Percentage.parse(digits));
        } catch (IllegalArgumentException e) {
            return new Other(Text.shortened(text), Form.of(text).why);
        }
    }

    /// The kinds of cells that cannot be tested.
    enum Form {
        NOTHING("n/?a|n/?r|not (reported|stated|given)|[-–—.?]|unknown|none", "gives no number"),
        BOUND("[<>≤≥].*|.*[+]|(under|over|up to|at least|at most) .*",
                "is a bound and no percentage"),
        RANGE("\\d+([.,]\\d+)?\\s*%?\\s*([-–—]|to)\\s*\\d+.*", "is a range and no percentage"),
        ABOUT("(~|≈|ca\\.?|about|circa|approx).*", "is printed as an approximation"),
        FRACTION("\\d+\\s*/\\s*\\d+", "is a count of how many and no percentage"),
        SEVERAL(".*\\d.*[;/|].*\\d.*",
                "holds several values, such as estimates over time, and these need not be counts"),
        REMARK(".*\\d.*", "carries a remark; write the bare percentage to have it tested"),
        WORDS(".*", "is no number");

        private final Pattern pattern;
        private final String why;

        Form(String pattern, String why) {
            this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
            this.why = why;
        }

        static Form of(String text) {
            for (Form form : values()) {
                if (form.pattern.matcher(text).matches()) {
                    return form;
                }
            }
            return WORDS;
        }
    }
}
