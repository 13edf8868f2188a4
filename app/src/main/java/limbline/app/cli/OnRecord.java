package limbline.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import limbline.app.Settings;
import limbline.app.course.CourseDesk;
import limbline.app.course.Worklist;
import limbline.app.database.Database;
import limbline.app.followup.ClinicList;
import limbline.app.followup.ClinicRows;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Account;
import limbline.app.security.Accounts;
import limbline.app.security.Role;
import limbline.app.series.SeriesDesk;
import limbline.app.theatre.SignedAtCentre;
import limbline.app.theatre.TheatreDesk;
import limbline.measure.Check;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options every command has that works on the record: where it is, and in whose name.
///
/// A command works whether a server runs on the same data folder or not: the first to come starts
/// the database, the last to leave stops it.
final class OnRecord {

    /// Who works with patients.
    static final Role[] SEE_PATIENTS = {
        Role.CLINICIAN, Role.THEATRE, Role.WARD, Role.DATA_MANAGER
    };

    /// Who keeps the record as a whole.
    static final Role[] KEEP_IT = {Role.DATA_MANAGER, Role.ADMINISTRATOR};

    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--as", paramLabel = "ACCOUNT",
            description = "Act as this account, whose password is asked for. Without it the user of"
                    + " the operating system answers for what is recorded.")
    private @Nullable String account;

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "Take the account's password from the first line of this file.")
    private @Nullable Path passwordFile;

    /// A data folder's database, open, and who works on it.
    ///
    /// @param folder of the data
    /// @param author what stands in the journal as the author
    /// @param role of the account, if one was named
    record Open(Path folder, Settings settings, Database database, String author,
            Optional<Role> role)
            implements AutoCloseable {

        SeriesDesk series() {
            return new SeriesDesk(database.dataSource(), desk());
        }

        Centres centres() {
            return new Centres(database.sql());
        }

        CourseDesk desk() {
            return new CourseDesk(new Journal(database), InstantSource.system(), settings.zone());
        }

        Worklist worklist() {
            return new Worklist(
                    database.dataSource(), desk(), InstantSource.system(), settings.zone());
        }

        ClinicList clinic() {
            return new ClinicList(database.sql(), clinicRows());
        }

        ClinicRows clinicRows() {
            return new ClinicRows(database.dataSource(), desk(),
                    new SignedProtocols(database.sql()), InstantSource.system(), settings.zone());
        }

        TheatreDesk theatre() {
            return new TheatreDesk(new Journal(database),
                    new SignedAtCentre(new SignedProtocols(database.sql())),
                    InstantSource.system(), settings.zone());
        }

        AccessLog access() {
            return new AccessLog(database.sql());
        }

        /// The patient of that id: "PAPER-1", or with its centre "hendrick-2018/PAPER-1".
        ///
        /// @throws IllegalArgumentException if nobody has it, or patients of several centres do
        PatientKey patient(String text) {
            int slash = text.indexOf('/');
            PatientId id = PatientId.parse(text.substring(slash + 1));
            Journal journal = new Journal(database);
            List<PatientKey> found = centres().all().stream()
                    .map(Centre::id)
                    .filter(centre -> slash < 0 || centre.equals(text.substring(0, slash)))
                    .map(centre -> new PatientKey(centre, id))
                    .filter(patient -> !journal.read(patient).isEmpty())
                    .toList();
            Check.that(!found.isEmpty(), "nothing is recorded of a patient \"%s\"; list shows who"
                    + " is on record", text);
            Check.that(found.size() == 1, "several centres have a patient \"%s\"; name one of %s",
                    text, found);
            return found.getFirst();
        }

        @Override
        public void close() {
            database.close();
        }
    }

    /// A record that is there: a mistyped folder is not answered by an empty one.
    ///
    /// @param allowed to do this; without an account the user of the operating system may
    Open open(Role... allowed) {
        Check.that(data.settings().database().isPresent() || data.holdsRecord(),
                "there is no record in %s; \"import\" or \"demo\" begins one, and --data names"
                        + " another folder", data.path());
        return begin(allowed);
    }

    /// The record, begun if there is none.
    Open begin(Role... allowed) {
        Settings settings = data.settings();
        Database database = data.open(settings);
        try {
            Optional<Account> account = account(database, List.of(allowed));
            return new Open(data.path(), settings, database, account.map(Account::name).orElse(
                    "operating-system user %s, at the command line"
                            .formatted(System.getProperty("user.name"))),
                    account.map(Account::role));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Whoever can read the data folder is the database, whatever account is named; so an account
    /// is proved by its password, and without one the user of the operating system is on record.
    private Optional<Account> account(Database database, List<Role> allowed) {
        if (account == null) {
            Check.that(passwordFile == null,
                    "--password-file stands without an account; name one with --as");
            return Optional.empty();
        }
        Account proved = new Accounts(database.dataSource()).proved(account, password(account))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the account or its password is not right"));
        Check.that(allowed.contains(proved.role()),
                "%s has the role %s; this is done by: %s", proved.name(), proved.role(),
                String.join(", ", allowed.stream().map(Role::toString).toList()));
        return Optional.of(proved);
    }

    private String password(String name) {
        return Secret.typed("password", name, passwordFile);
    }
}
