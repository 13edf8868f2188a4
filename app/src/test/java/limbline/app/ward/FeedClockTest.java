package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Senders;
import limbline.app.journal.PatientKey;
import limbline.measure.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A demonstration goes back to its day at each start, and the database's clock does not.
class FeedClockTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void whatNamesNoTimeHappenedNowByTheClockOfTheRecord() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (Laboratory laboratory = new Laboratory(fresh.database(), Senders.parse(""),
                Duration.ofSeconds(10), () -> yesterday)) {
            PatientKey patient = laboratory.patient("P-1", "N1");

            assertThat(laboratory.send("""
                    MSH|^~\\&|LIS|LAB|||||ORU^R01|C1|P|2.5
                    PID|1||N1
                    OBR|1||O1|CK
                    OBX|1|NM|2157-6^CK^LN||950|U/L|||||F
                    """)).isEqualTo("AA");

            assertThat(laboratory.values(patient))
                    .isEqualTo(List.of("creatine-kinase 950 U/L final"));
            assertThat(laboratory.course(patient).timeline().getFirst().entry().happened())
                    .isEqualTo(new When.At(yesterday));
        }
    }
}
