package limbline.ward;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.CareEvent.WatchHandedOver;
import limbline.measure.EventId;
import limbline.patient.AlertTier;
import limbline.protocol.WardPlan;
import limbline.ward.Alert.Keeper;
import limbline.ward.Alert.State;

/// Facts to alerts. A notice is none. Facts about one subject that share an event are one alert, so
/// that a second rule over the same values raises the tier and not a second alarm.
final class Alerts {

    private final Episode episode;
    private final WardPlan plan;

    private Alerts(Episode episode, WardPlan plan) {
        this.episode = episode;
        this.plan = plan;
    }

    /// Open ones first, the highest tier first, then the oldest.
    static List<Alert> of(Episode episode, WardPlan plan, List<Judgement> judgements) {
        Alerts alerts = new Alerts(episode, plan);
        List<Fact> facts = judgements.stream().flatMap(one -> one.facts().stream())
                .filter(fact -> fact.tier() != AlertTier.NOTICE).toList();
        return groups(facts).stream().map(alerts::alert)
                .sorted(Comparator.comparing((Alert alert) -> !alert.isOpen())
                        .thenComparing(Alert::isEnded)
                        .thenComparing(Alert::tier, Comparator.reverseOrder())
                        .thenComparing(Alert::since))
                .toList();
    }

    private static List<List<Fact>> groups(List<Fact> facts) {
        List<List<Fact>> groups = new ArrayList<>();
        for (Fact fact : facts) {
            List<Fact> joined = new ArrayList<>(List.of(fact));
            List<List<Fact>> apart = new ArrayList<>();
            for (List<Fact> group : groups) {
                if (group.stream().anyMatch(other -> hangTogether(fact, other))) {
                    joined.addAll(group);
                } else {
                    apart.add(group);
                }
            }
            apart.add(joined);
            groups = apart;
        }
        return groups;
    }

    private static boolean hangTogether(Fact one, Fact other) {
        return one.subject().equals(other.subject())
                && !Collections.disjoint(one.members(), other.members());
    }

    /// What stands makes the alert, and what was worse and ended before anybody saw it: it came
    /// late, or something milder was put on record after it.
    private Alert alert(List<Fact> group) {
        List<EventId> members = group.stream().flatMap(fact -> fact.members().stream())
                .distinct().toList();
        Fact first = group.stream().min(Comparator.comparing(Fact::since)).orElseThrow();
        String subject = first.subject();
        List<Noted<AlertAcknowledged>> seen = episode.all(AlertAcknowledged.class).stream()
                .filter(one -> members.stream().anyMatch(member ->
                        one.event().alert().equals(subject + "/" + member)))
                .toList();
        boolean stands = group.stream().anyMatch(Fact::stands);
        List<Fact> facts = group.stream()
                .filter(fact -> !stands || fact.stands() || isWorseAndUnseen(fact, group, seen))
                .sorted(Comparator.comparing(Fact::tier).reversed()).toList();
        Weight weight = new Weight(facts.getFirst().tier(),
                facts.stream().mapToInt(Fact::extent).max().orElse(0),
                facts.stream().mapToInt(Fact::worseBy).max().orElse(0));
        boolean lasts = group.stream().anyMatch(Fact::lasts);
        return new Alert(subject + "/" + group.stream()
                .filter(fact -> !fact.members().isEmpty())
                .min(Comparator.comparing(Fact::since)).orElseThrow().members().getFirst(),
                subject, weight.tier, facts, weight.extent, first.since(),
                state(seen, weight, stands, lasts));
    }

    private static boolean isWorseAndUnseen(
            Fact fact, List<Fact> group, List<Noted<AlertAcknowledged>> seen) {
        Weight weight = new Weight(fact.tier(), fact.extent(), fact.worseBy());
        return fact.lasts()
                && group.stream().filter(Fact::stands)
                        .allMatch(other -> other.tier().compareTo(fact.tier()) < 0)
                && seen.stream().noneMatch(one -> weight.isCoveredBy(one.event()));
    }

    /// How much an alert weighs now.
    private record Weight(AlertTier tier, int extent, int worseBy) {

        boolean isCoveredBy(AlertAcknowledged seen) {
            return seen.tier().compareTo(tier) >= 0
                    && extent <= seen.extent() * (100L + worseBy) / 100.0;
        }
    }

    private State state(List<Noted<AlertAcknowledged>> seen, Weight weight, boolean stands,
            boolean lasts) {
        Optional<Noted<AlertAcknowledged>> covering = seen.stream()
                .filter(one -> weight.isCoveredBy(one.event()))
                .reduce((_, later) -> later);
        if (!stands && (covering.isPresent() || !lasts)) {
            return new State.Ended();
        }
        if (covering.isEmpty()) {
            return new State.Open(seen.isEmpty() ? Optional.empty()
                    : Optional.of(keeper(seen.getLast())));
        }
        Keeper acknowledged = keeper(covering.get());
        Keeper keeper = episode.all(WatchHandedOver.class).stream()
                .filter(over -> over.at().isAfter(acknowledged.at()))
                .reduce((_, later) -> later).map(Alerts::keeper).orElse(acknowledged);
        return new State.Acknowledged(keeper, covering.get().event().reason().found(),
                shiftBegan().filter(began -> keeper.at().isBefore(began)).isPresent());
    }

    private static Keeper keeper(Noted<?> noted) {
        return new Keeper(noted.placed().entry().author(), noted.at());
    }

    /// When the shift that works now began.
    private Optional<Instant> shiftBegan() {
        ZonedDateTime now = episode.now().atZone(episode.course().zone());
        List<Instant> begun = new ArrayList<>();
        for (LocalDate day : List.of(now.toLocalDate().minusDays(1), now.toLocalDate())) {
            for (LocalTime shift : plan.shifts()) {
                begun.add(day.atTime(shift).atZone(now.getZone()).toInstant());
            }
        }
        return begun.stream().filter(at -> !at.isAfter(episode.now()))
                .max(Comparator.naturalOrder());
    }
}
