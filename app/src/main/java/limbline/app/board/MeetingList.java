package limbline.app.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.board.Criteria;
import limbline.board.Lacking;
import limbline.course.Course;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.patient.PatientId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is on the list of a meeting, in the order that somebody gave it.
public final class MeetingList {

    private final JdbcClient sql;
    private final BoardListed listed;
    private final BoardDesk desk;
    private final CourseDesk courses;

    public MeetingList(DataSource database, BoardDesk desk, CourseDesk courses) {
        this.sql = JdbcClient.create(database);
        this.listed = new BoardListed(database);
        this.desk = desk;
        this.courses = courses;
    }

    /// One patient of a list.
    ///
    /// @param place from 1
    /// @param who the patient is, in one paragraph
    /// @param lacking what is missing on the page
    /// @param isDecided whether a board has decided on that day or after it
    public record Listed(int place, PatientKey patient, String question, String who,
            List<String> lacking, boolean isDecided) {

        public Listed {
            lacking = List.copyOf(lacking);
        }
    }

    /// In order; who was put on the list after it was ordered comes last, as recorded.
    public List<Listed> of(String centre, LocalDate meeting) {
        List<Listed> found = new ArrayList<>();
        Map<PatientId, Integer> places = places(centre, meeting);
        List<PatientId> patients = new ArrayList<>(listed.of(centre, meeting));
        patients.sort(Comparator.comparing(
                patient -> places.getOrDefault(patient, Integer.MAX_VALUE)));
        List<Criteria> criteria = desk.criteria().criteria();
        LocalDate today = desk.today();
        Map<PatientKey, Reading> readings = courses.read(centre, patients);
        for (PatientId patient : patients) {
            PatientKey key = new PatientKey(centre, patient);
            Course course = Objects.requireNonNull(readings.get(key)).course();
            // A corrected or withdrawn listing is still in the journal, and not in the course.
            course.timeline().stream()
                    .filter(placed -> placed.event() instanceof ListedForBoard listed
                            && listed.meeting().equals(meeting))
                    .reduce((_, later) -> later)
                    .ifPresent(placed -> found.add(new Listed(found.size() + 1, key,
                            ((ListedForBoard) placed.event()).question().found()
                                    .orElse("no question is written"),
                            BoardSheet.who(course, today),
                            Lacking.of(course, BoardSheet.options(course, criteria, today)),
                            isDecided(course, meeting))));
        }
        return found;
    }

    private static boolean isDecided(Course course, LocalDate meeting) {
        return course.timeline().stream().anyMatch(placed ->
                placed.event() instanceof BoardDecided
                        && placed.span().filter(span -> !span.latest().isBefore(meeting))
                                .isPresent());
    }

    /// Moves a patient by one place, up or down; at the end of the list nothing changes.
    public void move(String centre, LocalDate meeting, PatientId patient, boolean isUp,
            String author) {
        List<PatientId> order = new ArrayList<>(of(centre, meeting).stream()
                .map(one -> one.patient().patient()).toList());
        int at = order.indexOf(patient);
        int to = isUp ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= order.size()) {
            return;
        }
        order.remove(at);
        order.add(to, patient);
        for (int i = 0; i < order.size(); i++) {
            sql.sql("""
                    insert into board_order (centre, meeting, patient, place, author)
                    values (?, ?, ?, ?, ?)
                    on conflict (centre, meeting, patient) do update
                    set place = excluded.place, author = excluded.author, at = clock_timestamp()
                    where board_order.place <> excluded.place
                    """)
                    .params(centre, meeting, order.get(i).value(), i + 1, author).update();
        }
    }

    private Map<PatientId, Integer> places(String centre, LocalDate meeting) {
        Map<PatientId, Integer> places = new HashMap<>();
        sql.sql("select patient, place from board_order where centre = ? and meeting = ?")
                .params(centre, meeting)
                .query(row -> {
                    places.put(new PatientId(row.getString("patient")), row.getInt("place"));
                });
        return places;
    }
}
