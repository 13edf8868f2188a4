package limbline.protocol;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Unit;

/// When a centre sees a patient again after an infusion: the `follow-up` section of a protocol file.
///
/// @param visits in time
/// @param early how long before its day a visit counts as the one that was due; without it not at
///     all
/// @param late how long after its day a visit is not overdue yet; without it not at all
/// @param lost how long after its day nobody was seen who counts as lost; without it nobody does
public record FollowUpPlan(
        List<Visit> visits, Optional<Limit> early, Optional<Limit> late, Optional<Limit> lost) {

    /// A file without a `follow-up` section plans nothing.
    public static final FollowUpPlan NONE = new FollowUpPlan(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /// More than a plan needs, and few enough for a page.
    public static final int MOST_VISITS = 60;

    /// One line of the plan.
    public sealed interface Visit {

        String id();

        /// What is looked at, as a sentence.
        String says();

        /// A visit at a time after the infusion.
        ///
        /// @param response whether the response is to be assessed by then
        record Once(String id, String says, Limit after, boolean response) implements Visit {}

        /// Visits one after another, from the visit before on, up to a time after the infusion.
        record Every(String id, String says, Limit every, Limit until) implements Visit {}
    }

    /// One visit of the plan on the calendar.
    ///
    /// @param name "week 2", "month 18"
    /// @param source a key of the file's sources
    public record Planned(
            String name, String says, LocalDate due, boolean response, String source) {}

    public FollowUpPlan {
        visits = List.copyOf(visits);
        Check.that(visits.stream().map(Visit::id).distinct().count() == visits.size(),
                "two visits of the follow-up have the same id");
    }

    /// Every limit that the plan names, each once.
    public List<Limit> limits() {
        List<Limit> all = new ArrayList<>();
        visits.forEach(visit -> all.addAll(switch (visit) {
            case Visit.Once once -> List.of(once.after);
            case Visit.Every every -> List.of(every.every, every.until);
        }));
        early.ifPresent(all::add);
        late.ifPresent(all::add);
        lost.ifPresent(all::add);
        return all.stream().distinct().toList();
    }

    /// The visits after an infusion on that day, in time. A visit whose limit is not set has no day
    /// and is not among them.
    public List<Planned> after(LocalDate infusion) {
        List<Planned> planned = new ArrayList<>();
        Optional<Amount> before = Optional.empty();
        for (Visit visit : visits) {
            switch (visit) {
                case Visit.Once(_, String says, Limit after, boolean response) -> {
                    Optional<Amount> time = after.amount();
                    time.ifPresent(amount -> planned.add(new Planned(name(amount), says,
                            day(infusion, amount), response, source(after))));
                    before = time.isPresent() ? time : before;
                }
                case Visit.Every every -> planned.addAll(repeated(infusion, before, every));
            }
        }
        return List.copyOf(planned);
    }

    private static List<Planned> repeated(
            LocalDate infusion, Optional<Amount> before, Visit.Every visit) {
        List<Planned> planned = new ArrayList<>();
        Optional<Amount> step = visit.every.amount();
        Optional<LocalDate> end = visit.until.amount().map(until -> day(infusion, until));
        if (step.isEmpty() || end.isEmpty()) {
            return planned;
        }
        Amount every = step.get();
        Amount next = before.filter(amount -> amount.unit() == every.unit())
                .orElse(new Amount(BigDecimal.ZERO, every.unit()));
        while (planned.size() < MOST_VISITS) {
            next = new Amount(next.value().add(every.value()), every.unit());
            LocalDate day = day(infusion, next);
            if (day.isAfter(end.get())) {
                break;
            }
            planned.add(new Planned(name(next), visit.says, day, false, source(visit.every)));
        }
        return planned;
    }

    /// The first day on which a visit counts as the one due on `due`.
    public LocalDate opens(LocalDate due) {
        return early.flatMap(Limit::amount).map(time -> moved(due, time, -1)).orElse(due);
    }

    /// The last day on which it is not overdue.
    public LocalDate lastDay(LocalDate due) {
        return late.flatMap(Limit::amount).map(time -> day(due, time)).orElse(due);
    }

    /// The last day on which who was not seen does not count as lost.
    public Optional<LocalDate> lostAfter(LocalDate due) {
        return lost.flatMap(Limit::amount).map(time -> day(due, time));
    }

    /// The day so long after `from`: weeks in days, months by the calendar (a month after 31 January
    /// is the last day of February).
    ///
    /// @throws IllegalArgumentException if the time is not whole days, weeks or months
    public static LocalDate day(LocalDate from, Amount time) {
        return moved(from, time, 1);
    }

    private static LocalDate moved(LocalDate from, Amount time, int sign) {
        Check.that(isWhole(time), "%s is not a whole number of days, weeks or months", time);
        long count = sign * time.value().longValueExact();
        return switch (time.unit()) {
            case MONTH -> from.plusMonths(count);
            case WEEK -> from.plusWeeks(count);
            default -> from.plusDays(count); // isWhole lets nothing else through
        };
    }

    /// Whether the time can be laid on a calendar.
    public static boolean isWhole(Amount time) {
        return (time.unit() == Unit.DAY || time.unit() == Unit.WEEK || time.unit() == Unit.MONTH)
                && time.value().scale() <= 0 && time.value().longValueExact() <= 5_000;
    }

    private static String name(Amount time) {
        return switch (time.unit()) {
            case MONTH -> "month ";
            case WEEK -> "week ";
            default -> "day ";
        } + time.value().toPlainString();
    }

    private static String source(Limit limit) {
        return limit.setting() instanceof Limit.Setting.Value value ? value.source() : "";
    }
}
