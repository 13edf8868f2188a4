package limbline.theatre;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import limbline.protocol.Protocol;
import limbline.protocol.Reason;
import limbline.protocol.Situation;
import limbline.protocol.Step;
import limbline.protocol.Timer;

/// The timers of a protocol that raise an alarm by themselves: a measurement that is due, a step
/// that should have been done.
///
/// A gap raises one alarm. Where somebody has seen it and still nobody measures, it is raised again
/// after the same time.
final class Watches {

    private final List<Watch> watches = new ArrayList<>();
    private final List<Raised> raised = new ArrayList<>();

    /// An alarm, before anybody saw it.
    record Raised(String key, Alarm.Kind kind, Instant at, String sentence) {}

    /// One timer, while it runs.
    private static final class Watch {

        private final Timer timer;
        private final Duration limit;
        private Optional<Instant> from = Optional.empty();
        private Optional<String> standing = Optional.empty();

        Watch(Timer timer, Duration limit) {
            this.timer = timer;
            this.limit = limit;
        }

        boolean isEvery() {
            return timer.rule() instanceof Timer.Rule.Every;
        }

        /// A measurement is due at its time, a step is late a second after.
        Optional<Instant> due() {
            return from.map(start -> start.plus(isEvery() ? limit : limit.plusSeconds(1)));
        }

        void stop() {
            from = Optional.empty();
            standing = Optional.empty();
        }

        boolean endsWith(Step step) {
            return switch (timer.rule()) {
                case Timer.Rule.Every(_, String until) -> until.equals(step.id());
                case Timer.Rule.AtMost(String before, _) -> before.equals(step.id());
                case Timer.Rule.AtLeast _ -> false;
            };
        }

        Optional<Raised> raisedBy(Instant now, Function<Instant, Situation> situation) {
            if (standing.isPresent() || due().filter(at -> !at.isAfter(now)).isEmpty()) {
                return Optional.empty();
            }
            Instant at = due().get();
            Situation then = situation.apply(at);
            String sentence = timer.due(then).or(() -> timer.check(then)).map(Reason::sentence)
                    .orElse(timer.says() + ".");
            return Optional.of(new Raised(timer.id() + " " + at,
                    isEvery() ? Alarm.Kind.MEASUREMENT_DUE : Alarm.Kind.STEP_OVERDUE, at,
                    sentence));
        }
    }

    Watches(Protocol protocol) {
        for (Timer timer : protocol.timers()) {
            if (!(timer.rule() instanceof Timer.Rule.AtLeast)) {
                timer.limit().amount().ifPresent(
                        amount -> watches.add(new Watch(timer, amount.duration())));
            }
        }
    }

    /// Time has come to `now`, and nothing happened meanwhile.
    void tick(Instant now, Function<Instant, Situation> situation) {
        for (Watch watch : watches) {
            watch.raisedBy(now, situation).ifPresent(alarm -> {
                raised.add(alarm);
                watch.standing = Optional.of(alarm.key());
            });
        }
    }

    /// What will have been raised at `now` if nothing happens until then.
    List<Raised> at(Instant now, Function<Instant, Situation> situation) {
        List<Raised> all = new ArrayList<>(raised);
        watches.forEach(watch -> watch.raisedBy(now, situation).ifPresent(all::add));
        return all;
    }

    /// @param isDone whether a step is done and not undone, after this one
    void taken(Step step, Instant at, Function<String, Boolean> isDone) {
        for (Watch watch : watches) {
            if (watch.endsWith(step) || !isDone.apply(watch.timer.since())) {
                watch.stop();
            } else if (watch.timer.since().equals(step.id())) {
                watch.stop();
                watch.from = Optional.of(at);
            }
        }
    }

    void measured(String measurement, Instant at) {
        for (Watch watch : watches) {
            if (watch.timer.rule() instanceof Timer.Rule.Every(var measured, _)
                    && measured.id().equals(measurement) && watch.from.isPresent()) {
                watch.from = Optional.of(at);
                watch.standing = Optional.empty();
            }
        }
    }

    void crossed(Raised alarm) {
        raised.add(alarm);
    }

    void seen(String key, Instant at) {
        for (Watch watch : watches) {
            if (watch.isEvery() && watch.standing.equals(Optional.of(key))) {
                watch.from = Optional.of(at);
                watch.standing = Optional.empty();
            }
        }
    }

    void stop() {
        watches.forEach(Watch::stop);
    }

    /// When the measurement is due, if a timer says so.
    Optional<Instant> due(String measurement) {
        return watches.stream()
                .filter(watch -> watch.timer.rule() instanceof Timer.Rule.Every(var measured, _)
                        && measured.id().equals(measurement))
                .flatMap(watch -> watch.due().stream())
                .min(Instant::compareTo);
    }
}
