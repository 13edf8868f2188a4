package limbline.app.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/// What is new on the record, whoever wrote it: this process, another, the command line.
///
/// It follows transactions and not a sequence. Numbers are drawn before a commit and become visible
/// after it, so that "everything after number n" passes over what commits late; "every transaction
/// below the oldest that still runs" does not. Poll it, some times a second: a `NOTIFY` in each
/// append would make the appends wait for each other.
public final class Feed {

    private final DataSource database;

    public Feed(DataSource database) {
        this.database = database;
    }

    /// Up to where a reader has read. It means something in one database only: a restored one
    /// begins anew.
    ///
    /// @param transaction the first that has not been read
    public record Place(long transaction) {

        public static final Place BEGINNING = new Place(0);
    }

    /// Where the feed ends now.
    public Place end() {
        return read(new Place(Long.MAX_VALUE), _ -> { });
    }

    /// Hands over what was committed since, each event once, those of a patient in order.
    ///
    /// @return from where to read on
    public Place read(Place from, Consumer<Written> event) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Place end = new Place(oldestRunning(connection));
            Rows.stream(connection, "select " + Rows.COLUMNS + """
                    from journal
                    where xid >= cast(? as xid8) and xid < cast(? as xid8)
                    order by xid, centre, patient, position
                    """,
                    List.of(Long.toString(from.transaction), Long.toString(end.transaction)),
                    rows -> {
                        while (rows.next()) {
                            event.accept(Rows.written(rows));
                        }
                    });
            return end;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("reading what is new", e);
        }
    }

    private static long oldestRunning(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}
