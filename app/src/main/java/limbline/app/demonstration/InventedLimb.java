package limbline.app.demonstration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import limbline.measure.Centimetres;
import limbline.measure.Finding;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;
import limbline.theatre.LimbMeasured;

/// The measures of an invented limb, as a dose sheet takes them.
final class InventedLimb {

    private static final double[] LEG = {
        52, 48.5, 45, 43, 42, 40.5, 38, 36.5, 37, 38, 37.5, 35, 31, 27, 24, 22.5, 22
    };
    private static final double[] ARM = {32, 30.5, 29, 27.5, 26, 25.5, 25, 23.5, 21, 19, 17.5};
    private static final int EVERY = 4;

    private InventedLimb() {}

    static LimbMeasured measured(Limb limb) {
        List<Girth> girths = new ArrayList<>();
        for (double girth : limb.extremity() == Extremity.LEG ? LEG : ARM) {
            girths.add(new Girth(centimetres(girth), centimetres(EVERY * girths.size())));
        }
        return new LimbMeasured(limb, girths, Finding.notStated(),
                Finding.known(new Kilograms(BigDecimal.valueOf(71))),
                Finding.known(centimetres(165)), Finding.known(Sex.FEMALE),
                Finding.known(WeightCorrection.UNCORRECTED));
    }

    private static Centimetres centimetres(double value) {
        return new Centimetres(BigDecimal.valueOf(value));
    }
}
