package limbline.measure;

import java.util.Optional;
import java.util.function.Function;

/// What is known of something: a value, why there is none, or what the source prints where no value
/// can be read. The kinds of nothing are different facts, and a study that mixes them up counts
/// wrongly; so there is no null to mix them in.
public sealed interface Finding<T> {

    /// It is known.
    record Known<T>(T value) implements Finding<T> {}

    /// There is no value, and this is why.
    record Missing<T>(Why why) implements Finding<T> {}

    /// The source prints something that is no value of this kind: a range where a grade belongs, a
    /// remark where a number belongs. It is kept word for word and never counted as a value.
    record Printed<T>(String verbatim) implements Finding<T> {
        public Printed {
            verbatim = Text.line("the printed words", verbatim);
        }
    }

    /// Why there is no value.
    enum Why implements Term {
        /// It was due and nobody did it.
        NOT_MEASURED,
        /// It may have been done; the source does not say.
        NOT_STATED,
        /// It was asked and could not be found out.
        UNKNOWN,
        /// It exists, and is not in our hands.
        NOT_HELD,
        /// The question makes no sense here.
        NOT_APPLICABLE
    }

    static <T> Finding<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Finding<T> missing(Why why) {
        return new Missing<>(why);
    }

    static <T> Finding<T> notStated() {
        return new Missing<>(Why.NOT_STATED);
    }

    static <T> Finding<T> printed(String words) {
        return new Printed<>(words);
    }

    /// The value, if there is one.
    default Optional<T> found() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Missing<T> _, Printed<T> _ -> Optional.empty();
        };
    }

    /// Whether the value is known and equals `value`.
    default boolean is(T value) {
        return found().filter(value::equals).isPresent();
    }

    default <R> Finding<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(change.apply(value));
            case Missing<T>(Why why) -> new Missing<>(why);
            case Printed<T>(String words) -> new Printed<>(words);
        };
    }

    /// For people: the value, "not stated", or `printed as "I-II"`.
    default String words() {
        return switch (this) {
            case Known<T>(T value) -> Term.words(value);
            case Missing<T>(Why why) -> why.term().replace('-', ' ');
            case Printed<T>(String words) -> "printed as \"" + words + "\"";
        };
    }
}
