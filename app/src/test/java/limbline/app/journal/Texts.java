package limbline.app.journal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import limbline.app.database.Database;
import limbline.patient.PatientId;

/// Invented events and commands for tests of the journal.
final class Texts {

    static final String CENTRE = "invented";

    private Texts() {}

    static Journal journal(Database database) {
        new Centres(database.sql()).add(new Centre(CENTRE, "An invented centre", true));
        return new Journal(database);
    }

    static PatientKey newPatient() {
        return new PatientKey(CENTRE, new PatientId("P-" + UUID.randomUUID()));
    }

    static EventText draft(String body) {
        return draft(UUID.randomUUID(), body);
    }

    static EventText draft(UUID event, String body) {
        return new EventText(event, "limb-checked", 1, body, "{\"date\": \"2013-07-04\"}",
                LocalDate.of(2013, 7, 4), "page 2, line 14", null);
    }

    /// A patient with this many events, each a command of its own.
    static PatientKey patientWith(Journal journal, int events) {
        PatientKey patient = newPatient();
        for (int position = 0; position < events; position++) {
            append(journal, patient, position);
        }
        return patient;
    }

    static Appending append(Journal journal, PatientKey patient, int position) {
        return journal.append(patient, position, UUID.randomUUID(), "nurse",
                List.of(draft("{\"grade\": \"%s\"}".formatted("I".repeat(position % 3 + 1)))));
    }
}
