package limbline.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Modality;

/// Protocols small enough to multiply everything out, for tests. Their values mean nothing.
final class Small {

    static final Limit FRESH = set("fresh", "10", Unit.MINUTE);
    static final Limit FULL = set("full", "350", Unit.SECOND);
    static final Limit NEAR = set("near", "180", Unit.SECOND);
    static final Measurement ACT = act(Optional.of(FRESH));

    private Small() {}

    static Limit set(String id, String value, Unit unit) {
        return Limit.of(id, Amount.of(value, unit), "TEST", Level.INVENTED);
    }

    static Measurement act(Optional<Limit> freshFor) {
        return new Measurement("act", "The ACT", Measurand.ACTIVATED_CLOTTING_TIME, freshFor, true);
    }

    static Step step(String id, Deed deed, List<String> needs, Interlock... interlocks) {
        return new Step(id, id, List.of("nurse"), 1, Optional.of(deed), Optional.empty(), needs,
                List.of(), List.of(interlocks), false, false);
    }

    static Step giving(String id, Drug drug, List<String> needs, Interlock... interlocks) {
        return new Step(id, id, List.of("nurse"), 2, Optional.empty(), Optional.of(drug), needs,
                List.of(), List.of(interlocks), false, false);
    }

    static Interlock limb(Action action) {
        return new Interlock.SameLimb("limb", "H-01", action);
    }

    static Interlock act(String id, Action action, Bound bound, Limit limit) {
        return new Interlock.Measured(id, "H-02", action, ACT, bound, limit);
    }

    static DrugRule rule(Drug drug, DrugRule.OrderKind order) {
        boolean reverses = DrugClass.of(drug) == DrugClass.REVERSAL;
        Map<Extremity, Limit> dose = new EnumMap<>(Extremity.class);
        dose.put(Extremity.ARM, set("dose", "10",
                reverses ? Unit.MILLIGRAM : Unit.MILLIGRAM_PER_LITRE));
        return new DrugRule(drug, DrugClass.of(drug),
                reverses ? DrugRule.Route.BODY : DrugRule.Route.LIMB, order,
                reverses ? DrugRule.Basis.FIXED_AMOUNT : DrugRule.Basis.LITRE_OF_LIMB, dose,
                Optional.empty(), Optional.empty());
    }

    /// Time-out, cuff up, melphalan, washout, cuff down; safe.
    static List<Step> steps() {
        return List.of(
                step("time-out", Deed.CONFIRM_LIMB, List.of(), limb(Action.HOLD)),
                step("cuff-up", Deed.ISOLATE, List.of("time-out"),
                        act("act-cuff", Action.HOLD, Bound.AT_LEAST, FULL)),
                giving("melphalan", Drug.MELPHALAN, List.of("time-out", "cuff-up"),
                        act("act-drug", Action.HOLD, Bound.AT_LEAST, FULL)),
                step("washout", Deed.WASH_OUT, List.of("cuff-up", "melphalan")),
                step("cuff-down", Deed.RELEASE, List.of("washout"),
                        act("act-down", Action.ASK, Bound.AT_MOST, NEAR)));
    }

    static List<Timer> timers() {
        return List.of(
                new Timer("circulation", "H-06", "Circulation", "melphalan",
                        set("time", "2", Unit.MINUTE),
                        new Timer.Rule.AtLeast("washout", Action.HOLD)),
                new Timer("tourniquet", "H-09", "Tourniquet", "cuff-up",
                        set("most", "3", Unit.MINUTE),
                        new Timer.Rule.AtMost("cuff-down", Action.NOTE)));
    }

    static List<AbortPath> aborts() {
        return List.of(new AbortPath(Phase.ISOLATED, List.of(
                new AbortPath.AbortStep("washout", List.of()),
                new AbortPath.AbortStep("cuff-down", List.of()))));
    }

    static Protocol of(List<Step> steps, List<Timer> timers, List<AbortPath> aborts,
            List<Invariant> invariants, DrugRule.OrderKind order) {
        List<Limit> limits = new ArrayList<>(List.of(FRESH, FULL, NEAR));
        return new Protocol("small", "Small", Modality.ILI, true, Map.of("TEST", "a test"), limits,
                List.of(ACT), new Anticoagulation(ACT, FULL),
                steps.stream().flatMap(step -> step.gives().stream()).distinct()
                        .map(drug -> rule(drug, order)).toList(), steps, timers,
                aborts, invariants, List.of(), WardPlan.NONE, FollowUpPlan.NONE, Dosing.NONE);
    }

    static Protocol safe() {
        return of(steps(), timers(), aborts(), List.of(), DrugRule.OrderKind.SIGNED);
    }

    /// The safe one with one step put in the place of its namesake.
    static Protocol with(Step other) {
        return of(steps().stream().map(one -> one.id().equals(other.id()) ? other : one).toList(),
                timers(), aborts(), List.of(), DrugRule.OrderKind.SIGNED);
    }
}
