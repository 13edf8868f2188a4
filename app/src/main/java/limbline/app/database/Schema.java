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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The tables, brought to this program's version by the scripts in `db/migration`.
final class Schema {

    /// What builds between two releases made by a third script, the first two now make by themselves.
    private static final String BUILT = "242";
    private static final String BEFORE_BUILT = "241";
    private static final List<String> CHANGED_WITH_IT = List.of("220", "231");

    private Schema() {}

    /// Migrates forward, if there is anything to do.
    ///
    /// @param server the role that the scripts give its rights to
    /// @param others other processes at work; while there are any, nothing is migrated
    /// @throws CannotStart if the schema is newer than this program, was changed by hand, or is in
    ///     use
    static void migrate(DataSource owner, String server, List<String> others) {
        Flyway flyway = scripts(server).dataSource(owner).load();
        forgetBuilt(flyway.info(), owner);
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
        String made = version.equals(BUILT) ? BEFORE_BUILT : version;
        FluentConfiguration scripts = scripts(server).dataSource(inside(owner))
                .cleanDisabled(false);
        Check.that(Arrays.stream(scripts.load().info().all())
                        .anyMatch(one -> one.getVersion().getVersion().equals(made)),
                "schema %s is of no version that came before this program", version);
        Flyway flyway = scripts.target(made).load();
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

    /// A database of such a build has the same tables and functions under another list of scripts, which
    /// Flyway would refuse: the list is put right, and nothing else.
    private static void forgetBuilt(MigrationInfoService info, DataSource owner) {
        List<MigrationInfo> all = List.of(info.all());
        if (all.stream().noneMatch(one -> isOf(one, BUILT) && one.getState().isApplied())) {
            return;
        }
        JdbcClient sql = JdbcClient.create(owner);
        all.stream().filter(one -> CHANGED_WITH_IT.stream().anyMatch(known -> isOf(one, known)))
                .forEach(one -> sql.sql(
                        "update flyway_schema_history set checksum = ? where version = ?")
                        .params(one.getResolvedChecksum(), one.getVersion().getVersion()).update());
        sql.sql("delete from flyway_schema_history where version = ?").param(BUILT).update();
    }

    private static boolean isOf(MigrationInfo one, String version) {
        return one.getVersion() != null && one.getVersion().getVersion().equals(version);
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
