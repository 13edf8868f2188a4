package limbline.app.series;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;
import limbline.app.course.CourseDesk;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.course.AsOf;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.series.Cohort;
import limbline.series.Series;
import limbline.series.SeriesData;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is asked of our own series: to define one, and to run it.
public final class SeriesDesk {

    private final Definitions definitions;
    private final SeriesRows rows;
    private final Centres centres;
    private final ConcurrentMap<List<String>, Loaded> loaded = new ConcurrentHashMap<>();

    /// The rows as they were at one state of the projection.
    ///
    /// @param merged how many ids had been merged into others
    /// @param from what was written in a transaction from here on may be missing
    private record Loaded(String state, String merged, String from, SeriesData data) {}

    public SeriesDesk(DataSource database, CourseDesk desk) {
        this(database, new SeriesRows(database, desk));
    }

    SeriesDesk(DataSource database, SeriesRows rows) {
        JdbcClient sql = JdbcClient.create(database);
        definitions = new Definitions(sql);
        this.rows = rows;
        centres = new Centres(sql);
    }

    public List<Definition> definitions() {
        return definitions.all();
    }

    /// @throws IllegalArgumentException if there is none of that name, with those there are
    public Definition definition(String name) {
        return definitions.find(name).orElseThrow(() -> new IllegalArgumentException(
                "there is no series \"%s\"; %s".formatted(Text.shortened(name),
                        definitions.all().isEmpty() ? "none has been defined yet"
                                : "there are: " + String.join(", ", definitions.all().stream()
                                        .map(one -> one.cohort().name()).toList()))));
    }

    /// @param centre whose patients are meant; empty for all centres'
    public Definition define(Cohort cohort, String centre, String author) {
        Check.that(centre.isEmpty() || centres.knows(centre), "there is no centre \"%s\"; there"
                + " are: %s", Text.shortened(centre),
                String.join(", ", centres.all().stream().map(Centre::id).toList()));
        return definitions.add(cohort, centre, author);
    }

    /// From the projection where it is asked of now, else from the journal.
    public Series run(Definition definition, AsOf asOf) {
        List<String> of = definition.centre().isEmpty()
                ? centres.all().stream().map(Centre::id).toList()
                : List.of(definition.centre());
        return (asOf.equals(AsOf.NOW) ? now(of) : rows.folded(of, asOf))
                .series(definition.cohort());
    }

    /// A cohort that is not written down, of one centre.
    public Series run(Cohort cohort, String centre, AsOf asOf) {
        return data(centre, asOf).series(cohort);
    }

    /// What every cohort of one centre is counted from; not to be changed.
    SeriesData data(String centre, AsOf asOf) {
        List<String> of = List.of(centre);
        return asOf.equals(AsOf.NOW) ? now(of) : rows.folded(of, asOf);
    }

    /// The rows are kept in memory; of what changed since, only those patients are read again.
    private SeriesData now(List<String> of) {
        String state = rows.follow();
        return loaded.compute(of, (_, known) -> {
            if (known != null && known.state().equals(state)) {
                return known;
            }
            String from = rows.horizon();
            if (known != null && rows.merged().equals(known.merged()) && !known.data().isWorn()
                    && rows.takeIn(of, known.from(), known.data())) {
                return new Loaded(state, known.merged(), from, known.data());
            }
            return new Loaded(state, rows.merged(), from, rows.data(of));
        }).data();
    }

    /// What a series is counted from now: it is the same as long as no number can differ.
    String state() {
        return rows.follow();
    }

    public SeriesRows rows() {
        return rows;
    }
}
