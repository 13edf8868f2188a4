package limbline.app.journal;

import static limbline.app.journal.Texts.append;
import static limbline.app.journal.Texts.newPatient;
import static limbline.app.journal.Texts.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.AccessLog.Look;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands beside the journal: identities, the access log, the feed.
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

    @Test
    void theFeedHandsOverWhatIsNewOnceAndInOrder() {
        Feed feed = new Feed(fresh.database().dataSource());
        Feed.Place place = feed.end();
        PatientKey patient = patientWith(journal, 3);
        List<Written> seen = new ArrayList<>();

        place = readUntil(3, feed, place, seen);
        assertThat(seen).isEqualTo(journal.read(patient));

        append(journal, patient, 3);
        seen.clear();
        place = readUntil(1, feed, place, seen);
        assertThat(seen).isEqualTo(journal.readAfter(patient, 3));
        seen.clear();
        feed.read(place, seen::add);
        assertThat(seen).isEmpty();
    }

    @Test
    void theFeedWaitsForATransactionThatCommitsLate() throws SQLException {
        Feed feed = new Feed(fresh.database().dataSource());
        PatientKey late = newPatient();
        List<Written> seen = new ArrayList<>();
        Feed.Place place = feed.end();

        try (Connection slow = fresh.database().dataSource().getConnection();
                var insert = slow.createStatement()) {
            slow.setAutoCommit(false);
            insert.execute("""
                    insert into journal (centre, patient, position, event, command, step, type,
                        version, body, times, known, author, source)
                    values ('%s', '%s', 1, gen_random_uuid(), gen_random_uuid(), 0, 'slow', 1,
                        '{}', '{}', '2013-07-04', 'nurse', '')
                    """.formatted(late.centre(), late.patient()));
            PatientKey early = patientWith(journal, 1);
            place = feed.read(place, seen::add);
            assertThat(seen).as("nothing behind the one that still runs").isEmpty();

            slow.commit();
            readUntil(2, feed, place, seen);
            assertThat(seen).extracting(Written::patient).containsExactly(late, early);
        }
    }

    /// PostgreSQL's own housekeeping may hold the feed back for a moment.
    private static Feed.Place readUntil(int count, Feed feed, Feed.Place from, List<Written> seen) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Feed.Place place = from;
        while (seen.size() < count && System.nanoTime() < end) {
            place = feed.read(place, seen::add);
        }
        return place;
    }

    private static Identity identity(PatientKey patient, String name, String number) {
        return new Identity(patient, Optional.of(name), Optional.of(LocalDate.of(1957, 3, 1)),
                Optional.of(number));
    }
}
