package limbline.app.hl7;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/// Keeps messages as they come in. What it has kept is on the disk, and is there once, however
/// often it was sent.
///
/// A commit waits for the disk. So whoever has the turn writes, in one statement, what everybody
/// who waits has brought.
public final class Inbox {

    private static final int MOST_AT_ONCE = 200;

    /// The numbers go on behind the greatest, which is remembered. Another process may have taken
    /// them; then some are not written, and it is done again behind what is the greatest now.
    private static final String INSERT = """
            insert into feed_message
                (id, centre, hash, peer, sender, control, type, bytes, state, reason)
            select ? + place,
                ?, hash, peer, sender, control, type, bytes, state, reason
            from unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                ?::text[], ?::text[]) with ordinality
                as letter (hash, peer, sender, control, type, bytes, state, reason, place)
            order by place
            on conflict do nothing
            """;

    /// The same for one. PostgreSQL plans this once, and the statement for many at each call.
    private static final String INSERT_ONE = """
            insert into feed_message
                (id, centre, hash, peer, sender, control, type, bytes, state, reason)
            values (? + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String LAST = "select last_feed_message()";

    private static final String KEPT =
            "select hash from feed_message where centre = ? and hash = any (?::bytea[])";

    private final DataSource database;
    private final String centre;
    private final Runnable came;
    private final Semaphore turn = new Semaphore(1);
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /// The greatest number, as far as whoever has the turn knows; empty before the first look.
    private OptionalLong last = OptionalLong.empty();

    /// @param came told after something was kept
    public Inbox(DataSource database, String centre, Runnable came) {
        this.database = database;
        this.centre = centre;
        this.came = came;
    }

    /// A letter on the way, who waits for it, and what came of it.
    private static final class Waiting {

        final Letter letter;
        final String hash;
        final Thread thread = Thread.currentThread();
        volatile @Nullable Outcome outcome;

        Waiting(Letter letter) {
            this.letter = letter;
            this.hash = HexFormat.of().formatHex(letter.hash());
        }

        void came(Outcome result) {
            outcome = result;
            LockSupport.unpark(thread);
        }
    }

    private sealed interface Outcome {

        record Kept() implements Outcome {}

        record Failed(Exception why) implements Outcome {}
    }

    /// Returns when it is on the disk.
    ///
    /// @throws DataAccessException if it could not be stored, or nobody knows: to be sent again
    void keep(Letter letter) {
        switch (waitFor(new Waiting(letter))) {
            case Outcome.Kept() -> came.run();
            case Outcome.Failed(Exception why) ->
                throw new DataAccessResourceFailureException(String.valueOf(why.getMessage()), why);
        }
    }

    /// Whoever finds the turn free writes for all that wait, wakes them, and then wakes one that
    /// came meanwhile, who does the same. Nobody is overlooked: he queues before he asks for the
    /// turn, and the turn is given back before the queue is looked at.
    private Outcome waitFor(Waiting mine) {
        queue.add(mine);
        boolean interrupted = false;
        @Nullable Outcome outcome = null;
        while (outcome == null) {
            if (turn.tryAcquire()) {
                try {
                    if (mine.outcome == null) {
                        write();
                    }
                } finally {
                    turn.release();
                    wakeNext();
                }
            } else {
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

    private void wakeNext() {
        Waiting next = queue.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE && queue.peek() != null) {
            batch.add(queue.remove());
        }
        Outcome outcome = new Outcome.Failed(new IllegalStateException("it was not written"));
        try {
            Map<String, Letter> letters = new LinkedHashMap<>();
            batch.forEach(one -> letters.putIfAbsent(one.hash, one.letter));
            write(letters);
            outcome = new Outcome.Kept();
        } catch (SQLException | RuntimeException e) {
            outcome = new Outcome.Failed(e);
        } finally {
            for (Waiting one : batch) { // an error may have gone through here: nobody waits for ever
                one.came(outcome);
            }
        }
    }

    private void write(Map<String, Letter> letters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long behind = last.isPresent() ? last.getAsLong() : greatest(connection);
            last = OptionalLong.empty(); // what fails is followed by a look
            while (insert(connection, behind, List.copyOf(letters.entrySet())) < letters.size()) {
                letters.keySet().removeAll(kept(connection, letters.keySet()));
                behind = greatest(connection);
                if (letters.isEmpty()) {
                    return;
                }
            }
            last = OptionalLong.of(behind + letters.size());
        }
    }

    private static long greatest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private int insert(Connection connection, long behind,
            List<Map.Entry<String, Letter>> letters) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                letters.size() == 1 ? INSERT_ONE : INSERT)) {
            Columns columns = new Columns(connection, insert, letters);
            insert.setLong(1, behind);
            insert.setString(2, centre);
            columns.bytes(one -> HexFormat.of().parseHex(one.getKey()));
            columns.texts(Letter::peer);
            columns.texts(Letter::sender);
            columns.texts(Letter::control);
            columns.texts(Letter::type);
            columns.bytes(one -> one.getValue().bytes().array());
            columns.texts(letter -> letter.state().toString());
            columns.texts(Letter::reason);
            return insert.executeUpdate();
        }
    }

    private List<String> kept(Connection connection, Set<String> hashes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            select.setString(1, centre);
            select.setArray(2, connection.createArrayOf("bytea", hashes.stream()
                    .map(HexFormat.of()::parseHex).toArray(byte[][]::new)));
            List<String> kept = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    kept.add(HexFormat.of().formatHex(rows.getBytes(1)));
                }
            }
            return kept;
        }
    }

    /// Sets one parameter after the other, from the third: the values of one letter, or arrays of
    /// several letters'.
    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement insert;
        private final List<Map.Entry<String, Letter>> letters;
        private int column = 2;

        Columns(Connection connection, PreparedStatement insert,
                List<Map.Entry<String, Letter>> letters) {
            this.connection = connection;
            this.insert = insert;
            this.letters = letters;
        }

        void texts(Function<Letter, String> value) throws SQLException {
            column++;
            if (letters.size() == 1) {
                insert.setString(column, value.apply(letters.getFirst().getValue()));
            } else {
                insert.setArray(column, connection.createArrayOf("text",
                        letters.stream().map(one -> value.apply(one.getValue())).toArray()));
            }
        }

        void bytes(Function<Map.Entry<String, Letter>, byte[]> value) throws SQLException {
            column++;
            if (letters.size() == 1) {
                insert.setBytes(column, value.apply(letters.getFirst()));
            } else {
                insert.setArray(column, connection.createArrayOf("bytea",
                        letters.stream().map(value).toArray(byte[][]::new)));
            }
        }
    }
}
