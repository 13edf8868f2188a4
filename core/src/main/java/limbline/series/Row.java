package limbline.series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;

/// One subject of a series: who it is, the facts it can be chosen by, and what each endpoint of its
/// unit says.
///
/// @param facts those that are stated, see [Facts]
/// @param values by the endpoint's name
public record Row(Subject<?> subject, Map<Fact, String> facts, Map<String, Value> values) {

    public Row {
        facts = facts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(facts));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The rows of a patient: the patient, each infused limb, each infusion, each lesion in a field.
    ///
    /// @param centre that the patient is of
    public static List<Row> of(String centre, Course course) {
        Case one = Case.of(course);
        Map<Subject<?>, Map<String, Value>> values = new LinkedHashMap<>();
        values.put(PatientTimes.patient(one), new LinkedHashMap<>());
        Endpoints.ALL.forEach(endpoint -> endpoint.results(one).forEach(result ->
                values.computeIfAbsent(result.subject(), _ -> new LinkedHashMap<>())
                        .put(endpoint.name(), result.value())));
        Map<Subject<?>, Infusion> infusions = infusions(one);
        List<Row> rows = new ArrayList<>();
        Map<Optional<Infusion>, Map<Fact, String>> facts = new LinkedHashMap<>();
        values.forEach((subject, found) -> rows.add(new Row(subject, facts.computeIfAbsent(
                Optional.ofNullable(infusions.get(subject)),
                infusion -> Facts.of(centre, one, infusion)), found)));
        return rows;
    }

    /// The infusion whose facts are a subject's.
    private static Map<Subject<?>, Infusion> infusions(Case one) {
        Map<Subject<?>, Infusion> infusions = new LinkedHashMap<>();
        for (Infusion infusion : one.infusions()) {
            infusions.putIfAbsent(PatientTimes.patient(one), infusion);
            infusions.putIfAbsent(LimbTimes.limb(one, infusion), infusion);
            infusions.put(Responses.infusion(one, infusion), infusion);
            infusion.event().inField().forEach(lesion ->
                    infusions.putIfAbsent(Responses.lesion(one, lesion), infusion));
        }
        return infusions;
    }
}
