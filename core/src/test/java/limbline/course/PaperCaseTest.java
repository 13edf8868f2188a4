package limbline.course;

import static limbline.course.Chart.derived;
import static limbline.course.PaperCase.BICEPS;
import static limbline.course.PaperCase.CLAVICLE;
import static limbline.course.PaperCase.FOREARM;
import static limbline.course.PaperCase.GIRDLE;
import static limbline.course.PaperCase.LEFT_ARM;
import static limbline.course.PaperCase.LUNGS;
import static limbline.course.PaperCase.NODES;
import static limbline.course.PaperCase.SHOULDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.course.LesionCourse.State;
import limbline.course.Standing.Station;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.Finding;
import limbline.patient.DrugDose;
import limbline.patient.LesionId;
import limbline.patient.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The acceptance values of the paper's case come out of the fold.
class PaperCaseTest {

    private final Course course = PaperCase.chart().course();

    /// Expected values: the paper's text. Ranges follow from `docs/dates.md`.
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sex                               | male
            birth-year                        | 1978 to 1979
            age-at-first-infusion             | 34 (33–35)
            diagnosis                         | 2011
            first-infusion                    | July 2013
            infusions-left-arm                | 2
            infusion-1-to-discharge           | 3 days
            infusion-1-to-response            | 4 (3–5) months
            infusion-1-to-progression         | 9 (8–10) months
            infusion-1-progression-extent     | in-field, out-of-field
            infusion-2-to-progression         | 3 (2–4) months
            infusion-2-progression-extent     | out-of-field
            infusion-2-to-discharge           | none
            infusion-2-to-response            | none
            first-infusion-to-amputation      | 16 (15–17) months
            amputation-left-arm               | November 2014
            limb-status-left-arm              | amputated (forequarter), November 2014
            worst-toxicity-left-arm           | printed as "I-II"
            distant-disease                   | May 2015
            death                             | late 2015
            disease-status                    | dead-of-disease
            last-seen                         | none
            """)
    void whatThePaperTellsIsDerived(String name, String value) {
        assertThat(derived(course, name)).isEqualTo(value);
    }

    @Test
    void theFirstInfusionIsMarkedAsImpliedAndSoIsWhatTheCalendarMakesOfIt() {
        Map<String, String> implied = course.derived().stream()
                .collect(Collectors.toMap(Derived::name, Derived::implied));

        assertThat(implied.get("first-infusion"))
                .isEqualTo("the paper puts the amputation of November 2014 16 months after the "
                        + "first infusion");
        assertThat(implied.get("first-infusion-to-amputation"))
                .isEqualTo(implied.get("first-infusion"));
        assertThat(implied.get("infusion-1-to-discharge"))
                .as("three days are the source's own words").isEmpty();
    }

    @Test
    void theIntervalToTheAmputationNamesItsUnitItsBoundsAndWhatItRestsOn() {
        Derived interval = course.derived().stream()
                .filter(each -> each.name().equals("first-infusion-to-amputation"))
                .findFirst().orElseThrow();

        assertThat(interval.earliest()).contains("15");
        assertThat(interval.latest()).contains("17");
        assertThat(interval.unit()).isEqualTo("months");
        assertThat(interval.restsOn()).hasSize(2)
                .allSatisfy(id -> assertThat(course.current(id)).isPresent());
    }

    @Test
    void dosesComeOutAsNotStated() {
        assertThat(course.infusions()).hasSize(2).allSatisfy(infusion ->
                assertThat(infusion.event().drugs().stream().map(DrugDose::toString))
                        .containsExactly("melphalan: not stated", "dactinomycin: not stated"));
    }

    @Test
    void theSecondInfusionIsTheSecondOfThisLimb() {
        LimbCourse limb = course.limb(LEFT_ARM).orElseThrow();

        assertThat(limb.infusions()).extracting(LimbCourse.Infusion::ordinal).containsExactly(1, 2);
        assertThat(limb.worstToxicity()).isEqualTo(Finding.printed("I-II"));
        assertThat(course.limbs()).containsExactly(limb);
    }

    /// What the limb map shows when its slider stands on a day.
    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource(textBlock = """
            forearm, 2010-12-31, not-yet-found
            forearm, 2012-01-01, resected
            forearm, 2013-07-31, progressed
            forearm, 2014-01-01, partial-response
            forearm, 2014-05-01, progressed
            forearm, 2014-11-30, removed-with-limb
            biceps, 2013-07-31, resected
            clavicle, 2013-07-31, resected
            axillary-nodes, 2012-12-31, present
            axillary-nodes, 2013-07-31, resected
            shoulder, 2014-04-01, not-yet-found
            shoulder, 2014-05-01, resected
            shoulder-girdle, 2014-08-01, present
            shoulder-girdle, 2014-12-01, removed-with-limb
            lungs, 2015-12-31, present
            """)
    void eachLesionHasAStateOnEachDay(String lesion, LocalDate day, String state) {
        assertThat(course.lesion(new LesionId(lesion)).orElseThrow().stateAt(day).term())
                .isEqualTo(state);
    }

    @Test
    void theForearmLesionLayInBothFields() {
        assertThat(course.lesion(FOREARM).orElseThrow().inFieldOf()).hasSize(2);
        assertThat(course.lesions()).extracting(LesionCourse::id).containsExactly(
                FOREARM, NODES, BICEPS, CLAVICLE, SHOULDER, GIRDLE, LUNGS);
    }

    @Test
    void asKnownInJulyTwentyThirteenItShowsOnlyWhatWasKnownThen() {
        Course then = PaperCase.chart().course(AsOf.known(LocalDate.of(2013, 7, 31)));

        assertThat(then.infusions()).hasSize(1);
        assertThat(then.timeline()).noneMatch(placed ->
                placed.event() instanceof ResponseAssessed);
        assertThat(then.lesions()).extracting(LesionCourse::id)
                .containsExactly(FOREARM, NODES, BICEPS, CLAVICLE);
        assertThat(derived(then, "disease-status")).isEqualTo("alive-with-disease");
        assertThat(derived(then, "limb-status-left-arm")).isEqualTo("in situ");
        assertThat(derived(then, "first-infusion-to-amputation")).isEqualTo("none");
        assertThat(then.station(LocalDate.of(2013, 7, 31)).station()).isEqualTo(Station.WARD);
        assertThat(course.station(LocalDate.of(2016, 1, 1)).station()).isEqualTo(Station.ENDED);
    }

    @Test
    void nothingInItIsImpossibleAndEachEntryCouldBeAppendedInItsTurn() {
        assertThat(course.impossibilities()).isEmpty();
        Chart chart = PaperCase.chart();
        for (int i = 0; i < chart.entries().size(); i++) {
            Course before = Course.of(
                    Chart.PATIENT, chart.entries().subList(0, i), AsOf.NOW, Chart.ZONE);
            assertThat(before.refusals(chart.entries().get(i))).isEmpty();
        }
    }

    @Test
    void theAnswersAreWhatTheSourceSaysAndNotMore() {
        assertThat(course.timeline().stream().filter(placed ->
                        placed.event() instanceof ResponseAssessed assessed
                                && assessed.response().is(Response.PARTIAL)))
                .hasSize(1);
        assertThat(course.timeline().stream().filter(placed ->
                        placed.event() instanceof Progressed)).hasSize(4);
        assertThat(course.timeline().stream().filter(placed ->
                        placed.event() instanceof Infused)).hasSize(2);
        assertThat(course.lesion(LUNGS).orElseThrow().stateAt(LocalDate.of(2014, 1, 1)))
                .isEqualTo(State.NOT_YET_FOUND);
        assertThat(course.flags()).isEmpty();
    }
}
