package limbline.event;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Finding;
import limbline.measure.Hours;
import limbline.measure.LabValue;
import limbline.measure.Millilitres;
import limbline.measure.MillimetresOfMercury;
import limbline.patient.Analyte;
import limbline.patient.ImageHash;
import limbline.patient.Limb;
import limbline.patient.LimbSign;
import limbline.patient.ResultStatus;
import limbline.patient.Sign;
import limbline.patient.Trend;
import limbline.patient.Wieberdink;

/// The days after, in the ward.
public sealed interface WardEvent extends Event {

    record Admitted(Finding<String> to) implements WardEvent {}

    /// The patient lies elsewhere in the hospital from now on.
    record Transferred(Finding<String> to) implements WardEvent {}

    record Discharged(Finding<String> to) implements WardEvent {}

    /// A value from the laboratory. It happened when the specimen was taken, and was known when the
    /// laboratory reported it.
    ///
    /// @param value missing as unknown where the laboratory says that it could not get any
    /// @param remark what the source says beside or in place of the value ("peaked and fell")
    /// @param trend where several values were going, if the source says that in place of values
    /// @param resultStatus how sure the laboratory was
    record LaboratoryReported(
            Analyte analyte,
            Finding<LabValue> value,
            Finding<String> remark,
            Finding<Trend> trend,
            Finding<ResultStatus> resultStatus)
            implements WardEvent {}

    /// Urine collected up to the time of the event.
    ///
    /// @param over the hours it was collected in
    record UrineMeasured(Millilitres volume, Finding<Hours> over) implements WardEvent {}

    /// A look at the treated limb.
    ///
    /// @param diastolic the blood pressure that the compartment's is held against
    /// @param image a photograph taken at this look
    record LimbChecked(
            Limb limb,
            Finding<LimbSign> colour,
            Finding<LimbSign> warmth,
            Finding<LimbSign> pain,
            Finding<LimbSign> passiveStretch,
            Finding<LimbSign> sensation,
            Finding<LimbSign> movement,
            Finding<LimbSign> pulse,
            Finding<LimbSign> swelling,
            Finding<LimbSign> blister,
            Finding<MillimetresOfMercury> compartmentPressure,
            Finding<MillimetresOfMercury> diastolic,
            Finding<ImageHash> image)
            implements WardEvent {

        /// Every sign with what was found of it, in the order of a look.
        public Map<Sign, Finding<LimbSign>> signs() {
            Map<Sign, Finding<LimbSign>> signs = new EnumMap<>(Sign.class);
            signs.put(Sign.COLOUR, colour);
            signs.put(Sign.WARMTH, warmth);
            signs.put(Sign.PAIN, pain);
            signs.put(Sign.PASSIVE_STRETCH, passiveStretch);
            signs.put(Sign.SENSATION, sensation);
            signs.put(Sign.MOVEMENT, movement);
            signs.put(Sign.PULSE, pulse);
            signs.put(Sign.SWELLING, swelling);
            signs.put(Sign.BLISTER, blister);
            return signs;
        }

        /// By how much the diastolic pressure exceeds the compartment's, where both were measured.
        public Optional<BigDecimal> gap() {
            return diastolic.found().flatMap(whole -> compartmentPressure.found()
                    .map(part -> whole.value().subtract(part.value())));
        }
    }

    /// The toxicity grade at one look; the worst of an episode is derived.
    ///
    /// @param observer who looked, where that is not the author of the entry
    record WieberdinkGraded(Limb limb, Finding<Wieberdink> grade, Finding<String> observer)
            implements WardEvent {}
}
