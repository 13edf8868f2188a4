package limbline.app.series;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.journal.Journal;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Endpoints;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.Times;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills the projection of an empty record with the rows of a simulated programme and asks a series of
/// it, as the server does: one filter (legs), the response table, three curves with limits and median.
///
///     Filled FOLDER INFUSIONS
///
/// At most 100,000 infusions are folded; beyond that their rows are copied under other patients.
public final class Filled {

    private static final String CENTRE = "bench";
    private static final int FOLDED = 100_000;
    private static final int PASSES = 9;
    private static final int CHUNK = 1 << 20;

    private Filled() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int infusions = Integer.parseInt(args[1]);
        try (Database database = Database.embedded(Path.of(args[0]))) {
            long rows;
            double seconds;
            try (Connection owner = database.asOwner()) {
                long begin = System.nanoTime();
                rows = fill(owner, infusions);
                seconds = (System.nanoTime() - begin) / 1e9;
            }
            SeriesDesk desk = new SeriesDesk(database.dataSource(), new CourseDesk(
                    new Journal(database), InstantSource.system(), ZoneOffset.UTC));
            double first = ask(desk, 0);
            List<Double> warm = new ArrayList<>();
            for (int pass = 1; pass <= PASSES; pass++) {
                warm.add(ask(desk, pass));
            }
            warm.sort(null);
            double change = change(database, desk);
            System.out.printf("| %,d | %,d | %.0f s | %.0f ms | %.1f ms | %.1f ms |%n", infusions,
                    rows, seconds, first, warm.get(PASSES / 2), change);
        }
    }

    /// @param pass names the cohort, so that no answer is one that was kept
    private static double ask(SeriesDesk desk, int pass) {
        long begin = System.nanoTime();
        Series series = desk.run(new Cohort("legs" + pass,
                List.of(Condition.parse("extremity=leg")), List.of()), CENTRE, AsOf.NOW);
        series.table(Endpoints.named("response-at-3-months"));
        for (String name : List.of("overall-survival", "limb-salvage", "in-field-progression")) {
            if (series.table(Endpoints.named(name)) instanceof Times<?> timed) {
                timed.landmarks();
                timed.median();
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /// The first question after something of one patient has changed.
    private static double change(Database database, SeriesDesk desk) {
        database.sql().sql("""
                update series_row set place = place, written = pg_current_xact_id()
                where centre = ? and patient = (select min(patient) from series_row)
                """).param(CENTRE).update();
        database.sql().sql("update series_followed set upto = pg_current_xact_id()").update();
        return ask(desk, PASSES + 1);
    }

    private static long fill(Connection owner, int infusions) throws SQLException, IOException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("insert into centre (id, name, invented) values ('%s', 'Bench', true)"
                    .formatted(CENTRE));
        }
        int folded = Math.min(infusions, FOLDED);
        SplittableRandom random = new SplittableRandom(Programme.SEED);
        CopyIn copy = owner.unwrap(PGConnection.class).getCopyAPI().copyIn(
                "copy series_row (centre, patient, place, unit, name, facts, answers) from stdin");
        StringBuilder text = new StringBuilder(CHUNK + 10_000);
        long count = 0;
        for (int patient = 0, done = 0; done < folded; patient++) {
            Course course = Programme.course("P" + patient, random,
                    Programme.Scenario.UNINFORMATIVE);
            done += course.infusions().size();
            List<Row> rows = Row.of(CENTRE, course);
            for (int again = 0; again < infusions / folded; again++) {
                int place = 0;
                for (Row row : rows) {
                    RowText kept = RowText.of(row);
                    text.append(CENTRE).append('\t').append('P').append(patient)
                            .append(again == 0 ? "" : "-" + again).append('\t').append(++place)
                            .append('\t').append(kept.unit()).append('\t').append(kept.name())
                            .append('\t').append(kept.facts().replace("\n", "\\n"))
                            .append('\t').append(kept.answers().replace("\n", "\\n"))
                            .append('\n');
                    count++;
                }
                if (text.length() > CHUNK) {
                    write(copy, text);
                }
            }
        }
        write(copy, text);
        copy.endCopy();
        try (Statement statement = owner.createStatement()) {
            statement.execute("analyze series_row");
        }
        return count;
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
