package limbline.app.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers events that come in order of patient and hands them on patient by patient.
final class Bundle {

    private final Consumer<List<Written>> patient;
    private List<Written> events = new ArrayList<>();

    Bundle(Consumer<List<Written>> patient) {
        this.patient = patient;
    }

    void add(Written event) {
        if (!events.isEmpty() && !events.getFirst().patient().equals(event.patient())) {
            end();
        }
        events.add(event);
    }

    void end() {
        if (!events.isEmpty()) {
            patient.accept(List.copyOf(events));
            events = new ArrayList<>();
        }
    }
}
