package limbline.followup;

import java.util.List;
import limbline.patient.Criterion;
import limbline.patient.Response;

/// A response as a criterion computes it.
///
/// @param working what was added up and compared, a line for each step a person would do by hand
public record Computed(Criterion criterion, Response response, List<String> working) {

    public Computed {
        working = List.copyOf(working);
    }
}
