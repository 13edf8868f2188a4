package limbline.followup;

import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import limbline.event.TheatreEvent.Resected;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Response;
import limbline.patient.Site;
import org.junit.jupiter.api.Test;

/// The response of a limb read off the record: what counts as baseline and look, what lies in the
/// field, and what the clinician said beside it.
class AnswersTest {

    @Test
    void theFieldAndTheRestAreAnsweredApart() {
        Answers answers = arm().measured("2026-04-30", "forearm: 20 x 10 mm",
                "biceps: 60 x 40 mm").answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD)).containsExactly(Response.PARTIAL);
        assertThat(responses(answers, Part.OUT_OF_FIELD)).containsExactly(Response.PROGRESSIVE);
        assertThat(answers.of(Part.IN_FIELD).getFirst().computed().working()).containsExactly(
                "Targets: forearm (the largest that can be measured; nobody chose).",
                "One target: baseline 40 mm, smallest 40 mm, now 20 mm.",
                "20 mm (50.0 %) below the baseline: partial from a fall of 30 % on.");
    }

    @Test
    void theSameMeasurementsReadDifferentlyByAnotherCriterion() {
        Limbs limbs = arm().measured("2026-04-30", "forearm: 29 x 20 mm", "biceps: 50 x 40 mm");

        assertThat(responses(limbs.answers(Criterion.RECIST_1_1), Part.IN_FIELD))
                .containsExactly(Response.STABLE);
        assertThat(responses(limbs.answers(Criterion.WHO), Part.IN_FIELD))
                .containsExactly(Response.PARTIAL);
        assertThat(limbs.answers(Criterion.CLINICAL_JUDGEMENT).answers()).isEmpty();
    }

    @Test
    void measurementsAreSortedByTheirDayHoweverTheyWereWrittenDown() {
        Answers answers = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .infused("2026-01-31", "forearm")
                .measured("2026-07-31", "forearm: 25 mm")
                .measured("2026-04-30", "forearm: 20 mm")
                .measured("2026-01-20", "forearm: 40 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD))
                .containsExactly(Response.PARTIAL, Response.PROGRESSIVE);
    }

    @Test
    void whatWasMeasuredOnOneDayIsOneLookAndTheLaterEntryCounts() {
        Answers answers = arm()
                .measured("2026-04-30", "biceps: 50 x 40 mm")
                .measured("2026-04-30", "forearm: 55 mm")
                .measured("2026-04-30", "forearm: 20 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(answers.of(Part.IN_FIELD)).singleElement().satisfies(one ->
                assertThat(one.computed().response()).isEqualTo(Response.PARTIAL));
    }

    @Test
    void aPartialLookIsNotAssessableAndSaysWhatIsMissing() {
        Answers answers = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "wrist", Site.WRIST)
                .measured("2026-01-20", "forearm: 40 mm", "wrist: 30 mm")
                .infused("2026-01-31", "forearm", "wrist")
                .measured("2026-04-30", "forearm: 20 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(answers.of(Part.IN_FIELD)).singleElement().satisfies(one -> {
            assertThat(one.computed().response()).isEqualTo(Response.NOT_ASSESSABLE);
            assertThat(one.computed().working()).contains("Not measured: wrist.");
        });
        assertThat(answers.lesions()).singleElement().satisfies(one -> {
            assertThat(one.lesion()).contains(new LesionId("forearm"));
            assertThat(one.computed().response()).isEqualTo(Response.PARTIAL);
        });
    }

    @Test
    void aSizeFromTheFindingIsTheBaselineWhereNobodyMeasuredAgain() {
        assertThat(new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .infused("2026-01-31", "forearm").measured("2026-04-30", "forearm: absent")
                .answers(Criterion.RECIST_1_1).of(Part.IN_FIELD))
                .singleElement().satisfies(one -> assertThat(one.computed().response())
                        .isEqualTo(Response.COMPLETE));
    }

    @Test
    void aBaselineOfBeforeTheInfusionBeforeDoesNotCount() {
        Limbs limbs = arm().infused("2026-06-01", "forearm")
                .measured("2026-09-01", "forearm: 20 mm");

        assertThat(Answers.of(AfterInfusion.all(limbs.course()).getLast(), Criterion.RECIST_1_1)
                .of(Part.IN_FIELD)).singleElement().satisfies(one ->
                        assertThat(one.computed().response()).isEqualTo(Response.STABLE));
    }

    @Test
    void aNewLesionIsProgressiveWhereItLiesAndStaysSo() {
        Answers answers = arm()
                .found("2026-04-30", "wrist", Site.WRIST)
                .progressed("2026-04-30", Set.of(Extent.IN_FIELD), "wrist")
                .measured("2026-04-30", "forearm: 20 x 10 mm", "biceps: 50 x 40 mm",
                        "wrist: 5 x 5 mm")
                .measured("2026-07-31", "forearm: 20 x 10 mm", "biceps: 50 x 40 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD))
                .containsExactly(Response.PROGRESSIVE, Response.PROGRESSIVE);
        assertThat(responses(answers, Part.OUT_OF_FIELD))
                .containsExactly(Response.STABLE, Response.STABLE);
    }

    @Test
    void aNewLesionOfWhichNobodySaidWhereItLiesLeavesBothOpen() {
        Answers answers = arm().found("2026-04-30", "wrist", Site.WRIST)
                .measured("2026-04-30", "forearm: 20 x 10 mm", "biceps: 50 x 40 mm",
                        "wrist: 5 x 5 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD)).containsExactly(Response.NOT_ASSESSABLE);
        assertThat(responses(answers, Part.OUT_OF_FIELD)).containsExactly(Response.NOT_ASSESSABLE);
        assertThat(answers.answers().getFirst().computed().working()).last().isEqualTo(
                "New, and nobody said whether in the field: wrist.");
    }

    @Test
    void aNewLesionInTheLungIsOutOfTheField() {
        Answers answers = arm().found("2026-04-30", "lung", LesionKind.DISTANT_METASTASIS, Site.LUNG)
                .measured("2026-04-30", "forearm: 20 x 10 mm", "biceps: 50 x 40 mm",
                        "lung: 5 mm")
                .answers(Criterion.WHO);

        assertThat(responses(answers, Part.IN_FIELD)).containsExactly(Response.PARTIAL);
        assertThat(responses(answers, Part.OUT_OF_FIELD)).containsExactly(Response.PROGRESSIVE);
    }

    @Test
    void partsOfOneMassAndMassesThatBecameOneAreNoNewLesions() {
        Answers answers = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "wrist", Site.WRIST)
                .measured("2026-01-20", "forearm: 40 mm", "wrist: 30 mm")
                .infused("2026-01-31", "forearm", "wrist")
                .found("2026-04-30", "forearm-b", Site.FOREARM)
                .measured("2026-04-30", "forearm: 12 mm", "forearm-b: 10 mm, split from forearm",
                        "wrist: 10 mm")
                .found("2026-07-31", "mass", Site.FOREARM)
                .measured("2026-07-31", "mass: 50 mm", "forearm: grown into mass",
                        "forearm-b: grown into mass", "wrist: grown into mass")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD))
                .containsExactly(Response.PARTIAL, Response.PROGRESSIVE);
        assertThat(answers.of(Part.IN_FIELD).getLast().computed().working()).contains(
                "Sum of 2 targets: baseline 70 mm, smallest 32 mm, now 50 mm.");
    }

    @Test
    void aNewLesionStaysNewWhenAnOldOneGrowsIntoIt() {
        Answers answers = arm()
                .found("2026-04-30", "wrist", Site.WRIST)
                .progressed("2026-04-30", Set.of(Extent.IN_FIELD), "wrist")
                .measured("2026-04-30", "forearm: 20 mm", "wrist: 5 mm")
                .measured("2026-07-31", "wrist: 22 mm", "forearm: grown into wrist")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD))
                .containsExactly(Response.PROGRESSIVE, Response.PROGRESSIVE);
    }

    @Test
    void chosenTargetsCountAndOneThatCannotBeATargetIsNamed() {
        Limbs limbs = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "wrist", Site.WRIST);

        Answers chosen = limbs.chosen("2026-01-20", List.of("wrist"), "forearm: 40 mm", "wrist: 30 mm")
                .infused("2026-01-31", "forearm", "wrist")
                .measured("2026-04-30", "forearm: 40 mm", "wrist: 10 mm")
                .answers(Criterion.RECIST_1_1);
        assertThat(responses(chosen, Part.IN_FIELD)).containsExactly(Response.PARTIAL);
        assertThat(chosen.of(Part.IN_FIELD).getFirst().computed().working()).first()
                .isEqualTo("Targets: wrist (chosen at the baseline).");

        Answers small = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .chosen("2026-01-20", List.of("forearm"), "forearm: 9 mm")
                .infused("2026-01-31", "forearm")
                .measured("2026-04-30", "forearm: 5 mm")
                .answers(Criterion.RECIST_1_1);
        assertThat(responses(small, Part.IN_FIELD)).containsExactly(Response.NOT_ASSESSABLE);
        assertThat(small.of(Part.IN_FIELD).getFirst().computed().working()).containsExactly(
                "forearm is 9 mm at the baseline; a target has at least 10 mm.");
    }

    @Test
    void whatWasCutOutBeforeTheInfusionIsNotFollowed() {
        assertThat(arm().course().lesions()).hasSize(2);
        Answers answers = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "wrist", Site.WRIST)
                .measured("2026-01-20", "forearm: 40 mm", "wrist: 30 mm")
                .on("2026-01-25", new Resected(
                        List.of(new LesionId("wrist")), notStated(), notStated(), notStated(),
                        notStated()))
                .infused("2026-01-31", "forearm")
                .measured("2026-04-30", "forearm: 20 mm")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD)).containsExactly(Response.PARTIAL);
        assertThat(answers.of(Part.OUT_OF_FIELD)).isEmpty();
    }

    @Test
    void theLesionsOnTheLimbAreTakenForAFieldThatTheRecordDoesNotName() {
        Limbs limbs = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "axilla", Site.AXILLA)
                .infused("2026-01-31");
        AfterInfusion after = AfterInfusion.all(limbs.course()).getFirst();

        assertThat(after.isFieldTaken()).isTrue();
        assertThat(after.parts()).containsEntry(new LesionId("forearm"), Part.IN_FIELD)
                .containsEntry(new LesionId("axilla"), Part.OUT_OF_FIELD);
    }

    @Test
    void theCliniciansCategoryStandsBesideTheComputedOneWithTheDifference() {
        Limbs limbs = arm()
                .said("2026-03-01", Response.STABLE, Criterion.CLINICAL_JUDGEMENT)
                .measured("2026-04-30", "forearm: 20 x 20 mm", "biceps: 60 x 40 mm")
                .said("2026-04-30", Response.STABLE, Criterion.CLINICAL_JUDGEMENT)
                .said("2026-05-02", Response.PARTIAL, Criterion.RECIST_1_1, "forearm")
                .said("2026-05-02", Response.NO_RESPONSE, Criterion.WHO, "biceps");

        List<Own> own = limbs.answers(Criterion.RECIST_1_1).own();
        assertThat(own).extracting(Own::words).containsExactly(
                "The clinician says stable (clinical judgement); nothing was measured that could be "
                        + "set beside it.",
                "The clinician says stable (clinical judgement), RECIST 1.1 gives partial "
                        + "(2026-04-30).",
                "Both agree: the clinician says partial (RECIST 1.1), RECIST 1.1 gives partial "
                        + "(2026-04-30).",
                "Both agree: the clinician says no response (WHO), RECIST 1.1 gives progressive "
                        + "(2026-04-30).");
        assertThat(own).extracting(Own::compared).containsExactly(Own.Compared.NOT_COMPARED,
                Own.Compared.DIFFERENT, Own.Compared.SAME, Own.Compared.SAME);
        assertThat(own).extracting(Own::part).containsExactly(
                Part.IN_FIELD, Part.IN_FIELD, Part.IN_FIELD, Part.OUT_OF_FIELD);
    }

    @Test
    void twoLesionsThatAreSaidToHaveGrownIntoEachOtherAreNotAssessable() {
        Answers answers = new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "wrist", Site.WRIST)
                .measured("2026-01-20", "forearm: 40 mm", "wrist: 30 mm")
                .infused("2026-01-31", "forearm", "wrist")
                .measured("2026-04-30", "forearm: grown into wrist", "wrist: grown into forearm")
                .answers(Criterion.RECIST_1_1);

        assertThat(responses(answers, Part.IN_FIELD)).containsExactly(Response.NOT_ASSESSABLE);
    }

    /// Forearm in the field, biceps above the tourniquet.
    private static Limbs arm() {
        return new Limbs().found("2025-12-01", "forearm", Site.FOREARM)
                .found("2025-12-01", "biceps", Site.UPPER_ARM)
                .measured("2026-01-20", "forearm: 40 x 30 mm", "biceps: 50 x 40 mm")
                .infused("2026-01-31", "forearm");
    }

    private static List<Response> responses(Answers answers, Part part) {
        return answers.of(part).stream().map(one -> one.computed().response()).toList();
    }
}
