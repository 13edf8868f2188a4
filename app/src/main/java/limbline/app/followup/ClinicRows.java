package limbline.app.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocols;
import limbline.course.Course;
import limbline.course.Span;
import limbline.course.Standing.Station;
import limbline.followup.Appointment;
import limbline.followup.Appointments;
import limbline.patient.PatientId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The projection of the journal that says of every patient what the clinic waits for. It follows
/// the journal of one centre by transactions, like the worklist, and the plans in force and the
/// calendar beside it.
public final class ClinicRows {

    /// What was appended by transactions that are over, what a passing day has changed, and, where
    /// other plans are in force, everybody whom the clinic knows.
    private static final String CHANGED = """
            select patient from journal where centre = :centre and xid >= :from::xid8
                and xid < :over::xid8
            union
            select patient from clinic where centre = :centre and changes_on <= :today
            union
            select patient from clinic where centre = :centre and seen_from > :today
            union
            select patient from clinic where centre = :centre and :replanned
            """;

    private static final String PUT = """
            insert into clinic (centre, patient, position, station, followed, next, opens, due,
                overdue_from, lost_from, treated, seen, seen_from, changes_on)
            values (:centre, :patient, :position, :station, :followed, :next, :opens, :due,
                :overdue_from, :lost_from, :treated, :seen, :seen_from, :changes_on)
            on conflict (centre, patient) do update set
                position = excluded.position, station = excluded.station,
                followed = excluded.followed, next = excluded.next, opens = excluded.opens,
                due = excluded.due, overdue_from = excluded.overdue_from,
                lost_from = excluded.lost_from, treated = excluded.treated, seen = excluded.seen,
                seen_from = excluded.seen_from, changes_on = excluded.changes_on
            """;

    private static final int FOLDED_AT_ONCE = 1_000;

    private final JdbcClient sql;
    private final NamedParameterJdbcTemplate batch;
    private final TransactionTemplate transaction;
    private final CourseDesk desk;
    private final SignedProtocols signed;
    private final InstantSource clock;
    private final ZoneId zone;
    private final ReentrantLock following = new ReentrantLock();

    public ClinicRows(DataSource database, CourseDesk desk, SignedProtocols signed,
            InstantSource clock, ZoneId zone) {
        this.batch = new NamedParameterJdbcTemplate(database);
        this.sql = JdbcClient.create(batch);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.desk = desk;
        this.signed = signed;
        this.clock = clock;
        this.zone = zone;
    }

    /// One patient as the fold has it.
    ///
    /// @param followed whether the clinic lists the patient
    /// @param next what is due next, or empty; the days are those of [Appointments#next]
    /// @param treated the last infusion, in words
    /// @param seen the last visit, in words
    /// @param changesOn the next day on which the fold says something else because a recorded date
    ///     lies ahead
    private record Folded(PatientId patient, int position, String station, boolean followed,
            String next, Optional<LocalDate> opens, Optional<LocalDate> due,
            Optional<LocalDate> overdueFrom, Optional<LocalDate> lostFrom, String treated,
            String seen, Optional<LocalDate> changesOn) {

        static Folded of(Reading reading, Plans plans, LocalDate today) {
            Course course = reading.course();
            Appointments appointments = Appointments.of(course, plans.of(course), today);
            Optional<Appointment> next = appointments.next();
            Station station = course.station(today).station();
            return new Folded(reading.patient().patient(), reading.position(), station.term(),
                    station != Station.ENDED && (appointments.infusion().isPresent()
                            || station == Station.FOLLOW_UP || next.isPresent()),
                    next.map(Appointment::name).orElse(""), next.map(Appointment::opens),
                    next.map(Appointment::due), next.map(Appointment::overdueFrom),
                    next.flatMap(Appointment::lostFrom), ClinicRows.treated(appointments),
                    appointments.lastSeen().map(placed -> placed.when()).orElse(""),
                    course.timeline().stream()
                            .flatMap(placed -> placed.span().stream()).map(Span::used)
                            .filter(day -> day.isAfter(today)).min(LocalDate::compareTo));
        }

        static Folded of(ResultSet row) throws SQLException {
            return new Folded(new PatientId(row.getString("patient")), row.getInt("position"),
                    row.getString("station"), row.getBoolean("followed"), row.getString("next"),
                    day(row, "opens"), day(row, "due"), day(row, "overdue_from"),
                    day(row, "lost_from"), row.getString("treated"), row.getString("seen"),
                    day(row, "changes_on"));
        }

        /// Of everybody else there is no row.
        boolean isKept() {
            return followed || changesOn.isPresent();
        }

        SqlParameterSource values(String centre, LocalDate today) {
            return new MapSqlParameterSource()
                    .addValue("centre", centre)
                    .addValue("patient", patient.value())
                    .addValue("position", position)
                    .addValue("station", station)
                    .addValue("followed", followed)
                    .addValue("next", next)
                    .addValue("opens", opens.orElse(null), Types.DATE)
                    .addValue("due", due.orElse(null), Types.DATE)
                    .addValue("overdue_from", overdueFrom.orElse(null), Types.DATE)
                    .addValue("lost_from", lostFrom.orElse(null), Types.DATE)
                    .addValue("treated", treated)
                    .addValue("seen", seen)
                    .addValue("seen_from", today)
                    .addValue("changes_on", changesOn.orElse(null), Types.DATE);
        }
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /// Brings the list up to date with the journal, the plans and the day. If another process is at
    /// it, it is left to that one.
    public void follow(String centre) {
        // Whoever waits here holds no connection that the one who works could lack.
        following.lock();
        try {
            transaction.executeWithoutResult(_ -> catchUp(centre));
        } finally {
            following.unlock();
        }
    }

    private record Upto(String over, String plan) {}

    private void catchUp(String centre) {
        sql.sql("insert into clinic_followed (centre, upto, plan) values (?, '0', '')"
                + " on conflict do nothing").param(centre).update();
        Optional<Upto> before = sql.sql("select upto::text as upto, plan from clinic_followed"
                        + " where centre = ? for update skip locked")
                .param(centre)
                .query((row, _) -> new Upto(row.getString("upto"), row.getString("plan")))
                .optional();
        if (before.isEmpty()) {
            return;
        }
        String over = over();
        LocalDate today = today();
        Plans plans = Plans.inForce(signed, centre);
        List<PatientId> changed = sql.sql(CHANGED)
                .param("centre", centre).param("today", today).param("from", before.get().over())
                .param("over", over)
                .param("replanned", !before.get().plan().equals(plans.key()))
                .query((row, _) -> new PatientId(row.getString("patient")))
                .list();
        for (int from = 0; from < changed.size(); from += FOLDED_AT_ONCE) {
            put(centre, fold(desk.read(centre, changed.subList(from, Math.min(changed.size(),
                    from + FOLDED_AT_ONCE))).values(), plans, today), today);
        }
        if (!changed.isEmpty() || !before.get().plan().equals(plans.key())) {
            followed(centre, over, plans);
        }
    }

    /// Whether the list of a centre was never computed, as after a restore.
    public boolean isNew(String centre) {
        return sql.sql("select count(*) from clinic_followed where centre = ? and upto <> '0'")
                .param(centre).query(Integer.class).single() == 0;
    }

    /// Notes that everything before `over` is in the list, by the plans in force.
    public void followed(String centre, String over) {
        followed(centre, over, Plans.inForce(signed, centre));
    }

    private void followed(String centre, String over, Plans plans) {
        sql.sql("""
                insert into clinic_followed (centre, upto, plan) values (?, ?::xid8, ?)
                on conflict (centre) do update set upto = excluded.upto, plan = excluded.plan
                """).params(centre, over, plans.key()).update();
    }

    /// Every transaction before this one is over: what it appended can be seen.
    private String over() {
        return sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class).single();
    }

    /// Compares the rows of some patients of a centre with the fold and puts right what differs.
    ///
    /// @return how many patients' rows differed
    public int setRight(String centre, Collection<Reading> readings) {
        Map<PatientId, Folded> kept = sql.sql("""
                select patient, position, station, followed, next, opens, due, overdue_from,
                    lost_from, treated, seen, changes_on
                from clinic where centre = ? and patient = any(?)
                """)
                .params(centre, readings.stream().map(one -> one.patient().patient().value())
                        .toArray(String[]::new))
                .query((row, _) -> Folded.of(row)).list().stream()
                .collect(Collectors.toMap(Folded::patient, Function.identity()));
        LocalDate today = today();
        List<Folded> differing = fold(readings, Plans.inForce(signed, centre), today).stream()
                .filter(one -> !Optional.ofNullable(kept.get(one.patient))
                        .equals(Optional.of(one).filter(Folded::isKept)))
                .toList();
        transaction.executeWithoutResult(_ -> put(centre, differing, today));
        return differing.size();
    }

    /// Takes out whom the journal does not know; how many.
    public int removeStrangers(String centre) {
        return sql.sql("""
                delete from clinic c where centre = ? and not exists (
                    select from journal j where j.centre = c.centre and j.patient = c.patient)
                """).param(centre).update();
    }

    private static List<Folded> fold(
            Collection<Reading> readings, Plans plans, LocalDate today) {
        return readings.parallelStream().map(one -> Folded.of(one, plans, today)).toList();
    }

    private void put(String centre, List<Folded> rows, LocalDate today) {
        batch.batchUpdate(PUT, rows.stream().filter(Folded::isKept)
                .map(one -> one.values(centre, today)).toArray(SqlParameterSource[]::new));
        sql.sql("delete from clinic where centre = ? and patient = any(?)")
                .params(centre, rows.stream().filter(one -> !one.isKept())
                        .map(one -> one.patient.value()).toArray(String[]::new))
                .update();
    }

    /// The last infusion, in words; empty if there was none.
    public static String treated(Appointments appointments) {
        return appointments.infusion().map(infusion -> "%s, %s, %s".formatted(
                infusion.event().modality().term(), infusion.event().limb(),
                infusion.placed().when())).orElse("");
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
