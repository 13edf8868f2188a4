package limbline.protocol;

import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.measure.Unit;

/// A value that the centre signs for: set with where it comes from, empty, or not used here.
///
/// @param id in the file, for example act-full
/// @param choices what sources print, shown beside an empty limit and never taken by themselves
public record Limit(String id, Unit unit, Setting setting, List<Setting.Value> choices) {

    /// What the file says of a limit.
    public sealed interface Setting {

        /// @param source a key of the file's sources; a value nobody can trace is no limit
        record Value(Amount amount, String source, Level level) implements Setting {
            public Value {
                Check.that(!source.isBlank(), "the limit %s has no source", amount);
            }

            @Override
            public String toString() {
                return amount.written() + " [" + source + "]";
            }
        }

        /// Not set by this centre: gives no permission.
        record Empty() implements Setting {}

        /// The centre decided to do without, and says why: asks nothing.
        record NotUsed(String reason) implements Setting {
            public NotUsed {
                reason = Text.line("the reason for \"not used here\"", reason);
            }
        }
    }

    public Limit {
        choices = List.copyOf(choices);
        if (setting instanceof Setting.Value(Amount amount, _, _)) {
            Check.that(amount.unit() == unit, "%s: %s is not in %s", id, amount, unit);
        }
    }

    public static Limit empty(String id, Unit unit) {
        return new Limit(id, unit, new Setting.Empty(), List.of());
    }

    public static Limit of(String id, Amount amount, String source, Level level) {
        return new Limit(id, amount.unit(), new Setting.Value(amount, source, level), List.of());
    }

    public boolean isEmpty() {
        return setting instanceof Setting.Empty;
    }

    public boolean isUsed() {
        return !(setting instanceof Setting.NotUsed);
    }

    public Optional<Amount> amount() {
        return switch (setting) {
            case Setting.Value(Amount amount, _, _) -> Optional.of(amount);
            case Setting.Empty _, Setting.NotUsed _ -> Optional.empty();
        };
    }

    /// For a sentence: "350 s [PAPER]".
    public String words() {
        return switch (setting) {
            case Setting.Value value -> value.toString();
            case Setting.Empty _ -> id + " (not set by this centre)";
            case Setting.NotUsed(String reason) -> id + " (not used here: " + reason + ")";
        };
    }
}
