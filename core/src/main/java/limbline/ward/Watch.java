package limbline.ward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.patient.AlertTier;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule.Overdue;

/// How it stands with one patient of the ward at one moment: what every rule says, the alerts, what
/// is due, the list before discharge.
public record Watch(
        Episode episode,
        List<Judgement> judgements,
        List<Alert> alerts,
        List<Due> due,
        List<Discharge.Item> discharge) {

    public Watch {
        judgements = List.copyOf(judgements);
        alerts = List.copyOf(alerts);
        due = List.copyOf(due);
        discharge = List.copyOf(discharge);
    }

    /// Empty before the first infusion.
    public static Optional<Watch> over(Course course, WardPlan plan, Instant now) {
        return over(course, plan, now, _ -> true);
    }

    /// The same, of what `seen` lets through.
    static Optional<Watch> over(
            Course course, WardPlan plan, Instant now, Predicate<Placed> seen) {
        return Episode.of(course, now, seen).map(episode -> {
            List<Judgement> judgements = plan.rules().stream()
                    .map(rule -> Rules.judge(rule, episode)).toList();
            List<Alert> alerts = Alerts.of(episode, plan, judgements);
            return new Watch(episode, judgements, alerts, due(episode, plan),
                    Discharge.check(episode, plan, alerts));
        });
    }

    private static List<Due> due(Episode episode, WardPlan plan) {
        List<Due> due = new ArrayList<>();
        plan.rules().forEach(rule -> {
            if (rule instanceof Overdue overdue) {
                OverdueRule.next(overdue, episode).ifPresent(next -> due.add(new Due(
                        overdue.watched(), next.due(), episode.now().isAfter(next.due()))));
            }
        });
        due.sort(Comparator.comparing(Due::at));
        return due;
    }

    public List<Alert> open() {
        return alerts.stream().filter(Alert::isOpen).toList();
    }

    /// Acknowledged, and still so.
    public List<Alert> acknowledged() {
        return alerts.stream().filter(alert ->
                alert.state() instanceof Alert.State.Acknowledged).toList();
    }

    public List<Judgement> unknown() {
        return judgements.stream()
                .filter(one -> one.verdict() == Judgement.Verdict.UNKNOWN).toList();
    }

    /// For a list with the worst first: open urgent alerts, open warnings, acknowledged ones, what
    /// nobody knows.
    public int weight() {
        int weight = 0;
        for (Alert alert : alerts) {
            if (!alert.isEnded()) {
                boolean urgent = alert.tier() == AlertTier.URGENT;
                boolean toHandOver = alert.state()
                        instanceof Alert.State.Acknowledged(_, _, boolean handOver) && handOver;
                weight += alert.isOpen() ? (urgent ? 1_000_000 : 10_000)
                        : (urgent ? 500 : 100) + (toHandOver ? 50 : 0);
            }
        }
        return weight + unknown().size();
    }
}
