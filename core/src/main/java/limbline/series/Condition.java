package limbline.series;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;

/// One thing that must hold for a subject to be in a cohort: `modality=ILI`,
/// `histology=synovial sarcoma|leiomyosarcoma`, `drugs!=tasonermin`, `age>=18`,
/// `infused<2020-01-01`, `grade=not stated`.
///
/// A fact that is not stated meets no condition but `= not stated`; of a fact with several values
/// one is enough, and for `!=` none may be named.
///
/// @param values in small letters; several mean either
public record Condition(Fact fact, Relation relation, List<String> values) {

    /// How the fact and the values stand to each other.
    public enum Relation {
        IS("="),
        IS_NOT("!="),
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    private static final String NOT_STATED = "not stated";
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([A-Za-z _-]+?)\\s*(!=|>=|<=|=|>|<)(.*)", Pattern.DOTALL);

    public Condition {
        values = values.stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).toList();
        Check.that(!values.isEmpty() && values.stream().noneMatch(String::isBlank),
                "the condition on %s names no value", fact.term());
        for (String value : values) {
            Text.line("a value of " + fact.term(), value);
        }
        if (relation != Relation.IS && relation != Relation.IS_NOT) {
            Check.that(values.size() == 1, "%s%s takes one value, not %s", fact.term(),
                    relation.sign, values.size());
            comparable(fact, values.getFirst());
        }
    }

    /// @throws IllegalArgumentException if it is no condition, with what may be written
    public static Condition parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        Check.that(written.matches(), "\"%s\" is no condition; write for example modality=ILI,"
                + " histology=synovial sarcoma|leiomyosarcoma, age>=18 or infused<2020-01-01",
                Text.shortened(text));
        Relation relation = Arrays.stream(Relation.values())
                .filter(one -> one.sign.equals(written.group(2))).findFirst().orElseThrow();
        return new Condition(Term.parse(Fact.class, written.group(1)), relation,
                List.of(written.group(3).split("\\|", -1)));
    }

    /// @param kept the fact's values as a row has them; null if it is not stated
    boolean holds(@Nullable String kept) {
        if (kept == null) {
            return relation == Relation.IS && values.contains(NOT_STATED);
        }
        List<String> found = Facts.values(kept.toLowerCase(Locale.ROOT));
        return switch (relation) {
            case IS -> found.stream().anyMatch(values::contains);
            case IS_NOT -> found.stream().noneMatch(values::contains);
            case AT_LEAST -> found.stream().anyMatch(value -> compared(value) >= 0);
            case AT_MOST -> found.stream().anyMatch(value -> compared(value) <= 0);
            case ABOVE -> found.stream().anyMatch(value -> compared(value) > 0);
            case BELOW -> found.stream().anyMatch(value -> compared(value) < 0);
        };
    }

    private int compared(String value) {
        return comparable(fact, value).compareTo(comparable(fact, values.getFirst()));
    }

    /// Days and numbers as numbers.
    private static BigDecimal comparable(Fact fact, String text) {
        try {
            return switch (fact) {
                case DIAGNOSED, INFUSED ->
                    BigDecimal.valueOf(LocalDate.parse(text).toEpochDay());
                case AGE -> new BigDecimal(text);
                default -> throw new IllegalArgumentException("%s is neither a number nor a day;"
                        .formatted(fact.term()) + " it can only be = or != something");
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no value of %s; write for example %s"
                    .formatted(Text.shortened(text), fact.term(),
                            fact == Fact.AGE ? "18" : "2013-07-31"), e);
        }
    }

    @Override
    public String toString() {
        return fact.term() + relation.sign + String.join("|", values);
    }
}
