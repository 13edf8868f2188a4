package limbline.app.demonstration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.Act;
import limbline.app.theatre.Answer;
import limbline.app.theatre.Signed;
import limbline.app.theatre.TheatreDesk;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.theatre.Deviation;
import limbline.theatre.Procedure;

/// A procedure of the demonstration by demo-ili, from the time-out to the end: carried out at the
/// desk of the theatre with a clock of its own, so that every interlock was asked. Once the team is
/// refused, once it acts without permission and somebody answers for it. All values are invented.
final class InventedProcedure {

    private static final String TEAM = "theatre";
    private static final String SURGEON = "clinician";

    private final TheatreDesk desk;
    private final PatientKey patient;
    private final Limb limb;
    private final EventId id;
    private Instant now;
    private int acts;

    /// @param begin when it begins; it takes an hour and a half
    InventedProcedure(Journal journal, Signed signed, ZoneId zone, PatientKey patient, Limb limb,
            Instant begin) {
        this.now = begin;
        this.desk = new TheatreDesk(journal, signed, () -> now, zone);
        this.patient = patient;
        this.limb = limb;
        this.id = new EventId(command());
    }

    /// Carries it out; what was written before a load was killed is not written again.
    ///
    /// @param order the event that signed it
    void carryOut(EventId order) {
        Act begin = new Act(id.value(), TEAM, now);
        if (desk.begin(patient, begin, order) instanceof Beginning.Refused refused) {
            throw new IllegalStateException(
                    "the demonstration's procedure cannot begin: " + refused.reasons());
        }
        towardsTheCuff();
        underTheCuff();
        out();
    }

    private void towardsTheCuff() {
        after(4);
        permitted(desk.compare(patient, id, act(), patient.patient(), limb));
        step("time-out");
        after(12).measured("arterial-gauge", "6 [Ch]");
        step("arterial-catheter");
        after(9).measured("venous-gauge", "8 [Ch]");
        step("venous-catheter");
        after(5).step("prime-circuit");
        after(6).given(Drug.HEPARIN, Amount.parse("21000 [iU]"));
        after(5).measured("act", "412 s");
        measured("limb-temperature", "36.6 Cel");
        if (take(Mode.IF_PERMITTED, "cuff-up") instanceof Answer.Recorded) {
            throw new IllegalStateException("the cuff went up on a cold limb");
        }
        after(8).measured("limb-temperature", "37.8 Cel");
        step("cuff-up");
    }

    private void underTheCuff() {
        after(2).given(Drug.PAPAVERINE, Amount.parse("60 mg"));
        after(2).given(Drug.MELPHALAN, ordered(Drug.MELPHALAN));
        after(2).given(Drug.DACTINOMYCIN, ordered(Drug.DACTINOMYCIN));
        after(1).step("circulate");
        after(14).measured("act", "371 s");
        measured("limb-temperature", "38.2 Cel");
        after(13);
        permitted(take(Mode.AS_DONE, "washout"));
        after(1);
        desk.note(patient, id, act(), "washed out early: the clock was read from the first drug");
        Deviation deviation = desk.read(patient, id).deviations().getFirst();
        permitted(desk.acknowledge(patient, id, act(), deviation.key(), SURGEON));
        after(2).measured("washout-volume", "1 L");
        step("cuff-down");
    }

    private void out() {
        after(4).given(Drug.PROTAMINE, Amount.parse("200 mg"));
        after(6).measured("act", "148 s");
        after(2).step("catheters-out");
        after(3);
        permitted(desk.end(patient, id, act(), Mode.IF_PERMITTED));
    }

    private InventedProcedure after(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
        return this;
    }

    private Amount ordered(Drug drug) {
        Procedure procedure = desk.read(patient, id);
        return procedure.order().dose(drug).orElseThrow();
    }

    private void step(String step) {
        permitted(take(Mode.IF_PERMITTED, step));
    }

    private Answer take(Mode mode, String step) {
        return desk.take(patient, id, act(), mode, step, Finding.known(SURGEON));
    }

    private void measured(String measurement, String amount) {
        permitted(desk.enter(patient, id, act(), measurement, Amount.parse(amount)));
    }

    private void given(Drug drug, Amount dose) {
        permitted(desk.give(patient, id, act(), Mode.IF_PERMITTED, drug, Finding.known(dose),
                Finding.notStated(), Finding.known(SURGEON)));
    }

    private static void permitted(Answer answer) {
        if (answer instanceof Answer.NotPermitted refused) {
            throw new IllegalStateException(
                    "the demonstration's procedure cannot go on: " + refused.reasons());
        }
    }

    private Act act() {
        acts++;
        return new Act(command(), TEAM, now);
    }

    private UUID command() {
        return UUID.nameUUIDFromBytes("procedure of %s, %s".formatted(patient, acts)
                .getBytes(StandardCharsets.UTF_8));
    }
}
