package limbline.app.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.exchange.Marked;
import limbline.measure.Text;
import limbline.patient.Drug;
import limbline.patient.Modality;
import limbline.protocol.AbortPath;
import limbline.protocol.Action;
import limbline.protocol.Afterwards;
import limbline.protocol.Anticoagulation;
import limbline.protocol.Bound;
import limbline.protocol.BuiltIn;
import limbline.protocol.Deed;
import limbline.protocol.Dosing;
import limbline.protocol.DrugRule;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.Interlock;
import limbline.protocol.Invariant;
import limbline.protocol.Limit;
import limbline.protocol.Measurement;
import limbline.protocol.Phase;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.protocol.Timer;
import limbline.protocol.WardPlan;

/// Reads the fields of a protocol file and refuses it as a whole, with every mistake.
final class ProtocolReader {

    /// A procedure that nobody could follow any more; and the proof needs a bit for each.
    private static final int MOST = 40;

    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<String> stepIds = new HashSet<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();

    /// @param forSigning else it was signed: what can be read is read, also where a later version of
    ///     the program asks for more
    Protocol read(Marked.Fields root, boolean forSigning) throws RefusedProtocol {
        Fields file = new Fields(root, "", refusals).only(
                "protocol", "title", "modality", "demonstration", "about", "sources", "limits",
                "measurements", "anticoagulation", "drugs", "steps", "timers", "aborts",
                "invariants", "afterwards", "ward", "follow-up", "dosing");
        boolean demonstration = file.yes("demonstration", false);
        Vocabulary words = new Vocabulary(file, demonstration, refusals);
        file.list("steps").forEach(step -> step.optionalText("id").ifPresent(stepIds::add));
        for (BuiltIn builtIn : BuiltIn.values()) {
            ids.put(builtIn.term(), 0);
        }

        String id = file.id("protocol");
        String title = file.text("title");
        Modality modality = file.term("modality", Modality.class);
        file.text("about");
        Optional<Anticoagulation> anticoagulation = anticoagulation(file, words);
        List<Step> steps = few(file, "steps").stream().map(one -> step(one, words)).toList();
        List<Timer> timers = few(file, "timers").stream()
                .flatMap(one -> timer(one, words).stream()).toList();
        List<AbortPath> aborts = aborts(file, words);
        List<Invariant> invariants = few(file, "invariants").stream()
                .map(one -> invariant(one, words)).toList();
        List<Afterwards> afterwards = few(file, "afterwards").stream().map(one -> new Afterwards(
                one.only("id", "says", "limits").id("id"), one.text("says"),
                limits(one, words))).toList();
        WardPlan ward = new WardReader(words).read(file);
        FollowUpPlan followUp = new FollowUpReader(words).read(file);
        Dosing dosing = words.dosing(file);
        if (steps.isEmpty()) {
            file.refuse("steps", "a protocol has at least one step");
        }
        refuseIfWrong();
        Protocol protocol;
        try {
            protocol = new Protocol(id, title, modality, demonstration, words.sources(),
                    words.allLimits(), words.measurements(), anticoagulation.orElseThrow(),
                    words.drugs(), steps, timers, aborts, invariants, afterwards, ward,
                    followUp, dosing);
        } catch (IllegalArgumentException e) {
            throw new RefusedProtocol(List.of(new Refusal(1, "", Fields.message(e))));
        }
        if (forSigning) {
            new Contradictions(file, protocol).refuse();
            new OddLimits(file, protocol).refuse();
            refuseIfWrong();
        }
        return protocol;
    }

    private void refuseIfWrong() throws RefusedProtocol {
        if (!refusals.isEmpty()) {
            throw new RefusedProtocol(refusals);
        }
    }

    private List<Fields> few(Fields file, String key) {
        List<Fields> list = file.list(key);
        if (list.size() > MOST) {
            file.refuse(key, "%s are more than %s; make two protocols of it".formatted(
                    list.size(), MOST));
        }
        return list;
    }

    /// An id that nothing else in the file has.
    private String ownId(Fields fields) {
        String id = fields.id("id");
        Integer before = ids.putIfAbsent(id, fields.line());
        if (before != null && !id.equals("?")) {
            fields.refuse("id", before == 0
                    ? "\"%s\" is the name of a built-in invariant".formatted(id)
                    : "\"%s\" is taken on line %s".formatted(id, before));
        }
        return id;
    }

    private Optional<Anticoagulation> anticoagulation(Fields file, Vocabulary words) {
        if (!file.has("anticoagulation")) {
            file.refuse("anticoagulation", "missing; say which clotting time shows that the heparin"
                    + " holds, and from which limit on");
            return Optional.empty();
        }
        Fields fields = file.fields("anticoagulation").only("measurement", "at-least");
        return words.measurement(fields).flatMap(measurement -> {
            words.bound(fields, measurement);
            try {
                return Optional.of(new Anticoagulation(
                        measurement, words.limit(fields, "at-least")));
            } catch (IllegalArgumentException e) {
                fields.refuse("measurement", Fields.message(e));
                return Optional.empty();
            }
        });
    }

    private Step step(Fields fields, Vocabulary words) {
        fields.only("id", "says", "who", "people", "does", "gives", "needs", "measures",
                "interlocks", "optional", "repeats");
        String id = ownId(fields);
        Optional<Drug> gives = fields.optionalTerm("gives", Drug.class);
        boolean repeats = fields.yes("repeats", false);
        gives.ifPresent(drug -> {
            Optional<DrugRule> rule = words.rule(drug);
            if (!words.names(drug)) {
                fields.refuse("gives", drug.term() + " is not among the drugs of this file");
            }
            if (repeats && rule.filter(
                    one -> one.order() == DrugRule.OrderKind.SIGNED).isPresent()) {
                fields.refuse("repeats", "a signed order is given once; %s cannot repeat".formatted(
                        id));
            }
        });
        List<String> who = fields.words("who");
        if (who.isEmpty()) {
            fields.refuse("who", "say who does it");
        }
        Set<String> measurements = new HashSet<>();
        words.measurements().forEach(one -> measurements.add(one.id()));
        Optional<Deed> does = fields.optionalTerm("does", Deed.class);
        int people = people(fields);
        if (does.equals(Optional.of(Deed.CONFIRM_LIMB)) && people < 2) {
            fields.refuse("people", "patient, side and limb are held against the order by two"
                    + " people: write 2");
        }
        return new Step(id, fields.text("says"), who, people, does, gives,
                known(fields, "needs", stepIds, "steps"),
                known(fields, "measures", measurements, "measurements"),
                interlocks(fields, words), fields.yes("optional", false), repeats);
    }

    private static int people(Fields fields) {
        String people = fields.optionalText("people").orElse("1");
        if (!people.equals("1") && !people.equals("2")) {
            fields.refuse("people", "\"%s\"; one or two people confirm a step: 1 or 2".formatted(
                    Text.shortened(people)));
        }
        return people.equals("2") ? 2 : 1;
    }

    /// A list of names, each of them known.
    private static List<String> known(
            Fields fields, String key, Set<String> names, String where) {
        List<String> words = fields.words(key);
        for (String word : words) {
            if (!names.contains(word)) {
                fields.refuse(key, "\"%s\" is not among the %s of this file".formatted(
                        Text.shortened(word), where));
            }
        }
        return words;
    }

    private String step(Fields fields, String key) {
        String step = fields.text(key);
        if (!stepIds.contains(step)) {
            fields.refuse(key, "\"%s\" is not among the steps of this file".formatted(
                    Text.shortened(step)));
        }
        return step;
    }

    private List<Interlock> interlocks(Fields step, Vocabulary words) {
        List<Interlock> interlocks = new ArrayList<>();
        for (Fields fields : step.list("interlocks")) {
            interlock(fields, words).ifPresent(interlocks::add);
        }
        return interlocks;
    }

    private Optional<Interlock> interlock(Fields fields, Vocabulary words) {
        String id = ownId(fields);
        String hazard = fields.text("hazard");
        if (fields.has("tells")) {
            fields.only("id", "hazard", "tells", "source");
            String source = fields.text("source");
            if (!words.sources().containsKey(source)) {
                fields.refuse("source", "\"%s\" is not among the sources".formatted(
                        Text.shortened(source)));
            }
            return Optional.of(new Interlock.Told(
                    id, hazard, "%s [%s]".formatted(fields.text("tells"), source)));
        }
        Action action = fields.term("action", Action.class);
        if (fields.has("compares")) {
            fields.only("id", "hazard", "action", "compares");
            if (!fields.text("compares").equals("limb")) {
                fields.refuse("compares", "only the limb is compared with the signed order");
            }
            return Optional.of(new Interlock.SameLimb(id, hazard, action));
        }
        fields.only("id", "hazard", "action", "measurement", "at-least", "above", "at-most",
                "below");
        return words.measurement(fields).flatMap(measurement ->
                words.bound(fields, measurement).map(bound -> new Interlock.Measured(id, hazard,
                        action, measurement, bound, words.limit(fields, bound.term()))));
    }

    private Optional<Timer> timer(Fields fields, Vocabulary words) {
        String id = ownId(fields);
        Optional<Measurement> measurement = Optional.empty();
        List<String> kinds = List.of("at-least", "at-most", "every").stream()
                .filter(fields::has).toList();
        if (kinds.size() != 1) {
            fields.refuse("id", "a timer has one of at-least, at-most, every, with a limit's name");
            return Optional.empty();
        }
        String kind = kinds.getFirst();
        Limit limit = words.limit(fields, kind);
        // Who types what he reads cannot be asked more often than each minute.
        if (!words.isTime(fields, kind, limit, kind.equals("every")
                ? Duration.ofMinutes(1) : Vocabulary.SHORTEST)) {
            return Optional.empty();
        }
        Timer.Rule rule;
        if (kind.equals("every")) {
            fields.only("id", "hazard", "says", "since", "every", "measurement", "until");
            measurement = words.measurement(fields);
            if (measurement.isEmpty()) {
                return Optional.empty();
            }
            rule = new Timer.Rule.Every(measurement.get(), step(fields, "until"));
        } else {
            fields.only("id", "hazard", "says", "since", kind, "before", "action");
            String before = step(fields, "before");
            Action action = fields.term("action", Action.class);
            rule = kind.equals("at-least")
                    ? new Timer.Rule.AtLeast(before, action)
                    : new Timer.Rule.AtMost(before, action);
        }
        return Optional.of(new Timer(id, fields.text("hazard"), fields.text("says"),
                step(fields, "since"), limit, rule));
    }

    private List<AbortPath> aborts(Fields file, Vocabulary words) {
        List<AbortPath> aborts = new ArrayList<>();
        for (Fields path : file.list("aborts")) {
            path.only("phase", "steps");
            Phase phase = path.term("phase", Phase.class);
            if (aborts.stream().anyMatch(one -> one.phase() == phase)) {
                path.refuse("phase", "the way out %s stands twice".formatted(phase.term()));
            }
            aborts.add(new AbortPath(phase, path.list("steps").stream()
                    .map(one -> new AbortPath.AbortStep(
                            step(one.only("step", "interlocks"), "step"), interlocks(one, words)))
                    .toList()));
        }
        return aborts;
    }

    private Invariant invariant(Fields fields, Vocabulary words) {
        fields.only("id", "says", "step", "only-if", "overridable");
        List<Invariant.Condition> conditions = new ArrayList<>();
        for (Fields one : fields.list("only-if")) {
            condition(one, words).ifPresent(conditions::add);
        }
        if (fields.list("only-if").isEmpty()) {
            fields.refuse("only-if", "say what must hold at the step");
        }
        return new Invariant(ownId(fields), fields.text("says"), step(fields, "step"), conditions,
                fields.yes("overridable", false));
    }

    private Optional<Invariant.Condition> condition(Fields fields, Vocabulary words) {
        if (fields.has("done")) {
            return Optional.of(new Invariant.Condition.Done(step(fields.only("done"), "done")));
        }
        if (fields.has("since")) {
            Limit time = words.limit(fields.only("since", "at-least"), "at-least");
            if (!time.unit().isTime()) {
                fields.refuse("at-least", "%s is in %s, not a time".formatted(
                        time.id(), time.unit()));
                return Optional.empty();
            }
            return Optional.of(new Invariant.Condition.Passed(step(fields, "since"), time));
        }
        fields.only("done", "since", "measurement", "at-least", "above", "at-most", "below");
        return words.measurement(fields).flatMap(measurement -> {
            Optional<Bound> bound = words.bound(fields, measurement);
            return bound.map(side -> new Invariant.Condition.Value(
                    measurement, side, words.limit(fields, side.term())));
        });
    }

    private static List<Limit> limits(Fields fields, Vocabulary words) {
        return fields.words("limits").stream()
                .map(name -> words.limitNamed(fields, "limits", name)).toList();
    }
}
