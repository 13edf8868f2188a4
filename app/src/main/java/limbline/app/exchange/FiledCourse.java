package limbline.app.exchange;

import java.util.List;
import limbline.app.journal.PatientKey;

/// What files say about one patient: the entries that could be read, in their order.
public record FiledCourse(PatientKey patient, List<Filed> events) {
    public FiledCourse {
        events = List.copyOf(events);
    }
}
