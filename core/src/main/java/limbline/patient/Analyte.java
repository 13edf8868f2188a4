package limbline.patient;

import limbline.measure.Term;

/// What the laboratory measures after an infusion.
public enum Analyte implements Term {
    CREATINE_KINASE,
    CREATININE,
    UREA,
    POTASSIUM,
    MYOGLOBIN,
    HAEMOGLOBIN,
    LEUCOCYTES,
    PLATELETS,
    ACTIVATED_CLOTTING_TIME
}
