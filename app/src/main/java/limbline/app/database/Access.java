package limbline.app.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// How to reach one database as one role.
///
/// @param url a JDBC address, `jdbc:postgresql://host:port/database`
public record Access(String url, String user, String password) {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> TLS = Set.of("require", "verify-ca", "verify-full");

    public Access {
        Check.that(!url.contains("@")
                && !url.toLowerCase(Locale.ROOT).matches(".*[?&](user|password)=.*"),
                "the database address names a user or a password, and addresses are logged: set"
                        + " database.owner and database.owner-password-file in place of it");
        Check.that(url.startsWith("jdbc:postgresql:"),
                "the database address is %s; it must begin with jdbc:postgresql:", url);
        Check.that(!user.isBlank(), "the database user for %s is empty", url);
    }

    /// A host on another machine that is reached without TLS.
    public Optional<String> inTheClear() {
        @Nullable Properties parts = Driver.parseURL(url, new Properties());
        if (parts == null || TLS.contains(parts.getProperty("sslmode", ""))) {
            return Optional.empty();
        }
        return Arrays.stream(parts.getProperty("PGHOST", "localhost").split(","))
                .filter(host -> !HERE.contains(host)).findFirst();
    }

    /// Without the password, so that it may be logged.
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
