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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/// Keeps messages as they come in. What it has kept is on the disk, and is there once, however
/// often it was sent.
///
/// A commit waits for the disk. So whoever has the turn writes, in one statement, what everybody
/// who waits has brought.
public final class Inbox {

    private static final int MOST_AT_ONCE = 200;

    /// The numbers go on behind the greatest. Another process may take the same ones; then nothing
    /// is written, and it is done again.
    private static final String INSERT = """
            insert into feed_message
                (id, centre, hash, peer, sender, control, type, bytes, state, reason)
            select (select coalesce(max(id), 0) from feed_message) + place,
                ?, hash, peer, sender, control, type, bytes, state, reason
            from unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                ?::text[], ?::text[]) with ordinality
                as letter (hash, peer, sender, control, type, bytes, state, reason, place)
            order by place
            on conflict do nothing
            """;

    private static final String KEPT =
            "select hash from feed_message where centre = ? and hash = any (?::bytea[])";

    private final DataSource database;
    private final String centre;
    private final Runnable came;
    private final Semaphore turn = new Semaphore(1, true);
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /// @param came told after something was kept
    public Inbox(DataSource database, String centre, Runnable came) {
        this.database = database;
        this.centre = centre;
        this.came = came;
    }

    private record Waiting(Letter letter, CompletableFuture<Void> kept) {}

    /// Returns when it is on the disk.
    ///
    /// @throws DataAccessException if it could not be stored, or nobody knows: to be sent again
    void keep(Letter letter) {
        Waiting mine = new Waiting(letter, new CompletableFuture<>());
        queue.add(mine);
        turn.acquireUninterruptibly();
        try {
            if (!mine.kept.isDone()) {
                write();
            }
        } finally {
            turn.release();
        }
        try {
            mine.kept.join();
        } catch (CompletionException e) {
            throw new DataAccessResourceFailureException(
                    String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    e);
        }
        came.run();
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE && queue.peek() != null) {
            batch.add(queue.remove());
        }
        try {
            Map<String, Letter> letters = new LinkedHashMap<>();
            batch.forEach(one -> letters.putIfAbsent(
                    HexFormat.of().formatHex(one.letter.hash()), one.letter));
            write(letters);
            batch.forEach(one -> one.kept.complete(null));
        } catch (SQLException | RuntimeException e) {
            batch.forEach(one -> one.kept.completeExceptionally(e));
        }
    }

    private void write(Map<String, Letter> letters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            while (!letters.isEmpty()) {
                int inserted = insert(connection, List.copyOf(letters.values()));
                if (inserted == letters.size()) {
                    return;
                }
                letters.keySet().removeAll(kept(connection, letters));
            }
        }
    }

    private int insert(Connection connection, List<Letter> letters) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, centre);
            bytes(insert, 2, letters, Letter::hash);
            texts(insert, 3, letters, Letter::peer);
            texts(insert, 4, letters, Letter::sender);
            texts(insert, 5, letters, Letter::control);
            texts(insert, 6, letters, Letter::type);
            bytes(insert, 7, letters, letter -> letter.bytes().array());
            texts(insert, 8, letters, letter -> letter.state().toString());
            texts(insert, 9, letters, Letter::reason);
            return insert.executeUpdate();
        }
    }

    private List<String> kept(Connection connection, Map<String, Letter> letters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEPT)) {
            select.setString(1, centre);
            bytes(select, 2, List.copyOf(letters.values()), Letter::hash);
            List<String> kept = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    kept.add(HexFormat.of().formatHex(rows.getBytes(1)));
                }
            }
            return kept;
        }
    }

    private static void texts(PreparedStatement statement, int place, List<Letter> letters,
            Function<Letter, String> value) throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf("text",
                letters.stream().map(value).toArray()));
    }

    private static void bytes(PreparedStatement statement, int place, List<Letter> letters,
            Function<Letter, byte[]> value) throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf("bytea",
                letters.stream().map(value).toArray(byte[][]::new)));
    }
}
