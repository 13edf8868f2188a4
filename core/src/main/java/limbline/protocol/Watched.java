package limbline.protocol;

import java.util.Optional;
import limbline.measure.Term;
import limbline.patient.Analyte;

/// What the ward does again and again for the limb.
public enum Watched implements Term {
    CREATINE_KINASE(Analyte.CREATINE_KINASE),
    CREATININE(Analyte.CREATININE),
    UREA(Analyte.UREA),
    POTASSIUM(Analyte.POTASSIUM),
    LEUCOCYTES(Analyte.LEUCOCYTES),
    URINE,
    LIMB_CHECK,
    GRADE;

    private final Optional<Analyte> analyte;

    Watched() {
        this.analyte = Optional.empty();
    }

    Watched(Analyte analyte) {
        this.analyte = Optional.of(analyte);
    }

    public Optional<Analyte> analyte() {
        return analyte;
    }

    /// "creatine kinase", "limb check", "Wieberdink grade".
    public String words() {
        return this == GRADE ? "Wieberdink grade" : term().replace('-', ' ');
    }
}
