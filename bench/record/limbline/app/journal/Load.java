package limbline.app.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.app.database.Database;
import limbline.patient.PatientId;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills an empty record with invented patients of thirty events each, chained as the database
/// would chain them, and says how fast, beside PostgreSQL's own COPY of the same rows.
///
///     Load FOLDER PATIENTS [beside]
///
/// The rows go in by COPY, as the owner, with the chaining trigger off: each row brings the hash
/// that [Chain] computes, and `limbline journal verify` finds the record whole afterwards. So the
/// difference to the bare COPY is what inventing and hashing cost.
public final class Load {

    static final String CENTRE = "load";
    private static final int EVENTS = 30;
    private static final long SEED = 20_261_125;
    private static final int PATIENTS_A_CHUNK = 1_000;
    private static final String COLUMNS = "centre, patient, position, event, command, step, type, "
            + "version, body, times, known, author, source, replaces, reason, recorded, previous, "
            + "hash";

    private final List<List<EventText>> courses =
            limbline.app.course.InventedTexts.courses(EVENTS);

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int patients = Integer.parseInt(args[1]);
        try (Database database = Database.embedded(folder); Connection owner = database.asOwner()) {
            new Load().fill(owner, patients);
            if (args.length > 2) {
                beside(owner, folder.resolve("journal.copy"), (long) patients * EVENTS);
            }
        }
    }

    private void fill(Connection owner, int patients) throws Exception {
        try (Statement statement = owner.createStatement();
                ResultSet any = statement.executeQuery("select 1 from journal limit 1")) {
            if (any.next()) {
                throw new IllegalStateException("the record is not empty; give another folder");
            }
        }
        execute(owner, "insert into centre (id, name, invented) values ('" + CENTRE
                + "', 'Invented patients', true) on conflict do nothing");
        execute(owner, "alter table journal disable trigger user");
        BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(4);
        long begin = System.nanoTime();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> making = other.submit(() -> {
                for (int from = 1; from <= patients; from += PATIENTS_A_CHUNK) {
                    chunks.put(rows(from, Math.min(patients, from + PATIENTS_A_CHUNK - 1)));
                }
                return true;
            });
            CopyIn copy = owner.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy journal (" + COLUMNS + ") from stdin");
            int loaded = 0;
            while (loaded < patients) {
                byte[] chunk = chunks.take();
                copy.writeToCopy(chunk, 0, chunk.length);
                loaded = Math.min(patients, loaded + PATIENTS_A_CHUNK);
                progress(loaded, patients, begin);
            }
            copy.endCopy();
            await(making);
        }
        execute(owner, "alter table journal enable trigger user");
        say("loaded", (long) patients * EVENTS, begin);
        execute(owner, "vacuum analyze journal");
    }

    private static void await(Future<?> making) throws InterruptedException {
        try {
            making.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void progress(int loaded, int patients, long begin) {
        if (loaded % (PATIENTS_A_CHUNK * 10) == 0 || loaded == patients) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.err.printf("%,d of %,d patients, %.0f s, %,.0f events/s%n",
                    loaded, patients, seconds, (double) loaded * EVENTS / seconds);
        }
    }

    private byte[] rows(int from, int to) {
        StringBuilder rows = new StringBuilder(PATIENTS_A_CHUNK * EVENTS * 600);
        for (int number = from; number <= to; number++) {
            patient(number, rows);
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A patient's rows depend on its number alone, not on how many there are or in which order.
    private void patient(int number, StringBuilder rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + number);
        List<EventText> course = courses.get(random.nextInt(courses.size()));
        PatientKey key = new PatientKey(CENTRE, new PatientId("L-%07d".formatted(number)));
        Map<String, String> ids = new HashMap<>();
        Instant recorded = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
        course.forEach(text -> ids.put(text.event().toString(), id(recorded, random).toString()));
        byte[] previous = Chain.BEFORE_THE_FIRST;
        for (int i = 0; i < course.size(); i++) {
            EventText text = course.get(i);
            UUID event = UUID.fromString(ids.get(text.event().toString()));
            EventText own = new EventText(event, text.type(), text.version(), text.body(),
                    renamed(text.times(), ids), text.known(), text.source(), null);
            Written row = new Written(key, i + 1, event, 0, own, "load", recorded);
            byte[] hash = Chain.hash(previous, row);
            write(row, previous, hash, rows);
            previous = hash;
        }
    }

    /// As [CommandId] makes them: by the moment, and the event of a command has the command's.
    private static UUID id(Instant moment, RandomGenerator random) {
        return new UUID(moment.toEpochMilli() << 16 | 0x7000L | (random.nextLong() & 0x0fffL),
                random.nextLong() & ~(3L << 62) | 2L << 62);
    }

    /// An event may be dated from another one.
    private static String renamed(String times, Map<String, String> ids) {
        int at = times.indexOf("\"after\":\"");
        if (at < 0) {
            return times;
        }
        String anchor = times.substring(at + 9, at + 45);
        return times.replace(anchor, ids.get(anchor));
    }

    private static void write(Written row, byte[] previous, byte[] hash, StringBuilder rows) {
        HexFormat hex = HexFormat.of();
        EventText text = row.event();
        field(rows, row.patient().centre());
        field(rows, row.patient().patient().value());
        field(rows, row.position());
        field(rows, text.event());
        field(rows, row.command());
        field(rows, row.step());
        field(rows, text.type());
        field(rows, text.version());
        field(rows, escaped(text.body()));
        field(rows, escaped(text.times()));
        field(rows, text.known());
        field(rows, row.author());
        field(rows, escaped(text.source()));
        field(rows, "\\N");
        field(rows, "\\N");
        field(rows, row.recorded());
        field(rows, "\\\\x" + hex.formatHex(previous));
        rows.append("\\\\x").append(hex.formatHex(hash)).append('\n');
    }

    private static void field(StringBuilder rows, Object value) {
        rows.append(value).append('\t');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /// PostgreSQL's own COPY of the same rows into a table like it, indexes and all.
    private static void beside(Connection owner, Path file, long events)
            throws SQLException, IOException {
        var api = owner.unwrap(PGConnection.class).getCopyAPI();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            api.copyOut("copy (select " + COLUMNS + " from journal order by patient, position) "
                    + "to stdout", out);
        }
        execute(owner, "create table journal_copied (like journal including all)");
        long begin = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            api.copyIn("copy journal_copied (" + COLUMNS + ") from stdin", in, 1 << 16);
        }
        say("copied by PostgreSQL's COPY", events, begin);
        execute(owner, "drop table journal_copied");
        Files.delete(file);
    }

    private static void say(String what, long events, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s\t%d\t%.1f\t%.0f%n", what, events, seconds, events / seconds);
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
