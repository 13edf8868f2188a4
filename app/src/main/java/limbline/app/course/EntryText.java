package limbline.app.course;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import limbline.app.journal.EventText;
import limbline.app.journal.Written;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.EventType;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Between an event and its text in the journal, both ways. What is written here is read for ever:
/// `src/test/resources/journal` keeps a sample of every version.
///
/// The body is the JSON of [EventType#write]. The times are one of
///
/// ```json
/// {"on": "2013-07", "implied": "16 months before November 2014", "known": "2013-07"}
/// {"at": "2026-11-23T08:15:00Z"}
/// {"after": "8c5fa2b4-6e35-5ed3-b9a4-0b0dbde2a0ff", "offset": "3 days"}
/// {"undated": true}
/// ```
///
/// where `implied` stands only if there is a reason to give, and `known` only if it is no single
/// day: the journal's own column keeps its last day.
public final class EntryText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader VALUES =
            JSON.readerFor(new TypeReference<Map<String, Object>>() {});

    private EntryText() {}

    /// The text that is appended.
    public static EventText of(Draft draft) {
        EventType type = EventType.of(draft.event());
        return new EventText(
                draft.id().value(), type.name(), type.version(), body(draft.event()),
                times(draft), draft.known().latest(), draft.source(),
                draft.correction().map(correction -> new limbline.app.journal.Correction(
                        correction.replaces().value(), correction.reason())).orElse(null));
    }

    /// The entry that a row of the journal is.
    ///
    /// @throws IllegalStateException if the row cannot be read: nobody should treat a patient by a
    ///     record that is damaged, or written by a newer Limbline
    public static Entry entry(Written row) {
        try {
            EventText text = row.event();
            Map<String, Object> times = values(text.times());
            return new Entry(
                    new EventId(text.event()), row.patient().patient(),
                    row.position(), event(text.type(), text.version(), text.body()),
                    when(times), string(times, "implied").orElse(""),
                    known(times, text.known()), row.recorded(), row.author(), text.source(),
                    correction(text.correction()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalStateException("event %s of %s in the journal cannot be read: %s"
                    .formatted(row.position(), row.patient(), e.getMessage()), e);
        }
    }

    static String body(Event event) {
        return JSON.writeValueAsString(EventType.of(event).write(event));
    }

    /// @throws IllegalArgumentException if the text is no such event
    static Event event(String type, int version, String body) {
        EventType known = EventType.named(type);
        if (version != known.version()) {
            throw new IllegalArgumentException(
                    ("%s has version %s, and this Limbline reads version %s: it was written by a"
                            + " newer one; start that").formatted(type, version, known.version()));
        }
        return known.read(values(body));
    }

    private static String times(Draft draft) {
        Map<String, Object> text = new LinkedHashMap<>();
        switch (draft.happened()) {
            case When.On(PartialDate date) -> text.put("on", date.text());
            case When.At(Instant instant) -> text.put("at", instant.toString());
            case When.After(EventId anchor, Offset offset) -> {
                text.put("after", anchor.toString());
                text.put("offset", offset.toString());
            }
            case When.Undated _ -> text.put("undated", true);
        }
        if (!draft.implied().isEmpty()) {
            text.put("implied", draft.implied());
        }
        if (!draft.known().isExact()) {
            text.put("known", draft.known().text());
        }
        return JSON.writeValueAsString(text);
    }

    private static When when(Map<String, Object> times) {
        Optional<String> on = string(times, "on");
        Optional<String> at = string(times, "at");
        Optional<String> after = string(times, "after");
        if (on.isPresent()) {
            return new When.On(PartialDate.parse(on.get()));
        }
        if (at.isPresent()) {
            return new When.At(Instant.parse(at.get()));
        }
        if (after.isPresent()) {
            return new When.After(EventId.parse(after.get()), Offset.parse(
                    string(times, "offset").orElseThrow(() -> new IllegalArgumentException(
                            "\"after\" stands without an offset"))));
        }
        if (Boolean.TRUE.equals(times.get("undated"))) {
            return new When.Undated();
        }
        throw new IllegalArgumentException("it does not say when it happened: " + times);
    }

    private static PartialDate known(Map<String, Object> times, LocalDate last) {
        PartialDate known = string(times, "known").map(PartialDate::parse)
                .orElseGet(() -> PartialDate.of(last));
        if (!known.latest().equals(last)) {
            throw new IllegalArgumentException(
                    "it was known %s by its text, and %s by its column".formatted(known, last));
        }
        return known;
    }

    private static Optional<Correction> correction(
            limbline.app.journal.@Nullable Correction text) {
        return Optional.ofNullable(text).map(correction -> new Correction(
                new EventId(correction.replaces()), correction.reason()));
    }

    private static Optional<String> string(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Map<String, Object> values(String json) {
        try {
            return VALUES.readValue(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its text is not JSON", e);
        }
    }
}
