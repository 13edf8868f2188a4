package limbline.app.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limbline.protocol.AbortPath;
import limbline.protocol.Anticoagulation;
import limbline.protocol.Bound;
import limbline.protocol.Deed;
import limbline.protocol.DrugClass;
import limbline.protocol.DrugRule;
import limbline.protocol.Interlock;
import limbline.protocol.Limit;
import limbline.protocol.Phase;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.protocol.Timer;

/// What in a file contradicts itself: each part is well formed, and together they cannot mean what
/// somebody wanted.
final class Contradictions {

    private final Fields file;
    private final Protocol protocol;

    /// @param protocol what was read of `file`
    Contradictions(Fields file, Protocol protocol) {
        this.file = file;
        this.protocol = protocol;
    }

    /// Notes every one of them.
    void refuse() {
        clottingTime();
        takenOut();
        drugs();
        steps();
        aborts();
    }

    /// A clotting time cannot show both that the heparin holds and that it has worn off.
    private void clottingTime() {
        Anticoagulation holds = protocol.anticoagulation();
        Limit full = holds.atLeast();
        for (Step step : protocol.steps()) {
            for (Interlock one : step.interlocks()) {
                if (step.does(Deed.REMOVE)
                        && one instanceof Interlock.Measured(_, _, _, var act, var bound, var worn)
                        && act.equals(holds.measurement())
                        && !isFromBelow(bound)
                        && isAtLeast(worn, full)) {
                    file.refuse("anticoagulation", ("%s shows that heparin holds and, at %s, %s "
                            + "that it has worn off; the first must be the higher").formatted(
                                    full.id(), one.id(), worn.id()));
                }
            }
        }
    }

    private static boolean isFromBelow(Bound bound) {
        return bound == Bound.AT_LEAST || bound == Bound.ABOVE;
    }

    private static boolean isAtLeast(Limit one, Limit other) {
        return one.unit() == other.unit() && one.amount().isPresent()
                && other.amount().isPresent()
                && one.amount().get().compareTo(other.amount().get()) >= 0;
    }

    private void takenOut() {
        protocol.steps().stream().filter(step -> step.does(Deed.REMOVE)).findFirst()
                .filter(_ -> protocol.steps().stream().noneMatch(step -> step.does(Deed.INSERT)))
                .ifPresent(step -> file.refuse("steps", ("%s takes out what no step puts in; say"
                        + " \"does: insert\" where it goes in").formatted(step.id())));
    }

    private void drugs() {
        Fields fields = file.fields("drugs");
        for (DrugRule rule : protocol.drugs()) {
            Fields drug = fields.fields(rule.drug().term());
            Fields dose = drug.fields("dose");
            if (dose.has("any") && (dose.has("arm") || dose.has("leg"))) {
                dose.refuse("any", "beside a dose for arm and leg there is none for any");
            } else if (!dose.has("any") && dose.has("arm") != dose.has("leg")) {
                drug.refuse("dose", "one of arm and leg is missing; write both, also where the "
                        + "value is empty or not used");
            }
            if (rule.drugClass() == DrugClass.VASODILATOR && rule.into() != DrugRule.Route.LIMB) {
                drug.refuse("into", "%s goes into the limb in these protocols, not into the body"
                        .formatted(rule.drug().term()));
            }
        }
    }

    private void steps() {
        List<Fields> fields = file.list("steps");
        Optional<Step> isolating = Optional.empty();
        for (int i = 0; i < fields.size(); i++) {
            Step step = protocol.steps().get(i);
            if (step.does(Deed.ISOLATE)) {
                if (isolating.isPresent()) {
                    fields.get(i).refuse("does", ("%s isolates the limb already; one step does, or"
                            + " a gate could wait for another limb's cuff").formatted(
                                    isolating.get().id()));
                }
                isolating = Optional.of(step);
            }
            if (step.repeats()) {
                startedAnew(fields.get(i), step);
            }
            sameSide(fields.get(i), step.interlocks());
        }
    }

    private void startedAnew(Fields fields, Step step) {
        for (Timer timer : protocol.timers()) {
            if (timer.rule() instanceof Timer.Rule.AtMost && timer.since().equals(step.id())) {
                fields.refuse("repeats", ("the clock of %s (at most %s) would start anew each time"
                        + " and never run out").formatted(timer.id(), timer.limit().words()));
            }
        }
    }

    /// Two gates of one kind on one side of a value: the looser one asks nothing. A window of which
    /// one side was turned round looks like this.
    private static void sameSide(Fields fields, List<Interlock> interlocks) {
        List<Interlock.Measured> before = new ArrayList<>();
        for (Interlock one : interlocks) {
            if (one instanceof Interlock.Measured measured) {
                before.stream().filter(other -> other.action() == measured.action()
                                && other.measurement().equals(measured.measurement())
                                && isFromBelow(other.bound()) == isFromBelow(measured.bound()))
                        .forEach(other -> fields.refuse("interlocks", ("%s and %s both hold %s "
                                + "from %s; only the stricter one counts").formatted(other.id(),
                                        measured.id(), measured.measurement().id(),
                                        isFromBelow(measured.bound()) ? "below" : "above")));
                before.add(measured);
            }
        }
    }

    private void aborts() {
        List<Fields> paths = file.list("aborts");
        for (int p = 0; p < paths.size(); p++) {
            AbortPath path = protocol.aborts().get(p);
            List<Fields> fields = paths.get(p).list("steps");
            Set<String> before = new HashSet<>();
            Optional<String> released = Optional.empty();
            boolean washed = protocol.steps().stream()
                    .noneMatch(step -> step.does(Deed.WASH_OUT)); // then the proof says it
            for (int i = 0; i < fields.size(); i++) {
                Step step = protocol.step(path.steps().get(i).step());
                whatLeadsIn(fields.get(i), step);
                if (!before.add(step.id())) {
                    fields.get(i).refuse("step", step.id() + " stands on this way out already");
                }
                if (released.isPresent()) {
                    fields.get(i).refuse("step", ("%s ends the isolation, so %s comes before it, or"
                            + " belongs to the way out after release").formatted(
                                    released.get(), step.id()));
                }
                washed = washed || step.does(Deed.WASH_OUT);
                if (path.phase() == Phase.ISOLATED && step.does(Deed.RELEASE) && !washed) {
                    fields.get(i).refuse("step", ("%s would let what was given into the body; the "
                            + "washout comes before it").formatted(step.id()));
                }
                if (path.phase() == Phase.ISOLATED && step.does(Deed.RELEASE)) {
                    released = Optional.of(step.id());
                }
            }
        }
    }

    private static void whatLeadsIn(Fields fields, Step step) {
        if (step.does(Deed.INSERT) || step.does(Deed.ISOLATE)) {
            fields.refuse("step", "%s is no way out: an abort puts nothing in and closes nothing"
                    .formatted(step.id()));
        }
        step.gives().filter(drug -> DrugClass.of(drug) != DrugClass.REVERSAL).ifPresent(drug ->
                fields.refuse("step", ("%s gives %s; an abort gives nothing but what reverses the "
                        + "heparin").formatted(step.id(), drug.term())));
    }
}
