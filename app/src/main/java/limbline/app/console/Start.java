package limbline.app.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.figure.Sayings;
import limbline.app.page.Words;
import limbline.measure.Amount;
import limbline.patient.BloodGas;
import limbline.protocol.Deed;
import limbline.protocol.Limit;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.protocol.Timer;
import limbline.theatre.Clock;

/// A clock that a fact starts or stops: what a screen without its server needs to run it at once, as
/// the server will have it once it hears of the fact.
///
/// @param kind "take" a step, "enter" a measurement, "gas" a blood gas of the limb
/// @param by the step, the measurement, or the part of the gas
/// @param clock its id
/// @param starts whether it starts, else it stops
/// @param says its name
/// @param after what it runs towards, in milliseconds since its start; empty: nothing
/// @param mark what is then, with a place for the time
/// @param late the tone from then on
public record Start(String kind, String by, String clock, boolean starts, String says,
        Optional<Long> after, String mark, String late) {

    static List<Start> of(Protocol protocol, Words words) {
        List<Start> all = new ArrayList<>();
        for (Step step : protocol.steps()) {
            if (step.does(Deed.ISOLATE)) {
                all.add(started("take", step.id(), "ischaemia", words.say("console.isolated"),
                        shortest(protocol, step), Clock.Kind.NOT_AFTER, words));
            } else if (step.does(Deed.RELEASE)) {
                all.add(stopped(step.id(), "ischaemia"));
            }
        }
        for (Timer timer : protocol.timers()) {
            if (timer.rule() instanceof Timer.Rule.AtLeast(String before, _)) {
                all.add(started("take", timer.since(), "circulation", timer.says(),
                        time(timer.limit()), Clock.Kind.NOT_BEFORE, words));
                all.add(stopped(before, "circulation"));
            }
        }
        protocol.measurements().forEach(one -> sinceLast(protocol, one, words).ifPresent(all::add));
        return List.copyOf(all);
    }

    private static Optional<Duration> shortest(Protocol protocol, Step isolation) {
        return protocol.timers().stream()
                .filter(timer -> timer.rule() instanceof Timer.Rule.AtMost
                        && timer.since().equals(isolation.id()))
                .flatMap(timer -> time(timer.limit()).stream())
                .min(Duration::compareTo);
    }

    private static Optional<Start> sinceLast(
            Protocol protocol, Measurement measurement, Words words) {
        Optional<Duration> due = protocol.timers().stream()
                .filter(timer -> timer.rule() instanceof Timer.Rule.Every(Measurement every, _)
                        && every.id().equals(measurement.id()))
                .flatMap(timer -> time(timer.limit()).stream())
                .min(Duration::compareTo);
        boolean withGas = measurement.measures() == Measurand.PERFUSATE_PH;
        Optional<Duration> fresh = measurement.freshFor().flatMap(Start::time);
        return Stream.of(due, fresh).flatMap(Optional::stream).findFirst()
                .map(after -> started(withGas ? "gas" : "enter",
                        withGas ? BloodGas.Part.PH.term() : measurement.id(), measurement.id(),
                        Screens.since(words, Sayings.measurement(measurement.id())), Optional.of(after),
                        due.isPresent() ? Clock.Kind.DUE : Clock.Kind.FRESH_UNTIL, words));
    }

    private static Start started(String kind, String by, String clock, String says,
            Optional<Duration> after, Clock.Kind mark, Words words) {
        return new Start(kind, by, clock, true, says, after.map(Duration::toMillis),
                words.say("console.mark." + mark.term(), "%s"), Screens.late(mark));
    }

    private static Start stopped(String step, String clock) {
        return new Start("take", step, clock, false, "", Optional.empty(), "", "note");
    }

    private static Optional<Duration> time(Limit limit) {
        return limit.amount().map(Amount::duration);
    }
}
