package limbline.app.protocol;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.measure.Unit;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;
import limbline.protocol.DischargeItem;
import limbline.protocol.Limit;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule.Telling;
import limbline.protocol.WardRule;
import limbline.protocol.Watched;
import limbline.ward.Curve;

/// The `ward` section of a protocol file.
final class WardReader {

    private static final int MOST = 60;

    private final Vocabulary words;
    private final Map<String, Integer> ids = new HashMap<>();

    WardReader(Vocabulary words) {
        this.words = words;
    }

    /// What a rule looks at.
    private enum Kind implements Term {
        VALUE_ABOVE("analyte above from until worse-by"),
        LATE_PEAK("analyte from above"),
        PEAK_PASSED("analyte"),
        RISE_AFTER("analyte after by"),
        URINE_BELOW("below over"),
        COMPARTMENT_SIGNS("signs until gap"),
        GRADE_AT_LEAST("grade"),
        OVERDUE("of every until");

        private final String fields;

        Kind(String fields) {
            this.fields = fields;
        }
    }

    /// What an item of the discharge check looks at.
    private enum ItemKind implements Term {
        FALLING("analyte below"),
        ENOUGH_URINE("at-least over"),
        GRADE_BELOW("grade"),
        NO_ALERT(""),
        STATED("");

        private final String fields;

        ItemKind(String fields) {
            this.fields = fields;
        }
    }

    WardPlan read(Fields file) {
        if (!file.has("ward")) {
            return WardPlan.NONE;
        }
        Fields ward = file.fields("ward").only("rules", "discharge", "shifts");
        List<WardRule> rules = new ArrayList<>();
        few(ward, "rules").forEach(one -> rule(one).ifPresent(rules::add));
        List<DischargeItem> items = new ArrayList<>();
        few(ward, "discharge").forEach(one -> item(one).ifPresent(items::add));
        return distinct(rules, items) ? new WardPlan(rules, items, shifts(ward)) : WardPlan.NONE;
    }

    private static List<Fields> few(Fields ward, String key) {
        List<Fields> list = ward.list(key);
        if (list.size() > MOST) {
            ward.refuse(key, "%s are more than %s".formatted(list.size(), MOST));
        }
        return list;
    }

    /// A name that stands twice has been refused; the plan would refuse it once more.
    private static boolean distinct(List<WardRule> rules, List<DischargeItem> items) {
        return rules.stream().map(rule -> rule.telling().id()).distinct().count() == rules.size()
                && items.stream().map(DischargeItem::id).distinct().count() == items.size();
    }

    private static List<LocalTime> shifts(Fields ward) {
        List<LocalTime> shifts = new ArrayList<>();
        for (String text : ward.words("shifts")) {
            try {
                shifts.add(LocalTime.parse(text));
            } catch (DateTimeParseException e) {
                ward.refuse("shifts", "\"%s\" is no time of day; write for example \"06:00\""
                        .formatted(Text.shortened(text)));
            }
        }
        return shifts.stream().sorted().distinct().toList();
    }

    private Optional<WardRule> rule(Fields fields) {
        Optional<Kind> kind = fields.optionalTerm("rule", Kind.class);
        if (kind.isEmpty()) {
            if (!fields.has("rule")) {
                fields.refuse("rule", "missing; one of: " + String.join(", ",
                        Arrays.stream(Kind.values()).map(Term::term).toList()));
            }
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(List.of("id", "rule", "tier", "says", "source", "do"));
        allowed.addAll(own(kind.get().fields));
        fields.only(allowed.toArray(String[]::new));
        Telling telling = new Telling(ownId(fields), fields.term("tier", AlertTier.class),
                fields.text("says"), source(fields), fields.text("do"));
        return Optional.of(switch (kind.get()) {
            case VALUE_ABOVE -> {
                Analyte analyte = fields.term("analyte", Analyte.class);
                yield new WardRule.ValueAbove(telling, analyte,
                        limit(fields, "above", Curve.unit(analyte)), days(fields, "from"),
                        days(fields, "until"), optional(fields, "worse-by", "%"));
            }
            case LATE_PEAK -> {
                Analyte analyte = fields.term("analyte", Analyte.class);
                yield new WardRule.LatePeak(telling, analyte, limit(fields, "from", "d"),
                        optional(fields, "above", Curve.unit(analyte)));
            }
            case PEAK_PASSED -> new WardRule.PeakPassed(
                    notice(fields, telling), fields.term("analyte", Analyte.class));
            case RISE_AFTER -> new WardRule.RiseAfter(telling,
                    fields.term("analyte", Analyte.class), limit(fields, "after", "d"),
                    limit(fields, "by", "%"));
            case URINE_BELOW -> new WardRule.UrineBelow(
                    telling, limit(fields, "below", "mL/kg/h"), time(fields, "over"));
            case COMPARTMENT_SIGNS -> new WardRule.CompartmentSigns(telling, signs(fields),
                    days(fields, "until"), optional(fields, "gap", "mm[Hg]"));
            case GRADE_AT_LEAST -> new WardRule.GradeAtLeast(
                    telling, fields.term("grade", Wieberdink.class));
            case OVERDUE -> new WardRule.Overdue(telling, fields.term("of", Watched.class),
                    time(fields, "every"), days(fields, "until"));
        });
    }

    /// That a peak is past is good news: nobody has to acknowledge it.
    private static Telling notice(Fields fields, Telling telling) {
        if (telling.tier() != AlertTier.NOTICE) {
            fields.refuse("tier", "a peak that is past is told and alerts nobody: notice");
        }
        return telling;
    }

    private Optional<DischargeItem> item(Fields fields) {
        Optional<ItemKind> kind = fields.optionalTerm("item", ItemKind.class);
        if (kind.isEmpty()) {
            if (!fields.has("item")) {
                fields.refuse("item", "missing; one of: " + String.join(", ",
                        Arrays.stream(ItemKind.values()).map(Term::term).toList()));
            }
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>(List.of("id", "item", "says", "source"));
        allowed.addAll(own(kind.get().fields));
        fields.only(allowed.toArray(String[]::new));
        String id = ownId(fields);
        String says = fields.text("says");
        String source = source(fields);
        return Optional.of(switch (kind.get()) {
            case FALLING -> {
                Analyte analyte = fields.term("analyte", Analyte.class);
                yield new DischargeItem.Falling(id, says, source, analyte,
                        optional(fields, "below", Curve.unit(analyte)));
            }
            case ENOUGH_URINE -> new DischargeItem.EnoughUrine(id, says, source,
                    limit(fields, "at-least", "mL/kg/h"), time(fields, "over"));
            case GRADE_BELOW -> new DischargeItem.GradeBelow(
                    id, says, source, fields.term("grade", Wieberdink.class));
            case NO_ALERT -> new DischargeItem.NoAlert(id, says, source);
            case STATED -> new DischargeItem.Stated(id, says, source);
        });
    }

    private static List<String> own(String fields) {
        return fields.isEmpty() ? List.of() : List.of(fields.split(" ", -1));
    }

    private String ownId(Fields fields) {
        String id = fields.id("id");
        Integer before = ids.putIfAbsent(id, fields.line());
        if (before != null && !id.equals("?")) {
            fields.refuse("id", "\"%s\" is taken on line %s".formatted(id, before));
        }
        return id;
    }

    private String source(Fields fields) {
        String source = fields.text("source");
        if (!source.equals("?") && !words.sources().containsKey(source)) {
            fields.refuse("source", "\"%s\" is not among the sources: %s".formatted(
                    Text.shortened(source), String.join(", ", words.sources().keySet())));
        }
        return source;
    }

    private static List<Sign> signs(Fields fields) {
        List<Sign> signs = new ArrayList<>();
        for (String word : fields.words("signs")) {
            try {
                signs.add(Term.parse(Sign.class, word));
            } catch (IllegalArgumentException e) {
                fields.refuse("signs", Fields.message(e));
            }
        }
        if (signs.isEmpty()) {
            fields.refuse("signs", "name the signs of a limb check that fit, each of which is "
                    + "enough when it is marked");
        }
        return signs;
    }

    private Limit limit(Fields fields, String key, String unit) {
        Limit limit = words.limit(fields, key);
        if (!limit.unit().toString().equals(unit)) {
            fields.refuse(key, "%s is in %s; here it must be in %s".formatted(
                    limit.id(), limit.unit(), unit));
        }
        return limit;
    }

    private Optional<Limit> optional(Fields fields, String key, String unit) {
        return fields.has(key) ? Optional.of(limit(fields, key, unit)) : Optional.empty();
    }

    private Optional<Limit> days(Fields fields, String key) {
        return optional(fields, key, Unit.DAY.toString());
    }

    private Limit time(Fields fields, String key) {
        Limit limit = words.limit(fields, key);
        if (!limit.unit().isTime()) {
            fields.refuse(key, "%s is in %s, not a time".formatted(limit.id(), limit.unit()));
        } else if (limit.amount().filter(amount -> amount.duration().isPositive()).isEmpty()
                && limit.amount().isPresent()) {
            fields.refuse(key, limit.id() + " is no time at all");
        }
        return limit;
    }
}
