package limbline.patient;

import limbline.measure.Term;

/// What the laboratory measures before and after an infusion.
public enum Analyte implements Term {
    CREATINE_KINASE,
    CREATININE,
    UREA,
    POTASSIUM,
    MYOGLOBIN,
    HAEMOGLOBIN,
    LEUCOCYTES,
    PLATELETS,
    ACTIVATED_CLOTTING_TIME,
    CREATININE_CLEARANCE,
    ASPARTATE_AMINOTRANSFERASE,
    ALANINE_AMINOTRANSFERASE,
    ALKALINE_PHOSPHATASE,
    BILIRUBIN,
    CALCIUM;

    /// Whether it is asked about before a treatment only: no list of the ward needs it.
    public boolean isOfTheBoard() {
        return compareTo(CREATININE_CLEARANCE) >= 0;
    }
}
