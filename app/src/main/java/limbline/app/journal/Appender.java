package limbline.app.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/// The one way onto the record, for many writers at once.
///
/// A commit waits for the disk, and that is what costs. So whoever has a turn writes his own
/// command and, in the same statement, those of everybody who waits; a lone writer's is one insert
/// that commits by itself. Where many wait there is a second turn: while one batch waits for the
/// disk, the next is worked out. Nobody reads the predecessor: the primary key refuses whoever lost the
/// race for a position, and the database chains the row. A refusal undoes the whole statement, and
/// then each of its commands is written by itself.
final class Appender {

    /// The database's own functions do it, and say which commands they wrote: this one for many.
    private static final String APPEND = """
            select journal_append(?::text[], ?::text[], ?::int[], ?::uuid[], ?::uuid[], ?::int[],
                ?::text[], ?::int[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[],
                ?::uuid[], ?::text[])
            """;

    /// And this for one: without arrays a lone append takes half the time.
    private static final String APPEND_ONE =
            "select journal_append_one(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /// Somebody else has the position, or the command or its event is on the record.
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int MOST_AT_ONCE = 500;
    private static final int TURNS = 2;

    /// Fewer wait for the turn that is taken: two small batches are two waits for the disk.
    private static final int ENOUGH_FOR_ANOTHER_TURN = 24;

    private static final long MOST_PATIENCE_NANOS = 300_000;
    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();

    private final DataSource database;
    private final Journal journal;
    private final Semaphore turns = new Semaphore(TURNS);
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile int last = 1; // how many were written together

    Appender(DataSource database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /// A command on the way, who waits for it, and what came of it.
    private static final class Waiting {

        final Command command;
        final Thread thread = Thread.currentThread();
        volatile @Nullable Outcome outcome;

        Waiting(Command command) {
            this.command = command;
        }

        void came(Outcome result) {
            outcome = result;
            LockSupport.unpark(thread);
        }
    }

    private sealed interface Outcome {

        record Inserted() implements Outcome {}

        record NotInserted() implements Outcome {}

        record Failed(RuntimeException why) implements Outcome {}
    }

    Appending append(Command command) {
        return switch (waitFor(command)) {
            case Outcome.Inserted() -> new Appending.Appended(
                    command.position() + 1, command.position() + command.events().size());
            case Outcome.NotInserted() -> whyNot(command);
            case Outcome.Failed(var why) -> throw why;
        };
    }

    /// Whoever finds a turn free writes for all that wait, wakes them, and then wakes one that
    /// came meanwhile, who does the same. Nobody is overlooked: he queues before he asks for a
    /// turn, and the turn is given back before the queue is looked at.
    private Outcome waitFor(Command command) {
        Waiting mine = new Waiting(command);
        queue.add(mine);
        queued.incrementAndGet();
        boolean interrupted = false;
        @Nullable Outcome outcome = null;
        while (outcome == null) {
            if (!wroteForAll(mine)) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // an answer is on its way: wait for it
            }
            outcome = mine.outcome;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    /// False if somebody has a turn and I am to wait for it, or has my command already.
    private boolean wroteForAll(Waiting mine) {
        boolean isFree = turns.availablePermits() == TURNS || queued.get() >= ENOUGH_FOR_ANOTHER_TURN;
        if (!isFree || !turns.tryAcquire()) {
            return false;
        }
        try {
            List<Waiting> batch = mine.outcome == null ? next() : List.of();
            write(batch);
            return !batch.isEmpty();
        } finally {
            turns.release();
            wakeNext();
        }
    }

    private void wakeNext() {
        Waiting next = queue.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private List<Waiting> next() {
        letCome();
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE) {
            Waiting one = queue.poll();
            if (one == null) {
                break;
            }
            batch.add(one);
        }
        queued.addAndGet(-batch.size());
        last = batch.size();
        return batch;
    }

    /// Whoever was answered a moment ago and comes again needs a moment to wake up. Who comes first
    /// waits for as many as there were the last time, or else he would write alone what costs
    /// several times as much as in company; a lone writer waits for nobody.
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but the size of the batch
    private void letCome() {
        if (last > 1 && queued.get() < last) {
            long end = System.nanoTime() + MOST_PATIENCE_NANOS;
            while (queued.get() < last && System.nanoTime() < end) {
                Thread.yield();
            }
        }
    }

    /// Commands of one event share a statement. One of several events has its own transaction,
    /// because all of it is written or nothing.
    private void write(List<Waiting> batch) {
        try {
            writeAll(batch);
        } finally {
            // An error went through here. Nobody may wait for an answer that will not come.
            batch.stream().filter(one -> one.outcome == null).forEach(one -> one.came(
                    new Outcome.Failed(new IllegalStateException("command %s may be on the record"
                            .formatted(one.command.id()) + " or not: send it again"))));
        }
    }

    private void writeAll(List<Waiting> batch) {
        List<Waiting> singles = new ArrayList<>();
        for (Waiting one : batch) {
            if (one.command.events().size() == 1) {
                singles.add(one);
            } else {
                writeAlone(one);
            }
        }
        if (singles.size() == 1) {
            writeAlone(singles.getFirst());
        } else if (!singles.isEmpty()) {
            writeTogether(singles);
        }
    }

    private void writeTogether(List<Waiting> batch) {
        try {
            Set<UUID> written = insert(batch.stream().map(one -> one.command).toList());
            batch.forEach(one -> one.came(outcome(one.command, written)));
        } catch (SQLException | RuntimeException e) {
            // One of them spoils the statement for all (it lost its position, or was sent before),
            // or the connection broke, and then nobody knows. Each alone finds out: what is on the
            // record by now is found there.
            batch.forEach(this::writeAlone);
        }
    }

    private void writeAlone(Waiting one) {
        try {
            one.came(outcome(one.command, insert(List.of(one.command))));
        } catch (SQLException e) {
            one.came(UNIQUE_VIOLATION.equals(e.getSQLState())
                    ? new Outcome.NotInserted() : new Outcome.Failed(failure(e)));
        } catch (RuntimeException e) {
            one.came(new Outcome.Failed(e));
        }
    }

    private static Outcome outcome(Command command, Set<UUID> written) {
        return written.contains(command.id()) ? new Outcome.Inserted() : new Outcome.NotInserted();
    }

    /// Inserts in one transaction; rolls back if a command of several events came through in part.
    ///
    /// @return the commands that are on the record now
    private Set<UUID> insert(List<Command> commands) throws SQLException {
        List<Row> rows = rows(commands);
        boolean severalOfOne = rows.size() > commands.size();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(!severalOfOne);
            int inserted = 0;
            Set<UUID> written = new HashSet<>();
            try (PreparedStatement insert = connection.prepareStatement(
                    rows.size() == 1 ? APPEND_ONE : APPEND)) {
                set(insert, connection, rows);
                try (ResultSet back = insert.executeQuery()) {
                    while (back.next()) {
                        UUID one = back.getObject(1, UUID.class);
                        if (one != null) {
                            written.add(one);
                            inserted++;
                        }
                    }
                }
            }
            if (severalOfOne) {
                if (inserted < rows.size()) {
                    connection.rollback();
                    return Set.of();
                }
                connection.commit();
            }
            return written;
        }
    }

    private record Row(Command command, int step, EventText event) {}

    private static List<Row> rows(List<Command> commands) {
        List<Row> rows = new ArrayList<>();
        for (Command command : commands) {
            for (int step = 0; step < command.events().size(); step++) {
                rows.add(new Row(command, step, command.events().get(step)));
            }
        }
        return rows;
    }

    private static void set(PreparedStatement insert, Connection connection, List<Row> rows)
            throws SQLException {
        Columns columns = new Columns(insert, connection, rows);
        columns.text(row -> row.command.patient().centre());
        columns.text(row -> row.command.patient().patient().value());
        columns.integer(row -> row.command.position() + row.step + 1);
        columns.id(row -> row.event.event());
        columns.id(row -> row.command.id());
        columns.integer(Row::step);
        columns.text(row -> row.event.type());
        columns.integer(row -> row.event.version());
        columns.text(row -> row.event.body());
        columns.text(row -> row.event.times());
        columns.set("date", Types.DATE, LocalDate[]::new, row -> row.event.known());
        columns.text(row -> row.command.author());
        columns.text(row -> row.event.source());
        columns.id(row -> row.event.correction() == null ? null : row.event.correction().replaces());
        columns.text(row -> row.event.correction() == null ? null : row.event.correction().reason());
    }

    /// Fills the parameters of the statement, one for each column, from left to right: with an
    /// array, or for one row with its value. Arrays of a class of their own go over as they are in
    /// memory, others as text.
    private static final class Columns {

        private final PreparedStatement insert;
        private final Connection connection;
        private final List<Row> rows;
        private int column;

        Columns(PreparedStatement insert, Connection connection, List<Row> rows) {
            this.insert = insert;
            this.connection = connection;
            this.rows = rows;
        }

        void text(Function<Row, @Nullable String> value) throws SQLException {
            set("text", Types.VARCHAR, String[]::new, value);
        }

        void integer(Function<Row, Integer> value) throws SQLException {
            set("int4", Types.INTEGER, Integer[]::new, value);
        }

        void id(Function<Row, @Nullable UUID> value) throws SQLException {
            set("uuid", Types.OTHER, UUID[]::new, value);
        }

        <T extends @Nullable Object> void set(String type, int code, IntFunction<T[]> array,
                Function<Row, T> value) throws SQLException {
            column++;
            if (rows.size() == 1) {
                T one = value.apply(rows.getFirst());
                if (one == null) {
                    insert.setNull(column, code);
                } else {
                    insert.setObject(column, one);
                }
                return;
            }
            T[] values = array.apply(rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(rows.get(i));
            }
            insert.setArray(column, connection.createArrayOf(type, values));
        }
    }

    /// Why nothing of the command was written.
    private Appending whyNot(Command command) {
        List<Written> before = journal.written(command.id());
        if (!before.isEmpty()) {
            Check.that(command.wrote(before),
                    "command %s is on the record already, with other events", command.id());
            return new Appending.AlreadyWritten(before);
        }
        List<Written> between = journal.readAfter(command.patient(), command.position());
        if (!between.isEmpty()) {
            return new Appending.Conflict(between);
        }
        Check.that(command.position() == 0
                        || !journal.readAfter(command.patient(), command.position() - 1).isEmpty(),
                "%s has fewer than %s events", command.patient(), command.position());
        throw new IllegalArgumentException("command %s has an event whose id is on the record"
                .formatted(command.id()) + " already, from another command");
    }

    private static RuntimeException failure(SQLException e) {
        @Nullable DataAccessException translated = TRANSLATOR.translate("append", null, e);
        // The pool that got no connection in time names no state.
        return translated == null
                ? new DataAccessResourceFailureException("append", e) : translated;
    }
}
