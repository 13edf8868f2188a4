package limbline.series;

import limbline.measure.Check;
import limbline.patient.PatientId;

/// One of what is counted.
///
/// @param name within the patient: "" for the patient, "left arm", "infusion 1", "lesion forearm"
public record Subject<U extends Unit>(U unit, PatientId patient, String name) {

    public Subject {
        Check.that(name.isEmpty() == (unit instanceof Unit.Patients),
                "a %s of %s is named \"%s\"", unit.term(), patient, name);
    }

    /// "PAPER-1", "PAPER-1, left arm".
    @Override
    public String toString() {
        return name.isEmpty() ? patient.toString() : patient + ", " + name;
    }
}
