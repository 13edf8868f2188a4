package limbline.theatre;

import java.math.BigDecimal;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Kilograms;
import limbline.measure.Unit;
import limbline.protocol.DrugRule;
import limbline.protocol.Limit;

/// What a dose is reckoned by. A rate by litre takes a volume and nothing else, a rate by kilogram a
/// weight and nothing else: the two cannot meet.
public sealed interface Rate {

    /// What the protocol says.
    Amount amount();

    /// In mg/L or ug/L of limb.
    record PerLitreOfLimb(Amount amount) implements Rate {

        public PerLitreOfLimb {
            Check.that(amount.unit() == Unit.MILLIGRAM_PER_LITRE
                            || amount.unit() == Unit.MICROGRAM_PER_LITRE,
                    "%s is no dose by litre of limb", amount);
        }

        /// In mg.
        public BigDecimal times(LimbVolume volume) {
            return milligrams(amount.value().multiply(volume.litres()),
                    amount.unit() == Unit.MICROGRAM_PER_LITRE);
        }
    }

    /// In mg/kg or ug/kg of body.
    record PerKilogramOfBody(Amount amount) implements Rate {

        public PerKilogramOfBody {
            Check.that(amount.unit() == Unit.MILLIGRAM_PER_KILOGRAM
                            || amount.unit() == Unit.MICROGRAM_PER_KILOGRAM,
                    "%s is no mass of drug by kilogram of body", amount);
        }

        /// In mg.
        public BigDecimal times(Kilograms weight) {
            return milligrams(amount.value().multiply(weight.value()),
                    amount.unit() == Unit.MICROGRAM_PER_KILOGRAM);
        }
    }

    /// In mg, whatever limb and body.
    record Fixed(Amount amount) implements Rate {

        public Fixed {
            Check.that(amount.unit() == Unit.MILLIGRAM, "%s is no mass in mg", amount);
        }
    }

    /// @param limit of the rule, for one extremity, that has a value
    static Rate of(DrugRule rule, Limit limit) {
        Amount amount = limit.amount().orElseThrow(() -> new IllegalArgumentException(
                limit.id() + " is not set by this centre"));
        return switch (rule.by()) {
            case LITRE_OF_LIMB -> new PerLitreOfLimb(amount);
            case KILOGRAM_OF_BODY -> new PerKilogramOfBody(amount);
            case FIXED_AMOUNT -> new Fixed(amount);
        };
    }

    private static BigDecimal milligrams(BigDecimal mass, boolean micro) {
        return micro ? mass.movePointLeft(3) : mass;
    }
}
