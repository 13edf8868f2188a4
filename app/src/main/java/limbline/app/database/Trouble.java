package limbline.app.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;

/// What keeps the database from working that is no mistake of the program, and that somebody at the
/// machine can mend. What was not acknowledged meanwhile may be sent again.
public enum Trouble implements Term {

    DISK_FULL,
    READ_ONLY,
    TOO_MANY_CONNECTIONS,
    NO_ANSWER;

    /// Empty if it is something else.
    public static Optional<Trouble> of(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof SQLException e) {
                Optional<Trouble> trouble = of(e);
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<Trouble> of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said = String.valueOf(e.getMessage());
        if (state.equals("53100") || Disk.isFull(said)) {
            return Optional.of(DISK_FULL);
        }
        if (state.equals("25006") || said.contains("Read-only file system")) {
            return Optional.of(READ_ONLY);
        }
        if (state.equals("53300")) {
            return Optional.of(TOO_MANY_CONNECTIONS);
        }
        // It went away, is coming back, or the pool got no connection in time.
        return state.startsWith("08") || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException
                ? Optional.of(NO_ANSWER) : Optional.empty();
    }
}
