package limbline.app.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Trail.Access;
import limbline.app.journal.Trail.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The trail of who read and who wrote, on a real PostgreSQL.
class TrailTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void whoReadAndWhoWroteStandInOneListTheLatestFirst() {
        PatientKey patient = Texts.patientWith(Texts.journal(fresh.database()), 2);
        AccessLog log = new AccessLog(fresh.database().sql());
        log.looked("reader", patient, "patient page");
        log.lookedAtMany("reader", patient.centre(), "worklist");

        String id = patient.patient().value();
        assertThat(list(patient, id, "", "")).hasSize(3);
        assertThat(list(patient, id, "", "").getFirst().what()).isEqualTo("patient page");
        assertThat(list(patient, id, "", "yes")).hasSize(2).allMatch(Access::wrote);
        assertThat(list(patient, id, "reader", "")).singleElement()
                .matches(access -> !access.wrote());
        assertThat(list(patient, "", "reader", "no")).extracting(Access::what)
                .contains("worklist", "patient page");
        assertThat(list(patient, id, "nobody", "")).isEmpty();
    }

    @Test
    void onlyTheAskedTimeIsListed() {
        PatientKey patient = Texts.patientWith(Texts.journal(fresh.database()), 1);
        Instant now = Instant.now();
        Trail trail = new Trail(fresh.database().sql());

        assertThat(trail.list(question(patient, now.minus(1, ChronoUnit.DAYS),
                now.minus(1, ChronoUnit.HOURS)), 10)).isEmpty();
        assertThat(trail.list(question(patient, now.minus(1, ChronoUnit.DAYS),
                now.plus(1, ChronoUnit.HOURS)), 10)).hasSize(1);
    }

    private static Question question(PatientKey patient, Instant from, Instant to) {
        return new Question(patient.centre(), patient.patient().value(), "", from, to, "");
    }

    private static List<Access> list(
            PatientKey patient, String id, String account, String wrote) {
        return new Trail(fresh.database().sql()).list(new Question(patient.centre(), id, account,
                Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"), wrote), 100);
    }
}
