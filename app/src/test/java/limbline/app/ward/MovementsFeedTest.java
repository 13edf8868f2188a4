package limbline.app.ward;

import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.event.Event;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.Transferred;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From a message of patient administration on the wire to where the record says that a patient
/// lies. The messages have the shapes that hospitals send; what stands in them is invented.
class MovementsFeedTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static Laboratory laboratory;
    private static int count;

    private final String number = "N" + ++count;
    private PatientKey patient;
    private int sent;

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
    void aStayIsToldFromTheAdmissionToTheDischarge() {
        moves("A01", "20261120070000", "W4^12^A", "V1");
        moves("A02", "20261121100000", "W5^1^B", "V1");
        moves("A03", "20261125110000", "W5^1^B", "V1");

        assertThat(stay()).containsExactly("2026-11-20T06:00:00Z admitted to W4 12 A",
                "2026-11-21T09:00:00Z transferred to W5 1 B",
                "2026-11-25T10:00:00Z discharged to home");
    }

    @Test
    void aMovementThatWasCancelledNeverHappened() {
        moves("A01", "20261120070000", "W4", "V2");
        moves("A02", "20261121100000", "W5", "V2");
        moves("A02", "20261122100000", "W6", "V2");
        moves("A12", "20261122110000", "W5", "V2");
        assertThat(stay()).containsExactly("2026-11-20T06:00:00Z admitted to W4",
                "2026-11-21T09:00:00Z transferred to W5");
        moves("A12", "20261122110500", "W4", "V2");
        assertThat(stay()).as("the one before it too")
                .containsExactly("2026-11-20T06:00:00Z admitted to W4");

        moves("A03", "20261123110000", "W4", "V2");
        assertThat(stay()).last().isEqualTo("2026-11-23T10:00:00Z discharged to home");
        moves("A13", "20261123120000", "W4", "V2");
        assertThat(stay()).containsExactly("2026-11-20T06:00:00Z admitted to W4");
        moves("A11", "20261123130000", "W4", "V2");

        assertThat(stay()).isEmpty();
        assertThat(laboratory.course(patient).struck())
                .extracting(struck -> struck.by().correction().orElseThrow().reason())
                .containsExactlyInAnyOrder("the transfer was cancelled",
                        "the transfer was cancelled", "the discharge was cancelled",
                        "the admission was cancelled");
    }

    @Test
    void anAdmissionThatIsReportedAgainForTheSameVisitCorrectsTheFirst() {
        moves("A01", "20261120070000", "W4", "V3");
        moves("A01", "20261120083000", "W4", "V3");

        assertThat(stay()).containsExactly("2026-11-20T07:30:00Z admitted to W4");
    }

    @Test
    void whereNoVisitIsNamedASecondStayIsNotTakenForTheFirst() {
        moves("A01", "20261101070000", "W4", "");
        moves("A03", "20261105110000", "W4", "");
        moves("A01", "20261120070000", "W4", "");
        moves("A03", "20261125110000", "W4", "");
        assertThat(stay()).hasSize(4);
        moves("A13", "20261125120000", "W4", "");

        assertThat(stay()).containsExactly("2026-11-01T06:00:00Z admitted to W4",
                "2026-11-05T10:00:00Z discharged to home",
                "2026-11-20T06:00:00Z admitted to W4");
    }

    @Test
    void aChangeOfDataMovesOnlySomebodyWhoIsInHospitalAndOnlyElsewhere() {
        moves("A08", "20261119070000", "W9", "V4");
        assertThat(stay()).as("not in hospital").isEmpty();
        moves("A01", "20261120070000", "W4", "V4");
        moves("A08", "20261120080000", "W4", "V4");
        moves("A08", "20261120090000", "W5", "V4");
        moves("A03", "20261125110000", "W5", "V4");
        moves("A08", "20261126090000", "W6", "V4");

        assertThat(stay()).containsExactly("2026-11-20T06:00:00Z admitted to W4",
                "2026-11-20T08:00:00Z transferred to W5",
                "2026-11-25T10:00:00Z discharged to home");
    }

    @Test
    void whatIsCancelledAndNeverCameIsNothing() {
        assertThat(moves("A11", "20261120070000", "W4", "V5")).isEqualTo("AA");

        assertThat(stay()).isEmpty();
        assertThat(laboratory.store.latest(State.DONE, 1).getFirst().number()).isEqualTo(number);
    }

    @Test
    void aNumberThatWasMergedIntoAKnownOneIsThePatientsFromThenOn() {
        merges(number, "OLD" + number);
        laboratory.send(result("r" + number, "OLD" + number, "F" + number, kinase("563", "F")));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 563 U/L final");
    }

    @Test
    void aKnownNumberThatWasMergedIntoANewOneGoesOnUnderThatOne() {
        merges("NEW" + number, number);
        laboratory.send(result("r" + number, "NEW" + number, "F" + number, kinase("563", "F")));

        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 563 U/L final");
    }

    @Test
    void twoKnownPatientsWhoseNumbersAreMergedAreOnePerson() {
        PatientKey other = laboratory.patient("P-other-" + count, "X" + number);
        merges(number, "X" + number);

        assertThat(laboratory.identities.goesOnAs(other)).isEqualTo(patient);
        assertThat(laboratory.identities.named(Laboratory.CENTRE, List.of("X" + number)).patients())
                .containsExactly(patient);
    }

    @Test
    void aMergeOfWhichNobodyIsKnownOrThatNamesNoEarlierNumberWaits() {
        merges("A" + number, "B" + number);
        assertThat(laboratory.waitsFor()).isEqualTo(("No patient here has the number A%s or B%s;"
                + " say whose it is, or that it is nobody's here.").formatted(number, number));
        merges(number, "");
        assertThat(laboratory.waitsFor())
                .isEqualTo("a merge names the earlier number in MRG-1, and there is none.");
    }

    @Test
    void anotherBirthDateUnderTheSameNumberWaitsAndTheSameOrNoneDoesNot() {
        laboratory.identities.put(new Identity(patient, Optional.empty(),
                Optional.of(LocalDate.of(1950, 1, 1)), Optional.of(number)));
        String born = "INVENTED^PERSON||";
        laboratory.send(result("a" + number, number, "A" + number, kinase("1", "F"))
                .replace("INVENTED^PERSON", born + "19500101"));
        laboratory.send(result("b" + number, number, "B" + number, kinase("2", "F"))
                .replace("INVENTED^PERSON", born + "1950"));
        laboratory.send(result("c" + number, number, "C" + number, kinase("3", "F"))
                .replace("INVENTED^PERSON", born + "19500230"));
        laboratory.send(result("d" + number, number, "D" + number, kinase("4", "F"))
                .replace("INVENTED^PERSON", born + "19500102"));

        assertThat(laboratory.values(patient)).containsExactlyInAnyOrder(
                "creatine-kinase 1 U/L final", "creatine-kinase 2 U/L final",
                "creatine-kinase 3 U/L final");
        assertThat(laboratory.waitsFor()).isEqualTo(("The number %s is of %s, who was born on"
                + " 1950-01-01; the message says 1950-01-02. Say whom it is about.")
                .formatted(number, patient.patient()));
    }

    private String moves(String event, String at, String lies, String visit) {
        sent++;
        return laboratory.send("""
                MSH|^~\\&|ADT|HOSP|||%s||ADT^%s|%s-%s|P|2.3.1
                EVN|%s|%s
                PID|1||%s^^^HOSP^MR||INVENTED^PERSON
                PV1|1|I|%s||||||||||||||||%s||||||||||||||||||home
                """.formatted(at, event, number, sent, event, at, number, lies, visit));
    }

    private void merges(String into, String from) {
        sent++;
        laboratory.send("""
                MSH|^~\\&|ADT|HOSP|||20261120120000||ADT^A40|%s-%s|P|2.3.1
                EVN|A40|20261120115900
                PID|1||%s^^^HOSP^MR||INVENTED^PERSON
                MRG|%s^^^HOSP^MR
                """.formatted(number, sent, into, from));
    }

    private List<String> stay() {
        return laboratory.course(patient).timeline().stream()
                .map(placed -> placed.entry().happened() + " " + told(placed.event())).toList();
    }

    private static String told(Event event) {
        return switch (event) {
            case Admitted(var to) -> "admitted to " + to.words();
            case Transferred(var to) -> "transferred to " + to.words();
            case Discharged(var to) -> "discharged to " + to.words();
            default -> event.toString();
        };
    }
}
