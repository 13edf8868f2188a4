package limbline.app.ward;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.course.Worklist;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Standing.Station;
import limbline.patient.PatientId;
import limbline.ward.Watch;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The patients of a centre's ward as they stand now. A course that was folded is kept until the
/// journal holds more of it; what time alone changes is worked out at each look.
public final class WardBoard {

    private static final String IN_THE_WARD =
            "select patient from worklist where centre = ? and station = 'ward' order by patient";

    private static final String POSITIONS = """
            select p.patient, j.position
            from unnest(?::text[]) as p (patient)
            cross join lateral (
                select position from journal
                where centre = ? and patient = p.patient
                order by position desc
                limit 1) as j
            """;

    /// Courses of patients who left the ward are let go when there are so many.
    private static final int MOST_KEPT = 5_000;

    private final JdbcClient sql;
    private final CourseDesk desk;
    private final Worklist worklist;
    private final Identities identities;
    private final WardPlans plans;
    private final InstantSource clock;
    private final Map<PatientKey, Reading> kept = new ConcurrentHashMap<>();

    WardBoard(JdbcClient sql, CourseDesk desk, Worklist worklist, Identities identities,
            WardPlans plans, InstantSource clock) {
        this.sql = sql;
        this.desk = desk;
        this.worklist = worklist;
        this.identities = identities;
        this.plans = plans;
        this.clock = clock;
    }

    /// Everybody in the ward, the worst first.
    public List<WardRow> rows(String centre) {
        worklist.follow();
        List<PatientKey> patients = sql.sql(IN_THE_WARD).param(centre)
                .query((row, _) -> new PatientKey(centre, new PatientId(row.getString("patient"))))
                .list();
        return rows(centre, patients).stream()
                .sorted(Comparator.comparingInt(WardRow::weight).reversed()
                        .thenComparing(WardRow::id))
                .toList();
    }

    /// Those of `patients` who are in the ward now.
    public List<WardRow> rows(String centre, Collection<PatientKey> patients) {
        Map<String, Integer> positions = new HashMap<>();
        sql.sql(POSITIONS)
                .params(patients.stream().map(patient -> patient.patient().value())
                        .toArray(String[]::new), centre)
                .query(row -> {
                    positions.put(row.getString("patient"), row.getInt("position"));
                });
        List<WardRow> rows = new ArrayList<>();
        for (PatientKey patient : patients) {
            Integer position = positions.get(patient.patient().value());
            if (position != null) {
                row(read(patient, position)).ifPresent(rows::add);
            }
        }
        return rows;
    }

    /// One patient, in the ward or not; empty if nothing is on record.
    public Optional<WardRow> patient(PatientKey patient) {
        Reading reading = desk.read(patient, AsOf.NOW);
        return reading.position() == 0 ? Optional.empty() : Optional.of(made(reading));
    }

    private Reading read(PatientKey patient, int position) {
        Reading before = kept.get(patient);
        if (before != null && before.position() >= position) {
            return before;
        }
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        Reading now = desk.read(patient, AsOf.NOW);
        kept.put(patient, now);
        return now;
    }

    private Optional<WardRow> row(Reading reading) {
        LocalDate today = worklist.today();
        return reading.course().station(today).station() == Station.WARD
                ? Optional.of(made(reading)) : Optional.empty();
    }

    private WardRow made(Reading reading) {
        Course course = reading.course();
        return new WardRow(reading.patient(),
                identities.find(reading.patient()).flatMap(Identity::name).orElse(""),
                reading.position(), Watch.over(
                        course, plans.over(reading.patient().centre(), course), clock.instant()));
    }
}
