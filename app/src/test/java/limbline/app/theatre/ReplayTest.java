package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.event.Entry.Correction;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.Noted;
import limbline.event.ProcedureEvent.OverrideGiven;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.measure.Amount;
import limbline.patient.Drug;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A procedure as the command line tells it.
class ReplayTest {

    @Test
    void whatWasRefusedAndWhyAndWhatWasDoneAllTheSame() {
        Chart chart = Chart.ili().compared().step("time-out").after("1M")
                .add(new PermissionRefused(Chart.ID, "cuff-up",
                        List.of("Step heparin comes first.")))
                .after("1M").step("cuff-up");

        assertThat(replay(chart).text().lines()).contains(
                "08:01:00  NO PERMISSION for cuff-up  (ada)",
                "            Step heparin comes first.",
                "08:02:00  step cuff-up, with ben  (ada)",
                "          DEVIATION (not seen by anybody)",
                "            The activated clotting time has not been measured; at least 350 s"
                        + " [PAPER].",
                "No alarm was raised.",
                "1 refusal, 1 deviation; 1 not seen by anybody.",
                "Limbline is not a medical device.");
    }

    @Test
    void theTimeOfDayHasItsDayOnceMidnightHasPassed() {
        Chart chart = Chart.ili().compared().after("16H").step("time-out").after("1M")
                .add(new ProcedureAborted(Chart.ID, "no vessel was found"))
                .add(new ProcedureEnded(Chart.ID));

        assertThat(replay(chart).text().lines()).contains(
                "08:00:00  before the team: P-1, left leg  (ada)",
                "2026-11-26 00:00:00  step time-out, with ben  (ada)");
        assertThat(replay(chart).headline()).contains("aborted, ended 2026-11-26 00:01:00");
    }

    @Test
    void whatWasWrittenDownAfterwardsSaysSoOnceAndWhatCameLateOnItsLine() {
        Chart chart = Chart.ili().after("20M");
        chart.add(new Noted(Chart.ID, "as it happened"));
        chart.add(new Noted(Chart.ID, "told late"),
                chart.now().minus(Duration.ofMinutes(10)), Optional.empty());

        assertThat(chart.entries().getLast().recorded()).isEqualTo(chart.now());
        assertThat(replay(chart).text()).doesNotContain("written down afterwards");
        assertThat(replay(chart).text().lines()).contains(
                "08:20:00  note: as it happened  (ada)",
                "08:10:00  note: told late  (ada, written down 08:20:00)");
    }

    @Test
    void aWholeRunWithACorrectionAnOverrideAndAnAlarm() {
        Chart chart = Chart.ili().readyForTheCuff();
        chart.measured("act", "41 s");
        chart.add(new MeasurementTaken(Chart.ID, "act", Amount.parse("410 s")), chart.now(),
                Optional.of(new Correction(chart.last(), "a digit was missing")));
        chart.step("cuff-up").given(Drug.PAPAVERINE, "60 mg").given(Drug.MELPHALAN, "50 mg")
                .given(Drug.DACTINOMYCIN, "3500 ug").step("circulate").after("30M")
                .step("washout").measured("washout-volume", "0.5 L")
                .add(new OverrideGiven(Chart.ID, "cuff-down", List.of("washed-enough"), "ben",
                        "eve", "the bag is empty"))
                .step("cuff-down").given(Drug.PROTAMINE, "200 mg").measured("act", "150 s")
                .step("catheters-out")
                .add(new AlarmAcknowledged(Chart.ID,
                        chart.procedure().alarms(chart.now()).getFirst().key(), "ben"))
                .after("1M").add(new ProcedureEnded(Chart.ID));

        String text = replay(chart).text();
        assertThat(text).contains("ILI of the left leg by demo-ili: ended 08:41:00, 0 deviations",
                "ACT 41 s  (ada)  STRUCK: a digit was missing",
                "told: Papaverine was independently linked to severe toxicity",
                "override for cuff-down by ben and eve: the bag is empty",
                "overridden: washed-enough",
                "08:40:00  The activated clotting time is due: every 30 min [INVENTED], and 30 min"
                        + " have passed. (seen by ben)",
                "0 refusals, 0 deviations; none is left unseen.");
        JsonNode json = JsonMapper.builder().build().readTree(replay(chart).json());
        assertThat(json.get("patient").stringValue()).isEqualTo("P-1");
        assertThat(json.get("deviations").intValue()).isZero();
        assertThat(json.get("lines").size()).isEqualTo(chart.entries().size());
        assertThat(json.get("alarms").get(0).get("seen").get("by").stringValue())
                .isEqualTo("ben");
        assertThat(json.get("lines").valueStream()
                .filter(line -> line.has("struck")).map(line -> line.get("struck").get("reason")
                        .stringValue())).containsExactly("a digit was missing");
    }

    private static Replay replay(Chart chart) {
        return new Replay(new PatientKey("T", Chart.PATIENT), chart.procedure(),
                chart.now().plus(Duration.ofSeconds(1)), ZoneOffset.UTC);
    }
}
