package limbline.followup;

import static limbline.followup.Limbs.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.TheatreEvent.Amputated;
import limbline.followup.Appointment.State;
import limbline.measure.Amount;
import limbline.measure.Finding;
import limbline.measure.Unit;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.Response;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.FollowUpPlan.Visit;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a patient is to come for, around each day on which that changes.
class AppointmentsTest {

    private static final List<Visit> VISITS = List.of(
            new Visit.Once("weeks-2", "Skin.", limit("2-weeks", "2", Unit.WEEK), false),
            new Visit.Once("months-3", "Response.", limit("3-months", "3", Unit.MONTH), true),
            new Visit.Every("half-yearly", "Recurrence.", limit("half-year", "6", Unit.MONTH),
                    limit("last", "48", Unit.MONTH)));

    /// A week early, two weeks late, lost after two months.
    private static final FollowUpPlan PLAN = new FollowUpPlan(VISITS,
            Optional.of(limit("early", "7", Unit.DAY)), Optional.of(limit("late", "14", Unit.DAY)),
            Optional.of(limit("lost", "2", Unit.MONTH)));

    /// The centre has set none of the three.
    private static final FollowUpPlan STRICT = new FollowUpPlan(VISITS,
            Optional.of(Limit.empty("early", Unit.DAY)), Optional.of(Limit.empty("late", Unit.DAY)),
            Optional.of(Limit.empty("lost", Unit.MONTH)));

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({
        "2026-01-31, LATER",
        "2026-02-06, LATER",
        "2026-02-07, DUE",
        "2026-02-14, DUE",
        "2026-02-28, DUE",
        "2026-03-01, OVERDUE",
        "2026-04-14, OVERDUE",
        "2026-04-15, LOST",
    })
    void aVisitIsDueOverdueAndLostFromItsDayOn(String today, State state) {
        Appointment first = at(new Limbs().infused("2026-01-31"), PLAN, today).visits().getFirst();

        assertThat(first.due()).isEqualTo(day("2026-02-14"));
        assertThat(first.on(day(today))).isEqualTo(state);
    }

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({
        "2026-02-13, LATER",
        "2026-02-14, DUE",
        "2026-02-15, OVERDUE",
        "2036-02-15, OVERDUE",
    })
    void whatTheCentreHasNotSetIsReadStrictly(String today, State state) {
        assertThat(at(new Limbs().infused("2026-01-31"), STRICT, today).visits().getFirst()
                .on(day(today))).isEqualTo(state);
    }

    @ParameterizedTest(name = "seen {0}: {1}, then {2}")
    @CsvSource({
        // a visit before the window is none; the next one opens on 2026-04-23
        "2026-02-06, OVERDUE,   week 2",
        "2026-02-07, DONE,      month 3",
        "2026-02-28, DONE,      month 3",
        "2026-03-01, DONE_LATE, month 3",
        "2026-04-22, DONE_LATE, month 3",
        "2026-04-23, MISSED,    response",
        "2026-05-20, MISSED,    response",
    })
    void aVisitBelongsToWhatWasDueAndALaterOneLeavesItMissed(
            String seen, State state, String next) {
        Limbs limbs = new Limbs().infused("2026-01-31").seen(seen);

        Appointments now = at(limbs, PLAN, seen.compareTo("2026-03-10") < 0 ? "2026-03-10" : seen);
        assertThat(now.visits().getFirst().on(now.today())).isEqualTo(state);
        assertThat(now.next().orElseThrow().name()).isEqualTo(next);
    }

    /// 12 weeks and 3 months are a week apart: one visit between them is both.
    @Test
    void oneVisitCanBeTwoThatAreCloseTogether() {
        FollowUpPlan plan = new FollowUpPlan(List.of(
                new Visit.Once("weeks-12", "Nerves.", limit("12-weeks", "12", Unit.WEEK), false),
                new Visit.Once("months-3", "Response.", limit("3-months", "3", Unit.MONTH), true)),
                PLAN.early(), PLAN.late(), PLAN.lost());

        assertThat(at(new Limbs().infused("2026-01-31").seen("2026-04-26"), plan, "2026-04-26")
                .visits()).extracting(one -> one.on(day("2026-04-26")))
                .containsExactly(State.DONE, State.DONE);
    }

    @Test
    void theResponseStaysDueUntilSomebodyAssessesIt() {
        Limbs limbs = new Limbs().infused("2026-01-31").seen("2026-04-30");

        assertThat(response(limbs, "2026-04-22")).isEqualTo(State.LATER);
        assertThat(response(limbs, "2026-04-23")).isEqualTo(State.DUE);
        assertThat(response(limbs, "2026-05-14")).isEqualTo(State.DUE);
        assertThat(response(limbs, "2026-05-15")).isEqualTo(State.OVERDUE);
        assertThat(response(limbs, "2027-05-15")).isEqualTo(State.OVERDUE);
        assertThat(response(limbs.said("2026-06-20", Response.NOT_ASSESSABLE, Criterion.WHO),
                "2026-06-20")).isEqualTo(State.DONE_LATE);
    }

    /// The paper assesses "generally 3 months after"; its own patient was judged at four.
    @Test
    void aResponseThatIsAssessedBeforeItsDayIsDone() {
        assertThat(response(new Limbs().infused("2026-01-31")
                .said("2026-03-01", Response.PARTIAL, Criterion.CLINICAL_JUDGEMENT), "2026-03-01"))
                .isEqualTo(State.DONE);
    }

    @Test
    void aLimbThatWasTakenOffAnswersNoMoreAndThePatientIsStillSeen() {
        Limbs limbs = new Limbs().infused("2026-01-31").seen("2026-02-14").on("2026-03-20",
                new Amputated(Limbs.ARM, Finding.notStated(), Finding.notStated(),
                        Finding.notStated()));

        assertThat(at(limbs, PLAN, "2026-03-19").response()).isPresent();
        assertThat(at(limbs, PLAN, "2026-03-20").response()).isEmpty();
        assertThat(at(limbs, PLAN, "2026-03-20").next().orElseThrow().name()).isEqualTo("month 3");
    }

    @Test
    void anotherInfusionBeginsThePlanAnew() {
        Limbs limbs = new Limbs().infused("2026-01-31").seen("2026-04-30")
                .infused("2026-06-10");

        Appointments now = at(limbs, PLAN, "2026-06-10");
        assertThat(now.next().orElseThrow().due()).isEqualTo(day("2026-06-24"));
        assertThat(now.infusion().orElseThrow().ordinal()).isEqualTo(2);
        // and before it, the first one's still stands
        assertThat(at(limbs, PLAN, "2026-06-09").infusion().orElseThrow().ordinal()).isEqualTo(1);
    }

    @Test
    void whoHasDiedIsAskedForNothing() {
        Appointments now = at(new Limbs().infused("2026-01-31").seen("2026-02-14")
                .on("2026-03-03", new ClinicPlanned(day("2026-04-01"), Finding.known("wound")))
                .on("2026-03-20", new Died(Finding.notStated())), PLAN, "2026-12-01");

        assertThat(now.open()).isEmpty();
        assertThat(now.state()).isEmpty();
        assertThat(now.visits()).extracting(Appointment::name).containsExactly("week 2");
    }

    @Test
    void whatWasPlannedSinglyStandsBesideThePlan() {
        Appointments now = at(new Limbs().infused("2026-01-31").seen("2026-02-14")
                .on("2026-02-14", new ClinicPlanned(day("2026-03-01"), Finding.known("wound"))),
                PLAN, "2026-03-02");

        assertThat(now.next().orElseThrow().name()).isEqualTo("wound");
        assertThat(now.state()).contains(State.OVERDUE);
    }

    @Test
    void withoutAnInfusionOrItsDateThereIsNoPlan() {
        assertThat(at(new Limbs().seen("2026-02-14"), PLAN, "2026-03-02").visits()).isEmpty();
        assertThat(at(new Limbs().infused("2026-01-31"), FollowUpPlan.NONE, "2026-03-02").next())
                .isEmpty();
    }

    @Test
    void aProgressionOrAMeasurementIsAVisitToo() {
        assertThat(at(new Limbs().infused("2026-01-31")
                .progressed("2026-02-14", Set.of(Extent.DISTANT)), PLAN, "2026-03-02")
                .visits().getFirst().on(day("2026-03-02"))).isEqualTo(State.DONE);
    }

    /// What a list keeps of a patient says on every later day what the whole record says.
    @Test
    void theNextOneTellsTheStateOnEveryLaterDay() {
        Limbs limbs = new Limbs().infused("2026-01-31").seen("2026-02-16")
                .on("2026-02-16", new ClinicPlanned(day("2026-05-20"), Finding.notStated()));
        Appointment kept = at(limbs, PLAN, "2026-02-16").next().orElseThrow();

        for (int i = 0; i < 1_000; i++) {
            assertThat(Optional.of(kept.on(day("2026-02-16").plusDays(i)))).as("day %s", i)
                    .isEqualTo(worst(at(limbs, PLAN, day("2026-02-16").plusDays(i).toString())));
        }
    }

    private static Optional<State> worst(Appointments now) {
        return now.open().stream().map(one -> one.on(now.today())).min(State::compareTo);
    }

    private static State response(Limbs limbs, String today) {
        return at(limbs, PLAN, today).response().orElseThrow().on(day(today));
    }

    private static Appointments at(Limbs limbs, FollowUpPlan plan, String today) {
        return Appointments.of(limbs.course(), plan, day(today));
    }

    private static Limit limit(String id, String value, Unit unit) {
        return Limit.of(id, Amount.of(value, unit), "TEST", Level.CENTRE);
    }
}
