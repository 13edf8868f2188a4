package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.event.Entry.Correction;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.Amount;
import limbline.measure.Finding;
import limbline.measure.Milligrams;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Modality;
import limbline.protocol.Reason;
import limbline.protocol.Step;
import limbline.theatre.Alarm;
import limbline.theatre.Clock;
import limbline.theatre.Deviation;
import limbline.theatre.Procedure;
import limbline.theatre.Seen;
import org.jspecify.annotations.Nullable;
import limbline.patient.BloodGas;
import limbline.protocol.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fold of a procedure, on the demonstration's protocols.
class ProcedureTest {

    @Test
    void aProcedureInOrderHasNoDeviationAndEndsAsAnInfusion() {
        Chart chart = Chart.ili().complete();

        assertThat(chart.procedure().deviations()).isEmpty();
        assertThat(chart.procedure().againstEnding()).isEmpty();
        Procedure ended = chart.add(new ProcedureEnded(Chart.ID)).procedure();
        assertThat(ended.isRunning()).isFalse();
        assertThat(ended.next()).isEmpty();
        assertThat(ended.deviations()).isEmpty();
        assertThat(ended.infusion()).map(Procedure.Infusion::event).contains(new Infused(
                Chart.LEFT_LEG, Modality.ILI, List.of(
                        dose(Drug.PAPAVERINE, "60 mg"), dose(Drug.MELPHALAN, "50 mg"),
                        dose(Drug.DACTINOMYCIN, "3.5 mg")),
                List.of(), Finding.known(ended.operation())));
    }

    private static DrugDose dose(Drug drug, String dose) {
        return new DrugDose(drug, Finding.known(Milligrams.parse(dose)));
    }

    @Test
    void theStepNowAndTheNextTwoAreShown() {
        assertThat(Chart.ili().procedure().next()).extracting(Step::id)
                .containsExactly("time-out", "arterial-catheter", "venous-catheter");
        assertThat(Chart.ili().readyForTheCuff().procedure().next()).extracting(Step::id)
                .containsExactly("cuff-up", "papaverine", "melphalan");
    }

    @Test
    void whatIsDoneWithoutPermissionIsADeviationUntilANamedPersonHasSeenIt() {
        Chart chart = Chart.ili().compared().step("time-out").given(Drug.MELPHALAN, "50 mg");

        Deviation deviation = chart.procedure().deviations().getFirst();
        assertThat(chart.procedure().deviations()).hasSize(1);
        assertThat(deviation.what()).isEqualTo("melphalan 50 mg");
        assertThat(deviation.against()).containsExactly("Step cuff-up comes first.",
                "Step papaverine comes first.", "The activated clotting time has not been measured;"
                        + " at least 350 s [PAPER].");
        assertThat(deviation.seen()).isEmpty();

        chart.after("1M").add(new AlarmAcknowledged(Chart.ID, deviation.key(), "ben"));
        assertThat(chart.procedure().deviations()).singleElement()
                .satisfies(one -> assertThat(one.seen()).contains(new Seen("ben", chart.now())));
    }

    @Test
    void whatComesToLightAgainstADeviationLaterHasNotBeenSeen() {
        Chart chart = Chart.ili().readyForTheCuff().measured("limb-temperature", "36.9 Cel")
                .after("1M").step("cuff-up");
        Deviation cold = chart.procedure().deviations().getFirst();
        chart.after("1M").add(new AlarmAcknowledged(Chart.ID, cold.key(), "ben"));
        assertThat(chart.procedure().deviations().getFirst().seen()).isPresent();

        chart.after("10M").add(new MeasurementTaken(Chart.ID, "act", Amount.parse("300 s")),
                chart.now().minus(Duration.ofMinutes(11).plusSeconds(30)), Optional.empty());

        assertThat(chart.procedure().deviations()).singleElement().satisfies(one -> {
            assertThat(one.against()).containsExactly(
                    "The activated clotting time is 300 s; at least 350 s [PAPER].",
                    "The subcutaneous temperature of the limb is 36.9 °C; above 37 °C [PAPER].");
            assertThat(one.seen()).isEmpty();
        });
    }

    /// The day is the theatre's own. At 18:00 in Seattle the day in Greenwich is the next one.
    @ParameterizedTest(name = "treated {0}, {1} hours into 25 November")
    @CsvSource(delimiter = '|', textBlock = """
            2026-10-14 |  1 |
            2026-10-15 |  1 | 5.8
            2026-10-15 | 18 | 5.8
            2026-10-16 |  1 | 5.7
            """)
    void noMidnightMakesSixWeeksOfFortyOneDays(LocalDate last, int hours, @Nullable String weeks) {
        Chart chart = new Chart(Chart.protocol("demo-hilp"), Chart.order("demo-hilp",
                Drug.MELPHALAN, "80 mg", Drug.TASONERMIN, "4 mg"), Finding.known(last));
        chart.compared().after(hours + "H");

        assertThat(chart.procedure().may("time-out", chart.now()).sentences())
                .filteredOn(sentence -> sentence.contains(" wk"))
                .hasSize(weeks == null ? 0 : 1)
                .allSatisfy(sentence -> assertThat(sentence).contains("is " + weeks + " wk; at"
                        + " least 6 wk [BER-PIL]."));
    }

    @Test
    void whatIsOverIsNotCalledOff() {
        Chart chart = Chart.ili().complete().add(new ProcedureEnded(Chart.ID)).after("1M")
                .add(new ProcedureAborted(Chart.ID, "a key was hit twice"));

        assertThat(chart.procedure().isAborted()).isFalse();
        assertThat(chart.procedure().lines().getLast().entry().event())
                .as("it is on the record all the same").isInstanceOf(ProcedureAborted.class);
    }

    @Test
    void anAbortThatWasMadeBeforeTheEndAndArrivesAfterItCounts() {
        Chart chart = Chart.ili().complete().after("2M").add(new ProcedureEnded(Chart.ID));
        chart.after("1M").add(new ProcedureAborted(Chart.ID, "bleeding at the groin"),
                chart.now().minus(Duration.ofMinutes(2)), Optional.empty());

        assertThat(chart.procedure().isAborted()).isTrue();
    }

    @Test
    void aToxicDrugAfterTheAbortIsADeviationAndTheWayOutLeadsOnFromThere() {
        Chart chart = Chart.ili().underTheCuff()
                .add(new ProcedureAborted(Chart.ID, "the patient is unstable")).after("1M")
                .step("washout").after("1M").given(Drug.MELPHALAN, "50 mg");

        assertThat(chart.procedure().deviations()).extracting(Deviation::what)
                .containsExactly("melphalan 50 mg");
        assertThat(chart.procedure().next()).extracting(Step::id)
                .as("what is in has to be washed out again").startsWith("washout");
    }

    @Test
    void anActOfBeforeTheHeparinDoesNotCount() {
        Chart chart = Chart.ili().compared().step("time-out").step("arterial-catheter")
                .step("venous-catheter").step("prime-circuit").measured("act", "400 s")
                .measured("limb-temperature", "37.6 Cel").given(Drug.HEPARIN, "21000 [iU]");

        assertThat(chart.procedure().may("cuff-up", chart.now()).sentences()).containsExactly(
                "The activated clotting time has not been measured; at least 350 s [PAPER].");
    }

    @Test
    void aDoseIsGivenOnceAndNotBeyondWhatWasSigned() {
        Chart chart = Chart.ili().underTheCuff().given(Drug.MELPHALAN, "50.1 mg").after("1M")
                .given(Drug.MELPHALAN, "50 mg");

        assertThat(chart.procedure().deviations()).extracting(Deviation::against).containsExactly(
                List.of("50.1 mg of melphalan is more than the signed 50 mg."),
                List.of("Step melphalan is done.", "There is no signed order of melphalan of which"
                        + " nothing has been given."));
    }

    @ParameterizedTest(name = "{0} against 50 mg")
    @CsvSource(delimiter = '|', textBlock = """
            49999 ug   |
            50000 ug   |
            0.05 g     |
            50000.1 ug | 50000.1 µg (50.0001 mg) of melphalan is more than the signed 50 mg.
            0.0501 g   | 0.0501 g (50.1 mg) of melphalan is more than the signed 50 mg.
            10 mL      | 10 mL of melphalan cannot be held against the signed 50 mg: the units differ.
            50 mg/L    | 50 mg/L of melphalan cannot be held against the signed 50 mg: the units differ.
            50 [iU]    | 50 IU of melphalan cannot be held against the signed 50 mg: the units differ.
            """)
    void aMassInAnotherUnitIsHeldAgainstTheOrderToTheLastDigit(
            String dose, @Nullable String against) {
        Chart chart = Chart.ili().underTheCuff().given(Drug.MELPHALAN, dose);

        assertThat(chart.procedure().deviations()).flatExtracting(Deviation::against)
                .isEqualTo(against == null ? List.of() : List.of(against));
    }

    @Test
    void thatAUnitWasConvertedIsToldAndTheInfusionHasTheDoseInMilligrams() {
        Chart chart = Chart.ili().underTheCuff().given(Drug.MELPHALAN, "48500 ug");

        assertThat(chart.procedure().lines().getLast().told()).extracting(Reason::sentence)
                .containsExactly(
                        "48500 µg (48.5 mg) of melphalan is held against the signed 50 mg.");
        assertThat(chart.procedure().infusion().orElseThrow().event().drugs())
                .contains(dose(Drug.MELPHALAN, "48.5 mg"));
        assertThat(Chart.ili().underTheCuff().given(Drug.MELPHALAN, "48.5 mg").procedure().lines()
                .getLast().told()).isEmpty();
    }

    @Test
    void aDrugTakesABarcodeOrASecondPerson() {
        Chart chart = Chart.ili().underTheCuff();

        assertThat(given(chart, Finding.notStated(), Finding.notStated())).containsExactly(
                "Melphalan takes a barcode or a second person; only ada is named.");
        assertThat(given(chart, Finding.notStated(), Finding.known("ada"))).hasSize(1);
        assertThat(given(chart, Finding.notStated(), Finding.known("ben"))).isEmpty();
        assertThat(given(chart, Finding.known("04012345678901"), Finding.notStated())).isEmpty();
    }

    private static List<String> given(
            Chart chart, Finding<String> barcode, Finding<String> with) {
        return chart.procedure().may(new DrugGiven(Chart.ID, Finding.known("melphalan"),
                Drug.MELPHALAN, Finding.known(Amount.parse("50 mg")), barcode, with), "ada",
                chart.now()).sentences();
    }

    @Test
    void aFactThatReachesTheRecordLateTakesItsPlaceInTime() {
        Chart chart = Chart.ili().readyForTheCuff().after("1M").step("cuff-up");
        Procedure before = chart.procedure();
        chart.after("10M").add(new MeasurementTaken(Chart.ID, "act", Amount.parse("300 s")),
                chart.now().minus(Duration.ofSeconds(10 * 60 + 30)), Optional.empty());

        assertThat(before.deviations()).isEmpty();
        assertThat(chart.procedure().deviations()).singleElement().satisfies(one ->
                assertThat(one.against()).containsExactly(
                        "The activated clotting time is 300 s; at least 350 s [PAPER]."));
    }

    @Test
    void aCorrectedValueCountsAndTheOldOneStandsStruck() {
        Chart chart = Chart.ili().compared().step("time-out").step("arterial-catheter")
                .step("venous-catheter").step("prime-circuit").given(Drug.HEPARIN, "21000 [iU]")
                .measured("limb-temperature", "37.6 Cel").measured("act", "41 s");
        chart.add(new MeasurementTaken(Chart.ID, "act", Amount.parse("410 s")), chart.now(),
                Optional.of(new Correction(chart.last(), "a digit was missing")));

        assertThat(chart.procedure().may("cuff-up", chart.now()).isGiven()).isTrue();
        assertThat(chart.procedure().lines()).filteredOn(line -> line.struck().isPresent())
                .singleElement().satisfies(line -> assertThat(line.struck().get().reason())
                        .isEqualTo("a digit was missing"));
    }

    /// perfusate-ph is measured from the cannulation on in the invented centre's perfusion.
    @Test
    void ofABloodGasCountsWhatTheProtocolAsksOfTheLimbAndNothingOfTheBody() {
        Chart chart = Chart.hilp();
        chart.add(new BloodGasTaken(Chart.ID, BloodGas.Drawn.BODY,
                BloodGas.list("pH 7.4, K 4.1 mmol/L")));
        assertThat(ph(chart)).isEqualTo(new Reading.Missing());

        chart.after("1M").add(new BloodGasTaken(Chart.ID, BloodGas.Drawn.LIMB,
                BloodGas.list("pCO2 45 mmHg, pH 7.22")));
        chart.after("2M");
        assertThat(ph(chart)).isEqualTo(
                new Reading.Taken(Amount.parse("7.22 [pH]"), Duration.ofMinutes(2)));
    }

    private static @Nullable Reading ph(Chart chart) {
        return chart.procedure().situation(chart.now()).readings().get("perfusate-ph");
    }

    @Test
    void clocksRunFromWhatIsOnTheRecord() {
        Chart chart = Chart.ili().circulating();

        assertThat(chart.procedure().clocks()).extracting(Clock::id)
                .containsExactly("ischaemia", "circulation", "act", "limb-temperature");
        Clock ischaemia = chart.procedure().clocks().getFirst();
        assertThat(ischaemia.since()).isEqualTo(chart.now().minus(Duration.ofMinutes(4)));
        assertThat(ischaemia.mark()).contains(new Clock.Mark(
                Clock.Kind.NOT_AFTER, ischaemia.since().plus(Duration.ofMinutes(90))));
        assertThat(chart.procedure().clocks().get(1).mark()).contains(new Clock.Mark(
                Clock.Kind.NOT_BEFORE, chart.now().plus(Duration.ofMinutes(30))));
    }

    @Test
    void aDueMeasurementIsAnAlarmThatStandsAlsoWhenItWasMeasured() {
        Chart chart = Chart.ili().readyForTheCuff().after("29M59S");
        assertThat(chart.procedure().alarms(chart.now())).isEmpty();
        chart.after("1S");
        assertThat(chart.procedure().alarms(chart.now())).extracting(Alarm::sentence)
                .containsExactly("The activated clotting time is due: every 30 min [INVENTED], and"
                        + " 30 min have passed.");

        chart.after("1M").measured("act", "380 s");
        Alarm alarm = chart.procedure().alarms(chart.now()).getFirst();
        assertThat(chart.procedure().alarms(chart.now())).hasSize(1);
        assertThat(alarm.seen()).isEmpty();
        chart.add(new AlarmAcknowledged(Chart.ID, alarm.key(), "ben"));
        assertThat(chart.procedure().alarms(chart.now()).getFirst().seen()).isPresent();
        assertThat(chart.procedure().alarms(chart.now().plus(Duration.ofMinutes(29)))).hasSize(1);
        assertThat(chart.procedure().alarms(chart.now().plus(Duration.ofMinutes(30)))).hasSize(2);
    }

    @Test
    void aLeakBeyondItsLimitIsAnAlarmAtAnyTime() {
        Chart chart = Chart.hilp().measured("leak", "10 %");
        assertThat(chart.procedure().alarms(chart.now())).isEmpty();

        chart.measured("leak", "10.1 %").after("1M").measured("leak", "4 %");
        assertThat(chart.procedure().alarms(chart.now())).extracting(Alarm::sentence)
                .containsExactly("The leak into the body is 10.1 %; at most 10 % [BER-PIL].");
    }

    @Test
    void afterAnAbortOnlyTheWayOutIsLeftAndNothingStandsBeforeIt() {
        Chart chart = Chart.ili().underTheCuff().after("1M")
                .add(new ProcedureAborted(Chart.ID, "the patient is unstable"));

        assertThat(chart.procedure().next()).extracting(Step::id)
                .containsExactly("washout", "cuff-down");
        assertThat(chart.procedure().may("washout", chart.now()).isGiven()).isTrue();
        assertThat(chart.procedure().may("melphalan", chart.now()).sentences()).containsExactly(
                "The procedure is being aborted (isolated); the way out is: washout, cuff-down.");
        chart.step("washout").step("cuff-down").given(Drug.PROTAMINE, "200 mg")
                .step("catheters-out");
        assertThat(chart.procedure().againstEnding()).isEmpty();
        assertThat(chart.procedure().deviations()).isEmpty();
        assertThat(chart.procedure().infusion()).isEmpty();
    }
}
