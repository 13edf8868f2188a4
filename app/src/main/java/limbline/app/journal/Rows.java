package limbline.app.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;

/// The columns of the table `journal`, from a row to a value.
final class Rows {

    static final String COLUMNS = """
            centre, patient, position, event, command, step, type, version, body::text as body,
            times::text as times, known, author, source, replaces, reason, recorded
            """;

    private static final int FETCHED_AT_ONCE = 1_000;

    private Rows() {}

    static Written written(ResultSet row) throws SQLException {
        return new Written(
                new PatientKey(
                        row.getString("centre"), new PatientId(row.getString("patient"))),
                row.getInt("position"), row.getObject("command", UUID.class), row.getInt("step"),
                text(row), row.getString("author"),
                row.getObject("recorded", OffsetDateTime.class).toInstant());
    }

    /// What is done with a result while it comes in.
    interface Reading {
        void read(ResultSet rows) throws SQLException;
    }

    /// Runs a query whose result does not fit in memory. The connection must be in a transaction,
    /// otherwise PostgreSQL sends all of it at once.
    static void stream(Connection transaction, String query, List<?> parameters, Reading reading)
            throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(query)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                reading.read(rows);
            }
        }
    }

    private static EventText text(ResultSet row) throws SQLException {
        return new EventText(
                row.getObject("event", UUID.class), row.getString("type"), row.getInt("version"),
                row.getString("body"), row.getString("times"),
                row.getObject("known", LocalDate.class), row.getString("source"), correction(row));
    }

    private static @Nullable Correction correction(ResultSet row) throws SQLException {
        @Nullable UUID replaces = row.getObject("replaces", UUID.class);
        return replaces == null ? null : new Correction(replaces, row.getString("reason"));
    }
}
