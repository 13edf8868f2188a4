package limbline.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.series.Since.Later;
import limbline.series.Value.NotAssessable;
import limbline.series.Value.Timed;

/// Times the first of several events, else the last day without any of them.
final class Clock {

    /// What can end the time.
    ///
    /// @param words for the reason where it has no day
    /// @param least days after time zero from which it counts: what brings a patient to an infusion
    ///     on its day is no progression after it, while a death on the day is a death
    private record Ending(int cause, String words, long least, Predicate<Event> is) {}

    private final Since since;
    private final String zero;
    private final List<Ending> endings = new ArrayList<>();

    /// @param zero in words: "the infusion"
    Clock(Since since, String zero) {
        this.since = since;
        this.zero = zero;
    }

    /// From 1: the event itself. Of several on one day the one named first counts.
    Clock until(int cause, String words, long least, Predicate<Event> is) {
        endings.add(new Ending(cause, words, least, is));
        return this;
    }

    <U extends Unit> Result<U> of(Subject<U> subject) {
        List<EventId> restsOn = new ArrayList<>(List.of(since.zero().id()));
        Optional<Later> first = Optional.empty();
        int cause = 0;
        for (Ending ending : endings) {
            Optional<Placed> undated = since.undated(ending.is);
            if (undated.isPresent()) {
                restsOn.add(undated.get().id());
                return new Result<>(subject, new NotAssessable(
                        ending.words + ", the day is not known"), restsOn);
            }
            Optional<Later> found = since.first(ending.least, ending.is);
            if (found.isPresent() && (first.isEmpty()
                    || found.get().days().used() < first.get().days().used())) {
                first = found;
                cause = ending.cause;
            }
        }
        Optional<Later> end = first.isPresent() ? first : since.lastAlive();
        if (end.isEmpty()) {
            return new Result<>(subject, new NotAssessable("not seen after " + zero), restsOn);
        }
        Check.that(end.get().days().latest() >= 0, "%s ends before it begins", subject);
        restsOn.add(end.get().placed().id());
        return new Result<>(subject, new Timed(end.get().counted(), cause), restsOn);
    }
}
