package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import limbline.app.protocol.ProtocolFile;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.ProtocolVersion;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder;
import org.junit.jupiter.api.Test;

/// The chart of a procedure: readable, the same every time, and told in words too.
class TheatreChartTest {

    private static final Instant START = Instant.parse("2026-11-25T08:03:00Z");
    private static final PatientId PATIENT = new PatientId("INV-99");
    private static final Limb LEG = Limb.of(Side.LEFT, Extremity.LEG);
    private static final Path PICTURES = Path.of("target", "pictures");

    /// A procedure as it is told here.
    private static final class Told {

        private final Protocol protocol;
        private final SignedOrder order;
        private final List<Entry> entries = new ArrayList<>();
        private final EventId id = id(1);
        private Instant now = START;

        Told(String name, SignedOrder.OrderedDrug... drugs) throws Exception {
            protocol = ProtocolFile.read(Path.of("..", "protocols", name + ".yaml"));
            order = new SignedOrder(id(0), PATIENT, LEG, name,
                    new ProtocolVersion("0".repeat(64)), List.of(drugs), List.of(),
                    List.of("ada", "ben"));
            add(new ProcedureBegun(LEG, protocol.modality(), name, order.version(), order.id(),
                    Finding.notStated()));
            add(new LimbCompared(id, PATIENT, LEG));
        }

        private static EventId id(int number) {
            return new EventId(new UUID(0, number));
        }

        Told add(Event event) {
            entries.add(new Draft(id(entries.size() + 1), event, new When.At(now), "",
                    PartialDate.parse("2026-11-25"), "seen", Optional.empty())
                    .recorded(PATIENT, entries.size() + 1, now, "ada"));
            return this;
        }

        Told after(int minutes) {
            now = now.plus(Duration.ofMinutes(minutes));
            return this;
        }

        Told step(String step) {
            return add(new StepTaken(id, step, Finding.known("ben")));
        }

        Told measured(String measurement, String amount) {
            return add(new MeasurementTaken(id, measurement, Amount.parse(amount)));
        }

        Told gas(BloodGas.Drawn drawn, String values) {
            return add(new BloodGasTaken(id, drawn, BloodGas.list(values)));
        }

        Told given(Drug drug, String dose) {
            return add(new DrugGiven(id, Finding.known(protocol.steps().stream()
                    .filter(step -> step.gives().equals(Optional.of(drug))).map(Step::id)
                    .findFirst().orElseThrow()), drug, Finding.known(Amount.parse(dose)),
                    Finding.notStated(), Finding.known("ben")));
        }

        Procedure procedure() {
            return Procedure.of(id, protocol, order, entries);
        }

        Figure chart() {
            return TheatreChart.of(procedure(), now, ZoneOffset.UTC);
        }
    }

    private static SignedOrder.OrderedDrug dose(Drug drug, String dose) {
        return new SignedOrder.OrderedDrug(drug, Amount.parse(dose));
    }

    private static Told ili() throws Exception {
        return new Told("demo-ili", dose(Drug.MELPHALAN, "42.5 mg"),
                dose(Drug.DACTINOMYCIN, "3.5 mg"))
                .step("time-out").after(4).measured("arterial-gauge", "6 [Ch]")
                .step("arterial-catheter").after(5).measured("venous-gauge", "8 [Ch]")
                .step("venous-catheter").after(3).step("prime-circuit").after(6)
                .given(Drug.HEPARIN, "21000 [iU]").after(5).measured("act", "412 s")
                .measured("limb-temperature", "36.4 Cel").after(4)
                .measured("limb-temperature", "37.6 Cel").step("cuff-up").after(1)
                .given(Drug.PAPAVERINE, "60 mg").after(2).given(Drug.MELPHALAN, "42.5 mg").after(1)
                .given(Drug.DACTINOMYCIN, "3.5 mg").after(1).step("circulate").after(9)
                .measured("limb-temperature", "38.2 Cel").after(11).measured("act", "371 s")
                .measured("limb-temperature", "38.6 Cel").after(11).step("washout")
                .measured("washout-volume", "1 L").after(4).step("cuff-down").after(3)
                .given(Drug.PROTAMINE, "200 mg").after(8).measured("act", "148 s").after(2)
                .step("catheters-out");
    }

    private static Told deviating() throws Exception {
        Told told = new Told("demo-ili", dose(Drug.MELPHALAN, "42.5 mg"),
                dose(Drug.DACTINOMYCIN, "3.5 mg")).step("time-out").after(1)
                .given(Drug.MELPHALAN, "60 mg").after(2).step("cuff-up").after(3);
        return told.add(new ProcedureAborted(told.id, "drug before the cuff")).after(5)
                .step("washout").after(1).step("cuff-down");
    }

    private static Told hilp() throws Exception {
        Told told = new Told("demo-hilp", dose(Drug.TASONERMIN, "4 mg"),
                dose(Drug.MELPHALAN, "70.5 mg"));
        for (Step step : told.protocol.steps()) {
            for (Measurement one : told.protocol.measurements()) {
                told.measured(one.id(), switch (one.measures()) {
                    case ACTIVATED_CLOTTING_TIME -> "420 s";
                    case LIMB_TEMPERATURE, PERFUSATE_TEMPERATURE -> "38.7 Cel";
                    case PERFUSATE_PH -> "7.28 [pH]";
                    case FLOW -> "420 mL/min";
                    case FLOW_BY_LIMB_VOLUME -> "38 mL/min/L";
                    case PRESSURE -> "95 mm[Hg]";
                    case LEAK -> "2.5 %";
                    case HAEMATOCRIT -> "28 %";
                    case PRIMING_VOLUME -> "750 mL";
                    case WASHOUT_VOLUME -> "4 L";
                    case CATHETER_GAUGE -> "6 [Ch]";
                    case TIME_SINCE_LAST_TREATMENT -> "60 wk";
                });
            }
            step.gives().ifPresentOrElse(
                    drug -> told.given(drug, drug == Drug.TASONERMIN ? "4 mg" : "70.5 mg"),
                    () -> told.step(step.id()));
            told.after(9);
        }
        return told;
    }

    @Test
    void noTextMeetsAnotherOrTheEdge() throws Exception {
        Files.createDirectories(PICTURES);
        for (Told told : List.of(ili(), deviating(), hilp())) {
            Figure chart = told.chart();
            Files.write(PICTURES.resolve("theatre-chart-%s-%s.png".formatted(
                    told.protocol.id(), told.entries.size())), chart.png(1.5));
            Collisions.assertNone(chart);
        }
    }

    @Test
    void noTextMeetsAnotherWhateverWasDoneWhen() throws Exception {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Told told = new Told("demo-ili", dose(Drug.MELPHALAN, "42.5 mg"));
            List<Step> steps = told.protocol.steps();
            for (int j = random.nextInt(60); j > 0; j--) {
                told.after(random.nextInt(12));
                Step step = steps.get(random.nextInt(steps.size()));
                if (step.gives().isPresent()) {
                    told.given(step.gives().get(), random.nextInt(1, 900) + " mg");
                } else if (random.nextBoolean()) {
                    told.step(step.id());
                } else {
                    told.measured("act", random.nextInt(80, 900) + " s");
                }
            }
            assertThat(Collisions.in(told.chart())).as("procedure %s, seed %s", i, seed).isEmpty();
        }
    }

    @Test
    void whatTheChartShowsIsToldInWords() throws Exception {
        assertThat(ili().chart().description()).startsWith("08:03 step time-out")
                .contains("08:33 melphalan given: 42.5 mg").doesNotContain("without permission");
        assertThat(deviating().chart().description()).contains("without permission", "aborted");
    }

    @Test
    void aFactToldOfBeforeTheBeginningIsOnTheChart() throws Exception {
        Figure chart = ili().after(-120).measured("act", "133 s").after(120).chart();

        assertThat(chart.description()).startsWith("07:23 ACT 133 s; 08:03 step time-out");
        assertThat(chart.words()).extracting(Mark.Words::text).contains("133")
                .anyMatch(text -> text.startsWith("07:23 to now"));
        Collisions.assertNone(chart);
    }

    @Test
    void alarmsHaveALaneAndSayWhetherSomebodyHasSeenThem() throws Exception {
        Told told = new Told("demo-ili", dose(Drug.MELPHALAN, "42.5 mg")).step("time-out")
                .given(Drug.HEPARIN, "21000 [iU]").after(90);
        assertThat(told.chart().words()).extracting(Mark.Words::text).contains("alarms")
                .anyMatch(text -> text.contains("Nobody has acknowledged it."));

        String key = told.procedure().alarms(told.now).getFirst().key();
        told.add(new AlarmAcknowledged(told.id, key, "ben"));
        assertThat(told.chart().words()).extracting(Mark.Words::text)
                .anyMatch(text -> text.contains("Seen by ben at 09:33."));
        Collisions.assertNone(told.chart());
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve("theatre-chart-alarms.png"), told.chart().png(1.5));
    }

    @Test
    void measurementsAreNamedAsPeopleWriteThem() throws Exception {
        assertThat(hilp().chart().words()).extracting(Mark.Words::text)
                .contains("ACT", "perfusate pH", "limb temperature", "°C", "mL/min/L")
                .doesNotContain("act", "perfusate ph", "Cel");
    }

    @Test
    void bloodGasesStandInRowsUnderTheirTimesAndThePHOfTheLimbOnItsTrackToo() throws Exception {
        Told told = hilp().gas(BloodGas.Drawn.LIMB, "pH 7.21, pCO2 45 mmHg, pO2 210 mmHg,"
                        + " BE -3.2 mmol/L, HCO3 22 mmol/L, lactate 2.1 mmol/L, K 4.1 mmol/L,"
                        + " Hct 31 %, Hb 98 g/L").after(20)
                .gas(BloodGas.Drawn.LIMB, "pH 7.19, pCO2 6.1 kPa, K 5.9 mmol/L").after(12)
                .gas(BloodGas.Drawn.BODY, "pH 7.4, K 4 mmol/L");
        Figure chart = told.chart();

        assertThat(chart.words()).extracting(Mark.Words::text)
                .contains("blood gas, limb", "blood gas, body", "pCO2 mmHg", "6.1 kPa", "5.9")
                .filteredOn("7.19"::equals).hasSize(2);
        assertThat(chart.description()).contains(
                "blood gas of the limb: pH 7.19, pCO2 6.1 kPa, K 5.9 mmol/L");
        Collisions.assertNone(chart);
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve("theatre-chart-gas.png"), chart.png(1.5));
    }

    @Test
    void theIsolationIsAsLongAsItWas() throws Exception {
        assertThat(ili().chart().words()).extracting(Mark.Words::text).contains("40 min");
    }

    @Test
    void theSameProcedureGivesTheSameBytes() throws Exception {
        assertThat(ili().chart().svg()).isEqualTo(ili().chart().svg());
    }

    @Test
    void aRunningProcedureIsDrawnUpToNow() throws Exception {
        Told told = ili();
        assertThat(told.chart().words()).extracting(Mark.Words::text)
                .anyMatch(text -> text.contains("now, still running"));
        told.add(new ProcedureEnded(told.id));
        assertThat(told.chart().words()).extracting(Mark.Words::text)
                .anyMatch(text -> text.startsWith("08:03 to 09:23"));
    }
}
