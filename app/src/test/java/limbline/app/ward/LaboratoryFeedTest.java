package limbline.app.ward;

import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.PatientKey;
import limbline.app.ward.LaboratoryMap.Code;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.course.Placed;
import limbline.measure.When;
import limbline.patient.Analyte;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From a message on the wire to the course of a patient. The messages have the shapes that
/// laboratory systems send; what stands in them is invented.
class LaboratoryFeedTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static Laboratory laboratory;
    private static int count;

    private final String number = "N" + ++count;
    private final String order = "F" + count;
    private PatientKey patient;

    @BeforeAll
    static void open() {
        laboratory = new Laboratory(fresh.database());
    }

    @BeforeEach
    void newPatient() {
        patient = laboratory.patient("P-" + count, number);
    }

    @AfterAll
    static void close() {
        laboratory.close();
    }

    @Test
    void aResultHappenedWhenTheSpecimenWasTakenAndWasKnownWhenItWasReported() {
        assertThat(laboratory.send(result("c" + order, number, order, kinase("563", "F"))))
                .isEqualTo("AA");

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 563 U/L final");
        Placed placed = laboratory.course(patient).timeline().getFirst();
        assertThat(placed.entry().happened())
                .isEqualTo(new When.At(Instant.parse("2026-11-20T06:30:00Z")));
        assertThat(placed.entry().known()).hasToString("2026-11-20");
        assertThat(placed.entry().author()).isEqualTo("laboratory feed");
        assertThat(placed.entry().source()).endsWith("of LIS LAB, control id c" + order + ", part 1");
    }

    @Test
    void aPreliminaryResultBecomesFinalAndACorrectionTakesItsPlace() {
        laboratory.send(result("p" + order, number, order, kinase("900", "P")));
        assertThat(laboratory.values(patient))
                .containsExactly("creatine-kinase 900 U/L preliminary");
        laboratory.send(result("f" + order, number, order, kinase("950", "F")));
        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L final");
        laboratory.send(result("c" + order, number, order, kinase("9500", "C")));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 9500 U/L corrected");
        assertThat(laboratory.course(patient).struck())
                .extracting(struck -> struck.by().correction().orElseThrow().reason())
                .containsExactly("the laboratory sent the final result",
                        "the laboratory corrected the result");
    }

    @Test
    void aPreliminaryResultAfterTheFinalOneChangesNothing() {
        laboratory.send(result("f" + order, number, order, kinase("950", "F")));
        laboratory.send(result("p" + order, number, order, kinase("900", "P")));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L final");
    }

    @Test
    void aResultThatWasReportedEarlierDoesNotTakeThePlaceOfALaterOne() {
        laboratory.send(result("a" + order, number, order, kinase("950", "C")));
        laboratory.send(result("b" + order, number, order, kinase("900", "C"))
                .replace("202611201155", "202611201100"));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L corrected");
    }

    @Test
    void aDeletedResultIsWithdrawnAndComesBackWhenItIsReportedAgainLater() {
        laboratory.send(result("a" + order, number, order, kinase("950", "F")));
        laboratory.send(result("b" + order, number, order, kinase("", "D")));
        assertThat(laboratory.values(patient)).isEmpty();
        laboratory.send(result("c" + order, number, order, kinase("95", "F"))
                .replace("202611201155", "202611201156"));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 95 U/L final");
    }

    @Test
    void aResultOfTheWrongPatientIsWithdrawnWhereverItStands() {
        PatientKey other = laboratory.patient("P-other-" + count, "X" + count);
        laboratory.send(result("a" + order, number, order, kinase("950", "F")));
        laboratory.send(result("b" + order, "X" + count, order, kinase("950", "W")));

        assertThat(laboratory.values(patient)).isEmpty();
        assertThat(laboratory.values(other)).isEmpty();
        assertThat(laboratory.course(patient).struck()).hasSize(1);
    }

    @Test
    void aDeletionThatComesBeforeWhatItDeletesStillHolds() {
        laboratory.send(result("b" + order, number, order, kinase("", "D")));
        laboratory.send(result("a" + order, number, order, kinase("950", "F"))
                .replace("202611201155", "202611201100"));

        assertThat(laboratory.values(patient)).isEmpty();
    }

    @Test
    void aResultThatCouldNotBeObtainedIsUnknownAndNotMissing() {
        laboratory.send(result("a" + order, number, order, kinase("", "X")
                + "\nNTE|1|L|haemolysed"));

        assertThat(laboratory.values(patient))
                .containsExactly("creatine-kinase unknown final \"haemolysed\"");
    }

    @Test
    void theSameMessageIsAnsweredAgainAndCountedOnceWhateverItsLineEndsAndTime() {
        String message = result("a" + order, number, order, kinase("950", "F"));
        assertThat(laboratory.send(message)).isEqualTo("AA");
        assertThat(laboratory.send(message)).isEqualTo("AA");
        assertThat(laboratory.send(new Bytes(message.replace("\n", "\r\n")
                .replace("|202611201200|", "|202611201300|")
                .getBytes(StandardCharsets.UTF_8)))).isEqualTo("AA");

        assertThat(laboratory.values(patient)).hasSize(1);
        assertThat(stored("a" + order)).isEqualTo(1);
    }

    @Test
    void theSameControlIdWithOtherContentIsWorkedOnAndFlagged() {
        laboratory.send(result("a" + order, number, order, kinase("950", "F")));
        laboratory.send(result("a" + order, number, order + "b", kinase("1200", "F")));

        assertThat(laboratory.values(patient)).hasSize(2);
        assertThat(laboratory.store.latest(State.DONE, 1).getFirst().reason())
                .isEqualTo("Its control id was used before, for another message.");
    }

    @Test
    void anUnknownPatientWaitsUntilSomebodySaysWhoItIs() {
        assertThat(laboratory.send(result("u" + order, "U" + number, order, kinase("950", "F"))))
                .isEqualTo("AA");
        assertThat(laboratory.waitsFor()).isEqualTo("No patient here has the number U" + number
                + "; say whose it is, or that it is nobody's here.");

        laboratory.identities.say(
                Laboratory.CENTRE, "U" + number, Optional.of(patient.patient()), "a person");
        laboratory.store.again();
        laboratory.settle();

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L final");
        assertThat(laboratory.waitsFor()).doesNotContain("U" + number);
    }

    @Test
    void anUnknownCodeWaitsAndWhatIsKnownBesideItDoesNot() {
        assertThat(laboratory.send(result("k" + order, number, order, kinase("950", "F"),
                "OBX|2|NM|CRE%s^Kreatinin^L||1.2|mg/dL|||||F".formatted(count)))).isEqualTo("AA");
        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L final");
        assertThat(laboratory.waitsFor()).isEqualTo("OBX 2: the code CRE%s (L) (Kreatinin) is not"
                .formatted(count) + " known; say what it measures, or that it is not needed.");

        laboratory.store.say(new Code("CRE" + count, "L"), Optional.of(new Meaning(
                Analyte.CREATININE, Optional.empty(), Optional.empty())), "a person");
        laboratory.store.again();
        laboratory.settle();

        assertThat(laboratory.values(patient)).containsExactlyInAnyOrder(
                "creatine-kinase 950 U/L final", "creatinine 106.1 µmol/L final");
    }

    @Test
    void aUnitThatDoesNotConvertWaits() {
        laboratory.send(result("m" + order, number, order,
                "OBX|1|NM|2157-6^CK^LN||950|g/L|||||F"));

        assertThat(laboratory.values(patient)).isEmpty();
        assertThat(laboratory.waitsFor()).isEqualTo("OBX 1: g/L cannot be converted into U/L.");
    }

    @Test
    void aResultThatStandsOnAnotherPatientsRecordIsNotMovedWithoutAPerson() {
        PatientKey other = laboratory.patient("P-other-" + count, "X" + count);
        laboratory.send(result("a" + order, number, order, kinase("950", "F")));
        laboratory.send(result("b" + order, "X" + count, order, kinase("960", "C")));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 950 U/L final");
        assertThat(laboratory.values(other)).isEmpty();
        assertThat(laboratory.waitsFor()).startsWith("The result LAB/" + order + "^LIS/2157-6 (LN)/"
                + " stands on the record of " + patient.patient());
    }

    private static long stored(String control) {
        return fresh.database().sql().sql("select count(*) from feed_message where control = ?")
                .param(control).query(Long.class).single();
    }
}
