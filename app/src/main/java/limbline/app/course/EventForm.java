package limbline.app.course;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.EventId;
import limbline.measure.Finding.Why;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import org.jspecify.annotations.Nullable;

/// Between what is typed into the form of an event and the event, both ways. Every field that
/// cannot be read is told at once, each beside itself.
final class EventForm {

    private static final String WHY = ".why";
    private static final String PRINTED = ".printed";

    /// Among the reasons why there is no value: the source's words stand in its place.
    private static final String AS_PRINTED = "printed";

    /// Why an event is corrected; "reason" is a field of some events.
    static final String BECAUSE = "because";

    private final EventType type;
    private final Sent sent;
    private final ZoneId zone;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private EventForm(EventType type, Sent sent, ZoneId zone) {
        this.type = type;
        this.sent = sent;
        this.zone = zone;
    }

    /// What came of reading a form.
    sealed interface Read {

        /// It says all that an event needs.
        record Complete(Draft draft) implements Read {}

        /// Sentences by the name of the field they belong to; "" where it belongs to none.
        record Faulty(Map<String, String> errors) implements Read {}
    }

    /// Reads the form of an event.
    ///
    /// @param id of the event, if it is written
    /// @param corrects what it replaces, for a correction
    static Read read(EventType type, Sent sent, ZoneId zone, UUID id, Optional<EventId> corrects) {
        EventForm form = new EventForm(type, sent, zone);
        Optional<Event> event = form.event();
        Optional<When> when = form.when();
        Optional<PartialDate> known = form.told("known", () -> PartialDate.parse(required(
                sent.one("known"), "write when the team knew it, for example 2013-07-04")));
        Optional<String> source = form.told("source", () -> Text.line("the source", required(
                sent.one("source"), "write where this comes from, for example: seen by myself")));
        String typed = sent.one("implied").strip();
        String implied = typed.isEmpty() ? "" : form.told("implied", () ->
                Text.line("implied", typed)).orElse("");
        Optional<Correction> correction = corrects.flatMap(wrong -> form.told(BECAUSE, () ->
                new Correction(wrong, required(sent.one(BECAUSE), "write why it is corrected"))));
        if (!form.errors.isEmpty() || event.isEmpty() || when.isEmpty() || known.isEmpty()
                || source.isEmpty()) {
            return new Read.Faulty(form.errors);
        }
        return new Read.Complete(new Draft(new EventId(id), event.get(), when.get(), implied,
                known.get(), source.get(), correction));
    }

    /// The form filled with an event that is to be corrected.
    static Sent filled(Entry entry, ZoneId zone) {
        EventType type = EventType.of(entry.event());
        Map<String, List<String>> values = new HashMap<>();
        for (EventField field : type.fields()) {
            field.write(field.of(entry.event())).ifPresent(text -> fill(field, text, values));
        }
        switch (entry.happened()) {
            case When.On(PartialDate date) -> {
                values.put("when", List.of("on"));
                values.put("when.on", List.of(date.text()));
            }
            case When.At(var instant) -> {
                values.put("when", List.of("at"));
                values.put("when.at", List.of(LocalDateTime.ofInstant(instant, zone)
                        .truncatedTo(ChronoUnit.SECONDS).toString()));
            }
            case When.After(EventId anchor, Offset offset) -> {
                values.put("when", List.of("after"));
                values.put("when.offset", List.of(offset.toString()));
                values.put("when.anchor", List.of(anchor.toString()));
            }
            case When.Undated _ -> values.put("when", List.of("undated"));
        }
        values.put("implied", List.of(entry.implied()));
        values.put("known", List.of(entry.known().text()));
        values.put("source", List.of(entry.source()));
        return new Sent(values);
    }

    private static void fill(EventField field, Object written, Map<String, List<String>> values) {
        switch (written) {
            case Map<?, ?> map when map.get("missing") instanceof String why ->
                values.put(field.name() + WHY, List.of(why));
            case Map<?, ?> map -> {
                values.put(field.name() + WHY, List.of(AS_PRINTED));
                values.put(field.name() + PRINTED, List.of(String.valueOf(map.get("printed"))));
            }
            case Collection<?> several -> {
                List<String> texts = several.stream().map(String::valueOf).toList();
                values.put(field.name(), texts);
                values.put(field.name() + ".lines", List.of(String.join("\n", texts)));
            }
            case Object text -> values.put(field.name(), List.of(String.valueOf(text)));
        }
    }

    private Optional<Event> event() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (EventField field : type.fields()) {
            told(field.name(), () -> {
                @Nullable Object text = text(field);
                field.read(text);
                if (text != null) {
                    values.put(field.name(), text);
                }
                return field;
            });
        }
        return errors.isEmpty() ? told("", () -> type.read(values)) : Optional.empty();
    }

    /// What was typed into one field, as [EventField#read] takes it.
    private @Nullable Object text(EventField field) {
        String typed = sent.one(field.name()).strip();
        return switch (field.shape()) {
            case VALUE -> required(typed, "is needed");
            case FINDING -> finding(field, typed);
            case LIST, SET -> {
                List<String> several = new ArrayList<>(sent.lines(field.name() + ".lines"));
                if (several.isEmpty()) {
                    several.addAll(sent.all(field.name()));
                }
                yield several;
            }
        };
    }

    private @Nullable Object finding(EventField field, String typed) {
        String printed = sent.one(field.name() + PRINTED).strip();
        String why = sent.one(field.name() + WHY).strip();
        boolean silent = why.isEmpty() || why.equals(Why.NOT_STATED.term());
        if (!typed.isEmpty() && !silent) {
            throw new IllegalArgumentException("there is a value, \"%s\", and a reason why there is"
                    .formatted(Text.shortened(typed)) + " none; clear one of them");
        }
        if (why.equals(AS_PRINTED)) {
            return Map.of("printed", required(printed, "write the words as they are printed"));
        }
        return silent ? typed.isEmpty() ? null : typed : Map.of("missing", why);
    }

    private Optional<When> when() {
        return switch (sent.one("when")) {
            case "on" -> told("when.on", () -> new When.On(PartialDate.parse(required(
                    sent.one("when.on"), "write a date, for example 2013-07-04 or late 2013"))));
            case "at" -> told("when.at", () -> new When.At(instant()));
            case "after" -> {
                Optional<Offset> offset = told("when.offset", () -> Offset.parse(required(
                        sent.one("when.offset"), "write how long after, for example 3 days")));
                Optional<EventId> anchor = told("when.anchor", () -> EventId.parse(required(
                        sent.one("when.anchor"), "choose the event it is counted from")));
                yield offset.flatMap(by -> anchor.map(from -> new When.After(from, by)));
            }
            case "undated" -> Optional.of(new When.Undated());
            default -> told("when", () -> {
                throw new IllegalArgumentException("choose how the date is known");
            });
        };
    }

    private Instant instant() {
        String typed = required(sent.one("when.at"), "write the day and the time");
        try {
            return LocalDateTime.parse(typed.strip().replace(' ', 'T')).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a day with its time; write for example 2013-07-04 14:30"
                            .formatted(Text.shortened(typed)), e);
        }
    }

    /// What `read` reads, or empty with its refusal noted beside the field.
    private <T> Optional<T> told(String field, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String prefix = field + ": ";
            errors.putIfAbsent(field,
                    message.startsWith(prefix) ? message.substring(prefix.length()) : message);
            return Optional.empty();
        }
    }

    private static String required(String typed, String otherwise) {
        if (typed.isBlank()) {
            throw new IllegalArgumentException(otherwise);
        }
        return typed;
    }
}
