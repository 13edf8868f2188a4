package limbline.app.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limbline.measure.Check;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The tables, brought to this program's version by the scripts in `db/migration`.
final class Schema {

    private Schema() {}

    /// Migrates forward, if there is anything to do.
    ///
    /// @param server the role that the scripts give its rights to
    /// @param others other processes at work; while there are any, nothing is migrated
    /// @throws CannotStart if the schema is newer than this program, was changed by hand, or is in
    ///     use
    static void migrate(DataSource owner, String server, List<String> others) {
        Flyway flyway = scripts(server).dataSource(owner).load();
        MigrationInfoService info = flyway.info();
        refuseNewer(info);
        if (info.pending().length > 0) {
            refuseBeside(others, "migrated to this program's version");
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw CannotStart.because("The database could not be migrated to this program's"
                    + " version: %s", e.getMessage());
        }
    }

    /// Drops everything and makes the tables anew as they were in an earlier version, inside the
    /// connection's transaction.
    ///
    /// @throws IllegalArgumentException if there was no such version
    static void remake(Connection owner, String version, String server) {
        FluentConfiguration scripts = scripts(server).dataSource(inside(owner))
                .cleanDisabled(false);
        Check.that(Arrays.stream(scripts.load().info().all())
                        .anyMatch(one -> one.getVersion().getVersion().equals(version)),
                "schema %s is of no version that came before this program", version);
        Flyway flyway = scripts.target(version).load();
        flyway.clean();
        flyway.migrate();
    }

    /// Migrates to this program's version, inside the connection's transaction.
    static void migrate(Connection owner, String server) {
        scripts(server).dataSource(inside(owner)).load().migrate();
    }

    private static FluentConfiguration scripts(String server) {
        return Flyway.configure()
                .locations("classpath:db/migration")
                .placeholders(Map.of("server", server));
    }

    /// The connection for Flyway, which commits after each script and closes when it is done: here
    /// its caller does both, once. That it rolls back when a script fails stays as it is.
    private static DataSource inside(Connection owner) {
        return new SingleConnectionDataSource((Connection) Proxy.newProxyInstance(
                Schema.class.getClassLoader(), new Class<?>[] {Connection.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "commit", "setAutoCommit", "close" -> null;
                    default -> {
                        try {
                            yield method.invoke(owner, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    }
                }), true);
    }

    static void refuseBeside(List<String> others, String done) {
        if (!others.isEmpty()) {
            throw CannotStart.because("The database cannot be %s while other processes work with"
                    + " it (%s): stop them first.", done, String.join(", ", others));
        }
    }

    private static void refuseNewer(MigrationInfoService info) {
        Arrays.stream(info.all())
                .filter(one -> one.getState().isApplied() && !one.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .ifPresent(version -> {
                    throw CannotStart.because("The database has schema %s, which this program does"
                            + " not know: start the newer program that made it.", version);
                });
    }
}
