package limbline.series;

import static limbline.series.Life.ARM;
import static limbline.series.Life.LEG;
import static limbline.series.Life.amputated;
import static limbline.series.Life.died;
import static limbline.series.Life.graded;
import static limbline.series.Life.infused;
import static limbline.series.Life.kinase;
import static limbline.series.Life.progressed;
import static limbline.series.Life.response;
import static limbline.series.Life.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import limbline.event.Event;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.WardEvent.Discharged;
import limbline.measure.Elapsed;
import limbline.measure.Finding;
import limbline.patient.AmputationReason;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Response;
import limbline.patient.Wieberdink;
import limbline.series.Value.Graded;
import limbline.series.Value.Measured;
import limbline.series.Value.NotAssessable;
import limbline.series.Value.Timed;
import org.junit.jupiter.api.Test;

/// The definitions of `docs/endpoints.md`, one patient at a time.
class EndpointsTest {

    private static final Endpoint<?> AT_THREE_MONTHS = Endpoints.named("response-at-3-months");
    private static final LesionId MASS = new LesionId("mass");

    @Test
    void aResponseCountsFromDay67ToDay136() {
        assertThat(assessedOn(66)).isEqualTo(new NotAssessable(
                "no assessment from day 67 to 136"));
        assertThat(assessedOn(67)).isEqualTo(new Graded(1));
        assertThat(assessedOn(136)).isEqualTo(new Graded(1));
        assertThat(assessedOn(137)).isEqualTo(new NotAssessable(
                "no assessment from day 67 to 136"));
    }

    private static Value assessedOn(long day) {
        return infusedArm().on(day, response(Response.PARTIAL)).on(400, seen())
                .value(AT_THREE_MONTHS);
    }

    @Test
    void ofSeveralResponsesTheNearestToDay91Counts() {
        Life life = infusedArm().on(70, response(Response.COMPLETE))
                .on(95, response(Response.STABLE)).on(120, response(Response.PROGRESSIVE));

        assertThat(life.value(AT_THREE_MONTHS)).isEqualTo(new Graded(2));
        assertThat(life.only(AT_THREE_MONTHS).restsOn()).containsExactly(Life.id(1), Life.id(3));
        assertThat(life.value(Endpoints.named("best-response"))).isEqualTo(new Graded(0));
    }

    @Test
    void whoCannotBeAssessedHasAReason() {
        assertThat(infusedArm().on(50, seen()).value(AT_THREE_MONTHS))
                .isEqualTo(new NotAssessable("not followed to day 136"));
        assertThat(infusedArm().on(50, died()).value(AT_THREE_MONTHS))
                .isEqualTo(new NotAssessable("died before"));
        assertThat(infusedArm().on(50, amputated(ARM, AmputationReason.TOXICITY))
                .on(91, response(Response.COMPLETE)).value(AT_THREE_MONTHS))
                .isEqualTo(new NotAssessable("amputated or infused again before"));
        assertThat(infusedArm().on(91, response(Response.NOT_ASSESSABLE)).value(AT_THREE_MONTHS))
                .isEqualTo(new NotAssessable("judged not assessable"));
        assertThat(infusedArm().on(50, progressed(Extent.IN_FIELD)).value(AT_THREE_MONTHS))
                .isEqualTo(new Graded(4));
    }

    @Test
    void theBestChangeIsTheSmallestSumAfterTheInfusionAgainstTheLastBaseline() {
        Endpoint<?> change = Endpoints.named("best-change-of-lesions");
        Life life = new Life("P1").on(-60, measured(List.of("a: 20 mm"), "a"))
                .on(-3, measured(List.of("a: 60 mm", "b: 40 mm", "c: 30 mm"), "a", "b", "c"))
                .on(0, infused(ARM, new LesionId("a"), new LesionId("b")))
                .on(50, measured(List.of("a: 50 mm", "b: 40 mm")))
                .on(91, measured(List.of("a: 25 mm", "b: absent", "c: 90 mm")))
                .on(140, measured(List.of("a: 10 mm")))
                .on(200, measured(List.of("a: 80 mm", "b: 10 mm")));

        assertThat(life.value(change)).isEqualTo(new Measured(Elapsed.exactly(-75)));
        assertThat(life.only(change).restsOn()).containsExactly(
                Life.id(3), Life.id(2), Life.id(5));
    }

    @Test
    void aChangeOfLesionsThatCannotBeToldHasAReason() {
        Endpoint<?> change = Endpoints.named("best-change-of-lesions");

        assertThat(infusedArm().on(91, measured(List.of("a: 25 mm"), "a")).value(change))
                .isEqualTo(new NotAssessable("no lesion was measured before"));
        assertThat(new Life("P1").on(-3, measured(List.of("a: 60 mm"), "a"))
                .on(0, infused(ARM, new LesionId("b"))).value(change))
                .isEqualTo(new NotAssessable("no measured lesion lay in the field"));
        assertThat(new Life("P1").on(-3, measured(List.of("a: 60 mm"), "a")).on(0, infused(ARM))
                .on(91, measured(List.of("a: present"))).value(change))
                .isEqualTo(new NotAssessable("not measured again"));
        assertThat(new Life("P1").on(-3, measured(List.of("a: 9 mm"), "a")).on(0, infused(ARM))
                .on(91, measured(List.of("a: 5 mm"))).value(change))
                .isEqualTo(new NotAssessable("the targets are none by RECIST 1.1"));
        assertThat(new Life("P1").on(-3, measured(List.of("a: 60 mm"), "a")).on(0, infused(ARM))
                .on(60, amputated(ARM, AmputationReason.TOXICITY))
                .on(91, measured(List.of("a: absent"))).value(change))
                .isEqualTo(new NotAssessable("not measured again"));
    }

    private static Event measured(List<String> sizes, String... targets) {
        return new LesionsMeasured(sizes.stream().map(LesionSize::parse).toList(),
                Stream.of(targets).map(LesionId::new).toList(), Finding.notStated());
    }

    @Test
    void aDeathWithTheLimbCompetesWithItsAmputation() {
        Endpoint<?> salvage = Endpoints.named("limb-salvage");

        assertThat(infusedArm().on(300, amputated(ARM, AmputationReason.PROGRESSION))
                .on(400, died()).value(salvage)).isEqualTo(days(300, 1));
        assertThat(infusedArm().on(400, died()).value(salvage)).isEqualTo(days(400, 2));
        assertThat(infusedArm().on(500, seen()).value(salvage)).isEqualTo(days(500, 0));
        assertThat(infusedArm().on(0, amputated(ARM, AmputationReason.COMPLICATION))
                .value(salvage)).isEqualTo(days(0, 1));
        assertThat(infusedArm().on(200, amputated(LEG, AmputationReason.PROGRESSION))
                .on(500, seen()).value(salvage)).isEqualTo(days(500, 0));
        assertThat(infusedArm().value(salvage)).isEqualTo(
                new NotAssessable("not seen after the limb's first infusion"));
        assertThat(infusedArm().undated(amputated(ARM, AmputationReason.PROGRESSION))
                .value(salvage)).isEqualTo(new NotAssessable("amputated, the day is not known"));
    }

    @Test
    void anAmputationKeepsItsReason() {
        Endpoint<?> reasons = Endpoints.named("amputation-by-reason");

        assertThat(infusedArm().on(300, amputated(ARM, AmputationReason.TOXICITY)).value(reasons))
                .isEqualTo(days(300, 2));
        assertThat(infusedArm().on(300, died()).value(reasons)).isEqualTo(days(300, 7));
    }

    @Test
    void whatBroughtThePatientIsNoProgressionAfterTheInfusion() {
        Endpoint<?> inField = Endpoints.named("in-field-progression");

        assertThat(infusedArm().on(0, progressed(Extent.IN_FIELD)).on(100, seen()).value(inField))
                .isEqualTo(days(100, 0));
        assertThat(infusedArm().on(1, progressed(Extent.IN_FIELD)).on(100, seen()).value(inField))
                .isEqualTo(days(1, 1));
        assertThat(infusedArm().on(9, progressed(Extent.LOCOREGIONAL)).on(100, seen())
                .value(inField)).isEqualTo(days(100, 0));
    }

    @Test
    void whoHadDistantDiseaseCannotGetIt() {
        Endpoint<?> distant = Endpoints.named("distant-progression");

        assertThat(new Life("P").on(-9, progressed(Extent.DISTANT)).on(0, infused(ARM))
                .on(100, seen()).value(distant))
                .isEqualTo(new NotAssessable("distant disease before the infusion"));
        assertThat(infusedArm().on(70, progressed(Extent.DISTANT)).value(distant))
                .isEqualTo(days(70, 1));
    }

    @Test
    void aDeathIsOfTheDiseaseOfSomethingElseOrOfACauseNotStated() {
        Endpoint<?> disease = Endpoints.named("disease-specific-survival");

        assertThat(infusedArm().on(9, died(CauseOfDeath.OF_DISEASE)).value(disease))
                .isEqualTo(days(9, 1));
        assertThat(infusedArm().on(9, died(CauseOfDeath.OF_TREATMENT)).value(disease))
                .isEqualTo(days(9, 2));
        assertThat(infusedArm().on(9, died()).value(disease)).isEqualTo(days(9, 3));
    }

    @Test
    void aPartialDateGivesAnEarliestALatestAndAUsedDay() {
        assertThat(infusedArm().in("2020-03", died()).value(Endpoints.named("overall-survival")))
                .isEqualTo(new Timed(new Elapsed(60, 90, 75), 1));
        assertThat(infusedArm().in("2020-01", died()).value(Endpoints.named("overall-survival")))
                .isEqualTo(new Timed(new Elapsed(0, 30, 15), 1));
    }

    @Test
    void toxicityIsTheWorstOfTheEpisodeAndARangeIsNoGrade() {
        Endpoint<?> toxicity = Endpoints.named("worst-toxicity");

        assertThat(infusedArm().on(3, graded(ARM, Finding.known(Wieberdink.II)))
                .on(14, graded(ARM, Finding.known(Wieberdink.IV)))
                .on(84, graded(ARM, Finding.known(Wieberdink.I))).value(toxicity))
                .isEqualTo(new Graded(3));
        assertThat(infusedArm().on(85, graded(ARM, Finding.known(Wieberdink.IV))).value(toxicity))
                .isEqualTo(new NotAssessable("no grade within 84 days"));
        assertThat(infusedArm().on(3, graded(ARM, Finding.printed("I-II"))).value(toxicity))
                .isEqualTo(new NotAssessable("a grade is printed that is none of the five"));
    }

    @Test
    void aStayEndsWithTheFirstDischargeAndAPeakIsTheFirstOfTheHighest() {
        Life life = infusedArm().on(2, kinase("400 U/L")).on(3, kinase("900 U/L"))
                .on(4, kinase("900 U/L")).on(6, new Discharged(Finding.notStated()))
                .on(20, new Discharged(Finding.notStated()));

        assertThat(life.value(Endpoints.named("length-of-stay"))).isEqualTo(exactly(6));
        assertThat(life.value(Endpoints.named("peak-creatine-kinase"))).isEqualTo(exactly(900));
        assertThat(life.value(Endpoints.named("time-to-peak-creatine-kinase")))
                .isEqualTo(exactly(3));
        assertThat(infusedArm().on(2, kinase("12 ukat/L"))
                .value(Endpoints.named("peak-creatine-kinase")))
                .isEqualTo(new NotAssessable("no value in U/L"));
    }

    @Test
    void aLesionThatProgressedIsProgressiveUnlessItRespondedBefore() {
        Endpoint<?> lesion = Endpoints.named("best-response-of-lesion");
        Event named = new Progressed(Set.of(Extent.IN_FIELD), List.of(MASS), Finding.notStated());
        Value progressive = new Graded(4);

        assertThat(massInfused().on(50, named).on(400, seen()).value(lesion))
                .isEqualTo(progressive);
        assertThat(massInfused().on(50, named).on(90, ofMass()).value(lesion))
                .isEqualTo(progressive); // what comes after is no response to this infusion
        assertThat(massInfused().on(90, ofMass()).on(95, named).value(lesion))
                .isEqualTo(new Graded(1));
        assertThat(massInfused().on(50, progressed(Extent.IN_FIELD)).on(400, seen()).value(lesion))
                .isEqualTo(new NotAssessable("no assessment names the lesion"));
    }

    private static Life massInfused() {
        return new Life("P").on(0, infused(ARM, MASS));
    }

    private static Event ofMass() {
        return new ResponseAssessed(Finding.known(Response.PARTIAL), Criterion.CLINICAL_JUDGEMENT,
                Finding.notStated(), Finding.known(ARM), List.of(MASS));
    }

    @Test
    void aLimbInfusedTwiceIsOneLimbTwoInfusionsAndOnePatient() {
        Life life = new Life("P").on(0, infused(ARM)).on(200, infused(ARM)).on(210, infused(LEG))
                .on(500, seen());
        Series series = new SeriesData().addAll(Row.of("here", life.course()))
                .series(new Cohort("all", List.of(), List.of()));

        assertThat(series.size(Unit.Patients.UNIT)).hasToString("1 patient");
        assertThat(series.size(Unit.Limbs.UNIT)).hasToString("2 limbs");
        assertThat(series.size(Unit.Infusions.UNIT)).hasToString("3 infusions");
        assertThat(Objects.requireNonNull(series.table(LimbTimes.REPEAT_INFUSION)).assessed())
                .hasToString("2 limbs");
        assertThat(((Times<Unit.Limbs>) series.table(LimbTimes.REPEAT_INFUSION)).ended(1))
                .hasToString("1 of 2 limbs: 50.0 % (95 % limits 1.3 to 98.7)");
        Series repeats = new SeriesData().addAll(Row.of("here", life.course()))
                .series(new Cohort("repeats", List.of(Condition.parse("infusion=repeat")),
                        List.of()));
        assertThat(repeats.size(Unit.Infusions.UNIT)).hasToString("1 infusion");
        assertThat(repeats.size(Unit.Patients.UNIT)).hasToString("0 patients");
    }

    private static Life infusedArm() {
        return new Life("P").on(0, infused(ARM));
    }

    private static Value days(long days, int cause) {
        return new Timed(Elapsed.exactly(days), cause);
    }

    private static Value exactly(long amount) {
        return new Measured(Elapsed.exactly(amount));
    }
}
