package limbline.ward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.measure.Term;
import limbline.patient.AlertTier;
import limbline.protocol.WardPlan;
import limbline.ward.Judgement.Verdict;

/// Which rule said what, and when: the watch over one patient run again from the record.
public final class Replay {

    /// By which clock it is run again.
    public enum By implements Term {
        /// As if everything had been known when it happened.
        HAPPENED,
        /// As it was written here, corrections included: what the screens showed.
        RECORDED
    }

    /// Something that changed at a moment.
    public sealed interface Step {

        Instant at();

        /// A rule answers otherwise than before.
        record Said(Instant at, String rule, Verdict verdict, String words) implements Step {}

        /// An alert was raised, rose or got worse, was acknowledged or ended.
        record Changed(
                Instant at, String alert, Turn turn, AlertTier tier, String words)
                implements Step {}

        /// The record answers an item of the list before discharge otherwise than before.
        record Answered(Instant at, String item, Discharge.Answer answer, String words)
                implements Step {}
    }

    /// What became of an alert.
    public enum Turn implements Term {
        RAISED,
        /// It was acknowledged, and is open again.
        ROSE,
        ACKNOWLEDGED,
        ENDED
    }

    /// Overdue things change with the clock alone; a replay looks at least so often.
    private static final int MOST_MOMENTS = 5_000;

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Discharge.Answer> answers = new LinkedHashMap<>();

    private Replay() {}

    /// @param full the course with everything on record
    /// @param until where it ends
    public static List<Step> of(Course full, WardPlan plan, By by, Instant until) {
        Replay replay = new Replay();
        Optional<Instant> begin = full.infusions().stream()
                .map(infusion -> moment(full, infusion.placed(), by)).min(Instant::compareTo);
        if (begin.isEmpty()) {
            return List.of();
        }
        TreeSet<Instant> moments = new TreeSet<>();
        if (by == By.HAPPENED) {
            full.timeline().forEach(placed -> moments.add(moment(full, placed, by)));
        } else {
            full.timeline().forEach(placed -> moments.add(placed.entry().recorded()));
            full.struck().forEach(struck -> moments.add(struck.entry().recorded()));
        }
        moments.add(until);
        moments.removeIf(at -> at.isBefore(begin.get()) || at.isAfter(until));
        for (int i = 0; !moments.isEmpty() && i < MOST_MOMENTS; i++) {
            Instant at = moments.removeFirst();
            Optional<Watch> watch = watch(full, plan, by, at);
            watch.ifPresent(now -> {
                replay.step(now, at);
                now.due().stream().map(due -> due.at().plusSeconds(1))
                        .filter(due -> due.isAfter(at) && due.isBefore(until))
                        .forEach(moments::add);
            });
        }
        return List.copyOf(replay.steps);
    }

    private static Optional<Watch> watch(Course full, WardPlan plan, By by, Instant at) {
        if (by == By.RECORDED) {
            return Watch.over(full.asOf(AsOf.recorded(at)), plan, at);
        }
        Predicate<Placed> happened = placed -> !moment(full, placed, by).isAfter(at);
        return Watch.over(full, plan, at, happened);
    }

    private static Instant moment(Course course, Placed placed, By by) {
        return by == By.RECORDED ? placed.entry().recorded() : Episode.at(placed, course.zone());
    }

    private void step(Watch watch, Instant at) {
        for (Judgement one : watch.judgements()) {
            String rule = one.rule().telling().id();
            String words = one.verdict().term() + " " + one.words();
            if (!words.equals(said.put(rule, words))) {
                steps.add(new Step.Said(at, rule, one.verdict(), one.words()));
            }
        }
        for (Alert now : watch.alerts()) {
            Alert before = alerts.put(now.name(), now);
            turn(Optional.ofNullable(before), now).ifPresent(turn -> steps.add(new Step.Changed(
                    at, now.name(), turn, now.tier(), now.words())));
        }
        for (Discharge.Item one : watch.discharge()) {
            if (answers.put(one.item().id(), one.answer()) != one.answer()) {
                steps.add(new Step.Answered(at, one.item().id(), one.answer(), one.words()));
            }
        }
        alerts.values().removeIf(alert -> {
            boolean gone = watch.alerts().stream()
                    .noneMatch(now -> now.name().equals(alert.name()));
            if (gone && !alert.isEnded()) {
                steps.add(new Step.Changed(
                        at, alert.name(), Turn.ENDED, alert.tier(), alert.words()));
            }
            return gone;
        });
    }

    private static Optional<Turn> turn(Optional<Alert> before, Alert now) {
        if (now.isOpen()) {
            if (before.isEmpty() || before.get().isEnded()) {
                return Optional.of(Turn.RAISED);
            }
            boolean rose = !before.get().isOpen() || now.tier().compareTo(before.get().tier()) > 0;
            return rose ? Optional.of(Turn.ROSE) : Optional.empty();
        }
        if (now.isEnded()) {
            return before.filter(alert -> !alert.isEnded()).map(_ -> Turn.ENDED);
        }
        boolean fresh = before.isEmpty()
                || !(before.get().state() instanceof Alert.State.Acknowledged);
        return fresh ? Optional.of(Turn.ACKNOWLEDGED) : Optional.empty();
    }
}
