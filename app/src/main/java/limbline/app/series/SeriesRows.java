package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import limbline.app.course.CourseDesk;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.patient.PatientId;
import limbline.series.Row;
import limbline.series.SeriesData;
import org.jspecify.annotations.Nullable;
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
            select r.patient, r.unit, r.name, r.facts, r.answers
            from series_row r
            where r.centre = ? and not exists (
                select from identity s
                where s.centre = r.centre and s.patient = r.patient and s.same_as is not null)
            order by r.patient, r.place
            """;

    private final JdbcClient sql;
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
        this.sql = JdbcClient.create(database);
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
            Optional<String> followed = sql.sql(
                    "select upto::text from series_followed for update skip locked")
                    .query(String.class).optional();
            if (followed.isEmpty()) {
                return;
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
            changed.forEach(patient -> put(patient, folded(patient)));
            if (!changed.isEmpty()) {
                sql.sql("update series_followed set upto = ?::xid8").param(over).update();
            }
        });
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
                data.replace(patient.centre(), patient.patient(), isMerged(patient) ? List.of()
                        : kept(patient).stream().map(row -> row.row(patient.patient())).toList()));
        return true;
    }

    private boolean isMerged(PatientKey patient) {
        return sql.sql("""
                select exists (select from identity
                    where centre = ? and patient = ? and same_as is not null)
                """)
                .params(patient.centre(), patient.patient().value()).query(Boolean.class).single();
    }

    /// All rows of a centre, in one order.
    void read(String centre, BiConsumer<PatientId, RowText> reader) {
        transaction.executeWithoutResult(_ -> sql.sql(ROWS).withFetchSize(FETCHED).param(centre)
                .query(row -> {
                    reader.accept(new PatientId(row.getString(1)), new RowText(row.getString(2),
                            row.getString(3), row.getString(4), row.getString(5)));
                }));
    }

    public SeriesData data(List<String> centres) {
        SeriesData data = new SeriesData();
        centres.forEach(centre ->
                read(centre, (patient, text) -> data.add(text.row(patient))));
        return data;
    }

    /// The same from the journal itself, from another point of view.
    public SeriesData folded(List<String> centres, AsOf asOf) {
        SeriesData data = new SeriesData();
        for (String centre : centres) {
            List<String> merged = sql.sql("""
                    select patient from identity where centre = ? and same_as is not null
                    """).param(centre).query((row, _) -> row.getString("patient")).list();
            each(centre, patient -> {
                Course course = desk.read(patient, asOf).course();
                if (!merged.contains(patient.patient().value())
                        && !course.timeline().isEmpty()) {
                    data.addAll(Row.of(centre, course));
                }
            });
        }
        return data;
    }

    /// Folds every patient again and puts right what differs; how many did.
    public int rebuild(String centre) {
        follow();
        List<PatientKey> differed = new ArrayList<>();
        each(centre, patient -> {
            List<RowText> folded = folded(patient);
            if (!kept(patient).equals(folded)) {
                differed.add(patient);
                transaction.executeWithoutResult(_ -> put(patient, folded));
            }
        });
        int strangers = sql.sql("""
                delete from series_row r where centre = ? and not exists (
                    select from journal j where j.centre = r.centre and j.patient = r.patient)
                """).param(centre).update();
        return differed.size() + strangers;
    }

    private void each(String centre, Consumer<PatientKey> work) {
        List<PatientKey> some = desk.list(centre, "", FOLDED_AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(work);
            some = desk.list(centre, some.getLast().patient().value(), FOLDED_AT_ONCE);
        }
    }

    private List<RowText> folded(PatientKey patient) {
        return Row.of(patient.centre(), desk.read(patient, AsOf.NOW).course()).stream()
                .map(RowText::of).toList();
    }

    private List<RowText> kept(PatientKey patient) {
        return sql.sql("""
                select unit, name, facts, answers from series_row
                where centre = ? and patient = ? order by place
                """)
                .params(patient.centre(), patient.patient().value())
                .query((row, _) -> new RowText(row.getString(1), row.getString(2),
                        row.getString(3), row.getString(4)))
                .list();
    }

    private void put(PatientKey patient, List<RowText> rows) {
        sql.sql("delete from series_row where centre = ? and patient = ?")
                .params(patient.centre(), patient.patient().value()).update();
        int place = 0;
        for (RowText row : rows) {
            sql.sql("""
                    insert into series_row (centre, patient, place, unit, name, facts, answers)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(patient.centre(), patient.patient().value(), ++place, row.unit(),
                            row.name(), row.facts(), row.answers())
                    .update();
        }
    }
}
