package limbline.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.event.Event;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.UrineMeasured;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Unit;
import limbline.protocol.Limit;
import limbline.protocol.WardRule.Overdue;
import limbline.protocol.Watched;
import limbline.ward.Judgement.Verdict;

/// What has to be done again and again.
final class OverdueRule {

    private OverdueRule() {}

    /// When something is due next.
    ///
    /// @param last when it was done last, if it was since the infusion
    /// @param rests on which event that time rests
    record Next(Optional<Instant> last, Instant due, EventId rests) {}

    /// Empty where it is not due any more: the last day has passed, or the patient has left.
    static Optional<Next> next(Overdue rule, Episode episode) {
        Optional<Duration> every = rule.every().amount().map(amount -> amount.duration());
        if (every.isEmpty() || episode.isOver()) {
            return Optional.empty();
        }
        Optional<? extends Noted<? extends Event>> last = last(rule.watched(), episode);
        Instant began = episode.began();
        Instant from = last.map(one -> one.at()).filter(at -> at.isAfter(began)).orElse(began);
        Instant due = due(rule, from, episode);
        long day = episode.infusion().placed().span()
                .map(span -> due.minusSeconds(1).atZone(episode.course().zone()).toLocalDate()
                        .toEpochDay()
                        - span.used().toEpochDay()).orElse(0L);
        boolean past = rule.until().flatMap(Limit::amount)
                .filter(until -> day > Sure.days(until)).isPresent();
        EventId rests = last.map(one -> one.root()).orElse(episode.infusion().placed().id());
        return past ? Optional.empty()
                : Optional.of(new Next(last.map(one -> one.at()), due, rests));
    }

    /// An interval in days counts days of the calendar: what is daily is due by the end of the next
    /// day, at whatever hour it was done on the last one.
    private static Instant due(Overdue rule, Instant from, Episode episode) {
        Amount every = rule.every().amount().orElseThrow();
        if (every.unit() != Unit.DAY) {
            return from.plus(every.duration());
        }
        return from.atZone(episode.course().zone()).toLocalDate()
                .plusDays(Sure.days(every) + 1)
                .atStartOfDay(episode.course().zone()).toInstant();
    }

    private static Optional<? extends Noted<? extends Event>> last(
            Watched watched, Episode episode) {
        List<? extends Noted<? extends Event>> done = switch (watched) {
            case LIMB_CHECK -> episode.checks();
            case GRADE -> episode.grades().stream()
                    .filter(one -> one.event().grade().found().isPresent()).toList();
            case URINE -> episode.all(UrineMeasured.class);
            case CREATINE_KINASE, CREATININE, UREA, POTASSIUM, LEUCOCYTES ->
                episode.all(LaboratoryReported.class).stream()
                        .filter(one -> watched.analyte().equals(
                                Optional.of(one.event().analyte())))
                        .filter(one -> one.event().value().found().isPresent()).toList();
        };
        return done.isEmpty() ? Optional.empty() : Optional.of(done.getLast());
    }

    static Judgement judge(Overdue rule, Episode episode) {
        Optional<Next> next = next(rule, episode);
        String what = Say.sentence(rule.watched().words());
        if (next.isEmpty()) {
            return new Judgement(rule, Verdict.QUIET, List.of(episode.isOver()
                    ? "%s is not due: the patient has left the ward.".formatted(what)
                    : "%s is not due any more.".formatted(what)), List.of(), List.of());
        }
        String last = next.get().last
                .map(at -> "the last was " + Say.moment(at, episode))
                .orElse("none since the infusion");
        Instant due = next.get().due;
        if (!episode.now().isAfter(due)) {
            return new Judgement(rule, Verdict.QUIET, List.of("%s due %s (every %s); %s.".formatted(
                    what, Say.moment(due, episode), rule.every().words(), last)), List.of(),
                    List.of());
        }
        Duration every = rule.every().amount().orElseThrow().duration();
        int missed = Math.toIntExact(Math.min(100_000,
                1 + Duration.between(due, episode.now()).dividedBy(every)));
        String sentence = "%s overdue since %s (every %s); %s.".formatted(
                what, Say.moment(due, episode), rule.every().words(), last);
        Fact fact = new Fact(Alert.OVERDUE + rule.watched().term(), rule.telling().id(),
                rule.telling().tier(), List.of(next.get().rests), missed, 0, sentence, due, true,
                false);
        return new Judgement(rule, Verdict.FOUND, List.of(sentence), List.of(), List.of(fact));
    }
}
