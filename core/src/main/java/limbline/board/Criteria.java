package limbline.board;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.measure.Check;
import limbline.patient.Condition;
import limbline.patient.Treatment;

/// A file of criteria: what one or several sources ask of a patient before one treatment.
///
/// @param id small letters, digits and hyphens
/// @param version of the file, in the words of whoever keeps it
/// @param option the treatment it is about
/// @param trial whether it is a trial that a patient may join
/// @param notes what has to be known beside the criteria, each with its source
/// @param sources in words, by key
public record Criteria(String id, String version, String title, Treatment option, boolean trial,
        List<String> notes, Map<String, String> sources, List<Criterion> all) {

    public Criteria {
        Check.that(!all.isEmpty(), "%s holds no criterion", id);
        notes = List.copyOf(notes);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        all = List.copyOf(all);
        Set<String> ids = new HashSet<>();
        for (Criterion criterion : all) {
            Check.that(ids.add(criterion.id()), "%s: the criterion %s stands twice", id,
                    criterion.id());
        }
    }

    /// "beromun, version 1": how minutes name it.
    public String name() {
        return id + ", version " + version;
    }

    /// The conditions that its criteria ask about.
    public List<Condition> conditions() {
        List<Condition> asked = new ArrayList<>();
        for (Criterion criterion : all) {
            criterion.question().condition().filter(each -> !asked.contains(each))
                    .ifPresent(asked::add);
        }
        return asked;
    }
}
