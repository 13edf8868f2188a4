package limbline.event;

import java.time.LocalDate;
import java.util.List;
import limbline.measure.Finding;
import limbline.patient.Option;

/// The tumour board.
public sealed interface BoardEvent extends Event {

    /// The patient was put on the list of a meeting.
    record ListedForBoard(LocalDate meeting, Finding<String> question) implements BoardEvent {}

    /// What the board recommended and what the patient chose; an empty list where nothing is said.
    record BoardDecided(
            List<Option> discussed,
            List<Option> recommended,
            List<Option> chosen,
            List<Option> declined,
            Finding<String> whyDeclined)
            implements BoardEvent {
        public BoardDecided {
            discussed = List.copyOf(discussed);
            recommended = List.copyOf(recommended);
            chosen = List.copyOf(chosen);
            declined = List.copyOf(declined);
        }
    }
}
