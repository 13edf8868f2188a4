package limbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Amount;
import limbline.measure.Unit;
import org.junit.jupiter.api.Test;

class TimerTest {

    private static final Limit HALF_AN_HOUR =
            Limit.of("time", Amount.of("30", Unit.MINUTE), "PAPER", Level.PAPER);

    private static Timer timer(Timer.Rule rule, Limit limit) {
        return new Timer("t", "H-06", "The drugs have circulated", "melphalan", limit, rule);
    }

    private static Situation after(Duration time) {
        return new Situation(Set.of("melphalan"), Map.of(), Map.of("melphalan", time),
                LimbCheck.AGREES, Set.of(), false);
    }

    private static Optional<String> said(Timer timer, Situation now) {
        return timer.check(now).map(Reason::sentence);
    }

    @Test
    void atLeastRefusesASecondBeforeAndNotAtTheTime() {
        Timer least = timer(new Timer.Rule.AtLeast("washout", Action.HOLD), HALF_AN_HOUR);

        assertThat(said(least, after(Duration.ofSeconds(1799)))).contains(
                "The drugs have circulated: 29 min 59 s; at least 30 min [PAPER].");
        assertThat(said(least, after(Duration.ofMinutes(30)))).isEmpty();
        assertThat(said(least, after(Duration.ofSeconds(1801)))).isEmpty();
    }

    @Test
    void atMostRefusesASecondAfterAndNotAtTheTime() {
        Timer most = timer(new Timer.Rule.AtMost("washout", Action.ASK), HALF_AN_HOUR);

        assertThat(said(most, after(Duration.ofMinutes(30)))).isEmpty();
        assertThat(most.check(after(Duration.ofSeconds(1801)))).contains(new Reason(Action.ASK, "t",
                "The drugs have circulated: 30 min 1 s; at most 30 min [PAPER]."));
    }

    @Test
    void aClockThatDoesNotRunRefuses() {
        Situation before = new Situation(
                Set.of(), Map.of(), Map.of(), LimbCheck.AGREES, Set.of(), false);

        Timer least = timer(new Timer.Rule.AtLeast("washout", Action.HOLD), HALF_AN_HOUR);

        assertThat(said(least, before)).contains(
                "The drugs have circulated: the clock does not run; it starts with melphalan.");
    }

    @Test
    void anEmptyTimeHolds() {
        Timer unset = timer(new Timer.Rule.AtLeast("washout", Action.ASK),
                Limit.empty("time", Unit.MINUTE));

        assertThat(unset.check(after(Duration.ofHours(5)))).contains(new Reason(
                Action.HOLD, "t", "The limit time is not set by this centre."));
    }

    @Test
    void aMeasurementIsDueOnceItsTimeHasPassedUnmeasured() {
        Measurement act = new Measurement("act", "The ACT", Measurand.ACTIVATED_CLOTTING_TIME,
                Optional.empty(), false);
        Timer every = timer(new Timer.Rule.Every(act, "washout"), HALF_AN_HOUR);
        Reading now = new Reading.Taken(Amount.of("400", Unit.SECOND), Duration.ofMinutes(5));

        assertThat(every.due(after(Duration.ofMinutes(29)))).isEmpty();
        assertThat(every.due(after(Duration.ofMinutes(30))).map(Reason::sentence)).contains(
                "The ACT is due: every 30 min [PAPER], and 30 min have passed.");
        assertThat(every.due(new Situation(Set.of("melphalan"), Map.of("act", now),
                Map.of("melphalan", Duration.ofMinutes(90)), LimbCheck.AGREES, Set.of(), false)))
                .isEmpty();
        assertThat(every.due(new Situation(Set.of("melphalan", "washout"), Map.of(),
                Map.of("melphalan", Duration.ofMinutes(90)), LimbCheck.AGREES, Set.of(), false)))
                .isEmpty();
    }
}
