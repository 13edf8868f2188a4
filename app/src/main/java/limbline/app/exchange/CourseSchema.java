package limbline.app.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.Finding.Why;
import limbline.measure.Term;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The JSON Schema of the course file (draft 2020-12), read off the events, so that editors can
/// complete and check one. It says which entries, fields and words there are; what a number or a
/// date may be is said by Limbline itself.
public final class CourseSchema {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Map<String, Object> TEXT = values("type", List.of("string", "number"));

    private CourseSchema() {}

    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Limbline course file, version 1");
        schema.put("type", "object");
        schema.put("required", List.of("limbline-course", "centre", "patient", "events"));
        schema.put("additionalProperties", false);
        Map<String, Object> properties = new LinkedHashMap<>();
        CourseFile.FILE_FIELDS.forEach(name -> properties.put(name, TEXT));
        properties.put("limbline-course", values("enum", List.of(1, "1")));
        properties.put("events", values("type", "array", "maxItems", CourseFile.MOST_EVENTS,
                "items", values("oneOf",
                        FieldValue.events().stream().map(CourseSchema::entry).toList())));
        schema.put("properties", properties);
        return JSON.writeValueAsString(schema) + "\n";
    }

    private static Map<String, Object> entry(EventType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        CourseFile.ENTRY_FIELDS.forEach(name -> properties.put(name, TEXT));
        properties.put("type", values("const", type.name()));
        properties.put("undated", values("enum", List.of(true, "true")));
        List<String> required = new ArrayList<>(List.of("id", "type"));
        for (EventField field : type.fields()) {
            properties.put(field.name(), field(field));
            if (field.shape() == EventField.Shape.VALUE) {
                required.add(field.name());
            }
        }
        return values("title", type.name(), "type", "object", "required", required,
                "oneOf", List.of(values("required", List.of("date")),
                        values("required", List.of("after", "offset")),
                        values("required", List.of("at")), values("required", List.of("undated"))),
                "additionalProperties", false, "properties", properties);
    }

    private static Map<String, Object> field(EventField field) {
        return switch (field.shape()) {
            case VALUE -> one(field);
            case FINDING -> values("anyOf", List.of(one(field),
                    values("enum", Arrays.stream(Why.values())
                            .map(why -> why.term().replace('-', ' ')).toList()),
                    values("type", "object", "required", List.of("printed"),
                            "additionalProperties", false, "properties",
                            values("printed", TEXT))));
            case LIST, SET -> values("anyOf", List.of(
                    values("type", "array", "items", element(field)), element(field)));
        };
    }

    private static Map<String, Object> one(EventField field) {
        return field.leaf().isEnum()
                ? values("enum", Arrays.stream(field.leaf().getEnumConstants()).map(Term::text)
                        .toList())
                : TEXT;
    }

    /// "melphalan: 50 mg" is a text in quotes, and a name with a value without.
    private static Map<String, Object> element(EventField field) {
        return field.leaf().isEnum() ? one(field) : values("anyOf", List.of(TEXT,
                values("type", "object", "minProperties", 1, "maxProperties", 1,
                        "additionalProperties", TEXT)));
    }

    private static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}
