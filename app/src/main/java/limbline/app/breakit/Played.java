package limbline.app.breakit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.console.Screen;
import limbline.app.page.Words;
import limbline.measure.Amount;
import limbline.patient.Drug;
import limbline.protocol.Action;
import limbline.protocol.DrugRule;
import limbline.protocol.LimbCheck;
import limbline.protocol.Measurement;
import limbline.protocol.Move;
import limbline.protocol.Phase;
import limbline.protocol.Protocol;
import limbline.protocol.Reading;
import limbline.protocol.Reason;
import limbline.protocol.Situation;
import limbline.protocol.Step;

/// The way to a breach, played on the screen of the theatre: for each move what the team would see at
/// that moment, and what happens then.
public final class Played {

    /// A time of day for clocks that nobody reads.
    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    private final Protocol protocol;
    private final Words words;
    private final List<Move> way;
    private final Map<String, Instant> doneAt = new HashMap<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private Set<String> done = new LinkedHashSet<>();
    private final Set<Drug> given = new HashSet<>();
    private LimbCheck limb = LimbCheck.NOT_COMPARED;
    private boolean aborted;
    private Instant now = START;

    private Played(Protocol protocol, List<Move> way, Words words) {
        this.protocol = protocol;
        this.way = way;
        this.words = words;
    }

    /// One move.
    ///
    /// @param screen before it, with the step it is about and what speaks for and against it
    /// @param stamp what happens, in words
    /// @param tone of the stamp: "good", "warn", "bad" or "note"
    public record Frame(Screen screen, String stamp, String tone, String sentence) {}

    static List<Frame> of(Protocol protocol, List<Move> way, Words words) {
        Played played = new Played(protocol, way, words);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            played.timePasses(way.get(i));
            played.measure(way.get(i));
            frames.add(played.frame(i));
            played.happens(way.get(i));
        }
        return frames;
    }

    private Frame frame(int number) {
        Move move = way.get(number);
        String tone = switch (move.kind()) {
            case PERMITTED -> "good";
            case OVERRIDDEN -> "warn";
            case WITHOUT_PERMISSION, CONCLUSION -> "bad";
            case TIME, ABORT -> "note";
        };
        return new Frame(screen(number), words.say("break-it.move." + move.kind().term()), tone,
                move.sentence());
    }

    private void timePasses(Move move) {
        if (move.kind() == Move.Kind.TIME) {
            Instant since = doneAt.getOrDefault(move.step(), now);
            Duration left = move.time().minus(Duration.between(since, now));
            now = left.isNegative() ? now : now.plus(left);
        }
    }

    private void measure(Move move) {
        readings.putAll(move.readings());
        if (move.limb() == LimbCheck.DIFFERS || confirms(move)) {
            limb = move.limb();
        }
    }

    private boolean confirms(Move move) {
        return protocol.steps().stream().anyMatch(step -> step.id().equals(move.step())
                && step.deed().equals(Optional.of(limbline.protocol.Deed.CONFIRM_LIMB)));
    }

    private void happens(Move move) {
        switch (move.kind()) {
            case PERMITTED, OVERRIDDEN, WITHOUT_PERMISSION -> {
                Step step = protocol.step(move.step());
                done = new LinkedHashSet<>(protocol.after(done, step, limb));
                doneAt.keySet().retainAll(done);
                doneAt.put(step.id(), now);
                step.gives().ifPresent(given::add);
            }
            case ABORT -> aborted = true;
            case TIME, CONCLUSION -> {}
        }
    }

    private Screen screen(int number) {
        Phase phase = protocol.phase(done);
        return new Screen(protocol.title(), words.say("break-it.any-limb"),
                words.say("console.phase." + phase.term()), phase == Phase.ISOLATED, aborted,
                false, step(number), ahead(number), clocks(), tiles(), List.of(), drugs(),
                List.of());
    }

    private Optional<Screen.Now> step(int number) {
        Move move = way.get(number);
        return switch (move.kind()) {
            case PERMITTED, OVERRIDDEN, WITHOUT_PERMISSION -> Optional.of(asked(move));
            case TIME, ABORT, CONCLUSION -> Optional.empty();
        };
    }

    private Screen.Now asked(Move move) {
        Step step = protocol.step(move.step());
        List<Screen.Said> reasons = protocol.reasons(step, situation()).stream()
                .filter(reason -> isTold(move, reason))
                .map(reason -> new Screen.Said(switch (reason.action()) {
                    case HOLD -> "bad";
                    case ASK -> "warn";
                    case NOTE -> "note";
                }, reason.sentence()))
                .toList();
        String tone = switch (move.kind()) {
            case PERMITTED -> "good";
            case OVERRIDDEN -> "warn";
            case WITHOUT_PERMISSION, TIME, ABORT, CONCLUSION -> "bad";
        };
        return new Screen.Now(step.id(), step.says(), step.who(), step.people(),
                step.gives().map(Drug::term), false, tone, words.say("console.verdict." + tone),
                reasons);
    }

    /// Where limits are not set the proof takes them to permit; the screen of a real run would hold.
    private boolean isTold(Move move, Reason reason) {
        return switch (move.kind()) {
            case PERMITTED -> reason.action() == Action.NOTE;
            case OVERRIDDEN -> reason.action() != Action.HOLD;
            case WITHOUT_PERMISSION, TIME, ABORT, CONCLUSION -> true;
        };
    }

    private Situation situation() {
        Map<String, Duration> since = new HashMap<>();
        doneAt.forEach((step, at) -> since.put(step, Duration.between(at, now)));
        Set<Drug> ordered = new HashSet<>();
        protocol.drugs().stream().filter(rule -> rule.order() == DrugRule.OrderKind.SIGNED)
                .map(DrugRule::drug).filter(drug -> !given.contains(drug)).forEach(ordered::add);
        return new Situation(done, readings, since, limb, ordered, aborted);
    }

    private List<Screen.Ahead> ahead(int number) {
        return way.subList(number + 1, way.size()).stream()
                .filter(move -> !move.step().isEmpty() && move.kind() != Move.Kind.TIME)
                .limit(2)
                .map(move -> new Screen.Ahead(move.step(), protocol.step(move.step()).says()))
                .toList();
    }

    private List<Screen.Face> clocks() {
        return protocol.timers().stream()
                .filter(timer -> doneAt.containsKey(timer.since()))
                .map(timer -> face(timer.id(), timer.says(), timer.since()))
                .distinct()
                .limit(4)
                .toList();
    }

    private Screen.Face face(String id, String says, String since) {
        Instant began = doneAt.getOrDefault(since, now);
        return new Screen.Face(id, says, began, Screen.shown(Duration.between(began, now)), false,
                "", Optional.empty(), "note", "note");
    }

    private List<Screen.Tile> tiles() {
        List<Screen.Tile> tiles = new ArrayList<>();
        for (Measurement measurement : protocol.measurements()) {
            Reading reading = readings.get(measurement.id());
            if (reading != null) {
                tiles.add(tile(measurement, reading));
            }
        }
        return tiles;
    }

    private Screen.Tile tile(Measurement measurement, Reading reading) {
        String unit = measurement.measures().unit().toString();
        return switch (reading) {
            case Reading.Missing _ -> new Screen.Tile(measurement.id(), measurement.says(), "",
                    "–", unit, Optional.empty(), "bad", words.say("console.not-measured"));
            case Reading.NeverBefore _ -> new Screen.Tile(measurement.id(), measurement.says(), "",
                    "–", unit, Optional.empty(), "note", words.say("console.never-before"));
            case Reading.Taken(Amount amount, Duration age) -> new Screen.Tile(measurement.id(),
                    measurement.says(), "", amount.value().toPlainString(), unit, Optional.empty(),
                    age.isZero() ? "note" : "bad",
                    words.say(age.isZero() ? "console.fresh" : "console.too-old"));
        };
    }

    private List<Screen.Drug> drugs() {
        return protocol.drugs().stream()
                .filter(rule -> rule.order() == DrugRule.OrderKind.SIGNED)
                .map(rule -> new Screen.Drug(rule.drug().term(), words.say("break-it.signed"),
                        given.contains(rule.drug()) ? words.say("break-it.given") : ""))
                .toList();
    }
}
