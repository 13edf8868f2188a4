package limbline.series;

import java.util.List;
import java.util.stream.Collectors;
import limbline.measure.Check;
import limbline.measure.Text;

/// Whom a series is about, under a name.
///
/// An infusion is in it if all conditions hold of it; a limb, or a patient, if they hold of its first
/// infusion, from which its days are counted.
///
/// @param conditions all must hold; none means everybody
/// @param by what its subgroups are divided by, one fact after another
public record Cohort(String name, List<Condition> conditions, List<Fact> by) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

    public Cohort {
        Check.that(name.matches(NAME), "the name \"%s\" of a series is not made of letters, digits,"
                + " ., _ and -, at most 60, a letter or digit first",
                Text.shortened(name));
        conditions = List.copyOf(conditions);
        by = List.copyOf(by);
        Check.that(by.stream().distinct().count() == by.size(), "a fact stands twice in %s", by);
    }

    /// "modality=ili and age>=18", or "everybody".
    public String words() {
        return conditions.isEmpty() ? "everybody" : conditions.stream()
                .map(Condition::toString).collect(Collectors.joining(" and "));
    }
}
