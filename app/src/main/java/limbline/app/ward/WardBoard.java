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
import limbline.course.Standing.Station;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.protocol.WardPlan;
import limbline.ward.Watch;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The patients of a centre's ward as they stand now. A course that was folded is kept until the
/// journal holds more of it; what time alone changes is worked out at each look.
public final class WardBoard {

    private static final String IN_THE_WARD =
            "select patient from worklist where centre = ? and station = 'ward' order by patient";

    private static final String POSITIONS = """
            select p.patient, j.position, i.name
            from unnest(?::text[]) as p (patient)
            cross join lateral (
                select position from journal
                where centre = ? and patient = p.patient
                order by position desc
                limit 1) as j
            left join identity i
                on i.centre = ? and i.patient = p.patient and i.erased is null
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
        Map<String, Known> known = new HashMap<>();
        sql.sql(POSITIONS)
                .params(patients.stream().map(patient -> patient.patient().value())
                        .toArray(String[]::new), centre, centre)
                .query(row -> {
                    known.put(row.getString("patient"), new Known(row.getInt("position"),
                            Optional.ofNullable(row.getString("name")).orElse("")));
                });
        Map<Modality, WardPlan> inForce = plans.inForceByModality(centre);
        LocalDate today = worklist.today();
        List<WardRow> rows = new ArrayList<>();
        for (PatientKey patient : patients) {
            Known one = known.get(patient.patient().value());
            if (one != null) {
                Reading reading = read(patient, one.position);
                if (reading.course().station(today).station() == Station.WARD) {
                    rows.add(made(reading, one.called, WardPlans.over(
                            inForce, reading.course())));
                }
            }
        }
        return rows;
    }

    /// What one query tells of a patient.
    private record Known(int position, String called) {}

    /// One patient, in the ward or not; empty if nothing is on record.
    public Optional<WardRow> patient(PatientKey patient) {
        Reading reading = desk.read(patient, AsOf.NOW);
        return reading.position() == 0 ? Optional.empty() : Optional.of(made(reading,
                identities.find(patient).flatMap(Identity::name).orElse(""),
                plans.over(patient.centre(), reading.course())));
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

    private WardRow made(Reading reading, String called, WardPlan plan) {
        return new WardRow(reading.patient(), called, reading.position(),
                Watch.over(reading.course(), plan, clock.instant()));
    }
}
