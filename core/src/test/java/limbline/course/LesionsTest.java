package limbline.course;

import static limbline.course.Told.FOREARM;
import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.amputated;
import static limbline.course.Told.forearm;
import static limbline.course.Told.found;
import static limbline.course.Told.infused;
import static limbline.course.Told.progressed;
import static limbline.course.Told.resected;
import static limbline.course.Told.response;
import static limbline.course.Told.responseOf;
import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import limbline.course.LesionCourse.State;
import limbline.measure.Finding;
import limbline.measure.Term;
import limbline.patient.AmputationLevel;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Margin;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Wieberdink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lesions and limbs through time.
class LesionsTest {

    private final Chart chart = new Chart();

    private State stateAt(String day) {
        return chart.course().lesion(FOREARM).orElseThrow().stateAt(LocalDate.parse(day));
    }

    @Test
    void aLesionIsThereFromTheDayUsedOfItsFinding() {
        chart.on("2012", forearm());

        assertThat(stateAt("2012-06-30")).isEqualTo(State.NOT_YET_FOUND);
        assertThat(stateAt("2012-07-01")).isEqualTo(State.PRESENT);
    }

    @ParameterizedTest(name = "{0} makes it {1}")
    @CsvSource({
        "complete, complete-response", "partial, partial-response", "stable, stable",
        "no-response, no-response", "progressive, progressed", "not-assessable, present"})
    void anAssessmentChangesItsState(String response, String state) {
        chart.on("2012-01-01", forearm());
        chart.on("2012-05-01", response(Term.parse(Response.class, response), FOREARM));

        assertThat(stateAt("2012-04-30")).isEqualTo(State.PRESENT);
        assertThat(stateAt("2012-05-01").term()).isEqualTo(state);
    }

    @Test
    void anAssessmentOfTheLimbSpeaksOfTheLesionsInItsFields() {
        chart.on("2012-01-01", forearm());
        chart.on("2012-01-01", found("hand", Site.HAND, known(Side.LEFT)));
        chart.on("2012-02-01", infused(LEFT_ARM, FOREARM));
        chart.on("2012-05-01", responseOf(LEFT_ARM, Response.COMPLETE));

        assertThat(stateAt("2012-05-01")).isEqualTo(State.COMPLETE_RESPONSE);
        assertThat(chart.course().lesion(new LesionId("hand")).orElseThrow()
                .stateAt(LocalDate.of(2012, 5, 1))).isEqualTo(State.PRESENT);
    }

    @ParameterizedTest(name = "after a resection with {0} it is {1}")
    @CsvSource({"R0, resected", "R1, resected", "RX, resected", "R2, present"})
    void aResectionThatLeavesVisibleTumourLeavesTheLesion(Margin margin, String state) {
        chart.on("2012-01-01", forearm());
        chart.on("2012-02-01", resected(margin, FOREARM));

        assertThat(stateAt("2012-02-01").term()).isEqualTo(state);
    }

    @Test
    void aLesionThatComesBackAfterItsResectionHasProgressed() {
        chart.on("2012-01-01", forearm());
        chart.on("2012-02-01", resected(Margin.R0, FOREARM));
        chart.on("2013-02-01", progressed(Extent.LOCAL, FOREARM));

        assertThat(stateAt("2013-02-01")).isEqualTo(State.PROGRESSED);
    }

    @Test
    void aLesionFoundInAProgressionIsNewAndHasNotGrown() {
        chart.on("2012-01", progressed(Extent.LOCAL, FOREARM));
        chart.on("2012-01", forearm());

        assertThat(stateAt("2012-01-31")).isEqualTo(State.PRESENT);
    }

    /// Registries list operations without a day.
    @Test
    void whatHasNoDateComesRightAfterTheFinding() {
        chart.on("2012-01-01", forearm());
        chart.on("2013-01-01", progressed(Extent.LOCAL, FOREARM));
        chart.undated(resected(Margin.R0, FOREARM));

        assertThat(stateAt("2011-12-31")).isEqualTo(State.NOT_YET_FOUND);
        assertThat(stateAt("2012-01-01")).isEqualTo(State.RESECTED);
        assertThat(stateAt("2013-01-01")).isEqualTo(State.PROGRESSED);
    }

    @ParameterizedTest(name = "{0} takes a lesion of the {1}: {2}")
    @CsvSource({
        "forequarter, axilla, true", "shoulder-disarticulation, axilla, false",
        "shoulder-disarticulation, upper-arm, true", "above-elbow, forearm, true",
        "above-elbow, upper-arm, false", "below-elbow, hand, true", "below-elbow, forearm, false",
        "hand-or-fingers, hand, false", "forequarter, thigh, false", "forequarter, lung, false"})
    void anAmputationTakesWhatLiesBelowIt(String level, String site, boolean takes) {
        chart.on("2012-01-01", found("forearm", Term.parse(Site.class, site), known(Side.LEFT)));
        chart.on("2012-02-01", amputated(
                LEFT_ARM, known(Term.parse(AmputationLevel.class, level))));

        assertThat(stateAt("2012-02-01"))
                .isEqualTo(takes ? State.REMOVED_WITH_LIMB : State.PRESENT);
    }

    @Test
    void anAmputationOfTheOtherArmTakesNothing() {
        chart.on("2012-01-01", forearm());
        chart.on("2012-02-01", amputated(Limb.of(Side.RIGHT, Extremity.ARM), notStated()));

        assertThat(stateAt("2012-02-01")).isEqualTo(State.PRESENT);
    }

    @Test
    void infusionsAreNumberedInTimeAndByLimb() {
        Limb rightLeg = Limb.of(Side.RIGHT, Extremity.LEG);
        chart.on("2014", infused(LEFT_ARM));
        chart.on("2013", infused(rightLeg));
        chart.on("2012", infused(LEFT_ARM));

        assertThat(chart.course().infusions()).extracting(
                        infusion -> infusion.placed().entry().position() + ": "
                                + infusion.number() + ", " + infusion.ordinal())
                .containsExactly("3: 1, 1", "2: 2, 1", "1: 3, 2");
    }

    @Test
    void theWorstGradeOfALimbIsTheHighestAndAPrintedRangeIsNone() {
        chart.on("2012", infused(LEFT_ARM));
        chart.on("2012", Told.graded(LEFT_ARM, Finding.printed("I-II")));
        assertThat(worst()).isEqualTo(Finding.printed("I-II"));

        chart.on("2012", Told.graded(LEFT_ARM, known(Wieberdink.III)));
        chart.on("2012", Told.graded(LEFT_ARM, known(Wieberdink.II)));
        assertThat(worst()).isEqualTo(known(Wieberdink.III));
    }

    @Test
    void theToxicityOfAnInfusionNobodyGradedIsNotStated() {
        chart.on("2012", infused(LEFT_ARM));
        assertThat(worst()).isEqualTo(notStated());
    }

    /// All 72 TCGA patients: the side is not stated.
    @Test
    void aLimbWithoutASideIsALimbUntilTheRecordKnowsTheSide() {
        chart.on("2012", found("primary", Site.LEG_UNSPECIFIED, notStated()));
        assertThat(chart.course().limbs()).extracting(LimbCourse::limb)
                .containsExactly(new Limb(Extremity.LEG, Optional.empty()));

        Limb leftLeg = Limb.of(Side.LEFT, Extremity.LEG);
        chart.on("2013", infused(leftLeg));
        assertThat(chart.course().limbs()).extracting(LimbCourse::limb).containsExactly(leftLeg);
    }

    private Finding<Wieberdink> worst() {
        return chart.course().limb(LEFT_ARM).orElseThrow().worstToxicity();
    }
}
