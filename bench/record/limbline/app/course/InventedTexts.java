package limbline.app.course;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.app.demonstration.InventedCentre;
import limbline.app.journal.EventText;
import limbline.event.Draft;
import limbline.event.FollowupEvent.LastSeen;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;

/// Courses of exactly so many events, as the journal's text: the invented centre's, as they stand on
/// different days. What is longer is cut at its end, what is shorter goes on with visits.
public final class InventedTexts {

    private static final Instant FIRST = Instant.parse("2016-01-04T12:00:00Z");
    private static final int DAYS_SEEN = 40;

    private InventedTexts() {}

    /// @param events of each course
    public static List<List<EventText>> courses(int events) {
        List<List<EventText>> courses = new ArrayList<>();
        for (int week = 0; week < DAYS_SEEN; week++) {
            Instant now = FIRST.plus(13L * 7 * week, ChronoUnit.DAYS);
            InventedCentre.courses(now, ZoneOffset.UTC).forEach(course ->
                    courses.add(filled(course.drafts(), events, now)));
        }
        return courses;
    }

    private static List<EventText> filled(List<Draft> drafts, int events, Instant now) {
        List<EventText> texts = new ArrayList<>(drafts.stream().limit(events)
                .map(EntryText::of).toList());
        for (int visit = 1; texts.size() < events; visit++) {
            PartialDate day = PartialDate.of(
                    now.plus(90L * visit, ChronoUnit.DAYS).atZone(ZoneOffset.UTC).toLocalDate());
            texts.add(EntryText.of(new Draft(EventId.parse(
                    "00000000-0000-4000-8000-%012d".formatted(visit)), new LastSeen(
                    Finding.notStated()), new When.On(day), "", day, "invented",
                    Optional.empty())));
        }
        return List.copyOf(texts);
    }
}
