package limbline.app.database;

import limbline.measure.Check;

/// How to reach one database as one role.
///
/// @param url a JDBC address, `jdbc:postgresql://host:port/database`
public record Access(String url, String user, String password) {

    public Access {
        Check.that(url.startsWith("jdbc:postgresql:"),
                "the database address is %s; it must begin with jdbc:postgresql:", url);
        Check.that(!user.isBlank(), "the database user for %s is empty", url);
    }

    /// Without the password, so that it may be logged.
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
