package limbline.theatre;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Milligrams;
import limbline.patient.Drug;
import limbline.protocol.DrugRule;
import limbline.protocol.Limit;

/// The dose of one drug, with its working.
///
/// @param rate by what, and where that comes from
/// @param uncorrected what may be drawn up
/// @param corrected the same after correction to the ideal weight, where it can be said
/// @param chosen which of the two is ordered
/// @param least, most where the true dose for this limb may lie, given the measuring error
public record DoseLine(
        Drug drug, String rate, Milligrams uncorrected, Optional<Milligrams> corrected,
        Milligrams chosen, Optional<Milligrams> least, Optional<Milligrams> most,
        List<String> working) {

    public DoseLine {
        working = List.copyOf(working);
    }

    /// Decimals of a dose where the protocol names no step.
    private static final int DECIMALS = 2;

    /// The steps from a calculated mass to what is drawn up, each as a line.
    static final class Working {

        private final DrugRule rule;
        private final List<String> lines = new ArrayList<>();

        Working(DrugRule rule) {
            this.rule = rule;
        }

        void say(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }

        /// The mass under the cap, in steps that can be drawn up, never above the cap.
        Milligrams drawn(String which, BigDecimal mass) {
            BigDecimal capped = capped(which, mass);
            Optional<Limit> step = rule.drawUp().filter(limit -> limit.amount().isPresent());
            BigDecimal size = step.flatMap(Limit::amount).map(Amount::value)
                    .orElse(BigDecimal.ONE.movePointLeft(DECIMALS));
            BigDecimal rounded = inSteps(capped, size, cap());
            say("%s%s mg in steps of %s = %s mg".formatted(which, plain(capped), step
                    .map(limit -> limit.setting().toString())
                    .orElse(plain(size) + " mg (the protocol names no step)"), plain(rounded)));
            Check.that(rounded.signum() > 0, "%s: %s mg is less than half of what can be drawn up,"
                    + " %s mg", rule.drug().term(), plain(capped), plain(size));
            return new Milligrams(rounded);
        }

        private BigDecimal capped(String which, BigDecimal mass) {
            if (rule.cap().isEmpty()) {
                say("no cap in the protocol");
                return mass;
            }
            Optional<BigDecimal> most = cap();
            if (most.isEmpty()) {
                say("no cap: " + rule.cap().get().setting());
                return mass;
            }
            boolean reached = mass.compareTo(most.get()) > 0;
            say("%scap %s: %s".formatted(which, rule.cap().get().setting(),
                    reached ? "reached" : "not reached"));
            return reached ? most.get() : mass;
        }

        private Optional<BigDecimal> cap() {
            return rule.cap().flatMap(Limit::amount).map(Amount::value);
        }
    }

    /// `mass` in whole steps: the nearest, of two equally near the lesser, and never above `cap`.
    static BigDecimal inSteps(BigDecimal mass, BigDecimal step, Optional<BigDecimal> cap) {
        BigDecimal steps = mass.divide(step, 0, RoundingMode.HALF_DOWN);
        if (cap.filter(most -> steps.multiply(step).compareTo(most) > 0).isPresent()) {
            return mass.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        }
        return steps.multiply(step);
    }

    static String plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }
}
