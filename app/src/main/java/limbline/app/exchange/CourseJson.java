package limbline.app.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.app.journal.Centre;
import limbline.course.Course;
import limbline.course.Derived;
import limbline.course.LesionCourse;
import limbline.course.LimbCourse;
import limbline.course.Placed;
import limbline.event.EventType;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.When;
import limbline.patient.DrugDose;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A course as JSON for programs, as `docs/show-json.md` describes it: `patient`, `limbs`,
/// `lesions`, `events` and `derived`. What has no value stands under `missing` with the reason, and
/// never as an empty value.
public final class CourseJson {

    private static final JsonMapper LINE = JsonMapper.builder().build();
    private static final JsonMapper PAGE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private CourseJson() {}

    /// Any values as one line.
    public static String line(Map<String, ?> values) {
        return LINE.writeValueAsString(values);
    }

    public static String of(Centre centre, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("patient", patient(centre, course));
        json.put("limbs", course.limbs().stream().map(CourseJson::limb).toList());
        json.put("lesions", course.lesions().stream().map(CourseJson::lesion).toList());
        json.put("events", course.timeline().stream().map(CourseJson::event).toList());
        json.put("derived", course.derived().stream().map(CourseJson::derived).toList());
        return PAGE.writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> patient(Centre centre, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", course.patient().value());
        json.put("centre", centre.id());
        json.put("invented", centre.invented());
        course.asOf().known().ifPresent(day -> json.put("knownBy", day.toString()));
        course.asOf().recorded().ifPresent(at -> json.put("recordedBy", at.toString()));
        json.put("flags", course.flags());
        return json;
    }

    private static Map<String, Object> limb(LimbCourse limb) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("limb", limb.limb().toString());
        json.put("status", limb.status());
        json.put("infusions", limb.infusions().stream().map(each -> Map.of(
                "ordinal", each.ordinal(), "event", each.placed().id().toString(),
                "modality", each.event().modality().term())).toList());
        json.put("worstToxicity", words(limb.worstToxicity()));
        return json;
    }

    private static Map<String, Object> lesion(LesionCourse lesion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", lesion.id().value());
        json.put("kind", lesion.found().kind().term());
        json.put("site", lesion.found().site().term());
        json.put("zone", lesion.found().site().zone().term());
        json.put("side", words(lesion.found().side()));
        json.put("states", lesion.changes().stream().map(change -> Map.of(
                "state", change.state().term(), "event", change.placed().id().toString()))
                .toList());
        return json;
    }

    private static Map<String, Object> event(Placed placed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", placed.id().toString());
        json.put("type", EventType.of(placed.event()).name());
        json.put("date", date(placed));
        json.put("known", placed.entry().known().text());
        json.put("recorded", placed.entry().recorded().toString());
        json.put("source", placed.entry().source());
        Map<String, Object> values = new LinkedHashMap<>(
                EventType.of(placed.event()).write(placed.event()));
        values.values().removeIf(value -> value instanceof Map<?, ?>); // they are missing
        json.put("values", values);
        json.put("missing", missing(placed));
        return json;
    }

    private static Map<String, Object> date(Placed placed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", placed.when());
        json.put("precision", precision(placed));
        placed.span().ifPresent(span -> {
            json.put("earliest", span.earliest().toString());
            json.put("latest", span.latest().toString());
            json.put("used", span.used().toString());
        });
        switch (placed.entry().happened()) {
            case When.After(var anchor, var offset) -> {
                json.put("after", anchor.toString());
                json.put("offset", offset.toString());
            }
            case When.At(var instant) -> json.put("at", instant.toString());
            case When.On _, When.Undated _ -> { }
        }
        if (!placed.entry().implied().isEmpty()) {
            json.put("implied", placed.entry().implied());
        }
        return json;
    }

    private static String precision(Placed placed) {
        return switch (placed.entry().happened()) {
            case When.At _ -> "second";
            case When.After _ -> "offset";
            case When.Undated _ -> "undated";
            case When.On(var date) when date.isExact() -> "day";
            case When.On(var date) when date.text().matches("\\d{4}-\\d{2}") -> "month";
            case When.On(var date) when date.text().matches("\\d{4}") -> "year";
            case When.On _ -> "range";
        };
    }

    /// Each field without a value, with why; a drug without its dose as "drugs.melphalan".
    private static Map<String, Object> missing(Placed placed) {
        Map<String, Object> missing = new LinkedHashMap<>();
        EventType.of(placed.event()).fields().forEach(field -> {
            if (field.of(placed.event()) instanceof Finding<?> finding) {
                addIfMissing(missing, field.name(), finding);
            }
        });
        if (placed.event() instanceof Infused infused) {
            for (DrugDose drug : infused.drugs()) {
                addIfMissing(missing, "drugs." + drug.drug().term(), drug.dose());
            }
        }
        return missing;
    }

    private static void addIfMissing(Map<String, Object> missing, String name, Finding<?> finding) {
        switch (finding) {
            case Known<?> _ -> { }
            case Missing<?>(var why) -> missing.put(name, why.term().replace('-', ' '));
            case Printed<?>(var words) -> missing.put(name, Map.of("printed", words));
        }
    }

    private static Map<String, Object> derived(Derived derived) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", derived.name());
        json.put("value", derived.value());
        json.put("earliest", derived.earliest().orElse(""));
        json.put("latest", derived.latest().orElse(""));
        json.put("unit", derived.unit());
        json.put("implied", derived.implied());
        json.put("events", new ArrayList<>(
                derived.restsOn().stream().map(EventId::toString).toList()));
        return json;
    }

    /// For people: the value, or why there is none.
    static String words(Finding<?> finding) {
        return switch (finding) {
            case Known<?> known -> known.words();
            case Missing<?>(var why) -> why.term().replace('-', ' ');
            case Printed<?> printed -> printed.words();
        };
    }

    /// The values of an event for people, one "name value" each, with what is missing.
    static List<String> values(Placed placed) {
        List<String> values = new ArrayList<>();
        EventType.of(placed.event()).write(placed.event()).forEach((name, value) -> {
            if (!(value instanceof Map<?, ?>)) {
                values.add(name + " " + (value instanceof List<?> list
                        ? String.join(" + ", list.stream().map(Object::toString).toList())
                        : value));
            }
        });
        missing(placed).forEach((name, why) -> {
            if (!name.startsWith("drugs.")) {
                values.add(name + " " + (why instanceof Map<?, ?> printed
                        ? "printed as \"" + printed.get("printed") + "\"" : why));
            }
        });
        return values;
    }
}
