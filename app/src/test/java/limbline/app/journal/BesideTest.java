package limbline.app.journal;

import static limbline.app.journal.Texts.newPatient;
import static limbline.app.journal.Texts.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.AccessLog.Look;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands beside the journal: identities and the access log.
class BesideTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private Journal journal;
    private Identities identities;

    @BeforeEach
    void open() {
        journal = Texts.journal(fresh.database());
        identities = new Identities(fresh.database().sql());
    }

    @Test
    void anIdentityIsFoundByNameNumberAndPseudonymAndCanBeCorrected() {
        PatientKey patient = newPatient();
        identities.put(identity(patient, "Ana Exempel", "H-4711"));
        Identity corrected = identity(patient, "Anna Exempel", "H-4711");
        identities.put(corrected);

        assertThat(identities.find(patient)).contains(corrected);
        assertThat(identities.search(Texts.CENTRE, "anna", 10)).containsExactly(corrected);
        assertThat(identities.search(Texts.CENTRE, " H-4711 ", 10)).containsExactly(corrected);
        assertThat(identities.search(Texts.CENTRE, patient.patient().value(), 10))
                .containsExactly(corrected);
        assertThat(identities.search(Texts.CENTRE, "ana exempel", 10)).isEmpty();
    }

    @Test
    void anErasedIdentityIsGoneAndTheEventsStay() {
        PatientKey patient = patientWith(journal, 2);
        List<Written> before = journal.read(patient);
        identities.put(identity(patient, "Berta Beispiel", "H-1"));

        identities.erase(patient);

        assertThat(identities.find(patient)).isEmpty();
        assertThat(identities.search(Texts.CENTRE, "Berta", 10)).isEmpty();
        assertThat(journal.read(patient)).isEqualTo(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> identities.put(identity(patient, "Berta Beispiel", "H-1")))
                .withMessage("the identity of %s was erased and is not taken down again", patient);
    }

    @Test
    void mergedPseudonymsAreOnePersonAndCanBeSeparated() {
        PatientKey one = newPatient();
        PatientKey two = newPatient();
        PatientKey three = newPatient();

        identities.merge(one, two);
        identities.merge(two, three);

        assertThat(identities.goesOnAs(one)).isEqualTo(three);
        assertThat(identities.pseudonyms(one)).startsWith(three)
                .containsExactlyInAnyOrder(three, one, two);
        assertThatIllegalArgumentException().isThrownBy(() -> identities.merge(three, one))
                .withMessage("%s and %s are one person already", three, one);

        identities.separate(one);
        assertThat(identities.pseudonyms(one)).containsExactly(one);
        assertThat(identities.pseudonyms(two)).containsExactly(three, two);
    }

    @Test
    void erasingOnePseudonymErasesThePerson() {
        PatientKey one = newPatient();
        PatientKey two = newPatient();
        identities.put(identity(one, "Cora Muster", "H-2"));
        identities.put(identity(two, "Cora Muster", "H-3"));
        identities.merge(one, two);

        identities.erase(one);

        assertThat(identities.find(one)).isEmpty();
        assertThat(identities.find(two)).isEmpty();
    }

    @Test
    void whoLookedIsWrittenDownTheLastFirst() {
        PatientKey patient = newPatient();
        AccessLog log = new AccessLog(fresh.database().sql());

        log.looked("resident", patient, "course");
        log.lookedAtMany("researcher", Texts.CENTRE, "series");
        log.looked("nurse", patient, "ward");

        assertThat(log.at(patient, 10)).extracting(Look::account)
                .containsExactly("nurse", "resident");
        assertThat(log.at(patient, 1)).extracting(Look::what).containsExactly("ward");
        assertThat(log.latest(Texts.CENTRE, 2)).extracting(Look::what)
                .containsExactly("ward", "series");
        assertThat(log.latest(Texts.CENTRE, 2)).extracting(Look::patient)
                .containsExactly(Optional.of(patient.patient()), Optional.empty());
    }

    private static Identity identity(PatientKey patient, String name, String number) {
        return new Identity(patient, Optional.of(name), Optional.of(LocalDate.of(1957, 3, 1)),
                Optional.of(number));
    }
}
