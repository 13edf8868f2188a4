package limbline.app.ward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
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

    private static final String NAMES = """
            select patient, name from identity
            where centre = ? and patient = any(?) and erased is null and name is not null
            """;

    /// How long a line is shown as it was worked out, if nothing was recorded meanwhile. Time alone
    /// makes something overdue, but nobody sets hours to the second.
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /// Lines of patients who left the ward are let go when there are so many.
    private static final int MOST_KEPT = 5_000;

    private final JdbcClient sql;
    private final CourseDesk desk;
    private final Worklist worklist;
    private final Identities identities;
    private final WardPlans plans;
    private final InstantSource clock;
    private final Map<PatientKey, Kept> kept = new ConcurrentHashMap<>();

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
        String[] ids = patients.stream().map(patient -> patient.patient().value())
                .toArray(String[]::new);
        Map<String, String> names = new HashMap<>();
        sql.sql(NAMES).params(centre, ids).query(row -> {
            names.put(row.getString("patient"), row.getString("name"));
        });
        Map<Modality, WardPlan> inForce = plans.inForceByModality(centre);
        LocalDate today = worklist.today();
        return desk.read(centre, patients.stream().map(PatientKey::patient).toList()).values()
                .stream()
                .filter(reading -> reading.course().station(today).station() == Station.WARD)
                .map(reading -> row(reading,
                        names.getOrDefault(reading.patient().patient().value(), ""),
                        WardPlans.over(inForce, reading.course())))
                .toList();
    }

    /// A line as it was worked out, and from what.
    private record Kept(Reading reading, WardPlan plan, Instant at, WardRow row) {}

    private WardRow row(Reading reading, String called, WardPlan plan) {
        Kept before = kept.get(reading.patient());
        Instant now = clock.instant();
        if (before != null && before.reading.equals(reading) && before.plan.equals(plan)
                && before.row.called().equals(called)
                && Duration.between(before.at, now).abs().compareTo(GOOD_FOR) < 0) {
            return before.row;
        }
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        WardRow row = made(reading, called, plan, now);
        kept.put(reading.patient(), new Kept(reading, plan, now, row));
        return row;
    }

    /// One patient, in the ward or not; empty if nothing is on record.
    public Optional<WardRow> patient(PatientKey patient) {
        Reading reading = desk.read(patient, AsOf.NOW);
        return reading.position() == 0 ? Optional.empty() : Optional.of(made(reading,
                identities.find(patient).flatMap(Identity::name).orElse(""),
                plans.over(patient.centre(), reading.course()), clock.instant()));
    }

    private static WardRow made(Reading reading, String called, WardPlan plan, Instant now) {
        return new WardRow(reading.patient(), called, reading.position(),
                Watch.over(reading.course(), plan, now));
    }
}
