package limbline.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import limbline.ward.Replay.By;
import limbline.ward.Replay.Step;
import org.junit.jupiter.api.Test;

/// Which rule said what, and when.
class ReplayTest {

    @Test
    void anAlertIsRaisedRisesIsAcknowledgedAndEnds() {
        Stay stay = new Stay().quietLook("0 15:00").ck("1 06:00", "1200");
        stay.acknowledge("anna", "1 07:00", creatineKinase(stay, "1 06:30"), "");
        stay.ck("2 06:00", "1500");
        stay.acknowledge("anna", "2 07:00", creatineKinase(stay, "2 06:30"), "surgeon told");
        stay.ck("3 06:00", "700");

        assertThat(turns(stay, By.HAPPENED, "3 12:00", "creatine-kinase")).containsExactly(
                "2026-11-21T05:00:00Z raised warning", "2026-11-21T06:00:00Z acknowledged warning",
                "2026-11-22T05:00:00Z rose urgent", "2026-11-22T06:00:00Z acknowledged urgent",
                "2026-11-23T05:00:00Z ended urgent");
    }

    @Test
    void aLateValueChangesWhatWasSaidWhenItWasRecorded() {
        Stay stay = new Stay().ck("1 06:00", "400").late("2 06:00", "3 09:00", Stay.ck("1500"));

        assertThat(turns(stay, By.RECORDED, "3 12:00", "creatine-kinase"))
                .containsExactly("2026-11-23T08:00:00Z raised urgent");
        assertThat(turns(stay, By.HAPPENED, "3 12:00", "creatine-kinase"))
                .containsExactly("2026-11-22T05:00:00Z raised urgent");
    }

    @Test
    void whatBecomesOverdueIsSaidWhenItDoes() {
        Stay stay = new Stay().quietLook("0 12:00");

        assertThat(turns(stay, By.HAPPENED, "1 00:00", "overdue-limb-check")).containsExactly(
                "2026-11-20T17:00:01Z raised warning");
    }

    @Test
    void aRuleSpeaksOnceUntilItSaysSomethingElse() {
        Stay stay = new Stay().ck("1 06:00", "400").quietLook("1 07:00").quietLook("1 08:00");
        List<String> said = Replay.of(stay.course(), Plans.WHOLE, By.HAPPENED,
                        Stay.moment("1 09:00")).stream()
                .filter(step -> step instanceof Step.Said said1 && said1.rule().equals("ck"))
                .map(step -> step.at() + " " + ((Step.Said) step).verdict().term()).toList();

        assertThat(said).containsExactly(
                "2026-11-20T09:00:00Z unknown", "2026-11-21T05:00:00Z quiet");
    }

    @Test
    void aPatientWithoutAnInfusionHasNoReplay() {
        assertThat(Replay.of(limbline.course.Course.of(new limbline.patient.PatientId("X-1"),
                List.of(), limbline.course.AsOf.NOW, Stay.ZONE), Plans.WHOLE, By.HAPPENED,
                Stay.moment("1 00:00"))).isEmpty();
    }

    private static Alert creatineKinase(Stay stay, String now) {
        return stay.watch(now).open().stream()
                .filter(alert -> alert.subject().equals("creatine-kinase")).findFirst()
                .orElseThrow();
    }

    private static List<String> turns(Stay stay, By by, String until, String subject) {
        return Replay.of(stay.course(), Plans.WHOLE, by, Stay.moment(until)).stream()
                .filter(Step.Changed.class::isInstance).map(Step.Changed.class::cast)
                .filter(step -> step.alert().startsWith(subject))
                .map(step -> step.at() + " " + step.turn().term() + " " + step.tier().term())
                .toList();
    }
}
