package limbline.app.course;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limbline.app.journal.PatientKey;
import limbline.course.DiseaseCourse;
import limbline.course.Standing.Station;
import limbline.measure.Term;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The worklist as the database keeps it: a row for each patient, and what the page asks for at
/// every look, how many are where and the words by which somebody is looked for.
///
/// It follows the journal by transactions: a row of the journal is looked at when no older
/// transaction is under way, so that none is passed over.
public final class WorklistRows {

    static final String COLUMNS = """
            select w.centre, w.patient, w.position, w.station, w.since, w.since_text, w.due,
                w.due_for, w.limbs, w.infusions, w.status, w.changes_on
            """;

    /// Whether there is anything to take in. Asked at every look, so it writes and locks nothing.
    private static final String IS_BEHIND = """
            select f.upto = '0'::xid8
                or exists (select from journal where xid >= f.upto
                    and xid < pg_snapshot_xmin(pg_current_snapshot()))
                or coalesce((select min(changes_on) from worklist) <= ?, false)
                or coalesce((select max(seen_from) from worklist) > ?, false)
            from worklist_followed f
            """;

    private static final String FOLLOWED =
            "select upto::text from worklist_followed for update skip locked";

    private static final String OVER = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    private static final String FOLLOW = "update worklist_followed set upto = ?::xid8";

    /// The rows, and with them the counts and the words: one statement for all.
    private static final String PUT = """
            with given as (
                select * from unnest(:centres::text[], :patients::text[], :positions::int[],
                    :stations::text[], :sinces::date[], :since_texts::text[], :dues::date[],
                    :due_fors::text[], :limbs::text[], :infusions::int[], :statuses::text[],
                    :changes_on::date[])
                as given (centre, patient, position, station, since, since_text, due, due_for,
                    limbs, infusions, status, changes_on)
            ), changed as (
                select centre, station, due, 1 as one from given
                union all
                select w.centre, w.station, w.due, -1 from worklist w
                join given g on g.centre = w.centre and g.patient = w.patient
            ), counted as (
                insert into worklist_count as c (centre, station, due, patients)
                select centre, station, coalesce(due, 'infinity'), sum(one)
                from changed
                group by 1, 2, 3
                having sum(one) <> 0
                on conflict (centre, station, due) do update
                set patients = c.patients + excluded.patients
            ), worded as (
                insert into search_word (centre, word, patient)
                select centre, search_words(patient), patient from given g
                where not exists (
                    select from worklist w where w.centre = g.centre and w.patient = g.patient)
                on conflict do nothing
            )
            insert into worklist (centre, patient, position, station, since, since_text, due,
                due_for, limbs, infusions, status, changes_on, seen_from)
            select centre, patient, position, station, since, since_text, due, due_for, limbs,
                infusions, status, changes_on, :seen_from
            from given
            on conflict (centre, patient) do update set
                position = excluded.position, station = excluded.station, since = excluded.since,
                since_text = excluded.since_text, due = excluded.due, due_for = excluded.due_for,
                limbs = excluded.limbs, infusions = excluded.infusions, status = excluded.status,
                changes_on = excluded.changes_on, seen_from = excluded.seen_from
            """;

    private static final String REMOVE_STRANGERS = """
            with gone as (
                delete from worklist w
                where centre = ? and not exists (
                    select from journal j where j.centre = w.centre and j.patient = w.patient)
                returning centre, patient, station, due
            ), counted as (
                update worklist_count c set patients = c.patients - g.patients
                from (select centre, station, coalesce(due, 'infinity') as due,
                        count(*)::int as patients
                    from gone group by 1, 2, 3) g
                where c.centre = g.centre and c.station = g.station and c.due = g.due
            )
            select centre, patient from gone
            """;

    private static final String COUNT_AGAIN = """
            insert into worklist_count as c (centre, station, due, patients)
            select centre, station, coalesce(due, 'infinity'), count(*)
            from worklist where centre = ? group by 1, 2, 3
            on conflict (centre, station, due) do update set patients = excluded.patients
            where c.patients <> excluded.patients
            """;

    private static final String COUNT_NOBODY = """
            update worklist_count c set patients = 0
            where centre = ? and patients <> 0 and not exists (
                select from worklist w where w.centre = c.centre and w.station = c.station
                and coalesce(w.due, 'infinity') = c.due)
            """;

    private static final String WORD_AGAIN = """
            with due as materialized (
                select centre, word, patient from search_word_due where centre = ?
            ), added as (
                insert into search_word (centre, word, patient)
                select centre, word, patient from due
                on conflict do nothing
                returning 1
            ), removed as (
                delete from search_word s
                where centre = ? and not exists (
                    select from due d where d.word = s.word and d.patient = s.patient)
                returning 1
            )
            select (select count(*) from added) + (select count(*) from removed)
            """;

    private static final int FOLDED_AT_ONCE = 1_000;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CourseDesk desk;
    private final InstantSource clock;
    private final ZoneId zone;

    WorklistRows(DataSource database, CourseDesk desk, InstantSource clock, ZoneId zone) {
        this.sql = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.desk = desk;
        this.clock = clock;
        this.zone = zone;
    }

    /// What a rebuild found.
    ///
    /// @param differed whose row was not what the fold says; it is now
    /// @param beside counts and words that were not what the rows and identities say
    public record Rebuilt(int patients, List<PatientKey> differed, int beside) {}

    LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /// Brings the rows up to date with the journal and the day. If another process is at it, it is
    /// left to that one.
    public void follow() {
        LocalDate today = today();
        if (sql.sql(IS_BEHIND).params(today, today).query(Boolean.class).single()) {
            transaction.executeWithoutResult(_ -> catchUp());
        }
    }

    private void catchUp() {
        Optional<String> followed =
                sql.sql(FOLLOWED).query((row, _) -> row.getString("upto")).optional();
        if (followed.isEmpty()) {
            return;
        }
        String over = over();
        LocalDate today = today();
        // What was appended by transactions that are over, and what a passing day has changed. The
        // day stands in the text: of a parameter the planner believes that it divides the table
        // into a third and two, and reads all of it.
        Map<String, List<PatientId>> changed = sql.sql("""
                        select distinct centre, patient from journal
                        where xid >= ?::xid8 and xid < ?::xid8
                        union
                        select centre, patient from worklist where changes_on <= date '%1$s'
                        union
                        select centre, patient from worklist where seen_from > date '%1$s'
                        """.formatted(today))
                .params(followed.get(), over)
                .query((row, _) -> key(row))
                .list().stream()
                .collect(Collectors.groupingBy(PatientKey::centre,
                        Collectors.mapping(PatientKey::patient, Collectors.toList())));
        changed.forEach((centre, patients) -> {
            for (int from = 0; from < patients.size(); from += FOLDED_AT_ONCE) {
                List<PatientId> some = patients.subList(
                        from, Math.min(patients.size(), from + FOLDED_AT_ONCE));
                put(desk.read(centre, some).values().stream()
                        .map(reading -> Place.of(reading, today)).toList());
            }
        });
        if (followed.get().equals("0")) { // as after a restore, which writes down no words
            sql.sql("""
                    insert into search_word (centre, word, patient)
                    select centre, word, patient from search_word_due
                    on conflict do nothing
                    """).update();
        }
        followed(over);
    }

    /// Whether the rows were never computed, as after a restore.
    public boolean isNew() {
        return sql.sql("select upto = '0'::xid8 from worklist_followed")
                .query(Boolean.class).single();
    }

    /// Notes that everything before `over` is in the rows.
    public void followed(String over) {
        sql.sql(FOLLOW).param(over).update();
    }

    /// Every transaction before this one is over: what it appended can be seen.
    public String over() {
        return sql.sql(OVER).query((row, _) -> row.getString(1)).single();
    }

    /// Folds every patient's journal and compares the rows with it; what differs is set right. To
    /// be run by itself, see [limbline.app.database.Database#alone].
    public Rebuilt rebuild(String centre) {
        follow();
        List<PatientKey> differed = new ArrayList<>();
        int patients = 0;
        List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
        while (!some.isEmpty()) {
            differed.addAll(setRight(centre, desk.read(centre,
                    some.stream().map(PatientKey::patient).toList()).values()));
            patients += some.size();
            some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
        }
        differed.addAll(removeStrangers(centre));
        return new Rebuilt(patients, differed, setRightBeside(centre));
    }

    /// Compares the rows of some patients of a centre with the fold and puts right what differs.
    ///
    /// @return whose row differed
    public List<PatientKey> setRight(String centre, Collection<Reading> readings) {
        String[] ids = readings.stream().map(one -> one.patient().patient().value())
                .toArray(String[]::new);
        Map<PatientKey, Place> kept = new HashMap<>();
        sql.sql(COLUMNS + "from worklist w where w.centre = ? and w.patient = any(?)")
                .params(centre, ids)
                .query(row -> {
                    kept.put(key(row), place(row));
                });
        LocalDate today = today();
        List<Place> differing = readings.parallelStream()
                .map(one -> Place.of(one, today))
                .filter(place -> !place.equals(kept.get(place.patient())))
                .toList();
        put(differing);
        return differing.stream().map(Place::patient).toList();
    }

    /// Takes out whom the journal does not know.
    public List<PatientKey> removeStrangers(String centre) {
        return sql.sql(REMOVE_STRANGERS).param(centre).query((row, _) -> key(row)).list();
    }

    /// Compares the counts and the words with the rows and the identities, and puts right what
    /// differs.
    ///
    /// @return how many
    public int setRightBeside(String centre) {
        return sql.sql(COUNT_AGAIN).param(centre).update()
                + sql.sql(COUNT_NOBODY).param(centre).update()
                + sql.sql(WORD_AGAIN).params(centre, centre).query(Integer.class).single();
    }

    private void put(List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        sql.sql(PUT)
                .param("centres", texts(places, place -> place.patient().centre()))
                .param("patients", texts(places, place -> place.patient().patient().value()))
                .param("positions", numbers(places, Place::position))
                .param("stations", texts(places, place -> place.station().term()))
                .param("sinces", days(places, Place::since))
                .param("since_texts", texts(places, Place::sinceText))
                .param("dues", days(places, Place::due))
                .param("due_fors", texts(places, Place::dueFor))
                .param("limbs", texts(places, Place::limbs))
                .param("infusions", numbers(places, Place::infusions))
                .param("statuses", texts(places, place -> place.status().term()))
                .param("changes_on", days(places, Place::changesOn))
                .param("seen_from", today())
                .update();
    }

    private static String[] texts(List<Place> places, Function<Place, String> value) {
        return places.stream().map(value).toArray(String[]::new);
    }

    private static Integer[] numbers(List<Place> places, Function<Place, Integer> value) {
        return places.stream().map(value).toArray(Integer[]::new);
    }

    private static @Nullable String[] days(
            List<Place> places, Function<Place, Optional<LocalDate>> value) {
        @Nullable String[] days = new @Nullable String[places.size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = value.apply(places.get(i)).map(LocalDate::toString).orElse(null);
        }
        return days;
    }

    static Place place(ResultSet row) throws SQLException {
        return new Place(key(row), row.getInt("position"),
                Term.parse(Station.class, row.getString("station")),
                day(row, "since"), row.getString("since_text"), day(row, "due"),
                row.getString("due_for"), row.getString("limbs"), row.getInt("infusions"),
                Term.parse(DiseaseCourse.Status.class, row.getString("status")),
                day(row, "changes_on"));
    }

    private static PatientKey key(ResultSet row) throws SQLException {
        return new PatientKey(row.getString("centre"), new PatientId(row.getString("patient")));
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
