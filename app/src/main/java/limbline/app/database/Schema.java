package limbline.app.database;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

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
        Flyway flyway = Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of("server", server))
                .load();
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
