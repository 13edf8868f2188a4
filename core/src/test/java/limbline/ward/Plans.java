package limbline.ward;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;
import limbline.protocol.DischargeItem;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule.Telling;
import limbline.protocol.WardRule;
import limbline.protocol.Watched;

/// The plan of an invented centre; its limits are those of the demonstration.
final class Plans {

    static final Limit CK_HIGH = limit("ck-high", "1000", Unit.UNIT_PER_LITRE);
    static final Limit LATE = limit("ck-late-peak", "5", Unit.DAY);
    static final Limit URINE_LOW =
            limit("urine-low", "0.5", Unit.MILLILITRE_PER_KILOGRAM_PER_HOUR);
    static final Limit URINE_WINDOW = limit("urine-window", "6", Unit.HOUR);
    static final Limit NO_CREATININE = Limit.empty("creatinine-high", Unit.MICROMOLE_PER_LITRE);

    static final WardPlan WHOLE = new WardPlan(
            List.of(
                    above("ck", AlertTier.WARNING, Analyte.CREATINE_KINASE, CK_HIGH),
                    new WardRule.ValueAbove(telling("ck-early", AlertTier.URGENT),
                            Analyte.CREATINE_KINASE, CK_HIGH,
                            Optional.of(limit("ck-early-from", "2", Unit.DAY)),
                            Optional.of(limit("ck-early-until", "5", Unit.DAY)), Optional.empty()),
                    new WardRule.LatePeak(telling("ck-late", AlertTier.NOTICE),
                            Analyte.CREATINE_KINASE, LATE, Optional.empty()),
                    new WardRule.LatePeak(telling("ck-high-late", AlertTier.URGENT),
                            Analyte.CREATINE_KINASE, LATE, Optional.of(CK_HIGH)),
                    new WardRule.PeakPassed(
                            telling("ck-passed", AlertTier.NOTICE), Analyte.CREATINE_KINASE),
                    above("creatinine", AlertTier.WARNING, Analyte.CREATININE,
                            limit("creatinine-high", "150", Unit.MICROMOLE_PER_LITRE)),
                    above("potassium", AlertTier.URGENT, Analyte.POTASSIUM,
                            limit("potassium-high", "5.5", Unit.MILLIMOLE_PER_LITRE)),
                    new WardRule.UrineBelow(
                            telling("urine", AlertTier.WARNING), URINE_LOW, URINE_WINDOW),
                    new WardRule.CompartmentSigns(telling("compartment", AlertTier.URGENT),
                            List.of(Sign.PAIN, Sign.PASSIVE_STRETCH),
                            Optional.of(limit("compartment-days", "3", Unit.DAY)),
                            Optional.of(limit("compartment-gap", "30",
                                    Unit.MILLIMETRE_OF_MERCURY))),
                    new WardRule.GradeAtLeast(
                            telling("grade-iii", AlertTier.WARNING), Wieberdink.III),
                    new WardRule.GradeAtLeast(
                            telling("grade-iv", AlertTier.URGENT), Wieberdink.IV),
                    new WardRule.Overdue(telling("ck-overdue", AlertTier.WARNING),
                            Watched.CREATINE_KINASE, limit("ck-interval", "1", Unit.DAY),
                            Optional.empty()),
                    new WardRule.Overdue(telling("check-overdue", AlertTier.WARNING),
                            Watched.LIMB_CHECK, limit("limb-check-interval", "6", Unit.HOUR),
                            Optional.of(limit("limb-check-days", "3", Unit.DAY)))),
            List.of(
                    new DischargeItem.Falling("ck-falling", "CK is falling.", "TEST",
                            Analyte.CREATINE_KINASE, Optional.empty()),
                    new DischargeItem.EnoughUrine(
                            "urine-enough", "Urine is enough.", "TEST", URINE_LOW, URINE_WINDOW),
                    new DischargeItem.GradeBelow(
                            "grade-low", "The reaction is slight.", "TEST", Wieberdink.III),
                    new DischargeItem.NoAlert("nothing-open", "No alert stands.", "TEST"),
                    new DischargeItem.Stated("knows", "The patient knows.", "TEST")),
            List.of(LocalTime.of(6, 0), LocalTime.of(14, 0), LocalTime.of(22, 0)));

    private Plans() {}

    static Limit limit(String id, String value, Unit unit) {
        return Limit.of(id, Amount.of(value, unit), "TEST", Level.CENTRE);
    }

    static WardRule above(String id, AlertTier tier, Analyte analyte, Limit limit) {
        return new WardRule.ValueAbove(telling(id, tier), analyte, limit, Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    static Telling telling(String id, AlertTier tier) {
        return new Telling(id, tier, "It says so.", "TEST", "Look.");
    }

    /// A plan of one rule.
    static WardPlan of(WardRule rule) {
        return new WardPlan(List.of(rule), List.of(), List.of());
    }
}
