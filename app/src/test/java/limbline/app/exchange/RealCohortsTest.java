package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.DiseaseCourse.Status;
import limbline.course.Placed;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TherapyEvent.TreatmentNotGiven;
import limbline.measure.Finding;
import limbline.measure.Offset;
import limbline.measure.When;
import limbline.patient.Extent;
import limbline.patient.PatientId;
import limbline.patient.Site;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The public cohorts in `cohorts/`, by their maps, through the database. Expected counts were made
/// with Python's csv module from the same files; deaths and statuses are also those of survfit.
class RealCohortsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static CourseDesk desk;
    private static Cohort tcga;
    private static Cohort tcia;
    private static final Map<String, Course> TCGA = new HashMap<>();
    private static final Map<String, Course> TCIA = new HashMap<>();

    @BeforeAll
    static void load() throws IOException {
        tcga = read("tcga", "tcga-sarc");
        tcia = read("tcia", "tcia-sts");
        desk = Exchange.desk(fresh, tcga.centre().id(), tcia.centre().id());
        take(tcga, TCGA);
        take(tcia, TCIA);
    }

    @Test
    void everyPatientIsThereAndNoRowWasLost() {
        assertThat(tcga.problems()).isEmpty();
        assertThat(tcia.problems()).isEmpty();
        assertThat(TCGA).hasSize(72);
        assertThat(TCIA).hasSize(51);
    }

    @Test
    void theSameFilesTwiceChangeNothing() throws IOException {
        Cohort again = read("tcga", "tcga-sarc");

        for (FiledCourse course : again.courses()) {
            assertThat(new ImportDesk(desk).take(course, "the test", Optional.empty()))
                    .isEqualTo(new Taken(course.patient(), 0, 0, course.events().size(), 0,
                            List.of()));
        }
    }

    @Test
    void deathsAndStatusesAreTheCheckValues() {
        assertThat(count(TCGA, placed -> placed.event() instanceof Died)).isEqualTo(24);
        assertThat(patients(TCIA, Status.NO_EVIDENCE_OF_DISEASE)).isEqualTo(27);
        assertThat(patients(TCIA, Status.ALIVE_WITH_DISEASE)).isEqualTo(9);
        assertThat(patients(TCIA, Status.DEAD_CAUSE_NOT_STATED)).isEqualTo(15);
        assertThat(count(TCIA, placed -> placed.event() instanceof Progressed)).isEqualTo(27);
    }

    /// `days_to_follow_up` repeats `days_to_progression` or `days_to_recurrence`: the 91 rows are 91
    /// progressions and no visits beside them; the 141 days of visits are 141 visits.
    @Test
    void aDayThatStandsInTwoColumnsIsOneEvent() {
        assertThat(count(TCGA, placed -> placed.event() instanceof Progressed)).isEqualTo(91);
        assertThat(count(TCGA, placed -> placed.event() instanceof LastSeen)).isEqualTo(141);
        assertThat(of("TCGA-DX-AB2P").timeline().stream()
                .filter(at("161 days")).map(Placed::event).toList())
                .hasSize(2).allSatisfy(event -> assertThat(event).isInstanceOf(Progressed.class));
    }

    @Test
    void severalEventsOfOneDayAreAllKept() {
        assertThat(of("TCGA-X6-A8C6").timeline().stream()
                .filter(placed -> placed.event() instanceof Progressed).filter(at("772 days")))
                .hasSize(4);
    }

    @Test
    void aVisitBeforeTheDiagnosisIsKeptBeforeIt() {
        assertThat(of("TCGA-VT-AB3D").timeline().stream().filter(at("-7 days"))).hasSize(1);
        assertThat(of("TCGA-K1-A6RV").timeline().stream().filter(at("-13 days"))).hasSize(1);
    }

    @Test
    void locoregionalIsNotInField() {
        assertThat(count(TCGA, extent(Extent.LOCOREGIONAL))).isEqualTo(16);
        assertThat(count(TCGA, extent(Extent.DISTANT))).isEqualTo(75);
        assertThat(count(TCGA, extent(Extent.IN_FIELD))).isZero();
    }

    @Test
    void noSideIsGuessedWhereNoneIsStated() {
        assertThat(lesions(TCGA)).hasSize(72).extracting(LesionFound::side)
                .containsOnly(Finding.notStated());
        assertThat(lesions(TCIA).stream().map(LesionFound::side)
                .filter(side -> side.equals(Finding.notStated()))).hasSize(1);
    }

    @Test
    void boneAndNerveCodesAreKeptInTheirOwnWords() {
        assertThat(lesions(TCGA).stream().map(lesion -> lesion.detail().words())
                .filter(words -> !words.startsWith("Connective"))).hasSize(3)
                .anyMatch(words -> words.startsWith("Peripheral nerves"))
                .anyMatch(words -> words.startsWith("Long bones"))
                .anyMatch(words -> words.startsWith("Short bones"));
    }

    @Test
    void onlyTheYearOfDiagnosisIsKnownAndIntervalsFromItAreStillExact() {
        Course course = of("TCGA-DX-AB2P");

        assertThat(course.timeline().stream()
                .filter(placed -> placed.event() instanceof Diagnosed)
                .map(Placed::when)).containsExactly("2005");
        assertThat(course.derived()).anySatisfy(derived -> {
            assertThat(derived.name()).isEqualTo("diagnosis-to-death");
            assertThat(derived.value()).isEqualTo("367 days");
        });
    }

    @Test
    void aTreatmentThatWasNotGivenIsNoGapInTheRecord() {
        assertThat(count(TCGA, placed -> placed.event() instanceof TreatmentNotGiven))
                .isEqualTo(NOT_GIVEN);
    }

    @Test
    void misspeltSitesAreReadAndTheirWordsKept() {
        assertThat(lesion("STS_045")).satisfies(lesion -> {
            assertThat(lesion.site()).isEqualTo(Site.THIGH);
            assertThat(lesion.detail()).isEqualTo(Finding.known("left adductur"));
        });
        assertThat(lesion("STS_051").site()).isEqualTo(Site.POPLITEAL_FOSSA);
        assertThat(lesion("STS_037").site()).isEqualTo(Site.SHOULDER_BLADE);
    }

    @Test
    void tumoursOfTheGirdleAreKeptAndSaidNotToBeOnTheLimb() {
        Map<Site, Integer> girdle = new HashMap<>();
        lesions(TCIA).stream().map(LesionFound::site)
                .filter(site -> site.zone() != Site.Zone.LIMB)
                .forEach(site -> girdle.merge(site, 1, Integer::sum));

        assertThat(girdle).isEqualTo(Map.of(Site.BUTTOCK, 6, Site.GROIN, 1, Site.PELVIS, 1,
                Site.SHOULDER_BLADE, 2));
        assertThat(CourseText.of(tcia.centre(), Objects.requireNonNull(TCIA.get("STS_002"))))
                .contains("buttock (not on the limb), side left");
    }

    @Test
    void missingWordsAreMissing() {
        assertThat(Objects.requireNonNull(TCIA.get("STS_040")).timeline().stream().map(Placed::event)
                .filter(Diagnosed.class::isInstance).map(event -> ((Diagnosed) event).grade()))
                .containsExactly(Finding.notStated());
    }

    private static final long NOT_GIVEN = 82;

    private static Predicate<Placed> at(String offset) {
        return placed -> placed.entry().happened() instanceof When.After(_, var days)
                && days.equals(Offset.parse(offset));
    }

    private static Predicate<Placed> extent(Extent extent) {
        return placed -> placed.event() instanceof Progressed progressed
                && progressed.extent().contains(extent);
    }

    private static long count(Map<String, Course> cohort, Predicate<Placed> wanted) {
        return cohort.values().stream().flatMap(course -> course.timeline().stream())
                .filter(wanted).count();
    }

    private static long patients(Map<String, Course> cohort, Status status) {
        return cohort.values().stream()
                .filter(course -> course.diseaseStatus().status() == status).count();
    }

    private static List<LesionFound> lesions(Map<String, Course> cohort) {
        return cohort.values().stream().flatMap(course -> course.lesions().stream())
                .map(lesion -> lesion.found()).toList();
    }

    private static Course of(String patient) {
        return Objects.requireNonNull(TCGA.get(patient), patient);
    }

    private static LesionFound lesion(String patient) {
        return Objects.requireNonNull(TCIA.get(patient), patient).lesions().getFirst()
                .found();
    }

    private static Cohort read(String prefix, String map) throws IOException {
        try (Stream<Path> files = Files.list(Exchange.PROJECT.resolve("cohorts"))) {
            return Cohort.read(Exchange.PROJECT.resolve("maps").resolve(map + ".yaml"),
                    files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                            .sorted().toList(),
                    Optional.empty());
        }
    }

    private static void take(Cohort cohort, Map<String, Course> courses) {
        List<Problem> problems = new ArrayList<>();
        for (FiledCourse course : cohort.courses()) {
            problems.addAll(new ImportDesk(desk).take(course, "the test", Optional.empty())
                    .problems());
            PatientId patient = course.patient().patient();
            courses.put(patient.value(), desk.read(course.patient(), AsOf.NOW).course());
        }
        assertThat(problems).isEmpty();
    }
}
