package limbline.app.theatre;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import limbline.app.database.Database;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.theatre.Procedure;

/// One theatre with its desk, a patient and a clock that the test moves.
final class Theatre {

    static final String CENTRE = "T";

    final TestSigned signed = new TestSigned();
    final TheatreDesk desk;
    final PatientKey patient;
    final EventId order;
    private Instant now = Chart.START;
    private long nanoseconds;
    private EventId procedure;

    Theatre(Database database) {
        this.desk = desk(database);
        this.patient = new PatientKey(CENTRE, new PatientId("P-" + UUID.randomUUID()));
        this.order = signed.sign(patient);
        this.procedure = order;
    }

    /// Begun on the order for the left leg.
    static Theatre begun(Database database) {
        Theatre theatre = new Theatre(database);
        theatre.begin(theatre.order);
        return theatre;
    }

    Beginning begin(EventId on) {
        Beginning beginning = desk.begin(patient, act(), on);
        if (beginning instanceof Beginning.Begun(Procedure begun)) {
            procedure = begun.id();
        }
        return beginning;
    }

    EventId id() {
        return procedure;
    }

    Instant now() {
        return now;
    }

    Theatre after(String time) {
        now = now.plus(Duration.parse("PT" + time));
        nanoseconds += Duration.parse("PT" + time).toNanos();
        return this;
    }

    /// Somebody sets the machine's clock.
    void setBack(String time) {
        now = now.minus(Duration.parse("PT" + time));
    }

    /// Another desk on the same record, as after a start of the server.
    TheatreDesk desk(Database database) {
        return new TheatreDesk(new Journal(database), signed,
                new TheatreClock(() -> now, () -> nanoseconds), ZoneOffset.UTC);
    }

    Act act() {
        return new Act(UUID.randomUUID(), "ada", now);
    }

    Act earlier(String time) {
        return new Act(UUID.randomUUID(), "ada", now.minus(Duration.parse("PT" + time)));
    }

    Procedure read() {
        return desk.read(patient, procedure);
    }

    Answer compared(Limb limb) {
        return desk.compare(patient, procedure, act(), patient.patient(), limb);
    }

    Answer step(String step) {
        return step(Mode.IF_PERMITTED, step);
    }

    Answer step(Mode mode, String step) {
        return desk.take(patient, procedure, act(), mode, step, Finding.known("ben"));
    }

    Answer measured(String measurement, String amount) {
        return desk.enter(patient, procedure, act(), measurement, Amount.parse(amount));
    }

    Answer given(Drug drug, String dose) {
        return given(Mode.IF_PERMITTED, act(), drug, dose);
    }

    Answer given(Mode mode, Act act, Drug drug, String dose) {
        return desk.give(patient, procedure, act, mode, drug, Finding.known(Amount.parse(dose)),
                Finding.notStated(), Finding.known("ben"));
    }

    Theatre readyForTheCuff() {
        compared(Chart.LEFT_LEG);
        step("time-out");
        step("arterial-catheter");
        step("venous-catheter");
        step("prime-circuit");
        given(Drug.HEPARIN, "21000 [iU]");
        after("5M").measured("act", "412 s");
        measured("limb-temperature", "37.6 Cel");
        return this;
    }

    Theatre circulating() {
        readyForTheCuff().step("cuff-up");
        given(Drug.PAPAVERINE, "60 mg");
        given(Drug.MELPHALAN, "50 mg");
        given(Drug.DACTINOMYCIN, "3500 ug");
        step("circulate");
        return this;
    }

    Theatre complete() {
        circulating().after("30M").step("washout");
        measured("washout-volume", "1 L");
        step("cuff-down");
        given(Drug.PROTAMINE, "200 mg");
        after("5M").measured("act", "150 s");
        step("catheters-out");
        return this;
    }
}
