package limbline.app.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.followup.Appointment.State;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whom the clinic follows, what is overdue first.
public final class ClinicList {

    /// The states; a patient for whom nothing is open has none.
    private static final String STATE = """
            case when c.lost_from <= :today then 'lost' when c.overdue_from <= :today then 'overdue'
                when c.opens <= :today then 'due' when c.due is not null then 'later' else '' end
            """;

    /// In the order of urgency.
    private static final List<String> URGENT_FIRST =
            List.of("lost", "overdue", "due", "later", "");

    private static final String FOLLOWED = """
            from clinic c
            where c.centre = :centre and c.followed and not exists (
                select from identity s
                where s.centre = c.centre and s.patient = c.patient and s.same_as is not null)
            """;

    /// Of one state, by an index.
    private static final String OF_STATE = """
            select c.centre, c.patient, c.next, c.due, c.treated, c.seen, c.station,
            :state as state
            """ + FOLLOWED + "and " + STATE + "= :state ";

    private static final String NAMED = """
            select f.*, i.name
            from (%s) f left join identity i on i.centre = f.centre and i.patient = f.patient
            order by f.due nulls last, f.patient
            """;

    private static final String PAGE =
            NAMED.formatted(OF_STATE + "order by c.due, c.patient limit :limit offset :offset");

    private static final String OPEN = NAMED.formatted(OF_STATE
            + "and (c.changes_on is null or c.changes_on > :today)");

    private final JdbcClient sql;
    private final ClinicRows rows;

    public ClinicList(JdbcClient sql, ClinicRows rows) {
        this.sql = sql;
        this.rows = rows;
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
        rows.follow(centre);
    }

    public LocalDate today() {
        return rows.today();
    }

    /// Whether anybody was infused of whom the list knows.
    public boolean hasInfusions(String centre) {
        return sql.sql("select exists (select from clinic where centre = ? and treated <> '')")
                .param(centre).query(Boolean.class).single();
    }

    /// @param state of those who are asked for; empty for all, overdue first
    /// @param page from 1
    public Sheet sheet(String centre, Optional<State> state, int page) {
        Check.that(page >= 1 && page <= 1_000_000, "page %s; from 1 to 1000000", page);
        LocalDate today = rows.today();
        Map<State, Integer> counts = new EnumMap<>(State.class);
        int all = 0;
        for (Counted one : counted(centre, today)) {
            one.state.ifPresent(known -> counts.put(known, one.patients));
            all += one.patients;
        }
        int found = state.map(known -> counts.getOrDefault(known, 0)).orElse(all);
        int pages = Math.max(1, Math.ceilDiv(found, Sheet.LENGTH));
        int shown = Math.min(page, pages);
        List<Row> listed = new ArrayList<>();
        int before = (shown - 1) * Sheet.LENGTH; // of whom no more is said
        for (String one : state.map(State::term).map(List::of).orElse(URGENT_FIRST)) {
            int there = state(one).map(known -> counts.getOrDefault(known, 0))
                    .orElse(all - counts.values().stream().mapToInt(Integer::intValue).sum());
            if (before < there && listed.size() < Sheet.LENGTH) {
                listed.addAll(sql.sql(PAGE)
                        .param("centre", centre).param("today", today).param("state", one)
                        .param("limit", Sheet.LENGTH - listed.size()).param("offset", before)
                        .query((row, _) -> row(row)).list());
            }
            before = Math.max(0, before - there);
        }
        return new Sheet(listed, counts, found, shown, pages);
    }

    private record Counted(Optional<State> state, int patients) {}

    private List<Counted> counted(String centre, LocalDate today) {
        return sql.sql("select " + STATE + " as state, count(*) " + FOLLOWED + "group by state")
                .param("centre", centre).param("today", today)
                .query((row, _) -> new Counted(state(row.getString("state")),
                        row.getInt("count")))
                .list();
    }

    /// Everybody for whom something is open, the most urgent first, as on a day that is not before
    /// today; without those of [#changingBy].
    public List<Row> open(String centre, LocalDate on) {
        return URGENT_FIRST.stream().filter(state -> !state.isEmpty())
                .flatMap(state -> sql.sql(OPEN)
                        .param("centre", centre).param("today", on).param("state", state)
                        .query((row, _) -> row(row)).list().stream())
                .toList();
    }

    /// Of whom the list cannot say how they will stand on a later day, since something on record lies
    /// before it and ahead of today.
    public List<PatientId> changingBy(String centre, LocalDate on) {
        return sql.sql("select patient from clinic where centre = ? and changes_on <= ?")
                .params(centre, on)
                .query((row, _) -> new PatientId(row.getString("patient"))).list();
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
}
