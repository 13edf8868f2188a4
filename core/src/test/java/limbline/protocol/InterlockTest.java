package limbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Amount;
import limbline.measure.Unit;
import org.junit.jupiter.api.Test;

class InterlockTest {

    private static final Limit FRESH =
            Limit.of("act-fresh", Amount.of("30", Unit.MINUTE), "SOP", Level.CENTRE);
    private static final Measurement ACT = new Measurement("act", "The activated clotting time",
            Measurand.ACTIVATED_CLOTTING_TIME, Optional.of(FRESH), false);
    private static final Limit FULL =
            Limit.of("act-full", Amount.of("350", Unit.SECOND), "PAPER", Level.PAPER);
    private static final Interlock.Measured GATE = new Interlock.Measured(
            "act-gate", "H-02", Action.HOLD, ACT, Bound.AT_LEAST, FULL);

    private static Situation with(Map<String, Reading> readings, LimbCheck limb) {
        return new Situation(Set.of(), readings, Map.of(), limb, Set.of(), false);
    }

    private static Situation act(String seconds, int minutesOld) {
        return with(Map.of("act", new Reading.Taken(
                Amount.of(seconds, Unit.SECOND), Duration.ofMinutes(minutesOld))),
                LimbCheck.AGREES);
    }

    private static Optional<String> said(Interlock interlock, Situation now) {
        return interlock.check(now).map(Reason::sentence);
    }

    private static Interlock.Measured gate(Bound bound) {
        return new Interlock.Measured("g", "H-02", Action.HOLD, ACT, bound, FULL);
    }

    @Test
    void belowTheLimitItSaysWhatWasMeasuredAndWhatIsWanted() {
        assertThat(said(GATE, act("349", 0))).contains(
                "The activated clotting time is 349 s; at least 350 s [PAPER].");
    }

    @Test
    void atTheLimitAndAboveItHasNothingToSay() {
        assertThat(said(GATE, act("350", 0))).isEmpty();
        assertThat(said(GATE, act("351", 0))).isEmpty();
    }

    @Test
    void eachBoundIsAskedBelowAtAndAbove() {
        assertThat(said(gate(Bound.ABOVE), act("350", 0))).contains(
                "The activated clotting time is 350 s; above 350 s [PAPER].");
        assertThat(said(gate(Bound.ABOVE), act("351", 0))).isEmpty();
        assertThat(said(gate(Bound.AT_MOST), act("350", 0))).isEmpty();
        assertThat(said(gate(Bound.AT_MOST), act("351", 0))).contains(
                "The activated clotting time is 351 s; at most 350 s [PAPER].");
        assertThat(said(gate(Bound.BELOW), act("349", 0))).isEmpty();
        assertThat(said(gate(Bound.BELOW), act("350", 0))).contains(
                "The activated clotting time is 350 s; below 350 s [PAPER].");
    }

    @Test
    void aMissingValueRefuses() {
        assertThat(said(GATE, with(Map.of(), LimbCheck.AGREES))).contains(
                "The activated clotting time has not been measured; at least 350 s [PAPER].");
    }

    @Test
    void aValueIsFreshUpToItsLimitAndStaleAfterIt() {
        assertThat(said(GATE, act("400", 30))).isEmpty();
        assertThat(said(GATE, act("400", 31))).contains(
                "The activated clotting time is 31 min old; it counts for 30 min [SOP]. "
                        + "Measure it again.");
    }

    @Test
    void anEmptyLimitHoldsEvenWhereTheInterlockWouldOnlyAsk() {
        Interlock ask = new Interlock.Measured("g", "H-02", Action.ASK, ACT, Bound.AT_LEAST,
                Limit.empty("act-full", Unit.SECOND));

        assertThat(ask.check(act("400", 0))).contains(new Reason(Action.HOLD, "g",
                "The limit act-full is not set by this centre."));
    }

    @Test
    void anEmptyTimeOfFreshnessHolds() {
        Measurement timeless = new Measurement("act", "The activated clotting time",
                Measurand.ACTIVATED_CLOTTING_TIME,
                Optional.of(Limit.empty("act-fresh", Unit.MINUTE)), false);

        assertThat(said(new Interlock.Measured(
                        "g", "H-02", Action.HOLD, timeless, Bound.AT_LEAST, FULL), act("400", 0)))
                .contains("How long the activated clotting time stays fresh (act-fresh) is not set "
                        + "by this centre.");
    }

    @Test
    void aLimitThatIsNotUsedHereAsksNothing() {
        Limit unused = new Limit("act-full", Unit.SECOND,
                new Limit.Setting.NotUsed("no such device"), List.of());

        assertThat(said(new Interlock.Measured(
                "g", "H-02", Action.HOLD, ACT, Bound.AT_LEAST, unused),
                with(Map.of(), LimbCheck.AGREES))).isEmpty();
    }

    @Test
    void aFirstTreatmentIsLongerAgoThanAnyLimit() {
        Measurement since = new Measurement("since", "The time since the last perfusion",
                Measurand.TIME_SINCE_LAST_TREATMENT, Optional.empty(), true);
        Limit weeks = Limit.of("weeks", Amount.of("6", Unit.WEEK), "PIL", Level.VERIFIED);
        Situation first = with(Map.of("since", new Reading.NeverBefore()), LimbCheck.AGREES);

        assertThat(said(new Interlock.Measured(
                "g", "H-14", Action.ASK, since, Bound.AT_LEAST, weeks), first)).isEmpty();
        assertThat(said(new Interlock.Measured(
                "g", "H-14", Action.ASK, since, Bound.AT_MOST, weeks), first))
                .contains("There is no earlier treatment; at most 6 wk [PIL].");
    }

    @Test
    void anotherLimbThanTheSignedOneIsRefused() {
        Interlock limb = new Interlock.SameLimb("same-limb", "H-01", Action.HOLD);

        assertThat(said(limb, with(Map.of(), LimbCheck.AGREES))).isEmpty();
        assertThat(said(limb, with(Map.of(), LimbCheck.DIFFERS))).contains(
                "Patient, side or limb is not the one of the signed order.");
        assertThat(said(limb, with(Map.of(), LimbCheck.NOT_COMPARED))).contains(
                "Patient, side and limb have not been held against the signed order.");
    }

    @Test
    void aThingToKnowIsAlwaysToldAndNeverHolds() {
        Interlock told = new Interlock.Told("papaverine", "H-05", "Linked to toxicity [SANTILLAN]");

        assertThat(told.check(act("400", 0))).contains(
                new Reason(Action.NOTE, "papaverine", "Linked to toxicity [SANTILLAN]"));
    }

    @Test
    void unitsAreNeverConvertedBehindAnybodysBack() {
        assertThatThrownBy(() -> Amount.of("1", Unit.MINUTE)
                .compareTo(Amount.of("60", Unit.SECOND)))
                .hasMessage("1 min cannot be compared with 60 s");
        assertThatThrownBy(() -> Measurand.LIMB_TEMPERATURE.checked(Amount.of("99", Unit.CELSIUS)))
                .hasMessage("limb-temperature of 99 °C is outside 15 to 45 °C; check number and "
                        + "unit");
    }
}
