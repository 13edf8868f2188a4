package limbline.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.Finding.Why;
import limbline.measure.Term;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;

/// One field of an event.
///
/// @param leaf the type of the value, of the finding's value, or of an element
/// @param accessor reads it off the event
public record EventField(String name, Shape shape, Class<?> leaf, Method accessor) {

    /// Looking one up makes a copy of it each time.
    private static final ClassValue<Method> PARSERS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> leaf) {
            try {
                return leaf.getMethod("parse", String.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(leaf + " has no parse(String)", e);
            }
        }
    };

    /// How the field holds its values.
    public enum Shape {
        /// One value that must be there.
        VALUE,
        /// One value, or why there is none.
        FINDING,
        LIST,
        SET
    }

    /// The field's value in `event`.
    public Object of(Event event) {
        try {
            return Objects.requireNonNull(accessor.invoke(event));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The value that `text` stands for, as [EventType#read] takes it.
    ///
    /// @throws IllegalArgumentException with the field's name in front
    public Object read(@Nullable Object text) {
        try {
            return switch (shape) {
                case VALUE -> one(text);
                case FINDING -> finding(text);
                case LIST -> several(text);
                case SET -> new LinkedHashSet<>(several(text));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /// Empty for what [#read] gives when nothing is written.
    public Optional<Object> write(Object value) {
        return switch (shape) {
            case VALUE -> Optional.of(Term.text(value));
            case FINDING -> written((Finding<?>) value);
            case LIST -> texts((Collection<?>) value, false);
            case SET -> texts((Collection<?>) value, true);
        };
    }

    private Object one(@Nullable Object text) {
        return switch (text) {
            case null -> throw new IllegalArgumentException("is missing; write " + wanted());
            case String words -> parsed(words);
            case Number number -> parsed(number.toString());
            default -> throw new IllegalArgumentException("write " + wanted());
        };
    }

    private Finding<?> finding(@Nullable Object text) {
        return switch (text) {
            case null -> Finding.notStated();
            case Map<?, ?> map when map.size() == 1 && map.get("missing") instanceof String why ->
                Finding.missing(Term.parse(Why.class, why));
            case Map<?, ?> map when map.size() == 1 && map.get("printed") instanceof String words ->
                Finding.printed(words);
            case Map<?, ?> _ -> throw new IllegalArgumentException(
                    "write a value, {missing: not-stated} or {printed: words of the source}");
            default -> Finding.known(one(text));
        };
    }

    private List<?> several(@Nullable Object text) {
        return switch (text) {
            case null -> List.of();
            case Collection<?> texts -> {
                List<Object> values = new ArrayList<>();
                for (Object each : texts) {
                    values.add(one(each));
                }
                yield values;
            }
            default -> List.of(one(text));
        };
    }

    private String wanted() {
        return shape == Shape.LIST || shape == Shape.SET ? "a list of texts" : "a text or a number";
    }

    private Object parsed(String words) {
        if (leaf == String.class) {
            return Text.line("the text", words);
        }
        if (leaf == Integer.class) {
            try {
                return Integer.valueOf(words.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a whole number".formatted(Text.shortened(words)), e);
            }
        }
        if (leaf == LocalDate.class) {
            try {
                return LocalDate.parse(words.strip());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a day; write for example 2013-07-04"
                                .formatted(Text.shortened(words)), e);
            }
        }
        if (leaf.isEnum()) {
            return constant(words);
        }
        return parsedByItself(words);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // leaf.isEnum() is the check
    private Object constant(String words) {
        return Term.parse((Class) leaf, words);
    }

    private Object parsedByItself(String words) {
        try {
            return Objects.requireNonNull(PARSERS.get(leaf).invoke(null, words));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Object> written(Finding<?> finding) {
        return switch (finding) {
            case Known<?>(var value) -> Optional.of(Term.text(value));
            case Missing<?>(var why) when why == Why.NOT_STATED -> Optional.empty();
            case Missing<?>(var why) -> Optional.of(Map.of("missing", why.term()));
            case Printed<?>(var words) -> Optional.of(Map.of("printed", words));
        };
    }

    private static Optional<Object> texts(Collection<?> values, boolean sorted) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(values.stream().map(Term::text).toList());
        if (sorted) {
            texts.sort(Comparator.naturalOrder()); // a set has no order, the stored text must
        }
        return Optional.of(texts);
    }
}
