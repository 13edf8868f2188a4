package limbline.app.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import limbline.app.demonstration.InventedCentre.InventedCourse;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.Discharged;
import org.junit.jupiter.api.Test;

/// What the demonstration promises on its screens, whatever the day.
class InventedCentreTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final List<InventedCourse> courses = InventedCentre.courses(NOW, ZONE);

    @Test
    void thirtyCoursesThatAreTheSameEveryTime() {
        assertThat(courses).hasSize(30).isEqualTo(InventedCentre.courses(NOW, ZONE));
    }

    @Test
    void fourPatientsAreOnTodaysBoardList() {
        assertThat(courses).filteredOn(course -> course.drafts().stream().anyMatch(
                draft -> draft.event() instanceof ListedForBoard listed
                        && listed.meeting().equals(TODAY))).hasSize(4);
    }

    @Test
    void oneIsInTheatre() {
        assertThat(courses).filteredOn(course ->
                course.drafts().getLast().event() instanceof EnteredTheatre).hasSize(1);
    }

    @Test
    void fiveAreOnTheWardAfterAnInfusion() {
        assertThat(courses).filteredOn(course -> {
            long infusions = count(course, Infused.class);
            return infusions > 0 && count(course, Discharged.class) < infusions;
        }).hasSize(5);
    }

    private static long count(InventedCourse course, Class<?> event) {
        return course.drafts().stream().filter(draft -> event.isInstance(draft.event())).count();
    }
}
