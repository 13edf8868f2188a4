package limbline.course;

import static limbline.course.Told.FOREARM;
import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.RIGHT_LEG;
import static limbline.course.Told.admitted;
import static limbline.course.Told.amputated;
import static limbline.course.Told.checked;
import static limbline.course.Told.died;
import static limbline.course.Told.discharged;
import static limbline.course.Told.entered;
import static limbline.course.Told.forearm;
import static limbline.course.Told.forequarter;
import static limbline.course.Told.found;
import static limbline.course.Told.graded;
import static limbline.course.Told.infused;
import static limbline.course.Told.presented;
import static limbline.course.Told.progressed;
import static limbline.course.Told.resected;
import static limbline.course.Told.response;
import static limbline.course.Told.seen;
import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.Term;
import limbline.measure.When;
import limbline.patient.AmputationLevel;
import limbline.patient.CauseOfDeath;
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

/// What cannot be true on any reading of its dates is refused, and what can be true on one is not.
class RefusalsTest {

    private final Chart chart = new Chart();

    private List<String> refusals(String date, Event event) {
        return chart.course().refusals(chart.next(date, event));
    }

    @Test
    void anEventAfterTheDeathIsRefused() {
        chart.on("2015-11-03", died(CauseOfDeath.OF_DISEASE));

        assertThat(refusals("2015-11-04", seen())).containsExactly(
                "Event 2 (last-seen, 2015-11-04) lies after the death of the patient "
                        + "(2015-11-03).");
        assertThat(refusals("2015-11-03", seen())).isEmpty();
        assertThat(refusals("2015-11", seen())).as("it may have been before").isEmpty();
    }

    @Test
    void aDeathBeforeWhatIsOnRecordIsRefused() {
        chart.on("2015-11-03", seen());

        assertThat(refusals("2015-10", died())).containsExactly(
                "Event 1 (last-seen, 2015-11-03) lies after the death of the patient "
                        + "(October 2015).");
        assertThat(refusals("late 2015", died())).isEmpty();
    }

    @Test
    void afterADeathThatNobodyCanDateAnEventIsRefusedByTheChain() {
        EventId death = chart.undated(died());

        assertThat(chart.course().refusals(chart.next(
                        new When.After(death, Offset.days(1)), "2025", seen())))
                .containsExactly("Event 2 (last-seen) lies after the death of the patient "
                        + "(date not stated).");
    }

    @Test
    void aSecondDeathIsRefused() {
        chart.on("2015-11-03", died());

        assertThat(refusals("2015", died())).containsExactly(
                "Event 1 (died, 2015-11-03) is a second death; the first is event 2 (2015).");
    }

    @Test
    void aLesionThatNobodyRecordedHasNoResponseNoProgressionAndNoResection() {
        for (Event event : List.of(response(Response.PARTIAL, FOREARM),
                progressed(Extent.LOCAL, FOREARM), resected(Margin.R0, FOREARM),
                infused(LEFT_ARM, FOREARM))) {
            assertThat(refusals("2013", event)).singleElement().asString()
                    .endsWith("names the lesion \"forearm\", which nobody recorded; record first "
                            + "that it was found.");
        }
        chart.on("2012", forearm());
        assertThat(refusals("2013", response(Response.PARTIAL, FOREARM))).isEmpty();
    }

    @Test
    void aLesionIsFoundOnlyOnce() {
        chart.on("2012", forearm());

        assertThat(refusals("2013", forearm())).containsExactly(
                "Event 2 (lesion-found, 2013) finds the lesion \"forearm\" again (event 1 did); "
                        + "correct that event, or give this lesion a name of its own.");
    }

    @Test
    void aLimbThatWasTakenOffIsNotTreatedCheckedOrGraded() {
        chart.on("2014-11", forequarter());

        assertThat(refusals("2014-12", infused(LEFT_ARM))).containsExactly(
                "Event 2 (infused, December 2014): the left arm was amputated (November 2014); it "
                        + "cannot be infused after that.");
        assertThat(refusals("2014-12", checked(LEFT_ARM))).singleElement().asString()
                .endsWith("it cannot be checked after that.");
        assertThat(refusals("2014-12", entered(LEFT_ARM))).singleElement().asString()
                .endsWith("it cannot be treated after that.");
        assertThat(refusals("2014-12", graded(LEFT_ARM, known(Wieberdink.I)))).singleElement()
                .asString().endsWith("it cannot be graded after that.");
        assertThat(refusals("2014-11-30", infused(LEFT_ARM))).isEmpty();
        assertThat(refusals("2014-12", infused(RIGHT_LEG))).isEmpty();
    }

    @ParameterizedTest(name = "after {0} the limb is there: {1}")
    @CsvSource({"above-elbow, false", "below-elbow, false", "hand-or-fingers, true"})
    void aLimbWithoutFingersIsStillALimb(String level, boolean there) {
        chart.on("2014", amputated(LEFT_ARM, known(
                Term.parse(AmputationLevel.class, level))));

        assertThat(refusals("2015", infused(LEFT_ARM)).isEmpty()).isEqualTo(there);
    }

    @Test
    void anAmputationOfUnstatedLevelTakesTheLimb() {
        chart.on("2014", amputated(LEFT_ARM, notStated()));
        assertThat(refusals("2015", infused(LEFT_ARM))).hasSize(1);
    }

    @Test
    void ofALimbWithoutASideNobodyCanSayThatItIsTheOneTakenOff() {
        Limb leg = new Limb(Extremity.LEG, Optional.empty());
        chart.on("2014", amputated(leg, notStated()));

        assertThat(refusals("2015", infused(leg))).isEmpty();
    }

    @ParameterizedTest(name = "a lesion of the {0}, {1}, in the field of the left arm: {2}")
    @CsvSource({
        "forearm, left, true", "forearm, right, false", "forearm, , true", "thigh, left, false",
        "axilla, left, true", "lung, , false", "other, , true"})
    void anInFieldLesionLiesOnTheInfusedLimb(String site, String side, boolean may) {
        chart.on("2012", found("lump", Term.parse(Site.class, site),
                side == null ? notStated()
                        : known(Term.parse(Side.class, side))));

        assertThat(refusals("2013", infused(LEFT_ARM, new LesionId("lump")))
                .isEmpty()).isEqualTo(may);
    }

    @Test
    void theRefusalOfAFieldSaysWhereTheLesionLies() {
        chart.on("2012", found("lump", Site.LOWER_LEG, known(Side.RIGHT)));

        assertThat(refusals("2013", infused(LEFT_ARM, new LesionId("lump"))))
                .containsExactly("Event 2 (infused, 2013): the lesion \"lump\" lies on the right "
                        + "lower leg and not in a field of the left arm.");
    }

    @Test
    void aDateBeforeTheBirthIsRefused() {
        chart.on("2013-07-15", presented("34 a"));

        assertThat(refusals("1978-07-15", admitted())).containsExactly(
                "Event 2 (admitted, 1978-07-15) lies before the patient was born: not before "
                        + "1978-07-16, by the age on record.");
        assertThat(refusals("1978-07-16", admitted())).isEmpty();
        assertThat(refusals("1978", admitted())).isEmpty();
    }

    /// Recorded on 15 January 2026 in the morning.
    @Test
    void whatLiesAfterTheDayItWasRecordedIsRefused() {
        assertThat(refusals("2026-01-16", admitted())).containsExactly(
                "Event 1 (admitted, 2026-01-16) lies after the day it was recorded, 2026-01-15.",
                "Event 1 (admitted, 2026-01-16) is said to have been known 2026-01-16, after the "
                        + "day it was recorded, 2026-01-15.");
        assertThat(refusals("2026-01-15", admitted())).isEmpty();
        assertThat(refusals("2026", admitted())).isEmpty();
    }

    @Test
    void whatLiesAfterItWasKnownIsRefused() {
        Entry early = chart.next(When.on("2013-07-02"), "2013-07-01", admitted());

        assertThat(chart.course().refusals(early)).containsExactly(
                "Event 1 (admitted, 2013-07-02) lies after the day it is said to have been known, "
                        + "2013-07-01.");
        assertThat(chart.course().refusals(
                chart.next(When.on("2013-07-02"), "2013-07", admitted()))).isEmpty();
    }

    @Test
    void aCorrectionNeedsSomethingToCorrect() {
        assertThat(chart.course().refusals(
                chart.nextCorrecting(Chart.id(9), "2013", admitted()))).containsExactly(
                "There is no event 00000000-0000-0000-0000-000000000009 to correct.");
    }

    @Test
    void whatWasCorrectedIsNotCorrectedAgain() {
        EventId first = chart.on("2013-07-10", admitted());
        EventId second = chart.correct(first, "wrong day", "2013-07-11", admitted());

        assertThat(chart.course().refusals(chart.nextCorrecting(first, "2013-07-12", admitted())))
                .containsExactly("The event %s was corrected already, by event 2 (%s); correct "
                        .formatted(first, second) + "that one.");
        assertThat(chart.course().refusals(chart.nextCorrecting(second, "2013-07-12", admitted())))
                .isEmpty();
    }

    @Test
    void aCorrectionIsHeldToEverythingThatHangsOnWhatItCorrects() {
        EventId infusion = chart.on("2013-07-10", infused(LEFT_ARM));
        chart.after(infusion, "3 days", discharged());
        chart.on("2015-11-03", died());

        assertThat(chart.course().refusals(
                chart.nextCorrecting(infusion, "2015-11-02", infused(LEFT_ARM)))).containsExactly(
                "Event 2 (discharged, 2015-11-05) lies after the death of the patient "
                        + "(2015-11-03).");
    }

    @Test
    void whatOthersAreDatedFromIsNotWithdrawn() {
        EventId infusion = chart.on("2013-07-10", infused(LEFT_ARM));
        chart.after(infusion, "3 days", discharged());

        assertThat(chart.course().refusals(
                chart.nextCorrecting(infusion, "2013-07-10", new Withdrawn()))).containsExactly(
                "Event 2 (discharged) is dated from the event " + infusion
                        + ", which is not there.");
    }

    @Test
    void anOldFaultStandsInNobodysWay() {
        chart.on("2015-11-03", died());
        chart.on("2015-12-03", seen());

        assertThat(chart.course().impossibilities()).hasSize(1);
        assertThat(refusals("2015-11-01", discharged())).isEmpty();
        assertThat(chart.course().flags()).containsAll(chart.course().impossibilities());
    }

    @Test
    void allReasonsAreGivenAtOnce() {
        chart.on("2014-11", forequarter());
        chart.on("2015-11-03", died());

        assertThat(refusals("2016", infused(LEFT_ARM, FOREARM))).hasSize(3);
    }

    @Test
    void aViewOfTheRecordIsNotAskedWhatMayBeAppended() {
        Course then = chart.course(AsOf.known(LocalDate.of(2013, 7, 31)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> then.refusals(chart.next("2013", admitted())))
                .withMessage("what may be recorded is asked of all that is on record, and not of "
                        + "a view of it");
    }
}
