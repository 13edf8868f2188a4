package limbline.app.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Amount;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.measure.Unit;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.protocol.Bound;
import limbline.protocol.Dosing;
import limbline.protocol.DrugClass;
import limbline.protocol.DrugRule;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;

/// The upper half of a protocol file: sources, limits, measurements and drugs; what the steps below
/// then name.
final class Vocabulary {

    private final List<Refusal> refusals;
    private final boolean demonstration;
    private final Map<String, String> sources = new LinkedHashMap<>();
    /// What a timer or a freshness of a theatre can be.
    static final Duration SHORTEST = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Map<String, Limit> limits = new LinkedHashMap<>();
    private final Set<String> withoutUnit = new HashSet<>();
    private final Set<Drug> named = EnumSet.noneOf(Drug.class);
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final Map<Drug, DrugRule> drugs = new LinkedHashMap<>();
    private final List<Limit> doses = new ArrayList<>();

    Vocabulary(Fields file, boolean demonstration, List<Refusal> refusals) {
        this.refusals = refusals;
        this.demonstration = demonstration;
        Fields sourceFields = file.fields("sources");
        sourceFields.entries().forEach(one -> sources.put(one.key(), sourceFields.text(one.key())));
        file.fields("limits").entries().forEach(one -> {
            refuseNoName(one);
            limits.put(one.key(), limit(one.key(), Fields.of(one.value(), one.path(), refusals)));
        });
        file.fields("measurements").entries().forEach(one -> {
            refuseNoName(one);
            measurements.put(one.key(), measurement(
                    one.key(), Fields.of(one.value(), one.path(), refusals)));
        });
        file.fields("drugs").entries().forEach(this::drug);
    }

    Map<String, String> sources() {
        return sources;
    }

    /// Every value of the file: the limits, then the doses and caps.
    List<Limit> allLimits() {
        List<Limit> all = new ArrayList<>(limits.values());
        all.addAll(doses);
        return all;
    }

    List<Measurement> measurements() {
        return List.copyOf(measurements.values());
    }

    List<DrugRule> drugs() {
        return List.copyOf(drugs.values());
    }

    private void refuseNoName(Fields.Field one) {
        if (!Fields.isId(one.key())) {
            refusals.add(new Refusal(one.value().line(), one.path(),
                    "the name is not made of small letters, digits and hyphens, at most 40"));
        }
    }

    private Limit limit(String id, Fields fields) {
        fields.only("value", "unit", "source", "level", "not-used", "choices");
        Optional<Unit> unit = Optional.empty();
        if (fields.isBlank("unit")) {
            fields.refuse("unit", "a limit needs its unit");
        } else {
            unit = fields.parsed("unit", Unit::parse);
        }
        if (unit.isEmpty()) {
            withoutUnit.add(id);
        }
        Limit empty = Limit.empty(id, unit.orElse(Unit.SECOND));
        List<Limit.Setting.Value> choices = new ArrayList<>();
        for (Fields choice : fields.list("choices")) {
            value(choice.only("value", "source", "level"), empty.unit()).ifPresent(choices::add);
        }
        Optional<String> notUsed = fields.optionalText("not-used");
        if (notUsed.isPresent()) {
            if (fields.optionalText("value").isPresent()) {
                fields.refuse("not-used", "it has a value and is not used; take one of them out");
            }
            return new Limit(id, empty.unit(), new Limit.Setting.NotUsed(notUsed.get()), choices);
        }
        if (fields.optionalText("value").isEmpty()) {
            return new Limit(id, empty.unit(), new Limit.Setting.Empty(), choices);
        }
        return value(fields, empty.unit())
                .map(value -> new Limit(id, empty.unit(), value, choices)).orElse(empty);
    }

    private Optional<Limit.Setting.Value> value(Fields fields, Unit unit) {
        Optional<BigDecimal> number = fields.number("value");
        Optional<String> source = fields.optionalText("source");
        if (source.isEmpty()) {
            fields.refuse("source", "a filled limit needs its source; leave the value empty if "
                    + "nobody can say where it comes from");
        } else if (!sources.containsKey(source.get())) {
            fields.refuse("source", "\"%s\" is not among the sources: %s".formatted(
                    Text.shortened(source.get()), String.join(", ", sources.keySet())));
        }
        Optional<Level> level = level(fields);
        if (number.isEmpty() || source.isEmpty() || level.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Limit.Setting.Value(
                new Amount(number.get(), unit), source.get(), level.get()));
    }

    private Optional<Level> level(Fields fields) {
        if (fields.optionalText("level").filter("recalled"::equals).isPresent()) {
            fields.refuse("level", "a value that is only remembered is no limit; leave it empty");
            return Optional.empty();
        }
        Level level = fields.term("level", Level.class);
        if (level == Level.INVENTED && !demonstration) {
            fields.refuse("level", "an invented value may only stand in a file that says "
                    + "\"demonstration: yes\"");
        }
        return Optional.of(level);
    }

    private Measurement measurement(String id, Fields fields) {
        fields.only("says", "measures", "fresh-for", "at-any-time");
        Optional<Limit> freshFor = fields.has("fresh-for")
                ? Optional.of(limit(fields, "fresh-for")) : Optional.empty();
        freshFor.ifPresent(limit -> isTime(fields, "fresh-for", limit, SHORTEST));
        return new Measurement(id, fields.text("says"), fields.term("measures", Measurand.class),
                freshFor, fields.yes("at-any-time", false));
    }

    private void drug(Fields.Field entry) {
        Fields fields = Fields.of(entry.value(), entry.path(), refusals)
                .only("class", "into", "order", "by", "dose", "cap", "draw-up");
        try {
            Drug drug = Term.parse(Drug.class, entry.key());
            named.add(drug);
            Map<Extremity, Limit> dose = new EnumMap<>(Extremity.class);
            Fields doseFields = fields.fields("dose").only("any", "arm", "leg");
            for (Fields.Field one : doseFields.entries()) {
                Limit limit = limit(drug.term() + "." + one.key(),
                        Fields.of(one.value(), one.path(), refusals));
                doses.add(limit);
                for (Extremity extremity : Extremity.values()) {
                    if (one.key().equals("any") || one.key().equals(extremity.term())) {
                        dose.put(extremity, limit);
                    }
                }
            }
            if (dose.isEmpty()) {
                fields.refuse("dose", "write the dose, or leave its value empty, for arm and leg, "
                        + "or for any");
            }
            Optional<Limit> cap = fields.has("cap")
                    ? Optional.of(limit(drug.term() + ".cap", fields.fields("cap")))
                    : Optional.empty();
            cap.ifPresent(doses::add);
            Optional<Limit> drawUp = fields.has("draw-up")
                    ? Optional.of(limit(drug.term() + ".draw-up", fields.fields("draw-up")))
                    : Optional.empty();
            drawUp.ifPresent(doses::add);
            drugs.put(drug, new DrugRule(drug, fields.term("class", DrugClass.class),
                    fields.term("into", DrugRule.Route.class),
                    fields.term("order", DrugRule.OrderKind.class),
                    fields.term("by", DrugRule.Basis.class), dose, cap, drawUp));
        } catch (IllegalArgumentException e) {
            refusals.add(new Refusal(entry.value().line(), entry.path(), Fields.message(e)));
        }
    }

    /// What of limb and body goes into a dose; nothing, if the file does not say.
    Dosing dosing(Fields file) {
        if (!file.has("dosing")) {
            return Dosing.NONE;
        }
        Fields fields = file.fields("dosing")
                .only("girth-error", "displacement-error", "ideal-weight");
        try {
            return new Dosing(named(fields, "girth-error"), named(fields, "displacement-error"),
                    idealWeight(fields));
        } catch (IllegalArgumentException e) {
            file.refuse("dosing", Fields.message(e));
            return Dosing.NONE;
        }
    }

    private Optional<Dosing.IdealWeight> idealWeight(Fields dosing) {
        if (!dosing.has("ideal-weight")) {
            return Optional.empty();
        }
        Fields fields = dosing.fields("ideal-weight")
                .only("height", "male", "female", "per-centimetre");
        return Optional.of(new Dosing.IdealWeight(limit(fields, "height"), limit(fields, "male"),
                limit(fields, "female"), limit(fields, "per-centimetre")));
    }

    private Optional<Limit> named(Fields fields, String key) {
        return fields.has(key) ? Optional.of(limit(fields, key)) : Optional.empty();
    }

    /// Whether a limit is a time that a theatre can mean. The range is no clinical judgement: it
    /// catches seconds for minutes, and minutes for hours.
    boolean isTime(Fields fields, String key, Limit limit, Duration shortest) {
        if (withoutUnit.contains(limit.id())) {
            return false; // that is said already
        }
        if (!limit.unit().isTime()) {
            fields.refuse(key, "%s is in %s, not a time".formatted(limit.id(), limit.unit()));
            return false;
        }
        limit.amount().filter(amount -> amount.duration().compareTo(shortest) < 0
                        || amount.duration().compareTo(LONGEST) > 0)
                .ifPresent(amount -> fields.refuse(key,
                        "%s of %s is outside %s min to %s h; check number and unit".formatted(
                                limit.id(), amount.written(), shortest.toMinutes(),
                                LONGEST.toHours())));
        return true;
    }

    /// The limit that a field names.
    Limit limit(Fields fields, String key) {
        return limitNamed(fields, key, fields.text(key));
    }

    Limit limitNamed(Fields fields, String key, String name) {
        Limit limit = limits.get(name);
        if (limit == null) {
            fields.refuse(key, "\"%s\" is not among the limits: %s".formatted(
                    Text.shortened(name), String.join(", ", limits.keySet())));
            return Limit.empty(name, Unit.SECOND);
        }
        return limit;
    }

    /// The measurement that a field names.
    Optional<Measurement> measurement(Fields fields) {
        String name = fields.text("measurement");
        Measurement measurement = measurements.get(name);
        if (measurement == null) {
            fields.refuse("measurement", "\"%s\" is not among the measurements: %s".formatted(
                    Text.shortened(name), String.join(", ", measurements.keySet())));
        }
        return Optional.ofNullable(measurement);
    }

    /// The one bound of a measurement's limit, which must be in its unit and in its range.
    Optional<Bound> bound(Fields fields, Measurement measurement) {
        List<Bound> bounds = new ArrayList<>();
        for (Bound bound : Bound.values()) {
            if (fields.has(bound.term())) {
                bounds.add(bound);
            }
        }
        if (bounds.size() != 1) {
            refusals.add(new Refusal(fields.line(), fields.path(),
                    "write one of at-least, above, at-most, below, with the name of a limit"));
            return Optional.empty();
        }
        String key = bounds.getFirst().term();
        Limit limit = limit(fields, key);
        if (withoutUnit.contains(limit.id())) {
            return Optional.empty(); // that is said already
        }
        Measurand measurand = measurement.measures();
        if (limit.unit() != measurand.unit()) {
            fields.refuse(key, "%s is in %s, and %s is measured in %s".formatted(
                    limit.id(), limit.unit(), measurement.id(), measurand.unit()));
            return Optional.empty();
        }
        try {
            limit.amount().ifPresent(measurand::checked);
        } catch (IllegalArgumentException e) {
            fields.refuse(key, Fields.message(e));
        }
        return Optional.of(bounds.getFirst());
    }

    /// Whether the file has the drug, be its rule right or refused.
    boolean names(Drug drug) {
        return named.contains(drug);
    }

    Optional<DrugRule> rule(Drug drug) {
        return Optional.ofNullable(drugs.get(drug));
    }
}
