package limbline.theatre;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limbline.measure.Check;
import limbline.measure.Girth;
import limbline.measure.Millilitres;

/// The volume of a limb below the tourniquet, with the working.
///
/// By girths: a truncated cone between each two, V = h / 12π · (C1² + C1·C2 + C2²), with the girths C1
/// and C2 at the distance h, all in cm; each to 0.1 mL, then summed. What lies beyond the last girth
/// is not counted. Every printed number is the one that is used further on, so that a second person
/// gets the same by hand.
///
/// @param millilitres to 0.1 mL
/// @param working a line for each step
public record LimbVolume(BigDecimal millilitres, List<String> working) {

    /// π to more digits than any tape is good for.
    private static final BigDecimal PI = new BigDecimal("3.14159265358979323846");

    private static final MathContext DIGITS = MathContext.DECIMAL128;

    public LimbVolume {
        Check.that(millilitres.signum() > 0, "a limb of %s mL is none", millilitres);
        millilitres = millilitres.setScale(1, RoundingMode.HALF_UP);
        working = List.copyOf(working);
    }

    /// @param girths at two places or more, in any order
    public static LimbVolume of(List<Girth> girths) {
        Check.that(girths.size() >= 2, "a volume takes the girths at two places or more; here are"
                + " %s", girths.size());
        List<Girth> down = girths.stream().sorted(Comparator.comparing(Girth::at)).toList();
        List<String> working = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < down.size(); i++) {
            Girth upper = down.get(i - 1);
            Girth lower = down.get(i);
            Check.that(lower.at().compareTo(upper.at()) > 0,
                    "two girths at %s: %s and %s", upper.at(), upper.around(), lower.around());
            BigDecimal cone = cone(upper, lower);
            sum = sum.add(cone);
            working.add("%s to %s: %s × (%s² + %s × %s + %s²) cm² ÷ 12π = %s mL".formatted(
                    plain(upper.at().value()), lower.at(), height(upper, lower) + " cm",
                    plain(upper.around().value()), plain(upper.around().value()),
                    plain(lower.around().value()), plain(lower.around().value()), cone));
        }
        working.add("sum of %s segments = %s mL".formatted(down.size() - 1, sum));
        return new LimbVolume(sum, working);
    }

    public static LimbVolume of(Millilitres displaced) {
        return new LimbVolume(displaced.value(),
                List.of("displaced water = " + displaced));
    }

    private static BigDecimal cone(Girth upper, Girth lower) {
        BigDecimal one = upper.around().value();
        BigDecimal other = lower.around().value();
        BigDecimal squares = one.multiply(one).add(one.multiply(other)).add(other.multiply(other));
        return lower.at().value().subtract(upper.at().value()).multiply(squares)
                .divide(PI.multiply(BigDecimal.valueOf(12)), DIGITS)
                .setScale(1, RoundingMode.HALF_UP);
    }

    private static String height(Girth upper, Girth lower) {
        return plain(lower.at().value().subtract(upper.at().value()));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /// To the millilitre.
    public BigDecimal litres() {
        return millilitres.movePointLeft(3).setScale(3, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
        return litres().toPlainString() + " L";
    }
}
