package limbline.app.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.Check;
import limbline.measure.Finding.Why;

/// A field's value as people write it in a file, and as [EventType#read] takes it.
final class FieldValue {

    private FieldValue() {}

    /// The events that a file can tell of: what is about the record itself, such as that an entry
    /// is withdrawn, is said on the record; what a theatre writes down as it happens, there.
    static List<EventType> events() {
        return EventType.all().stream().filter(EventType::isTold).toList();
    }

    /// @throws IllegalArgumentException if there is no such event, or none for a file
    static EventType event(String name) {
        EventType type = EventType.named(name);
        Check.that(events().contains(type),
                "%s is no event for a file; say it on the record itself, with the reason", name);
        return type;
    }

    /// @throws IllegalArgumentException with what may be written
    static Object of(EventField field, Marked value) {
        return switch (field.shape()) {
            case VALUE -> word(value);
            case FINDING -> finding(value);
            case LIST, SET -> switch (value) {
                case Items(List<Marked> items, _) -> items.stream().map(FieldValue::word).toList();
                case Word _, Fields _ -> List.of(word(value));
            };
        };
    }

    private static Object finding(Marked value) {
        return switch (value) {
            case Word word when !word.isNothing() -> ofText(word.text());
            case Fields(var values, _) when values.size() == 1
                    && values.firstEntry().getValue() instanceof Word(String words, _, _)
                    && values.firstEntry().getKey().equals("printed") -> Map.of("printed", words);
            case Word _, Fields _, Items _ -> throw new IllegalArgumentException("write a value,"
                    + " not stated, not measured, unknown, not held, or {printed: words of the"
                    + " source}");
        };
    }

    /// A value, or one of the words for a missing one.
    static Object ofText(String text) {
        return why(text).<Object>map(why -> Map.of("missing", why.term())).orElse(text);
    }

    private static Optional<Why> why(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        return Arrays.stream(Why.values()).filter(why -> why.term().equals(folded)).findFirst();
    }

    /// `melphalan: 50 mg` without quotes is a name with a value to YAML, and one text to us.
    private static String word(Marked value) {
        return switch (value) {
            case Word word when !word.isNothing() -> word.text();
            case Fields(var values, _) when values.size() == 1
                    && values.firstEntry().getValue() instanceof Word(String text, _, _) ->
                values.firstEntry().getKey() + ": " + text;
            case Word _, Fields _, Items _ ->
                throw new IllegalArgumentException("a text or a number is wanted here");
        };
    }

    /// What is wrong with a field, from the words of [EventType#read], which begin with its name.
    record Refusal(String field, String reason) {

        Unreadable in(String file, Fields entry) {
            Marked value = entry.values().get(field);
            return new Unreadable(new Problem(
                    file, value == null ? entry.line() : value.line(), field, reason));
        }
    }

    /// Where a finding was refused the reader is told how to keep what is printed.
    static Refusal refusal(EventType type, IllegalArgumentException refused) {
        String message = Problem.words(refused);
        for (EventField field : type.fields()) {
            if (message.startsWith(field.name() + ": ")) {
                String reason = message.substring(field.name().length() + 2);
                return new Refusal(field.name(), field.shape() == EventField.Shape.FINDING
                        ? reason + "; if the source prints that, write " + field.name()
                                + ": {printed: \"...\"}, and it is kept and never counted"
                        : reason);
            }
        }
        return new Refusal("", message);
    }
}
