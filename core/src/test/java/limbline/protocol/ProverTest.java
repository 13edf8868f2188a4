package limbline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.measure.Unit;
import limbline.patient.Drug;
import org.junit.jupiter.api.Test;

/// The proof, held against the full product of states, and asked about planted faults.
class ProverTest {

    private static List<String> path(Protocol protocol, BuiltIn invariant) {
        return Prover.prove(protocol).verdicts().stream()
                .filter(one -> one.id().equals(invariant.term())).findFirst().orElseThrow().path();
    }

    private static Set<String> broken(Protocol protocol) {
        return Prover.prove(protocol).verdicts().stream().filter(one -> !one.holds())
                .map(Proof.Verdict::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Protocol withTimers(Timer... timers) {
        return Small.of(Small.steps(), List.of(timers), Small.aborts(), List.of(),
                DrugRule.OrderKind.SIGNED);
    }

    private static Step melphalan(Interlock... interlocks) {
        return Small.giving(
                "melphalan", Drug.MELPHALAN, List.of("time-out", "cuff-up"), interlocks);
    }

    @Test
    void aSafeProtocolIsProved() {
        Proof proof = Prover.prove(Small.safe());

        assertThat(proof.words()).isEqualTo("proved");
        assertThat(proof.verdicts()).hasSize(BuiltIn.values().length);
    }

    @Test
    void theControlStatesAreThoseOfTheFullProduct() {
        Protocol safe = Small.safe();
        Machine machine = new Machine(safe);

        assertThat(FullProduct.controls(machine, new Exploration(machine, Prover.BOUND)))
                .isEqualTo(new FullProduct(safe).controls);
    }

    @Test
    void aRemovedActGateGivesTheShortestWayToUnheparinisedMelphalan() {
        assertThat(path(Small.with(melphalan()), BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT))
                .containsExactly("time-out", "cuff-up", "melphalan (act not measured)");
    }

    @Test
    void anActGateThatTwoPeopleMayOverrideIsBroken() {
        assertThat(path(Small.with(melphalan(
                        Small.act("act-drug", Action.ASK, Bound.AT_LEAST, Small.FULL))),
                        BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT))
                .containsExactly("time-out", "cuff-up",
                        "melphalan, overridden by two people (act not measured)");
    }

    @Test
    void anActThatNeverGrowsOldIsBrokenByAnOldOne() {
        Measurement timeless = Small.act(Optional.empty());
        Protocol safe = Small.safe();
        Protocol old = new Protocol(safe.id(), safe.title(), safe.modality(), true, safe.sources(),
                safe.limits(), List.of(timeless), new Anticoagulation(timeless, Small.FULL),
                safe.drugs(), safe.steps().stream().map(step -> new Step(step.id(), step.says(),
                        step.who(), step.people(), step.deed(), step.gives(), step.needs(),
                        step.measures(), step.interlocks().stream().map(one ->
                                one instanceof Interlock.Measured(var id, var hazard, var action,
                                        _, var bound, var limit)
                                        ? new Interlock.Measured(
                                                id, hazard, action, timeless, bound, limit)
                                        : one).toList(), false, false)).toList(),
                safe.timers(), safe.aborts(), List.of(), List.of(), WardPlan.NONE,
                        FollowUpPlan.NONE, Dosing.NONE);

        assertThat(path(old, BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT))
                .containsExactly("time-out", "cuff-up", "melphalan (act 350 s, too old)");
    }

    @Test
    void aDrugWithoutTheCuffIsFoundAlsoWhereOnlyADeviationLeadsToIt() {
        Step alone = Small.giving("melphalan", Drug.MELPHALAN, List.of("time-out"),
                Small.act("act-drug", Action.HOLD, Bound.AT_LEAST, Small.FULL));

        assertThat(path(Small.with(alone), BuiltIn.TOXIC_ONLY_ISOLATED))
                .containsExactly("time-out", "melphalan");
    }

    @Test
    void aCuffThatComesDownBeforeTheWashoutIsFound() {
        assertThat(path(Small.with(Small.step("cuff-down", Deed.RELEASE, List.of("melphalan"))),
                        BuiltIn.WASHOUT_BEFORE_RELEASE))
                .containsExactly("time-out", "cuff-up", "melphalan", "cuff-down");
    }

    @Test
    void aTimeOutThatOnlyTellsOfAnotherLimbIsFound() {
        assertThat(path(Small.with(Small.step("time-out", Deed.CONFIRM_LIMB, List.of(),
                        Small.limb(Action.NOTE))), BuiltIn.ONLY_THE_SIGNED_LIMB))
                .containsExactly("time-out (limb not held against the order)", "cuff-up");
    }

    @Test
    void aSecondDoseIsFound() {
        List<Step> steps = new ArrayList<>(Small.steps());
        steps.add(3, Small.giving("again", Drug.MELPHALAN, List.of("time-out", "cuff-up"),
                Small.act("act-again", Action.HOLD, Bound.AT_LEAST, Small.FULL)));

        assertThat(path(Small.of(steps, Small.timers(), Small.aborts(), List.of(),
                        DrugRule.OrderKind.SIGNED), BuiltIn.TOXIC_ONLY_AS_SIGNED))
                .containsExactly("time-out", "cuff-up", "melphalan", "again");
    }

    @Test
    void anOrderNobodySignedIsFound() {
        assertThat(path(Small.of(Small.steps(), Small.timers(), Small.aborts(), List.of(),
                        DrugRule.OrderKind.STANDING), BuiltIn.TOXIC_ONLY_AS_SIGNED))
                .containsExactly("time-out", "cuff-up", "melphalan");
    }

    @Test
    void anAbortThatNeedsAMeasurementIsFound() {
        List<AbortPath> gated = List.of(new AbortPath(Phase.ISOLATED, List.of(
                new AbortPath.AbortStep("cuff-down", List.of(Small.act(
                        "act-abort", Action.HOLD, Bound.AT_MOST, Small.NEAR))))));
        Protocol protocol = Small.of(Small.steps(), Small.timers(), gated, List.of(),
                DrugRule.OrderKind.SIGNED);

        assertThat(path(protocol, BuiltIn.ABORT_NEVER_GATED)).containsExactly(
                "time-out", "cuff-up", "abort", "cuff-down gets no permission (act not measured)");
        assertThat(path(protocol, BuiltIn.ALWAYS_A_SAFE_END)).last().asString()
                .isEqualTo("no way to a safe end (every measurement is missing)");
    }

    @Test
    void anAbortThatIsMissingInAPhaseIsFound() {
        assertThat(path(Small.of(Small.steps(), Small.timers(), List.of(), List.of(),
                        DrugRule.OrderKind.SIGNED), BuiltIn.ALWAYS_A_SAFE_END))
                .last().asString().isEqualTo(
                        "no way to a safe end (every measurement is missing)");
    }

    @Test
    void twoGatesThatCannotBothHoldAreNotReached() {
        assertThat(path(Small.with(melphalan(
                        Small.act("act-drug", Action.HOLD, Bound.AT_LEAST, Small.FULL),
                        Small.act("act-low", Action.HOLD, Bound.AT_MOST, Small.NEAR))),
                        BuiltIn.EVERY_STEP_REACHED))
                .containsExactly("not proved: melphalan is never reached: no value of act "
                                + "satisfies at least 350 s [TEST] and at most 180 s [TEST]",
                        "not proved: washout, cuff-down are never reached, because what comes "
                                + "before is not");
    }

    @Test
    void aStepThatNeedsItselfIsNotReached() {
        assertThat(path(Small.with(Small.step("washout", Deed.WASH_OUT, List.of("cuff-up",
                        "cuff-down"))), BuiltIn.EVERY_STEP_REACHED).getFirst())
                .isEqualTo("not proved: washout is never reached: it needs itself, by way of "
                        + "cuff-up, cuff-down");
    }

    @Test
    void aTimerThatStartsTooLateNeverRuns() {
        assertThat(path(withTimers(new Timer("late", "H-06", "Late", "cuff-down",
                        Small.set("time", "2", Unit.MINUTE),
                        new Timer.Rule.AtLeast("washout", Action.NOTE))), BuiltIn.EVERY_TIMER_RUNS))
                .containsExactly("not proved: the timer late never runs: cuff-down is never done "
                        + "while it could be of use");
    }

    @Test
    void aTimerTurnedRoundClosesTheWayOut() {
        assertThat(path(withTimers(new Timer("circulation", "H-06", "Circulation", "melphalan",
                        Small.set("time", "2", Unit.MINUTE),
                        new Timer.Rule.AtMost("washout", Action.HOLD))),
                        BuiltIn.NO_TIMER_CLOSES_THE_WAY_OUT))
                .containsExactly("time-out", "cuff-up", "melphalan",
                        "time passes: 2 min since melphalan", "washout is refused for being late");
    }

    @Test
    void timesThatContradictEachOtherAreNotReachedEvenFromDifferentSteps() {
        Timer circulation = new Timer("circulation", "H-06", "Circulation", "melphalan",
                Small.set("time", "3", Unit.MINUTE),
                new Timer.Rule.AtLeast("washout", Action.HOLD));
        Timer shorter = new Timer("shorter", "H-09", "Tourniquet", "cuff-up",
                Small.set("most", "2", Unit.MINUTE), new Timer.Rule.AtMost("washout", Action.HOLD));

        assertThat(broken(withTimers(circulation, shorter)))
                .contains(BuiltIn.EVERY_STEP_REACHED.term());
    }

    @Test
    void anEmptyLimitIsTriedAsPermittingAndAsRefusing() {
        Limit empty = Limit.empty("full", Unit.SECOND);
        Protocol safe = Small.safe();
        Protocol unset = new Protocol(safe.id(), safe.title(), safe.modality(), true,
                safe.sources(), List.of(empty), safe.measurements(),
                new Anticoagulation(Small.ACT, empty), safe.drugs(),
                List.of(safe.steps().get(0),
                        Small.step("cuff-up", Deed.ISOLATE, List.of("time-out")),
                        melphalan(Small.act("act-drug", Action.HOLD, Bound.AT_LEAST, empty)),
                        safe.steps().get(3), safe.steps().get(4)),
                safe.timers(), safe.aborts(), List.of(), List.of(), WardPlan.NONE,
                        FollowUpPlan.NONE, Dosing.NONE);

        assertThat(Prover.prove(unset).words()).isEqualTo("proved but for 1 limit");
        assertThat(path(new Protocol(safe.id(), safe.title(), safe.modality(), true, safe.sources(),
                        List.of(empty), safe.measurements(), new Anticoagulation(Small.ACT, empty),
                        safe.drugs(), Stream.concat(unset.steps().stream().limit(2), Stream.concat(
                                Stream.of(melphalan()), unset.steps().stream().skip(3))).toList(),
                        safe.timers(), safe.aborts(), List.of(), List.of(), WardPlan.NONE,
                                FollowUpPlan.NONE, Dosing.NONE),
                BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT)).last().asString().startsWith("melphalan (act");
    }

    @Test
    void aBoundThatIsReachedIsNotAProof() {
        Proof proof = Prover.prove(Small.safe(), 20);

        assertThat(proof.isProved()).isFalse();
        assertThat(proof.verdicts().stream()
                .filter(one -> one.id().equals(BuiltIn.EVERYTHING_EXPLORED.term())).findFirst()
                .orElseThrow().path().getFirst())
                .startsWith("not proved: the bound of 20 states was reached, ");
    }

    /// 25 random protocols: right and wrong ones, held against the full product.
    @Test
    void randomProtocolsAreJudgedAsByTheFullProduct() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            Protocol protocol = new RandomProtocol(random).next();
            Machine machine = new Machine(protocol);
            Exploration exploration = new Exploration(machine, Prover.BOUND);
            FullProduct product = new FullProduct(protocol);
            String which = "seed %s, protocol %s: %s".formatted(
                    seed, i, protocol.steps().stream().map(Step::toString)
                            .collect(Collectors.joining("\n")));

            assertThat(FullProduct.controls(machine, exploration)).as(which)
                    .isEqualTo(product.controls);
            Set<String> broken = broken(protocol);
            broken.removeAll(Stream.of(BuiltIn.NO_TIMER_CLOSES_THE_WAY_OUT,
                    BuiltIn.ABORT_NEVER_GATED, BuiltIn.ALWAYS_A_SAFE_END, BuiltIn.ALWAYS_A_WAY_ON,
                    BuiltIn.EVERY_STEP_REACHED, BuiltIn.EVERY_TIMER_RUNS, BuiltIn.NOTHING_IDLE)
                    .map(BuiltIn::term).toList());
            assertThat(broken).as(which).isEqualTo(product.broken);
            Set<String> reached = protocol.steps().stream()
                    .filter(step -> exploration.isReached(protocol.steps().indexOf(step)))
                    .map(Step::id).collect(Collectors.toCollection(TreeSet::new));
            assertThat(reached).as(which).isEqualTo(product.reached);
        }
    }
}
