package limbline.app.ward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.PatientKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever is forgotten is named by no message any more.
class ForgottenTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static Laboratory laboratory;
    private static int count = 1000;

    /// Numbers alone, as many hospitals have them.
    private final String number = "" + ++count;
    private final String name = "NAME" + number;
    private PatientKey patient;

    @BeforeAll
    static void open() {
        laboratory = new Laboratory(fresh.database());
    }

    @BeforeEach
    void newPatient() {
        patient = laboratory.patient("P-" + number, number);
    }

    @AfterAll
    static void close() {
        laboratory.close();
    }

    @Test
    void aMessageAboutNobodyHereIsEmptiedAfterSomeTimeAndItsRowStays() {
        laboratory.send(named(result("k" + number, number, "K" + number, kinase("563", "F"))));
        laboratory.identities.say(
                Laboratory.CENTRE, "X" + number, Optional.empty(), "a person");
        String nobodys = named(result("n" + number, "X" + number, "N" + number, kinase("1", "F")));
        laboratory.send(nobodys);
        laboratory.send(named(result("w" + number, "Y" + number, "W" + number, kinase("2", "F"))));
        assertThat(rowsWith(name)).isEqualTo(3);

        Instant now = Instant.now().plusSeconds(60);
        laboratory.store.empty(now.minus(Duration.ofDays(30)));
        assertThat(rowsWith(name)).as("not old enough").isEqualTo(3);

        assertThat(laboratory.store.empty(now)).isPositive();

        assertThat(rowsWith(name)).as("what is on record, and what waits").isEqualTo(2);
        assertThat(reasons(State.DONE)).anyMatch(reason ->
                reason.matches("Emptied on \\d{4}-\\d\\d-\\d\\d: it was about nobody here\\."));
        assertThat(laboratory.send(nobodys)).as("sent again").isEqualTo("AA");
        assertThat(rowsWith(name)).isEqualTo(2);
    }

    @Test
    void whatWasRecordedStaysAndTheMessageIsEmpty() {
        String message = named(result("a" + number, number, "A" + number, kinase("563", "F")));
        laboratory.send(message);
        assertThat(rowsWith(name)).isEqualTo(1);

        laboratory.identities.erase(patient);

        assertThat(rowsWith(name)).isZero();
        assertThat(laboratory.values(patient)).containsExactly("creatine-kinase 563 U/L final");
        assertThat(reasons(State.DONE)).contains("Emptied: the person it named was forgotten.");
        assertThat(laboratory.send(message)).as("sent again").isEqualTo("AA");
        assertThat(rowsWith(name)).isZero();
        assertThat(laboratory.values(patient)).hasSize(1);
    }

    @Test
    void aMessageThatWaitsOrWasRefusedOrIsHalfIsEmptyToo() throws IOException {
        laboratory.identities.say(
                Laboratory.CENTRE, "M" + number, Optional.of(patient.patient()), "a person");
        laboratory.send(named(result("b" + number, "M" + number, "B" + number,
                "OBX|1|NM|NEW^Something^L||1|U/L|||||F")));
        laboratory.send(named(result("c" + number, number, "C" + number, kinase("1", "F")))
                .replace("ORU^R01^ORU_R01", "ORM^O01"));
        half(named(result("d" + number, number, "D" + number, kinase("1", "F"))));
        assertThat(rowsWith(name)).isEqualTo(3);
        int aside = reasons(State.ASIDE).size();

        laboratory.identities.erase(patient);

        assertThat(rowsWith(name)).isZero();
        assertThat(reasons(State.ASIDE)).hasSize(aside + 2);
        assertThat(laboratory.store.latest(State.ASIDE, 2)).allSatisfy(stored -> {
            assertThat(stored.number()).isEmpty();
            assertThat(laboratory.desk.questions(stored).numbers()).isEmpty();
            assertThat(FeedDesk.segments(stored)).isEmpty();
        });
    }

    @Test
    void whatIsAboutSomebodyElseStaysThoughItHoldsTheSameDigits() throws IOException {
        PatientKey other = laboratory.patient("P-other-" + number, "X" + number);
        laboratory.send(named(result("e" + number, "X" + number, number, kinase(number, "F"))));
        laboratory.send(named(result("f" + number, "9" + number, number, kinase(number, "F"))));
        half(named(result(number, "77" + number, number, kinase(number, "F"))));
        assertThat(rowsWith(name)).isEqualTo(3);

        laboratory.identities.erase(patient);

        assertThat(rowsWith(name)).isEqualTo(3);
        assertThat(laboratory.values(other)).hasSize(1);
    }

    @Test
    void aMovementTellsNoNumberInItsKeyEither() {
        laboratory.send("""
                MSH|^~\\&|ADT|HOSP|||20261120120000||ADT^A01|g%s|P|2.3.1
                EVN|A01|20261120115900
                PID|1||%s^^^HOSP^MR||%s^PERSON
                PV1|1|I|W4
                """.formatted(number, number, name));
        assertThat(keysWith(number)).isEqualTo(1);

        laboratory.identities.erase(patient);

        assertThat(keysWith(number)).isZero();
        assertThat(laboratory.course(patient).timeline()).hasSize(1);
    }

    @Test
    void aMessageThatWaitsForOthersTooStandsInTheWayAndNothingIsErased() {
        laboratory.send(named(result("h" + number, number, "H" + number, kinase("1", "F"))).strip()
                + "\nPID|2||Y" + number + "^^^HOSP^MR||OTHER^PERSON\nOBR|1||I" + number
                + "^LIS|CHEM|||202611200730|||||||||||||||202611201155|||F\n" + kinase("2", "F"));
        long message = laboratory.store.latest(State.WAITING, 1).getFirst().id();

        assertThatIllegalArgumentException().isThrownBy(() -> laboratory.identities.erase(patient))
                .withMessage("message %s of the laboratory feed waits, and is about others too:"
                        + " settle it first on the page Messages (/feed/%s); nothing was erased",
                        message, message);
        assertThat(laboratory.identities.find(patient)).isPresent();

        laboratory.identities.say(Laboratory.CENTRE, "Y" + number, Optional.empty(), "a person");
        laboratory.store.again();
        laboratory.settle();
        laboratory.identities.erase(patient);
        assertThat(rowsWith(name)).isZero();
    }

    private String named(String message) {
        return message.replace("INVENTED^PERSON", name + "^PERSON");
    }

    private static long rowsWith(String text) {
        return fresh.database().sql().sql("""
                select count(*) from feed_message
                where position(convert_to(?, 'UTF8') in bytes) > 0
                    or position(? in concat_ws(' ', reason, number)) > 0
                """)
                .params(text, text).query(Long.class).single();
    }

    private static long keysWith(String text) {
        return fresh.database().sql().sql(
                "select count(*) from feed_result where position(? in key) > 0")
                .param(text).query(Long.class).single();
    }

    private static List<String> reasons(State state) {
        return laboratory.store.latest(state, 1_000).stream()
                .map(FeedStore.Stored::reason).toList();
    }

    /// Sends all but the end, and waits until that is understood.
    private static void half(String message) throws IOException {
        try (Socket socket = new Socket(laboratory.address().getAddress(),
                laboratory.address().getPort())) {
            socket.getOutputStream().write(
                    ("\u000B" + message.replace("\n", "\r")).getBytes(ISO_8859_1));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }
}
