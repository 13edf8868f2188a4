package limbline.app.board;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limbline.app.exchange.Marked;
import limbline.app.protocol.Fields;
import limbline.app.protocol.Refusal;
import limbline.board.Criteria;
import limbline.board.Criterion;
import limbline.board.Question;
import limbline.board.Question.Bound;
import limbline.board.Question.Need;
import limbline.board.Question.Therapy;
import limbline.measure.Amount;
import limbline.measure.LabValue;
import limbline.measure.Millimetres;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.measure.Unit;
import limbline.measure.Years;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.Drug;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.patient.Treatment;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import limbline.ward.Curve;
import limbline.ward.Sure;

/// Reads the fields of a file of criteria and refuses it as a whole, with every mistake.
final class CriteriaReader {

    private static final int MOST = 200;

    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /// What a criterion asks, and the fields that belong to it.
    private enum Kind implements Term {
        CONDITION("of must-be"),
        KARNOFSKY("at-least"),
        HEART_CLASS("at-most"),
        LABORATORY("analyte at-least above below at-most"),
        TIMES_NORMAL("analyte at-most upper-normal"),
        PULSES("one-of each-of"),
        BELOW_TOURNIQUET("above"),
        MEASURABLE("at-least"),
        RESECTABILITY("must-be"),
        AGE("at-least above below at-most"),
        SARCOMA(""),
        DRUGS("drugs must-be within asks"),
        SINCE_THERAPY("therapies at-least asks"),
        STATED("");

        @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
        private final List<String> fields;

        Kind(String fields) {
            this.fields = fields.isEmpty() ? List.of() : List.of(fields.split(" ", -1));
        }
    }

    CriteriaFile.Read read(Marked.Fields root) {
        Fields file = Fields.of(root, "", refusals).only("criteria", "version", "title", "option",
                "trial", "about", "notes", "sources", "all");
        Fields sourceFields = file.fields("sources");
        sourceFields.entries().forEach(one ->
                sources.put(one.key(), sourceFields.text(one.key())));
        String id = file.id("criteria");
        String version = file.text("version");
        String title = file.text("title");
        file.optionalText("about");
        Treatment option = file.term("option", Treatment.class);
        boolean trial = file.yes("trial", false);
        List<String> notes = notes(file);
        List<Fields> items = file.list("all");
        if (items.isEmpty()) {
            file.refuse("all", "a file of criteria holds at least one criterion");
        }
        if (items.size() > MOST) {
            file.refuse("all", "%s criteria are more than %s".formatted(items.size(), MOST));
        }
        List<Criterion> all = new ArrayList<>();
        items.stream().limit(MOST).forEach(item -> criterion(item).ifPresent(all::add));
        return refusals.isEmpty()
                ? new CriteriaFile.Read.Taken(
                        new Criteria(id, version, title, option, trial, notes, sources, all))
                : new CriteriaFile.Read.Refused(refusals);
    }

    private List<String> notes(Fields file) {
        List<String> notes = new ArrayList<>();
        for (Fields note : file.list("notes")) {
            String says = note.only("says", "source").text("says");
            notes.add(says + " [" + source(note) + "]");
        }
        return notes;
    }

    private Optional<Criterion> criterion(Fields fields) {
        int before = refusals.size();
        String id = fields.id("id");
        Integer taken = ids.putIfAbsent(id, fields.line());
        if (taken != null && !id.equals("?")) {
            fields.refuse("id", "\"%s\" is taken on line %s".formatted(id, taken));
        }
        Optional<Kind> kind = fields.optionalTerm("criterion", Kind.class);
        if (kind.isEmpty()) {
            if (!fields.has("criterion")) {
                fields.refuse("criterion", "missing; one of: " + terms(Kind.values()));
            }
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(
                List.of("id", "criterion", "says", "source", "about", "stale-after"));
        allowed.addAll(kind.get().fields);
        fields.only(allowed.toArray(String[]::new));
        String says = fields.text("says");
        String source = source(fields);
        Optional<String> about = fields.has("about")
                ? Optional.of(fields.id("about")) : Optional.empty();
        Limit stale = fields.has("stale-after") ? time(fields, "stale-after")
                : Limit.empty("stale-after", Unit.DAY);
        Optional<Question> question = question(kind.get(), fields);
        return refusals.size() > before || question.isEmpty() ? Optional.empty()
                : Optional.of(new Criterion(id, says, source, about, stale, question.get()));
    }

    private Optional<Question> question(Kind kind, Fields fields) {
        return switch (kind) {
            case CONDITION -> Optional.of(new Question.HasCondition(
                    fields.term("of", Condition.class), fields.term("must-be", Need.class)));
            case KARNOFSKY -> needed(fields, "at-least", Karnofsky::parse)
                    .map(Question.Performance::new);
            case HEART_CLASS -> Optional.of(new Question.Heart(
                    fields.term("at-most", HeartClass.class)));
            case LABORATORY -> laboratory(fields);
            case TIMES_NORMAL -> timesNormal(fields);
            case PULSES -> pulses(fields);
            case BELOW_TOURNIQUET -> needed(fields, "above", CriteriaReader::percent)
                    .map(Question.Distal::new);
            case MEASURABLE -> Optional.of(new Question.Measurable(
                    fields.parsed("at-least", Millimetres::parse)));
            case RESECTABILITY -> Optional.of(new Question.Resectable(
                    fields.term("must-be", Resectability.class)));
            case AGE -> bound(fields, Years::parse)
                    .map(found -> new Question.Age(found.bound(), found.limit()));
            case SARCOMA -> Optional.of(new Question.Sarcoma());
            case DRUGS -> Optional.of(new Question.DrugsGiven(
                    Set.copyOf(terms(fields, "drugs", Drug.class)),
                    fields.term("must-be", Need.class),
                    fields.has("within") ? Optional.of(time(fields, "within")) : Optional.empty(),
                    fields.optionalTerm("asks", Condition.class)));
            case SINCE_THERAPY -> {
                Set<Therapy> therapies = terms(fields, "therapies", Therapy.class);
                if (therapies.isEmpty()) {
                    fields.refuse("therapies", "name at least one: " + terms(Therapy.values()));
                    yield Optional.empty();
                }
                yield Optional.of(new Question.SinceTherapy(therapies, time(fields, "at-least"),
                        fields.optionalTerm("asks", Condition.class)));
            }
            case STATED -> Optional.of(new Question.Stated());
        };
    }

    private Optional<Question> laboratory(Fields fields) {
        Analyte analyte = fields.term("analyte", Analyte.class);
        return bound(fields, CriteriaReader::exact).map(found -> {
            fitting(fields, found.bound().term(), analyte, found.limit());
            return new Question.Laboratory(analyte, found.bound(), found.limit());
        });
    }

    private Optional<Question> timesNormal(Fields fields) {
        Analyte analyte = fields.term("analyte", Analyte.class);
        Optional<LabValue> normal = fields.parsed("upper-normal", CriteriaReader::exact);
        normal.ifPresent(value -> fitting(fields, "upper-normal", analyte, value));
        Optional<BigDecimal> times = fields.number("at-most");
        if (!fields.has("at-most")) {
            fields.refuse("at-most", "missing; how many times the upper limit of normal");
        }
        return times.map(most -> new Question.TimesNormal(analyte, most, normal));
    }

    private static LabValue exact(String text) {
        LabValue limit = LabValue.parse(text);
        if (limit.bound() != LabValue.Bound.EXACT) {
            throw new IllegalArgumentException(
                    "\"%s\" is no limit; write the number alone".formatted(limit));
        }
        return limit;
    }

    private static void fitting(Fields fields, String key, Analyte analyte, LabValue limit) {
        if (Sure.in(limit, Curve.unit(analyte), analyte).isEmpty()) {
            fields.refuse(key, "%s of %s cannot be held against values in %s".formatted(
                    limit, analyte.term().replace('-', ' '), Curve.unit(analyte)));
        }
    }

    private Optional<Question> pulses(Fields fields) {
        boolean each = fields.has("each-of");
        String key = each ? "each-of" : "one-of";
        if (each && fields.has("one-of")) {
            fields.refuse("one-of", "one-of and each-of do not go together");
        }
        Set<PulseSite> sites = terms(fields, key, PulseSite.class);
        if (sites.isEmpty()) {
            fields.refuse(key, "name the pulses: " + terms(PulseSite.values()));
            return Optional.empty();
        }
        return Optional.of(new Question.Pulses(sites, each));
    }

    /// A limit with the way it bounds.
    private record Bounded<T>(Bound bound, T limit) {}

    private static <T> Optional<Bounded<T>> bound(Fields fields, Function<String, T> parse) {
        List<Bound> given = new ArrayList<>();
        for (Bound bound : Bound.values()) {
            if (fields.has(bound.term())) {
                given.add(bound);
            }
        }
        if (given.size() != 1) {
            fields.refuse(given.isEmpty() ? "at-least" : given.getLast().term(),
                    "write exactly one of: " + terms(Bound.values()));
            return Optional.empty();
        }
        Bound bound = given.getFirst();
        return needed(fields, bound.term(), parse).map(limit -> new Bounded<>(bound, limit));
    }

    private static <T> Optional<T> needed(
            Fields fields, String key, Function<String, T> parse) {
        fields.text(key);
        return fields.parsed(key, parse);
    }

    private static BigDecimal percent(String text) {
        Amount amount = Amount.parse(text);
        if (amount.unit() != Unit.PERCENT || amount.value().signum() < 0
                || amount.value().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(
                    "\"%s\" is no percentage from 0 to 100; write for example 95 %%"
                            .formatted(Text.shortened(text)));
        }
        return amount.value();
    }

    private static <E extends Enum<E>> Set<E> terms(Fields fields, String key, Class<E> type) {
        Set<E> found = new LinkedHashSet<>();
        for (String word : fields.words(key)) {
            try {
                if (!found.add(Term.parse(type, word))) {
                    fields.refuse(key, "\"%s\" stands twice".formatted(Text.shortened(word)));
                }
            } catch (IllegalArgumentException e) {
                fields.refuse(key, Fields.message(e));
            }
        }
        return found;
    }

    private static String terms(Term[] values) {
        return String.join(", ", Arrays.stream(values).map(Term::term).toList());
    }

    private String source(Fields fields) {
        String source = fields.text("source");
        if (!source.equals("?") && !sources.containsKey(source)) {
            fields.refuse("source", "\"%s\" is not among the sources: %s".formatted(
                    Text.shortened(source), String.join(", ", sources.keySet())));
        }
        return source;
    }

    /// A stretch of time with its unit and, where it is filled, its source.
    private Limit time(Fields of, String key) {
        Limit none = Limit.empty(key, Unit.DAY);
        if (!of.has(key)) {
            of.refuse(key, "missing; write {value: 28, unit: d, source: KEY}, or {unit: d} where no"
                    + " source says");
            return none;
        }
        Fields fields = of.fields(key).only("value", "unit", "source");
        Optional<Unit> unit = fields.parsed("unit", Unit::parse);
        if (!fields.has("unit")) {
            fields.refuse("unit", "a limit needs its unit");
        }
        if (unit.filter(one -> one != Unit.DAY && one != Unit.WEEK).isPresent()) {
            fields.refuse("unit", "write days (d) or weeks (wk)");
            return none;
        }
        Limit empty = Limit.empty(key, unit.orElse(Unit.DAY));
        if (fields.optionalText("value").isEmpty()) {
            return empty;
        }
        if (!fields.has("source")) {
            fields.refuse("source", "a filled limit needs its source; leave the value empty if "
                    + "nobody can say where it comes from");
            return empty;
        }
        String source = source(fields);
        return fields.number("value").map(number ->
                Limit.of(key, new Amount(number, empty.unit()), source, Level.VERIFIED))
                .orElse(empty);
    }
}
