package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.LimbCourse;
import limbline.course.Standing;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.ProtocolVersion;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Side;
import limbline.theatre.Deviation;
import limbline.theatre.Line;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the theatre asks and writes down, on a real PostgreSQL.
class TheatreDeskTest {

    private static final Limb RIGHT_LEG = Limb.of(Side.RIGHT, Extremity.LEG);

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @BeforeAll
    static void open() {
        new Centres(fresh.database().sql()).add(new Centre(Theatre.CENTRE, "A clinic", false));
    }

    @Test
    void aProcedureKeepsTheVersionAndTheOrderItBeganWith() {
        Theatre theatre = Theatre.begun(fresh.database());

        assertThat(theatre.read().begun().version()).isEqualTo(TestSigned.VERSION);
        assertThat(theatre.read().begun().order()).isEqualTo(theatre.order);
        assertThat(theatre.read().begun().lastTreated())
                .isEqualTo(Finding.missing(Why.NOT_APPLICABLE));
        assertThat(theatre.desk.procedures(theatre.patient)).hasSize(1);
    }

    @Test
    void aSecondProcedureWaitsForTheEndOfTheFirstAndForAnOrderOfItsOwn() {
        Theatre theatre = Theatre.begun(fresh.database());

        assertThat(theatre.begin(theatre.order)).isEqualTo(new Beginning.Refused(List.of(
                "The procedure of 2026-11-25T08:00 is still running; end it first.")));
        theatre.complete().desk.end(
                theatre.patient, theatre.id(), theatre.act(), Mode.IF_PERMITTED);
        assertThat(theatre.begin(theatre.order)).isEqualTo(new Beginning.Refused(List.of(
                "A procedure was carried out on this order; an order is for one.")));
        theatre.after("24H");
        assertThat(theatre.begin(theatre.signed.sign(theatre.patient)))
                .isInstanceOfSatisfying(Beginning.Begun.class, begun -> assertThat(
                        begun.procedure().begun().lastTreated().words()).isEqualTo("2026-11-25"));
    }

    @Test
    void nothingBeginsWithoutASignedOrderAndASignedProtocol() {
        Theatre theatre = new Theatre(fresh.database());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> theatre.begin(new EventId(new UUID(5, 5))))
                .withMessage("nobody signed the order 00000000-0000-0005-0000-000000000005");
        assertThat(theatre.begin(theatre.signed.sign(theatre.patient, RIGHT_LEG, "ili-paper",
                Drug.DACTINOMYCIN, "3500 ug"))).isEqualTo(new Beginning.Refused(List.of(
                        "The protocol ili-paper is not signed at this centre.")));
    }

    @Test
    void anOrderOfAnotherVersionThanTheOneInForceBeginsNothing() {
        Theatre theatre = new Theatre(fresh.database());
        ProtocolVersion unheardOf = new ProtocolVersion("0".repeat(63) + "1");

        assertThat(theatre.begin(theatre.signed.sign(theatre.patient, Chart.LEFT_LEG, "demo-ili",
                unheardOf, Drug.DACTINOMYCIN, "3500 ug"))).isEqualTo(new Beginning.Refused(List.of(
                        "The order was worked out by another version of demo-ili (000000000000…01)"
                                + " than the one in force (000000000000…00); write a new order and"
                                + " have it signed.")));
        assertThat(theatre.desk.procedures(theatre.patient)).isEmpty();
        assertThat(theatre.begin(theatre.signed.sign(theatre.patient, Chart.LEFT_LEG, "demo-ili",
                TestSigned.VERSION, Drug.DACTINOMYCIN, "3500 ug")))
                .isInstanceOf(Beginning.Begun.class);
    }

    @Test
    void anOrderForAnotherModalityBeginsNothing() {
        Theatre theatre = new Theatre(fresh.database());

        assertThat(theatre.begin(theatre.signed.sign(theatre.patient, Chart.LEFT_LEG, "demo-ili",
                TestSigned.HILP, Drug.TASONERMIN, "4 mg"))).isEqualTo(new Beginning.Refused(List.of(
                        "The order was worked out by another version of demo-ili (111111111111…11)"
                                + " than the one in force (000000000000…00); write a new order and"
                                + " have it signed.",
                        "The order is for HILP; demo-ili is for ILI now.")));
    }

    @Test
    void aRefusalIsOnTheRecordAndNothingWasDone() {
        Theatre theatre = Theatre.begun(fresh.database());

        Answer answer = theatre.step("cuff-up");

        assertThat(answer).isInstanceOfSatisfying(Answer.NotPermitted.class, refused -> {
            assertThat(refused.reasons()).containsExactly("Step time-out comes first.",
                    "Step arterial-catheter comes first.", "Step venous-catheter comes first.",
                    "Step prime-circuit comes first.", "Step heparin comes first.",
                    "The activated clotting time has not been measured; at least 350 s [PAPER].",
                    "The subcutaneous temperature of the limb has not been measured; above 37 °C"
                            + " [PAPER].");
            assertThat(refused.canBeOverridden()).isFalse();
        });
        assertThat(theatre.read().done()).isEmpty();
        assertThat(theatre.read().lines().getLast().entry().event())
                .isInstanceOf(PermissionRefused.class);
    }

    @Test
    void aFactIsRecordedAlsoWhereItBrokeTheOrder() {
        Theatre theatre = Theatre.begun(fresh.database());

        Answer answer = theatre.step(Mode.AS_DONE, "cuff-up");

        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        assertThat(theatre.read().done()).containsExactly("cuff-up");
        assertThat(theatre.read().deviations()).singleElement()
                .satisfies(one -> assertThat(one.against()).hasSize(7));
    }

    @Test
    void aRetriedCommandIsWrittenOnceAndAnsweredAsTheFirstTime() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        Act act = theatre.act();
        int lines = theatre.read().lines().size();

        Answer first = theatre.given(Mode.AS_DONE, act, Drug.PAPAVERINE, "60 mg");
        Answer again = theatre.given(Mode.AS_DONE, act, Drug.PAPAVERINE, "60 mg");

        assertThat(((Answer.Recorded) again).event())
                .isEqualTo(((Answer.Recorded) first).event());
        assertThat(theatre.read().lines()).hasSize(lines + 1);
        Act refused = theatre.act();
        theatre.given(Mode.IF_PERMITTED, refused, Drug.MELPHALAN, "50 mg");
        assertThat(theatre.given(Mode.IF_PERMITTED, refused, Drug.MELPHALAN, "50 mg"))
                .isInstanceOf(Answer.NotPermitted.class);
        assertThat(theatre.read().lines()).hasSize(lines + 2);
    }

    @Test
    void whatIsMalformedIsRefusedInASentenceAndNothingIsWritten() {
        Theatre theatre = Theatre.begun(fresh.database());
        int lines = theatre.read().lines().size();

        assertThatIllegalArgumentException().isThrownBy(() -> theatre.measured("act", "4120 s"))
                .withMessage("activated-clotting-time of 4120 s is outside 0 to 2000 s; check"
                        + " number and unit");
        assertThatIllegalArgumentException().isThrownBy(() -> theatre.measured("act", "412 min"))
                .withMessage("activated-clotting-time is measured in s; 412 min is not");
        assertThatIllegalArgumentException().isThrownBy(() -> theatre.step("cuff"))
                .withMessage("demo-ili has no step cuff");
        assertThatIllegalArgumentException().isThrownBy(() -> theatre.step("melphalan"))
                .withMessage("the step melphalan gives melphalan: say how much was given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theatre.given(Drug.MELPHALAN, "0 mg"))
                .withMessage("0 mg of melphalan is no dose");
        assertThat(theatre.read().lines()).hasSize(lines);
    }

    @Test
    void whatTheProtocolDoesNotKnowIsWrittenDownToo() {
        Theatre theatre = Theatre.begun(fresh.database());

        theatre.measured("base excess", "-9.1 mmol/L");

        assertThat(theatre.read().lines().getLast().entry().event()).isEqualTo(
                new MeasurementTaken(theatre.id(), "base excess", Amount.parse("-9.1 mmol/L")));
    }

    @Test
    void aFactFromAScreenThatWasCutOffKeepsItsTimeAndIsJudgedByIt() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        theatre.step("cuff-up");
        Instant made = theatre.now();
        theatre.after("2M");

        theatre.given(Mode.AS_DONE, theatre.earlier("2M"), Drug.MELPHALAN, "50 mg");

        Line line = theatre.read().lines().getLast();
        assertThat(line.at()).isEqualTo(made);
        assertThat(line.deviation()).map(Deviation::against)
                .contains(List.of("Step papaverine comes first."));
    }

    @Test
    void aScreenWhoseClockIsAheadDoesNotWriteIntoTheFuture() {
        Theatre theatre = Theatre.begun(fresh.database());

        theatre.desk.note(theatre.patient, theatre.id(), theatre.earlier("-64S"), "all is well");

        Line line = theatre.read().lines().getLast();
        assertThat(line.at()).isEqualTo(theatre.now());
        assertThat(line.entry().source())
                .isEqualTo("entered in theatre, on a screen whose clock was 64 s ahead");
    }

    @Test
    void twoNamedPeopleOverrideWhatAsksForOneTimeAndNothingElse() {
        Theatre theatre = Theatre.begun(fresh.database()).circulating().after("30M");
        theatre.step("washout");
        theatre.measured("washout-volume", "0.5 L");

        assertThat(theatre.step("cuff-down")).isInstanceOfSatisfying(Answer.NotPermitted.class,
                refused -> {
                    assertThat(refused.reasons()).containsExactly("The crystalloid flushed through"
                            + " the limb is 0.5 L; at least 1 L [PAPER].");
                    assertThat(refused.canBeOverridden()).isTrue();
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> override(theatre, "cuff-down", "ben", "ben"))
                .withMessage("an override takes two different people; ben stands there twice");
        assertThat(override(theatre, "cuff-down", "ben", "eve")).isInstanceOf(
                Answer.Recorded.class);
        assertThat(theatre.step("cuff-down")).isInstanceOf(Answer.Recorded.class);
        assertThat(theatre.read().deviations()).isEmpty();
        assertThat(theatre.read().lines().getLast().overridden())
                .containsExactly("washed-enough");
    }

    @Test
    void nobodyOverridesWhatHolds() {
        Theatre theatre = Theatre.begun(fresh.database());

        assertThat(override(theatre, "cuff-up", "ben", "eve"))
                .isInstanceOf(Answer.NotPermitted.class);
        assertThat(theatre.step("cuff-up")).isInstanceOf(Answer.NotPermitted.class);
    }

    private static Answer override(Theatre theatre, String step, String first, String second) {
        return theatre.desk.override(theatre.patient, theatre.id(), theatre.act(), step, first,
                second, "the bag is empty");
    }

    @Test
    void aMistypedValueIsCorrectedOnce() {
        Theatre theatre = Theatre.begun(fresh.database());
        Answer.Recorded typed = (Answer.Recorded) theatre.measured("limb-temperature", "36.7 Cel");
        MeasurementTaken right = new MeasurementTaken(
                theatre.id(), "limb-temperature", Amount.parse("37.6 Cel"));

        theatre.after("1M").desk.correct(theatre.patient, theatre.id(), theatre.act(),
                typed.event(), right, "digits changed places");

        assertThat(theatre.read().lines()).extracting(line -> line.struck().isPresent())
                .containsExactly(false, true, false);
        assertThat(theatre.read().lines().getLast().at()).isEqualTo(Chart.START);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> theatre.desk.correct(theatre.patient, theatre.id(),
                        theatre.act(), typed.event(), right, "again"))
                .withMessageStartingWith("there is no entry " + typed.event() + " in this"
                        + " procedure, or it was corrected already");
    }

    @Test
    void aCorrectionIsHeldAgainstTheProtocolToo() {
        Theatre theatre = Theatre.begun(fresh.database());
        Answer.Recorded act = (Answer.Recorded) theatre.measured("act", "41 s");
        Answer.Recorded step = (Answer.Recorded) theatre.step(Mode.AS_DONE, "cuff-up");

        assertThatIllegalArgumentException().isThrownBy(() -> correct(theatre, act,
                new MeasurementTaken(theatre.id(), "act", Amount.parse("410 min"))))
                .withMessage("activated-clotting-time is measured in s; 410 min is not");
        assertThatIllegalArgumentException().isThrownBy(() -> correct(theatre, step,
                new StepTaken(theatre.id(), "cuff", Finding.notStated())))
                .withMessage("demo-ili has no step cuff");
        assertThat(correct(theatre, step,
                new StepTaken(theatre.id(), "time-out", Finding.known("ben"))))
                .isInstanceOf(Answer.Recorded.class);
        assertThat(theatre.read().done()).doesNotContain("cuff-up");
    }

    private static Answer correct(Theatre theatre, Answer.Recorded wrong, ProcedureEvent right) {
        return theatre.desk.correct(theatre.patient, theatre.id(), theatre.act(), wrong.event(),
                right, "mistyped");
    }

    @Test
    void anAlarmWhoseCauseWasMistypedIsGoneAndNobodyCanHaveSeenIt() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        theatre.step("cuff-up");
        Answer.Recorded typed = (Answer.Recorded) theatre.measured("act", "31 s");
        String key = theatre.read().alarms(theatre.now()).getFirst().key();
        correct(theatre, typed, new MeasurementTaken(theatre.id(), "act", Amount.parse("410 s")));

        assertThat(theatre.read().alarms(theatre.now())).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> theatre.desk.acknowledge(
                        theatre.patient, theatre.id(), theatre.act(), key, "ben"))
                .withMessage("there is no alarm \"" + key + "\"; read the procedure again");
    }

    @Test
    void whatAnotherDeskWroteMeanwhileIsThereWhenThisOneIsAsked() {
        Theatre theatre = Theatre.begun(fresh.database());
        TheatreDesk other = new TheatreDesk(new Journal(fresh.database()), theatre.signed,
                theatre::now, ZoneOffset.UTC);
        theatre.compared(Chart.LEFT_LEG);
        other.take(theatre.patient, theatre.id(), theatre.act(), Mode.IF_PERMITTED, "time-out",
                Finding.known("ben"));

        assertThat(theatre.read().done()).containsExactly("time-out");
        assertThat(theatre.step("arterial-catheter")).isInstanceOf(Answer.Recorded.class);
        assertThat(other.read(theatre.patient, theatre.id()))
                .usingRecursiveComparison().isEqualTo(theatre.read());
    }

    @Test
    void twoScreensThatTakeTheSameStepAtOnceTakeItOnce() throws Exception {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();

        List<Answer> answers = atOnce(List.of(() -> theatre.step("cuff-up"),
                () -> theatre.step("cuff-up")));

        assertThat(answers).hasAtLeastOneElementOfType(Answer.Recorded.class)
                .hasAtLeastOneElementOfType(Answer.NotPermitted.class);
        assertThat(theatre.read().deviations()).isEmpty();
    }

    @Test
    void noFactIsLostWhenManyScreensWriteAtOnce() throws Exception {
        Theatre theatre = Theatre.begun(fresh.database());
        Act twice = theatre.act();
        List<Callable<Answer>> entries = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> entries.add(
                () -> theatre.measured("act", 300 + i + " s")));
        entries.add(() -> theatre.desk.note(theatre.patient, theatre.id(), twice, "twice"));
        entries.add(() -> theatre.desk.note(theatre.patient, theatre.id(), twice, "twice"));

        assertThat(atOnce(entries)).hasOnlyElementsOfType(Answer.Recorded.class);

        assertThat(theatre.read().lines()).hasSize(1 + 40 + 1);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> entries) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService screens = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : screens.invokeAll(entries)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    void theInfusionComesIntoTheCourseWithTheEndAndIsMendedWithWhatItRestsOn() {
        Theatre theatre = Theatre.begun(fresh.database()).complete();
        assertThat(course(theatre).infusions()).isEmpty();
        assertThat(course(theatre).station(today(theatre)).station())
                .isEqualTo(Standing.Station.IN_THEATRE);

        theatre.desk.end(theatre.patient, theatre.id(), theatre.act(), Mode.IF_PERMITTED);

        LimbCourse.Infusion infusion = course(theatre).infusions().getFirst();
        assertThat(infusion.event().drugs()).extracting(Object::toString).containsExactly(
                "papaverine: 60 mg", "melphalan: 50 mg", "dactinomycin: 3.5 mg");
        assertThat(course(theatre).impossibilities()).isEmpty();

        Line melphalan = theatre.read().lines().stream()
                .filter(line -> line.entry().event() instanceof DrugGiven drug
                        && drug.drug() == Drug.MELPHALAN).findFirst().orElseThrow();
        DrugGiven right = new DrugGiven(theatre.id(), Finding.known("melphalan"), Drug.MELPHALAN,
                Finding.known(Amount.parse("48 mg")), Finding.notStated(), Finding.known("ben"));
        theatre.desk.correct(theatre.patient, theatre.id(), theatre.act(),
                melphalan.entry().id(), right, "2 mg stayed in the syringe");

        assertThat(course(theatre).infusions()).singleElement().satisfies(one -> assertThat(
                one.event().drugs().get(1)).hasToString("melphalan: 48 mg"));
    }

    @Test
    void anInfusionOfWhichNobodyHeardUntilAfterTheEndComesIntoTheCourseToo() {
        Theatre theatre = Theatre.begun(fresh.database());
        theatre.desk.abort(theatre.patient, theatre.id(), theatre.act(), "no vessel was found");
        theatre.desk.end(theatre.patient, theatre.id(), theatre.act(), Mode.IF_PERMITTED);
        assertThat(course(theatre).infusions()).isEmpty();

        theatre.after("10M").given(Mode.AS_DONE, theatre.earlier("20M"), Drug.MELPHALAN, "50 mg");

        assertThat(course(theatre).infusions()).hasSize(1);
        assertThat(theatre.read().deviations()).hasSize(1);
    }

    @Test
    void theEndIsRefusedAsLongAsSomethingIsOpenAndRecordedWhereItHappened() {
        Theatre theatre = Theatre.begun(fresh.database()).circulating();

        assertThat(theatre.desk.end(theatre.patient, theatre.id(), theatre.act(),
                Mode.IF_PERMITTED)).isInstanceOfSatisfying(Answer.NotPermitted.class, refused ->
                        assertThat(refused.reasons()).startsWith(
                                "What was put in with arterial-catheter is still in.",
                                "What was put in with venous-catheter is still in.",
                                "The limb is still isolated (cuff-up).",
                                "Step washout is not done; do it, or abort."));
        theatre.desk.end(theatre.patient, theatre.id(), theatre.act(), Mode.AS_DONE);
        assertThat(theatre.read().isRunning()).isFalse();
        assertThat(theatre.read().deviations()).extracting(Deviation::what)
                .containsExactly("end");
    }

    @Test
    void aStateIsTheSameAfterARestart() {
        Theatre theatre = Theatre.begun(fresh.database()).complete();
        TheatreDesk restarted = new TheatreDesk(new Journal(fresh.database()), theatre.signed,
                theatre::now, ZoneOffset.UTC);

        assertThat(restarted.read(theatre.patient, theatre.id()))
                .usingRecursiveComparison().isEqualTo(theatre.read());
    }

    private static LocalDate today(Theatre theatre) {
        return theatre.now().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Course course(Theatre theatre) {
        return new CourseDesk(new Journal(fresh.database()),
                InstantSource.fixed(theatre.now().plus(Duration.ofHours(1))), ZoneOffset.UTC)
                .read(theatre.patient, AsOf.NOW).course();
    }
}
