package limbline.app.console;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.figure.Sayings;
import limbline.app.page.Words;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.measure.Amount;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.protocol.Action;
import limbline.protocol.Deed;
import limbline.protocol.Limit;
import limbline.protocol.Measurement;
import limbline.protocol.Phase;
import limbline.protocol.Reading;
import limbline.protocol.Reason;
import limbline.protocol.Step;
import limbline.theatre.Alarm;
import limbline.theatre.Clock;
import limbline.theatre.Deviation;
import limbline.theatre.Given;
import limbline.theatre.Line;
import limbline.theatre.Permission;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder.OrderedDrug;
import org.jspecify.annotations.Nullable;

/// Draws the screen of a procedure at a moment.
final class Screens {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Words words;
    private final ZoneId zone;

    Screens(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    Screen of(Procedure procedure, Instant now) {
        Phase phase = procedure.phase();
        List<Step> next = procedure.next();
        return new Screen(
                procedure.protocol().title(), procedure.begun().limb().toString(),
                words.say("console.phase." + phase.term()), phase == Phase.ISOLATED,
                procedure.isAborted(), !procedure.isRunning(),
                next.stream().findFirst().map(step -> asked(procedure, step, now)),
                next.stream().skip(1).map(step -> new Screen.Ahead(step.id(), step.says())).toList(),
                procedure.clocks().stream().map(clock -> face(clock, now)).toList(),
                tiles(procedure, now), alerts(procedure, now), drugs(procedure),
                next.isEmpty() ? procedure.againstEnding() : List.of());
    }

    /// The steps that are left, in order, for a screen that has lost its server.
    List<Screen.Now> plan(Procedure procedure) {
        return procedure.protocol().steps().stream()
                .filter(step -> !procedure.protocol().isPast(step, procedure.done()))
                .map(step -> now(step, "bad", List.of()))
                .toList();
    }

    private Screen.Now asked(Procedure procedure, Step step, Instant now) {
        Permission permission = procedure.may(step.id(), now);
        String tone = permission.isGiven() ? "good" : permission.canBeOverridden() ? "warn" : "bad";
        return now(step, tone, Stream.concat(
                permission.against().stream(), permission.told().stream()).toList());
    }

    private Screen.Now now(Step step, String tone, List<Reason> reasons) {
        return new Screen.Now(step.id(), step.says(), step.who(), step.people(),
                step.gives().map(Drug::term), step.does(Deed.CONFIRM_LIMB), tone,
                words.say("console.verdict." + tone), reasons.stream()
                        .map(reason -> new Screen.Said(
                                tone(reason.action()), tied(reason.sentence())))
                        .toList());
    }

    /// A number stays on the line of its unit: "at least 350" reads well at two metres and is wrong.
    private static String tied(String sentence) {
        return sentence.replaceAll("(?<=\\d) (?=[\\p{L}°%])", "\u00a0");
    }

    static String tone(Action action) {
        return switch (action) {
            case HOLD -> "bad";
            case ASK -> "warn";
            case NOTE -> "note";
        };
    }

    private Screen.Face face(Clock clock, Instant now) {
        Duration shown = Duration.between(clock.since(), clock.stopped().orElse(now));
        boolean running = clock.stopped().isEmpty();
        String late = clock.mark().map(mark -> late(mark.kind())).orElse("note");
        boolean isLate = running
                && clock.mark().filter(mark -> !mark.at().isAfter(now)).isPresent();
        boolean waits = running && !isLate
                && clock.mark().filter(mark -> mark.kind() == Clock.Kind.NOT_BEFORE).isPresent();
        return new Screen.Face(clock.id(), since(clock), clock.since(), Screen.shown(shown), running,
                clock.mark().map(mark -> words.say("console.mark." + mark.kind().term(),
                        CLOCK.format(mark.at().atZone(zone)))).orElse(""),
                clock.mark().map(Clock.Mark::at), isLate ? late : waits ? "warn" : "note", late);
    }

    static String late(Clock.Kind mark) {
        return switch (mark) {
            case NOT_BEFORE -> "good";
            case NOT_AFTER, FRESH_UNTIL -> "bad";
            case DUE -> "warn";
        };
    }

    private String since(Clock clock) {
        boolean ofTheLimb = clock.id().equals("ischaemia") || clock.id().equals("circulation");
        return ofTheLimb ? clock.says() : since(words, Sayings.measurement(clock.id()));
    }

    /// "Since ACT": a measurement's clock says since when.
    static String since(Words words, String measurement) {
        return words.say("console.since", measurement);
    }

    /// The last value of each, also of what the protocol does not know. One that was read before the
    /// step that takes it does not count.
    private List<Screen.Tile> tiles(Procedure procedure, Instant now) {
        Map<String, Latest> last = new HashMap<>();
        Optional<Line> gas = Optional.empty();
        for (Line line : procedure.lines()) {
            if (line.struck().isEmpty()) {
                procedure.values(line).forEach(taken -> last.put(
                        taken.measurement(), new Latest(line.at(), taken.amount())));
                gas = line.entry().event() instanceof BloodGasTaken ? Optional.of(line) : gas;
            }
        }
        Map<String, Reading> counting = procedure.situation(now).readings();
        List<Screen.Tile> tiles = new ArrayList<>();
        for (Entered one : Entered.of(procedure.protocol())) {
            tiles.add(one.measurement().equals(Entered.BLOOD_GAS) ? gas(one, gas, now)
                    : tile(one, procedure, Optional.ofNullable(last.get(one.measurement())),
                            counting.get(one.measurement()), now));
        }
        return tiles;
    }

    private record Latest(Instant at, Amount amount) {}

    /// The pH large, and beside it whatever else the analyser printed.
    private Screen.Tile gas(Entered one, Optional<Line> last, Instant now) {
        if (last.isEmpty() || !(last.get().entry().event() instanceof BloodGasTaken taken)) {
            return missing(one);
        }
        List<BloodGas> values = taken.values();
        return new Screen.Tile(one.measurement(), one.says(), one.key(),
                values.stream().filter(value -> value.part() == BloodGas.Part.PH)
                        .map(value -> value.amount().written()).findFirst().orElse("–"),
                one.unit(), Optional.of(last.get().at()), "note",
                words.say("console.ago", Screen.shown(Duration.between(last.get().at(), now))),
                Stream.concat(Stream.of(words.say("console.drawn." + taken.drawn().term())),
                        values.stream().filter(value -> value.part() != BloodGas.Part.PH)
                                .map(BloodGas::written)).toList());
    }

    private Screen.Tile missing(Entered one) {
        return new Screen.Tile(one.measurement(), one.says(), one.key(), "–", one.unit(),
                Optional.empty(), "note", words.say("console.not-measured"));
    }

    private Screen.Tile tile(Entered one, Procedure procedure, Optional<Latest> last,
            @Nullable Reading counting, Instant now) {
        if (last.isEmpty()) {
            return missing(one);
        }
        Amount amount = last.get().amount();
        Optional<Measurement> known = procedure.protocol().measurement(one.measurement());
        String ago = Screen.shown(Duration.between(last.get().at(), now));
        if (known.isPresent() && !(counting instanceof Reading.Taken)) {
            return new Screen.Tile(one.measurement(), one.says(), one.key(),
                    amount.value().toPlainString(), one.unit(), Optional.empty(), "warn",
                    words.say("console.does-not-count", ago));
        }
        boolean old = counting instanceof Reading.Taken(_, Duration age)
                && known.flatMap(Measurement::freshFor).flatMap(Limit::amount)
                        .filter(fresh -> age.compareTo(fresh.duration()) > 0).isPresent();
        return new Screen.Tile(one.measurement(), one.says(), one.key(),
                amount.value().toPlainString(), one.unit(), Optional.of(last.get().at()),
                old ? "bad" : "note", words.say("console.ago", ago));
    }

    private List<Screen.Alert> alerts(Procedure procedure, Instant now) {
        Stream<Screen.Alert> deviations = procedure.deviations().stream()
                .filter(one -> one.seen().isEmpty())
                .map(this::alert);
        Stream<Screen.Alert> alarms = procedure.alarms(now).stream()
                .filter(one -> one.seen().isEmpty())
                .map(this::alert);
        return Stream.concat(alarms, deviations).toList();
    }

    private Screen.Alert alert(Alarm alarm) {
        return new Screen.Alert(alarm.key(), words.say("console.alarm." + alarm.kind().term()),
                alarm.sentence(), List.of(), alarm.raised());
    }

    private Screen.Alert alert(Deviation one) {
        return new Screen.Alert(one.key(), words.say("console.alarm.deviation"),
                words.say("console.done-without", one.what(), CLOCK.format(one.at().atZone(zone))),
                one.against(), one.at());
    }

    private List<Screen.Drug> drugs(Procedure procedure) {
        return procedure.order().drugs().stream()
                .map(drug -> new Screen.Drug(drug.drug().term(), drug.dose().written(),
                        given(procedure, drug)))
                .toList();
    }

    private String given(Procedure procedure, OrderedDrug drug) {
        return procedure.given().stream()
                .filter(one -> one.event().drug() == drug.drug())
                .map(this::given)
                .collect(joining(", "));
    }

    private String given(Given one) {
        return words.say("console.given",
                one.event().dose().found().map(Amount::written).orElse("?"),
                CLOCK.format(one.at().atZone(zone)));
    }
}
