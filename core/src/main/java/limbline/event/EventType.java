package limbline.event;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import limbline.measure.Text;

/// What an event is made of, read off its record: the one description from which the journal's
/// text, the course file, the import map and the forms follow.
///
/// @param name as the journal keeps it: `LesionFound` is "lesion-found"; never changed
/// @param version of the fields, raised when they change
/// @param family the station's sealed interface
public record EventType(
        String name,
        int version,
        Class<? extends Event> type,
        Class<?> family,
        List<EventField> fields) {

    /// Looking one up makes a copy of it each time.
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            return type.getDeclaredConstructors()[0];
        }
    };

    private static final List<EventType> ALL = Arrays.stream(Event.class.getPermittedSubclasses())
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses())
                    .map(type -> describe(family, type.asSubclass(Event.class))))
            .toList();

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(EventType::name, Function.identity()));

    private static final Map<Class<?>, EventType> BY_CLASS =
            ALL.stream().collect(toUnmodifiableMap(EventType::type, Function.identity()));

    /// Every type there is, in the order of the patient's way.
    public static List<EventType> all() {
        return ALL;
    }

    /// @throws IllegalArgumentException if there is none of that name, with the names there are
    public static EventType named(String name) {
        EventType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "\"%s\" is not an event; the events are: %s".formatted(Text.shortened(name),
                            String.join(", ", ALL.stream().map(EventType::name).toList())));
        }
        return type;
    }

    public static EventType of(Event event) {
        EventType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException(event.getClass() + " is no event's record");
        }
        return type;
    }

    /// Whether people tell of it in their own words, in a form or a file. What is written as it
    /// happens in theatre, is signed, or takes an entry back, is not told afterwards.
    public boolean isTold() {
        return type != RecordEvent.Withdrawn.class && family != ProcedureEvent.class
                && family != OrderEvent.class
                && type != TheatreEvent.ProcedureBegun.class;
    }

    /// The event with these values.
    ///
    /// @param values for each field its text, a list of texts, or for a finding also one of
    ///     `{missing: why}` and `{printed: words}`; a field that is left out is "not stated" where
    ///     it is a finding, empty where it is a list or a set, and an error otherwise
    /// @throws IllegalArgumentException with the field's name and what may be written
    public Event read(Map<String, ?> values) {
        values.keySet().forEach(this::refuseUnlessField);
        Object[] arguments = new Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            EventField field = fields.get(i);
            arguments[i] = field.read(values.get(field.name()));
        }
        try {
            return type.cast(CONSTRUCTORS.get(type).newInstance(arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuseUnlessField(String given) {
        for (EventField field : fields) {
            if (field.name().equals(given)) {
                return;
            }
        }
        throw new IllegalArgumentException("%s: there is no such field in %s; it has: %s".formatted(
                Text.shortened(given), name,
                String.join(", ", fields.stream().map(EventField::name).toList())));
    }

    /// The values of `event`, such that [#read] gives it back; findings that are not stated and
    /// empty lists are left out.
    public Map<String, Object> write(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (EventField field : fields) {
            field.write(field.of(event)).ifPresent(text -> values.put(field.name(), text));
        }
        return values;
    }

    private static EventType describe(Class<?> family, Class<? extends Event> type) {
        return new EventType(
                hyphened(type.getSimpleName()), 1, type, family,
                Stream.of(type.getRecordComponents()).map(EventType::field).toList());
    }

    private static EventField field(RecordComponent component) {
        Type declared = component.getGenericType();
        List<String> name = new ArrayList<>(List.of(component.getName()));
        if (declared instanceof ParameterizedType generic) {
            EventField.Shape shape = switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "Finding" -> EventField.Shape.FINDING;
                case "List" -> EventField.Shape.LIST;
                case "Set" -> EventField.Shape.SET;
                default -> throw new IllegalStateException(component + " has no text form");
            };
            Class<?> leaf = (Class<?>) generic.getActualTypeArguments()[0];
            return new EventField(name.getFirst(), shape, leaf, component.getAccessor());
        }
        return new EventField(name.getFirst(), EventField.Shape.VALUE, (Class<?>) declared,
                component.getAccessor());
    }

    private static String hyphened(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
