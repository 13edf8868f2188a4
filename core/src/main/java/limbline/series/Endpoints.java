package limbline.series;

import java.util.List;
import limbline.measure.Check;
import limbline.measure.Text;

/// Every endpoint of a series, in the order in which a series shows them.
public final class Endpoints {

    public static final List<Endpoint<?>> ALL = List.of(
            Responses.AT_THREE_MONTHS,
            Responses.AT_THREE_MONTHS_OF_PATIENT,
            Responses.BEST,
            Responses.BEST_OF_PATIENT,
            Responses.BEST_OF_LESION,
            LesionChange.BEST,
            Stays.WORST_TOXICITY,
            Stays.LENGTH_OF_STAY,
            Stays.PEAK_KINASE,
            Stays.TIME_TO_PEAK_KINASE,
            LimbTimes.LIMB_SALVAGE,
            LimbTimes.AMPUTATION_BY_REASON,
            LimbTimes.IN_FIELD,
            PatientTimes.OUT_OF_FIELD,
            PatientTimes.REGIONAL,
            PatientTimes.DISTANT,
            PatientTimes.RESECTION,
            LimbTimes.REPEAT_INFUSION,
            PatientTimes.OVERALL_SURVIVAL,
            PatientTimes.DISEASE_SPECIFIC_SURVIVAL,
            PatientTimes.SURVIVAL_FROM_DIAGNOSIS,
            PatientTimes.DEATH_OF_DISEASE_FROM_DIAGNOSIS,
            PatientTimes.EVENT_FREE_FROM_DIAGNOSIS,
            PatientTimes.FIRST_PROGRESSION_FROM_DIAGNOSIS,
            PatientTimes.LOCAL_RECURRENCE);

    private Endpoints() {}

    /// @throws IllegalArgumentException if there is none of that name, with those there are
    public static Endpoint<?> named(String name) {
        List<Endpoint<?>> found =
                ALL.stream().filter(one -> one.name().equals(name.strip())).toList();
        Check.that(!found.isEmpty(), "\"%s\" is no endpoint; they are: %s", Text.shortened(name),
                String.join(", ", ALL.stream().map(Endpoint::name).toList()));
        return found.getFirst();
    }
}
