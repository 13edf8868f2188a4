package limbline.app.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether a PostgreSQL keeps what it acknowledged, and keeps the text as it was given.
final class Fitness {

    private static final int OLDEST = 15;

    private static final String QUESTION = """
            select current_setting('server_version_num')::int / 10000 as version,
                   current_setting('fsync') as fsync,
                   current_setting('full_page_writes') as full_page_writes,
                   current_setting('synchronous_commit') as synchronous_commit,
                   current_setting('server_encoding') as server_encoding
            """;

    private Fitness() {}

    /// @throws CannotStart if it does not
    static void check(Connection connection, Access access) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(QUESTION)) {
            answer.next();
            int version = answer.getInt("version");
            if (version < OLDEST) {
                throw CannotStart.because("%s is PostgreSQL %d; Limbline needs %d or newer:"
                        + " upgrade it.", access.url(), version, OLDEST);
            }
            if (!answer.getString("server_encoding").equals("UTF8")) {
                throw CannotStart.because("The database at %s is encoded in %s: create one with"
                        + " encoding UTF8.", access.url(), answer.getString("server_encoding"));
            }
            refuseIfOff(answer, "fsync", access);
            refuseIfOff(answer, "full_page_writes", access);
            refuseIfOff(answer, "synchronous_commit", access);
        }
    }

    /// Whether PostgreSQL keeps the role the server works as to the rows of one centre.
    ///
    /// @throws CannotStart if the role is above that
    static void checkBelowRowSecurity(Connection connection, Access access) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet above = statement.executeQuery("""
                        select rolsuper or rolbypassrls or pg_has_role(rolname, relowner, 'member')
                        from pg_roles, pg_class
                        where rolname = current_user and pg_class.oid = 'journal'::regclass
                        """)) {
            above.next();
            if (above.getBoolean(1)) {
                throw CannotStart.because("%s is a superuser, has BYPASSRLS, or belongs to the owner"
                        + " of the tables, so that one centre's rows would not be kept from"
                        + " another: make a plain role for the server (database.server).", access);
            }
        }
    }

    private static void refuseIfOff(ResultSet answer, String setting, Access access)
            throws SQLException {
        if (answer.getString(setting).equals("off")) {
            throw CannotStart.because("%s is off for %s, so that a crash could lose what was"
                    + " acknowledged: set %s = on in that PostgreSQL.", setting, access, setting);
        }
    }
}
