package limbline.app.series;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.patient.PatientId;
import limbline.series.PackedRows;
import limbline.series.Row;
import limbline.series.SeriesData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The projection that series are counted from. It follows the journal by transactions, like the
/// worklist.
public final class SeriesRows {

    private static final int FETCHED = 5_000;
    private static final int FOLDED_AT_ONCE = 1_000;
    private static final int MOST_TAKEN_IN = 500;

    private static final String ROWS = """
            select r.patient, r.packed
            from series_row r
            where r.centre = ? and not exists (
                select from identity s
                where s.centre = r.centre and s.patient = r.patient and s.same_as is not null)
            order by r.patient
            """;

    private final JdbcClient sql;
    private final JdbcTemplate batch;
    private final TransactionTemplate transaction;
    private final CourseDesk desk;
    private final @Nullable SeriesRows everywhere;

    public SeriesRows(DataSource database, CourseDesk desk) {
        this(database, desk, null);
    }

    /// @param everywhere follows the journal of all centres, where `database` sees one centre's
    ///     rows; null where it sees all
    public SeriesRows(DataSource database, CourseDesk desk, @Nullable SeriesRows everywhere) {
        this.everywhere = everywhere;
        this.batch = new JdbcTemplate(database);
        this.sql = JdbcClient.create(batch);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.desk = desk;
    }

    /// Brings the projection up to date and says how far it is. If another process is at it, it is
    /// left to that one.
    public String follow() {
        if (everywhere != null) {
            everywhere.follow();
        } else {
            catchUp();
        }
        return sql.sql("select upto::text from series_followed").query(String.class).single()
                + " " + merged();
    }

    private void catchUp() {
        transaction.executeWithoutResult(_ -> {
            boolean ours = layout() == PackedRows.LAYOUT;
            Optional<String> followed = sql.sql("select upto::text from series_followed for update"
                    + (ours ? " skip locked" : "")).query(String.class).optional();
            if (followed.isEmpty()) {
                return;
            }
            if (!ours && layout() != PackedRows.LAYOUT) { // and nobody else has folded them meanwhile
                followed = Optional.of("0");
            }
            String over = sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                    .query(String.class).single();
            List<PatientKey> changed = sql.sql("""
                    select distinct centre, patient from journal
                    where xid >= ?::xid8 and xid < ?::xid8
                    """)
                    .params(followed.get(), over)
                    .query((row, _) -> new PatientKey(row.getString("centre"),
                            new PatientId(row.getString("patient"))))
                    .list();
            changed.stream().collect(Collectors.groupingBy(PatientKey::centre)).forEach(this::put);
            if (!changed.isEmpty()) {
                followed(over);
            }
        });
    }

    /// That the rows were packed by.
    private int layout() {
        return sql.sql("select layout from series_followed")
                .query((row, _) -> row.getInt("layout")).single();
    }

    /// How many ids have been merged into others.
    String merged() {
        return sql.sql("select count(*) from identity where same_as is not null")
                .query(String.class).single();
    }

    /// All transactions before it are over.
    String horizon() {
        return sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class).single();
    }

    /// Puts what was written since into the data; false where it is better read anew.
    boolean takeIn(List<String> centres, String since, SeriesData data) {
        List<PatientKey> written = sql.sql("""
                select distinct centre, patient from series_row
                where written >= ?::xid8 limit ?
                """)
                .params(since, MOST_TAKEN_IN + 1)
                .query((row, _) -> new PatientKey(row.getString("centre"),
                        new PatientId(row.getString("patient"))))
                .list();
        if (written.size() > MOST_TAKEN_IN) {
            return false;
        }
        written.stream().filter(patient -> centres.contains(patient.centre())).forEach(patient ->
                data.replace(patient.centre(), patient.patient(),
                        isMerged(patient) ? PackedRows.of(List.of()) : kept(patient)));
        return true;
    }

    private boolean isMerged(PatientKey patient) {
        return sql.sql("""
                select exists (select from identity
                    where centre = ? and patient = ? and same_as is not null)
                """)
                .params(patient.centre(), patient.patient().value()).query(Boolean.class).single();
    }

    /// Of all patients of some centres.
    public SeriesData data(List<String> centres) {
        SeriesData data = new SeriesData();
        centres.forEach(centre -> transaction.executeWithoutResult(_ ->
                sql.sql(ROWS).withFetchSize(FETCHED).param(centre).query(row -> {
                    data.add(centre, new PatientId(row.getString(1)), row.getBytes(2));
                })));
        return data;
    }

    /// The same from the journal itself, from another point of view.
    public SeriesData folded(List<String> centres, AsOf asOf) {
        SeriesData data = new SeriesData();
        for (String centre : centres) {
            Set<String> merged = Set.copyOf(sql.sql("""
                    select patient from identity where centre = ? and same_as is not null
                    """).param(centre).query((row, _) -> row.getString("patient")).list());
            List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
            while (!some.isEmpty()) {
                desk.read(centre, some.stream().map(PatientKey::patient)
                        .filter(patient -> !merged.contains(patient.value())).toList())
                        .values().parallelStream()
                        .map(reading -> reading.course().asOf(asOf))
                        .filter(course -> !course.timeline().isEmpty())
                        .map(course -> Row.of(centre, course))
                        .toList().forEach(data::addAll);
                some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
            }
        }
        return data;
    }

    /// Whether the projection was never computed, as after a restore.
    boolean isNew() {
        return sql.sql("select upto = '0'::xid8 from series_followed")
                .query(Boolean.class).single();
    }

    void followed(String over) {
        sql.sql("update series_followed set upto = ?::xid8, layout = ?")
                .params(over, PackedRows.LAYOUT).update();
    }

    /// Compares the rows of some patients of a centre with the fold and puts right what differs.
    ///
    /// @return of how many patients the rows differed
    int setRight(String centre, Collection<Reading> readings) {
        String[] ids = readings.stream().map(one -> one.patient().patient().value())
                .toArray(String[]::new);
        Map<String, byte[]> kept = new HashMap<>();
        sql.sql("select patient, packed from series_row where centre = ? and patient = any(?)")
                .params(centre, ids)
                .query(row -> {
                    kept.put(row.getString("patient"), row.getBytes("packed"));
                });
        Map<PatientKey, byte[]> differing = new ConcurrentHashMap<>();
        readings.parallelStream().forEach(reading -> {
            byte[] folded = packed(centre, reading.course());
            if (!Arrays.equals(folded, kept.get(reading.patient().patient().value()))) {
                differing.put(reading.patient(), folded);
            }
        });
        transaction.executeWithoutResult(_ -> put(differing));
        return differing.size();
    }

    /// Folds every patient of a centre again and puts right what differs; how many did, and how
    /// many rows were of nobody. [Rebuilding] does it together with the worklist.
    int rebuild(String centre) {
        follow();
        int differed = 0;
        List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
        while (!some.isEmpty()) {
            differed += setRight(centre, desk.read(centre,
                    some.stream().map(PatientKey::patient).toList()).values());
            some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
        }
        return differed + removeStrangers(centre);
    }

    /// Takes out the rows of those whom the journal does not know; how many rows.
    int removeStrangers(String centre) {
        return sql.sql("""
                delete from series_row r where centre = ? and not exists (
                    select from journal j where j.centre = r.centre and j.patient = r.patient)
                """).param(centre).update();
    }

    private byte[] kept(PatientKey patient) {
        return sql.sql("select packed from series_row where centre = ? and patient = ?")
                .params(patient.centre(), patient.patient().value())
                .query((row, _) -> row.getBytes("packed"))
                .optional().orElseGet(() -> PackedRows.of(List.of()));
    }

    private void put(String centre, List<PatientKey> patients) {
        for (int from = 0; from < patients.size(); from += FOLDED_AT_ONCE) {
            Map<PatientKey, byte[]> some = new LinkedHashMap<>();
            desk.read(centre, patients.subList(from, Math.min(patients.size(),
                            from + FOLDED_AT_ONCE)).stream().map(PatientKey::patient).toList())
                    .forEach((patient, reading) ->
                            some.put(patient, packed(centre, reading.course())));
            put(some);
        }
    }

    private static byte[] packed(String centre, Course course) {
        return PackedRows.of(Row.of(centre, course));
    }

    private void put(Map<PatientKey, byte[]> patients) {
        batch.batchUpdate("""
                insert into series_row (centre, patient, packed) values (?, ?, ?)
                on conflict (centre, patient) do update
                set packed = excluded.packed, written = excluded.written
                """, patients.entrySet().stream().map(each -> new Object[] {each.getKey().centre(),
                    each.getKey().patient().value(), each.getValue()}).toList());
    }
}
