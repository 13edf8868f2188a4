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
import java.util.Arrays;
import java.util.HexFormat;
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
import limbline.series.PackedRows;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.Times;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills the projection of an empty record with the rows of a simulated programme and asks a series of
/// it, as the server does: one filter (legs), the response table, three curves with limits and median.
///
///     Filled fill FOLDER INFUSIONS...   makes a record of each size; at most 20,000 infusions are
///                                       folded, beyond that their rows are copied under other patients
///     Filled ask FOLDER INFUSIONS       asks that of one size, and prints a line of the table
public final class Filled {

    private static final String CENTRE = "bench";
    private static final int FOLDED = 20_000;
    private static final int PASSES = 9;
    private static final int CHUNK = 1 << 20;

    private Filled() {}

    /// A patient's rows, packed.
    ///
    /// @param rows how many
    /// @param infusions of the patient
    private record Patient(String packed, int rows, int infusions) {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Path folder = Path.of(args[1]);
        if (args[0].equals("ask")) {
            ask(folder.resolve(args[2]), Integer.parseInt(args[2]));
            return;
        }
        int[] sizes = Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray();
        List<Patient> patients = folded(Math.min(FOLDED, Arrays.stream(sizes).max().orElseThrow()));
        for (int size : sizes) {
            try (Database database = Database.embedded(folder.resolve("" + size));
                    Connection owner = database.asOwner()) {
                fill(owner, patients, size);
            }
        }
    }

    private static void ask(Path folder, int infusions) throws SQLException {
        try (Database database = Database.embedded(folder)) {
            SeriesDesk desk = new SeriesDesk(database.dataSource(), new CourseDesk(
                    new Journal(database), InstantSource.system(), ZoneOffset.UTC));
            long before = used();
            double first = ask(desk, 0) / 1000;
            long bytes = used() - before;
            List<Double> warm = new ArrayList<>();
            for (int pass = 1; pass <= PASSES; pass++) {
                warm.add(ask(desk, pass));
            }
            warm.sort(null);
            System.out.printf("| %,d | %s | %.2f s | %.1f ms | %.1f ms | %.1f ms | %d |%n", infusions,
                    size(database), first, warm.get(PASSES / 2), warm.getLast(),
                    change(database, desk), bytes / infusions);
        }
    }

    private static String size(Database database) {
        return database.sql().sql("select pg_size_pretty(pg_total_relation_size('series_row'))")
                .query(String.class).single();
    }

    /// Bytes of the heap that something still holds.
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
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
                update series_row set written = pg_current_xact_id()
                where centre = ? and patient = (select min(patient) from series_row)
                """).param(CENTRE).update();
        database.sql().sql("update series_followed set upto = pg_current_xact_id()").update();
        return ask(desk, PASSES + 1);
    }

    private static List<Patient> folded(int infusions) {
        SplittableRandom random = new SplittableRandom(Programme.SEED);
        List<Patient> patients = new ArrayList<>();
        for (int done = 0; done < infusions; done += patients.getLast().infusions()) {
            Course course = Programme.course("P" + patients.size(), random,
                    Programme.Scenario.UNINFORMATIVE);
            List<Row> rows = Row.of(CENTRE, course);
            patients.add(new Patient(HexFormat.of().formatHex(PackedRows.of(rows)), rows.size(),
                    course.infusions().size()));
        }
        return patients;
    }

    private static void fill(Connection owner, List<Patient> patients, int infusions)
            throws SQLException, IOException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("insert into centre (id, name, invented) values ('%s', 'Bench', true)"
                    .formatted(CENTRE));
            CopyIn copy = owner.unwrap(PGConnection.class).getCopyAPI().copyIn(
                    "copy series_row (centre, patient, packed) from stdin");
            StringBuilder text = new StringBuilder(CHUNK + 10_000);
            int done = 0;
            for (int patient = 0; done < infusions; patient++) {
                Patient one = patients.get(patient % patients.size());
                text.append("%s\tP%07d\t\\\\x%s\n".formatted(CENTRE, patient, one.packed()));
                done += one.infusions();
                if (text.length() > CHUNK) {
                    write(copy, text);
                }
            }
            write(copy, text);
            copy.endCopy();
            statement.execute("update series_followed set layout = " + PackedRows.LAYOUT);
            statement.execute("vacuum analyze series_row");
        }
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
