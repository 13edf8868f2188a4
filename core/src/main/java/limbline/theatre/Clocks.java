package limbline.theatre;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.protocol.Deed;
import limbline.protocol.Limit;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Timer;
import limbline.theatre.Clock.Kind;
import limbline.theatre.Clock.Mark;

/// The clocks of a procedure, from what is on the record.
final class Clocks {

    private final Protocol protocol;
    private final Run run;

    private Clocks(Protocol protocol, Run run) {
        this.protocol = protocol;
        this.run = run;
    }

    /// Ischaemia and circulation first, then the time since the last value of each measurement that
    /// grows old or comes due.
    static List<Clock> of(Protocol protocol, Run run) {
        Clocks clocks = new Clocks(protocol, run);
        List<Clock> all = new ArrayList<>();
        clocks.ischaemia().ifPresent(all::add);
        clocks.circulation().ifPresent(all::add);
        for (Measurement measurement : protocol.measurements()) {
            clocks.sinceLast(measurement).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private Optional<Clock> ischaemia() {
        return run.isolated().map(at -> new Clock("ischaemia", "Isolated", at,
                run.released().or(run::ended), latest(at)));
    }

    /// The earliest moment at which a timer wants the limb released.
    private Optional<Mark> latest(Instant isolated) {
        return protocol.timers().stream()
                .filter(timer -> timer.rule() instanceof Timer.Rule.AtMost
                        && protocol.step(timer.since()).does(Deed.ISOLATE))
                .flatMap(timer -> duration(timer.limit()).stream())
                .min(Comparator.naturalOrder())
                .map(limit -> new Mark(Kind.NOT_AFTER, isolated.plus(limit)));
    }

    /// The time that something has circulated: of the timers that hold a step back, the one that
    /// started last. When its step is done it stands.
    private Optional<Clock> circulation() {
        return protocol.timers().stream()
                .filter(timer -> timer.rule() instanceof Timer.Rule.AtLeast)
                .flatMap(timer -> running(timer).stream())
                .max(Comparator.comparing(Clock::since));
    }

    private Optional<Clock> running(Timer timer) {
        Optional<Instant> since = Optional.ofNullable(run.doneAt().get(timer.since()));
        Optional<Instant> stopped = timer.gates()
                .flatMap(step -> Optional.ofNullable(run.doneAt().get(step)))
                .or(run::ended);
        return since.map(at -> new Clock("circulation", timer.says(), at, stopped,
                duration(timer.limit()).map(limit -> new Mark(Kind.NOT_BEFORE, at.plus(limit)))));
    }

    private Optional<Clock> sinceLast(Measurement measurement) {
        Run.Read read = run.readings().get(measurement.id());
        Optional<Instant> due = run.watches().due(measurement.id());
        if (read == null || (measurement.freshFor().isEmpty() && due.isEmpty())) {
            return Optional.empty();
        }
        Optional<Mark> mark = due.map(at -> new Mark(Kind.DUE, at))
                .or(() -> measurement.freshFor().flatMap(Clocks::duration)
                        .map(fresh -> new Mark(Kind.FRESH_UNTIL, read.at().plus(fresh))));
        return Optional.of(new Clock(
                measurement.id(), measurement.says(), read.at(), run.ended(), mark));
    }

    private static Optional<Duration> duration(Limit limit) {
        return limit.amount().map(Amount::duration);
    }
}
