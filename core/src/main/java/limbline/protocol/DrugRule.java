package limbline.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Unit;
import limbline.patient.Drug;
import limbline.patient.Extremity;

/// How much of a drug, by what, on whose word.
///
/// @param dose by extremity
/// @param cap the most that is given, in mg, whatever the limb
/// @param drawUp the smallest step that can be drawn up, in mg
public record DrugRule(
        Drug drug,
        DrugClass drugClass,
        Route into,
        OrderKind order,
        Basis by,
        Map<Extremity, Limit> dose,
        Optional<Limit> cap,
        Optional<Limit> drawUp) {

    /// Where it goes.
    public enum Route implements Term {
        LIMB,
        BODY
    }

    /// On whose word it is given.
    public enum OrderKind implements Term {
        /// An order that two people signed: its amount, once.
        SIGNED,
        /// The protocol's own word, as often as its steps say.
        STANDING
    }

    /// What the dose is reckoned by. Written beside the unit, so that a swapped unit contradicts
    /// it.
    public enum Basis implements Term {
        LITRE_OF_LIMB,
        KILOGRAM_OF_BODY,
        FIXED_AMOUNT;

        List<Unit> units() {
            return switch (this) {
                case LITRE_OF_LIMB -> List.of(Unit.MILLIGRAM_PER_LITRE, Unit.MICROGRAM_PER_LITRE);
                case KILOGRAM_OF_BODY -> List.of(Unit.MILLIGRAM_PER_KILOGRAM,
                        Unit.MICROGRAM_PER_KILOGRAM, Unit.INTERNATIONAL_UNIT_PER_KILOGRAM);
                case FIXED_AMOUNT -> List.of(Unit.MILLIGRAM);
            };
        }
    }

    public DrugRule {
        dose = Map.copyOf(dose);
        drugClass.mustBeOf(drug);
        Check.that(into == Route.LIMB || !drugClass.isToxic(),
                "%s goes into the limb in these protocols, not into the body", drug.term());
        for (Limit limit : dose.values()) {
            Check.that(by.units().contains(limit.unit()),
                    "%s is dosed by %s; %s is not one of %s", limit.id(),
                    by.term().replace('-', ' '), limit.unit(), by.units());
            Check.that(units(drug).contains(limit.unit()),
                    "%s is not dosed in %s; known are %s", drug.term(), limit.unit(), units(drug));
            positive(limit, "dose");
        }
        cap.ifPresent(limit -> {
            Check.that(limit.unit() == Unit.MILLIGRAM,
                    "%s is in %s; a cap is in mg", limit.id(), limit.unit());
            positive(limit, "cap");
        });
        drawUp.ifPresent(limit -> {
            Check.that(limit.unit() == Unit.MILLIGRAM,
                    "%s is in %s; a step is in mg", limit.id(), limit.unit());
            positive(limit, "step");
        });
    }

    /// Every limit that it names.
    List<Limit> limits() {
        return Stream.of(dose.values().stream(), cap.stream(), drawUp.stream())
                .flatMap(limits -> limits).toList();
    }

    private static void positive(Limit limit, String what) {
        limit.amount().ifPresent(amount -> Check.that(amount.value().signum() > 0,
                "%s of %s is no %s", limit.id(), amount.written(), what));
    }

    /// The units that sources dose the drug in. Dactinomycin in mg/kg would be a thousandfold.
    private static List<Unit> units(Drug drug) {
        return switch (DrugClass.of(drug)) {
            case CYTOTOXIC -> drug == Drug.DACTINOMYCIN
                    ? List.of(Unit.MICROGRAM_PER_KILOGRAM, Unit.MICROGRAM_PER_LITRE)
                    : List.of(Unit.MILLIGRAM_PER_LITRE, Unit.MILLIGRAM_PER_KILOGRAM);
            case CYTOKINE, VASODILATOR -> List.of(Unit.MILLIGRAM);
            case ANTICOAGULANT -> List.of(Unit.INTERNATIONAL_UNIT_PER_KILOGRAM);
            case REVERSAL -> List.of(Unit.MILLIGRAM, Unit.MILLIGRAM_PER_KILOGRAM);
        };
    }
}
