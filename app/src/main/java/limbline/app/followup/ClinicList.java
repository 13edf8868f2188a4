package limbline.app.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.course.Worklist;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocols;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Span;
import limbline.followup.Appointment;
import limbline.followup.Appointment.State;
import limbline.followup.Appointments;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whom the clinic follows, what is overdue first. It follows the worklist, and through it the
/// journal: a row that was read at another position, by other plans, or before a day that changes it
/// is read anew.
public final class ClinicList {

    /// Everybody who was infused or is in the clinic.
    private static final String STALE = """
            select w.patient
            from worklist w left join clinic c on c.centre = w.centre and c.patient = w.patient
            where w.centre = ? and (w.infusions > 0 or w.station = 'follow-up')
            and (c.patient is null or c.position <> w.position or c.plan <> ?
                or c.changes_on <= ? or c.seen_from > ?)
            """;

    private static final String PUT = """
            insert into clinic (centre, patient, position, plan, next, opens, due, overdue_from,
                lost_from, treated, seen, seen_from, changes_on)
            values (:centre, :patient, :position, :plan, :next, :opens, :due, :overdue_from,
                :lost_from, :treated, :seen, :seen_from, :changes_on)
            on conflict (centre, patient) do update set
                position = excluded.position, plan = excluded.plan, next = excluded.next,
                opens = excluded.opens, due = excluded.due, overdue_from = excluded.overdue_from,
                lost_from = excluded.lost_from, treated = excluded.treated, seen = excluded.seen,
                seen_from = excluded.seen_from, changes_on = excluded.changes_on
            where clinic.position <= excluded.position
            """;

    /// The states in the order of urgency; a patient for whom nothing is open has none.
    private static final String STATE = """
            case when c.lost_from <= :today then 'lost' when c.overdue_from <= :today then 'overdue'
                when c.opens <= :today then 'due' when c.due is not null then 'later' else '' end
            """;

    private static final String LISTED = """
            from clinic c
            join worklist w on w.centre = c.centre and w.patient = c.patient
            left join identity i on i.centre = c.centre and i.patient = c.patient
            where c.centre = :centre and w.station <> 'ended' and i.same_as is null
            """;

    private static final int FOLDED_AT_ONCE = 500;

    private final JdbcClient sql;
    private final CourseDesk desk;
    private final Worklist worklist;
    private final SignedProtocols signed;

    public ClinicList(JdbcClient sql, CourseDesk desk, Worklist worklist, SignedProtocols signed) {
        this.sql = sql;
        this.desk = desk;
        this.worklist = worklist;
        this.signed = signed;
    }

    /// One patient of the list.
    ///
    /// @param name empty where no identity is kept
    /// @param state empty where nothing is open
    /// @param next what is due next, or empty
    /// @param treated the last infusion, in words
    /// @param seen the last visit, in words
    public record Row(PatientId patient, String name, Optional<State> state, String next,
            Optional<LocalDate> due, String treated, String seen, String station) {}

    /// A page of the list.
    ///
    /// @param counts how many patients there are in each state
    /// @param found in the state that was asked for
    public record Sheet(List<Row> rows, Map<State, Integer> counts, int found, int page, int pages) {

        public static final int LENGTH = 100;

        public Sheet {
            rows = List.copyOf(rows);
        }
    }

    /// Brings the list up to date with the journal, the plans and the day.
    public void follow(String centre) {
        worklist.follow();
        Plans plans = Plans.inForce(signed, centre);
        LocalDate today = worklist.today();
        List<PatientKey> stale = sql.sql(STALE).params(centre, plans.key(), today, today)
                .query((row, _) -> new PatientKey(centre, new PatientId(row.getString("patient"))))
                .list();
        for (int from = 0; from < stale.size(); from += FOLDED_AT_ONCE) {
            List<PatientKey> some =
                    stale.subList(from, Math.min(stale.size(), from + FOLDED_AT_ONCE));
            // Folded together, and kept there for the question that follows of each.
            desk.read(centre, some.stream().map(PatientKey::patient).toList());
            some.forEach(patient -> put(patient, plans, today));
        }
    }

    /// Reads everybody anew and compares the list with it; what differs is set right. To be run by
    /// itself, see [limbline.app.database.Database#alone].
    ///
    /// @return of how many patients the row was not what the fold says
    public int rebuild(String centre) {
        follow(centre);
        Map<String, String> before = rows(centre);
        sql.sql("delete from clinic where centre = ?").param(centre).update();
        follow(centre);
        Map<String, String> after = rows(centre);
        Set<String> patients = new HashSet<>(before.keySet());
        patients.addAll(after.keySet());
        return (int) patients.stream().filter(patient ->
                !Objects.equals(before.get(patient), after.get(patient))).count();
    }

    private Map<String, String> rows(String centre) {
        Map<String, String> rows = new HashMap<>();
        sql.sql("""
                select patient, row(position, next, opens, due, overdue_from, lost_from, treated,
                    seen, changes_on)::text as folded
                from clinic where centre = ?
                """).param(centre).query(row -> {
                    rows.put(row.getString("patient"), row.getString("folded"));
                });
        return rows;
    }

    /// @param state of those who are asked for; empty for all, overdue first
    /// @param page from 1
    public Sheet sheet(String centre, Optional<State> state, int page) {
        Check.that(page >= 1 && page <= 1_000_000, "page %s; from 1 to 1000000", page);
        LocalDate today = worklist.today();
        Map<State, Integer> counts = new EnumMap<>(State.class);
        sql.sql("select " + STATE + " as state, count(*) " + LISTED + " group by state")
                .param("today", today).param("centre", centre)
                .query(row -> {
                    int patients = row.getInt("count");
                    state(row.getString("state")).ifPresent(known -> counts.put(known, patients));
                });
        String wanted = state.map(State::term).orElse("");
        int found = sql.sql("select count(*) " + LISTED + "and (:wanted = '' or " + STATE
                        + " = :wanted)")
                .param("today", today).param("centre", centre).param("wanted", wanted)
                .query(Integer.class).single();
        int pages = Math.max(1, Math.ceilDiv(found, Sheet.LENGTH));
        int shown = Math.min(page, pages);
        List<Row> rows = sql.sql("select c.patient, i.name, c.next, c.due, c.treated, c.seen,"
                        + " w.station, " + STATE + " as state " + LISTED
                        + "and (:wanted = '' or " + STATE + " = :wanted) order by array_position("
                        + "array['lost', 'overdue', 'due', 'later', ''], " + STATE
                        + "), c.due nulls last, c.patient limit :limit offset :offset")
                .param("today", today).param("centre", centre).param("wanted", wanted)
                .param("limit", Sheet.LENGTH).param("offset", (shown - 1) * Sheet.LENGTH)
                .query((row, _) -> row(row)).list();
        return new Sheet(rows, counts, found, shown, pages);
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable String name = row.getString("name");
        return new Row(new PatientId(row.getString("patient")), name == null ? "" : name,
                state(row.getString("state")), row.getString("next"),
                Optional.ofNullable(row.getObject("due", LocalDate.class)),
                row.getString("treated"), row.getString("seen"), row.getString("station"));
    }

    private static Optional<State> state(String term) {
        return List.of(State.values()).stream().filter(one -> one.term().equals(term)).findFirst();
    }

    private void put(PatientKey patient, Plans plans, LocalDate today) {
        Reading reading = desk.read(patient, AsOf.NOW);
        Course course = reading.course();
        Appointments appointments = Appointments.of(course, plans.of(course), today);
        Optional<Appointment> next = appointments.next();
        sql.sql(PUT)
                .param("centre", patient.centre())
                .param("patient", patient.patient().value())
                .param("position", reading.position())
                .param("plan", plans.key())
                .param("next", next.map(Appointment::name).orElse(""))
                .param("opens", next.map(Appointment::opens).orElse(null), Types.DATE)
                .param("due", next.map(Appointment::due).orElse(null), Types.DATE)
                .param("overdue_from", next.map(Appointment::overdueFrom).orElse(null), Types.DATE)
                .param("lost_from", next.flatMap(Appointment::lostFrom).orElse(null), Types.DATE)
                .param("treated", treated(appointments))
                .param("seen", appointments.lastSeen().map(placed -> placed.when()).orElse(""))
                .param("seen_from", today)
                .param("changes_on", course.timeline().stream()
                        .flatMap(placed -> placed.span().stream()).map(Span::used)
                        .filter(day -> day.isAfter(today)).min(LocalDate::compareTo).orElse(null),
                        Types.DATE)
                .update();
    }

    static String treated(Appointments appointments) {
        return appointments.infusion().map(infusion -> "%s, %s, %s".formatted(
                infusion.event().modality().term(), infusion.event().limb(),
                infusion.placed().when())).orElse("");
    }
}
