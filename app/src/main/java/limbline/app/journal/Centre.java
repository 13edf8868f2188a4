package limbline.app.journal;

import limbline.measure.Check;

/// A place that treats patients, or an invented one.
///
/// @param id see [PatientKey]
/// @param name as people call it
/// @param invented whether its patients are made up, which every page says
public record Centre(String id, String name, boolean invented) {

    public Centre {
        PatientKey.checkCentre(id);
        Check.that(!name.isBlank(), "the centre %s has no name", id);
    }
}
