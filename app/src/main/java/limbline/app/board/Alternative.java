package limbline.app.board;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Treatment;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// What one source reports of another way to treat the limb: a row of `evidence/alternatives.csv`.
///
/// @param counts where both are printed
/// @param printed the source's own figure, which is no count; or empty
/// @param year when it was published, or the last year of its patients; empty where no page says
public record Alternative(Treatment option, String measure, Optional<Counts> counts,
        OptionalInt trials, String printed, String source, OptionalInt year) {

    private static final double LEVEL = 0.95;

    /// `events` of `trials`.
    public record Counts(int events, int trials) {
        public Counts {
            Check.that(events >= 0 && events <= trials && trials > 0,
                    "%s of %s is no proportion", events, trials);
        }
    }

    static Alternative of(Map<String, String> cells) {
        OptionalInt events = whole(cells, "events");
        OptionalInt trials = whole(cells, "trials");
        return new Alternative(Term.parse(Treatment.class, cell(cells, "option")),
                Text.line("the measure", cell(cells, "measure")),
                events.isPresent() && trials.isPresent()
                        ? Optional.of(new Counts(events.getAsInt(), trials.getAsInt()))
                        : Optional.empty(),
                trials, cell(cells, "printed"), Text.line("the source", cell(cells, "source")),
                whole(cells, "year"));
    }

    /// "4 of 11, 36 % (11 to 69)", or the printed figure with what it is of.
    public String figure() {
        return counts.map(of -> {
            Interval limits = ProportionInterval.CLOPPER_PEARSON
                    .of(of.events(), of.trials(), LEVEL);
            return String.format(Locale.ROOT, "%d of %d, %.0f %% (%.0f to %.0f)", of.events(),
                    of.trials(), 100.0 * of.events() / of.trials(), 100 * limits.lower(),
                    100 * limits.upper());
        }).orElseGet(() -> printed + (trials.isPresent() ? " of " + trials.getAsInt() : "")
                + ", as printed");
    }

    /// Whether it had been published by the end of a year; what has no year had not.
    boolean isBy(int last) {
        return year.isPresent() && year.getAsInt() <= last;
    }

    private static OptionalInt whole(Map<String, String> cells, String column) {
        String text = cell(cells, column);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Check.that(text.matches("\\d{1,6}"), "%s: \"%s\" is no whole number", column,
                Text.shortened(text));
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static String cell(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "").strip();
    }
}
