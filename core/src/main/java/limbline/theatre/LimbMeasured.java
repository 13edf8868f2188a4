package limbline.theatre;

import java.util.List;
import limbline.measure.Centimetres;
import limbline.measure.Finding;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.patient.Limb;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;

/// What was measured for a dose sheet, and what was chosen.
///
/// @param girths below the tourniquet; empty if the limb was measured by water
/// @param displaced the water, if it was
public record LimbMeasured(
        Limb limb,
        List<Girth> girths,
        Finding<Millilitres> displaced,
        Finding<Kilograms> weight,
        Finding<Centimetres> height,
        Finding<Sex> sex,
        Finding<WeightCorrection> correction) {

    public LimbMeasured {
        girths = List.copyOf(girths);
    }
}
