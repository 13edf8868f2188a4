package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.protocol.ProtocolFile;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Derived;
import limbline.course.DiseaseCourse;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.patient.DrugDose;
import limbline.patient.Extent;
import limbline.patient.Margin;
import limbline.patient.NodeCount;
import limbline.patient.Response;
import limbline.ward.Discharge;
import limbline.ward.Replay;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The paper's patient, from `cases/PAPER-1.yaml` through the database: what Hendrick et al., Clin
/// Oncol 2018;3:1400, prints comes out, and what it does not print comes out as not stated.
class PaperCaseTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static CourseDesk desk;
    private static CourseFile file;
    private static Taken taken;
    private static Course course;

    @BeforeAll
    static void load() {
        file = CourseFile.read(Exchange.PROJECT.resolve("cases/PAPER-1.yaml"), Optional.empty(),
                ZoneOffset.UTC);
        desk = Exchange.desk(fresh, file.centre().id());
        taken = new ImportDesk(desk).take(file.course(), "the test", Optional.empty());
        course = desk.read(file.course().patient(), AsOf.NOW).course();
    }

    @Test
    void everyEntryGoesInAndNothingIsUnlikely() {
        assertThat(file.problems()).isEmpty();
        assertThat(taken.problems()).isEmpty();
        assertThat(taken.added()).isEqualTo(file.course().events().size());
        assertThat(course.flags()).isEmpty();
    }

    /// On day 3, as the paper's patient was discharged "after CPK peak and fall": the one item that
    /// the paper tells of is met by its statement, and of the others nobody knows.
    @ParameterizedTest
    @ValueSource(strings = {"ili-paper", "demo-ili"})
    void beforeDischargeTheCreatineKinaseIsMetByAStatementAndTheRestIsUnknown(String protocol)
            throws Exception {
        LocalDate infused = course.infusions().getFirst().placed().span().orElseThrow().used();
        List<Replay.Step> steps = Replay.of(course, ProtocolFile.read(Exchange.PROJECT.resolve(
                        "protocols/%s.yaml".formatted(protocol))).ward(), Replay.By.HAPPENED,
                infused.plusDays(3).atTime(18, 0).toInstant(ZoneOffset.UTC));
        Map<String, String> answers = new HashMap<>();
        for (Replay.Step step : steps) {
            if (step instanceof Replay.Step.Answered answered) {
                answers.put(answered.item(), answered.answer().term());
            }
        }

        assertThat(answers).containsExactlyInAnyOrderEntriesOf(Map.of(
                "ck-falling", "met-by-statement", "urine-enough", "unknown",
                "grade-low", "unknown", "nothing-open", "unknown",
                "goes-home-safely", "unknown"));
        assertThat(steps).as("nothing is fine only because nobody knows")
                .noneMatch(step -> step instanceof Replay.Step.Answered answered
                        && answered.answer() == Discharge.Answer.MET);
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        Taken again = new ImportDesk(desk).take(file.course(), "the test", Optional.empty());

        assertThat(again.added()).isZero();
        assertThat(again.same()).isEqualTo(taken.added());
        assertThat(desk.read(file.course().patient(), AsOf.NOW).position())
                .isEqualTo(taken.added());
    }

    @Test
    void theFirstInfusionIsInJuly2013AndMarkedAsImplied() {
        Derived first = derived("first-infusion");

        assertThat(first.value()).isEqualTo("July 2013");
        assertThat(first.implied()).isEqualTo(
                "the paper counts 16 months from it to an event that it dates");
    }

    @Test
    void theIntervalsAreThoseOfThePaper() {
        assertThat(derived("infusion-1-to-discharge").value()).isEqualTo("3 days");
        assertThat(derived("infusion-1-to-response").value()).startsWith("4 (");
        assertThat(derived("infusion-1-to-progression").value()).startsWith("9 (");
        assertThat(derived("infusion-2-to-progression").value()).startsWith("3 (");
        assertThat(derived("first-infusion-to-amputation").value())
                .isEqualTo("16 (15–17) months");
        assertThat(derived("infusions-left-arm").value()).isEqualTo("2");
        assertThat(derived("limb-status-left-arm").value())
                .isEqualTo("amputated (forequarter), November 2014");
        assertThat(derived("distant-disease").value()).isEqualTo("May 2015");
        assertThat(course.diseaseStatus().status()).isEqualTo(DiseaseCourse.Status.DEAD_OF_DISEASE);
        assertThat(entry("death").when()).isEqualTo("late 2015");
    }

    @Test
    void responseAndProgressionAreWhatThePaperPrints() {
        assertThat(event("response", ResponseAssessed.class).response().is(Response.PARTIAL))
                .isTrue();
        assertThat(event("progression-1", Progressed.class).extent())
                .containsExactlyInAnyOrder(Extent.IN_FIELD, Extent.OUT_OF_FIELD);
        Resected resected = event("resection-2013", Resected.class);
        assertThat(resected.margin().is(Margin.R0)).isTrue();
        assertThat(resected.nodes().is(new NodeCount(2, 27))).isTrue();
    }

    @Test
    void whatThePaperDoesNotSayIsNotStated() {
        Finding<Object> notStated = Finding.notStated();

        assertThat(event("infusion-1", Infused.class).drugs()).extracting(DrugDose::dose)
                .containsExactly(Finding.notStated(), Finding.notStated());
        assertThat((Object) event("diagnosis", Diagnosed.class).histology()).isEqualTo(notStated);
        assertThat((Object) event("radiotherapy", Irradiated.class).dose()).isEqualTo(notStated);
        LaboratoryReported kinase = event("creatine-kinase", LaboratoryReported.class);
        assertThat((Object) kinase.value()).isEqualTo(notStated);
        assertThat(kinase.remark()).isEqualTo(
                Finding.known("serial levels; peaked and fell towards normal"));
    }

    @Test
    void theRangeOfGradesIsKeptAsPrintedAndIsNoGrade() {
        assertThat(course.limbs().getFirst().worstToxicity()).isEqualTo(Finding.printed("I-II"));
    }

    @Test
    void theFourFiguresExistAndAreNotHeld() {
        assertThat(List.of("figure-1", "figure-2", "figure-3", "figure-4"))
                .allSatisfy(figure -> assertThat(event(figure, Photographed.class).image())
                        .isEqualTo(Finding.missing(Why.NOT_HELD)));
    }

    @Test
    void asKnownAtTheEndOfJuly2013ThereIsNothingOfWhatCameAfter() {
        Course then = desk.read(
                file.course().patient(), AsOf.known(LocalDate.of(2013, 7, 31))).course();

        assertThat(then.timeline()).extracting(placed -> label(placed)).contains("diagnosis",
                "infusion-1", "figure-3").doesNotContain("discharge", "response", "infusion-2",
                "amputation", "death");
        assertThat(then.diseaseStatus().status()).isNotEqualTo(DiseaseCourse.Status.DEAD_OF_DISEASE);
    }

    @Test
    void beforeTheReferralNothingWasKnown() {
        assertThat(desk.read(file.course().patient(), AsOf.known(LocalDate.of(2013, 6, 30)))
                .course().timeline()).isEmpty();
    }

    private static Derived derived(String name) {
        return course.derived().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + course.derived().stream().map(Derived::name).toList()));
    }

    private static Placed entry(String label) {
        return course.timeline().stream().filter(placed -> label(placed).equals(label)).findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + label));
    }

    private static <E extends Event> E event(String label, Class<E> type) {
        return type.cast(entry(label).event());
    }

    private static String label(Placed placed) {
        Map<Object, String> labels = file.course().events().stream().collect(Collectors.toMap(
                filed -> filed.draft().id(), Filed::label, (one, _) -> one));
        return Optional.ofNullable(labels.get(placed.id())).orElse("");
    }
}
