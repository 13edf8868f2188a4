package limbline.app.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import limbline.measure.Check;

/// Numbers laid along a line.
///
/// @param from the number that stands at `start`
/// @param to the number that stands at `end`, which may lie to either side
record Axis(double from, double to, double start, double end) {

    /// A mark of the axis and what is written there.
    record Tick(double at, double value, String text) {}

    Axis {
        Check.that(from < to && Double.isFinite(to - from),
                "an axis from %s to %s has no length", from, to);
    }

    double place(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    /// Round numbers (1, 2 or 5 times a power of ten), as close as `apart` pixels allow.
    List<Tick> ticks(double apart) {
        BigDecimal step = step(apart);
        List<Tick> ticks = new ArrayList<>();
        BigDecimal value =
                new BigDecimal(from).divide(step, 0, RoundingMode.CEILING).multiply(step);
        double last = to + (to - from) * 1e-9; // 0.7 is a tick of an axis that ends at 0.7
        for (; value.doubleValue() <= last; value = value.add(step)) {
            ticks.add(new Tick(place(value.doubleValue()), value.doubleValue(),
                    value.setScale(Math.max(0, step.scale())).toPlainString()));
        }
        return ticks;
    }

    private BigDecimal step(double apart) {
        double least = (to - from) * apart / Math.abs(end - start);
        BigDecimal power = BigDecimal.ONE.movePointRight((int) Math.floor(Math.log10(least)));
        for (int times : new int[] {1, 2, 5, 10}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(times)).stripTrailingZeros();
            if (step.doubleValue() >= least * (1 - 1e-9)) {
                return step;
            }
        }
        return power.multiply(BigDecimal.valueOf(20)).stripTrailingZeros();
    }

    /// A number as a legend prints it: whole numbers whole, others to four digits or one decimal.
    static String words(double value) {
        if (!Double.isFinite(value)) {
            return "none";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shown = value == Math.rint(value) ? exact
                : Math.abs(value) < 1000 ? exact.round(new MathContext(4))
                : exact.setScale(1, RoundingMode.HALF_EVEN);
        BigDecimal plain = shown.stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    /// A count with its noun, in the plural but for one.
    static String count(double count, String noun) {
        return words(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /// A share as a percentage with one decimal.
    static String percent(double share) {
        return Double.isFinite(share)
                ? new BigDecimal(100 * share).setScale(1, RoundingMode.HALF_EVEN).toPlainString()
                : "–";
    }
}
