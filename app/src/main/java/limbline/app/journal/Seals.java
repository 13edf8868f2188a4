package limbline.app.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/// The seals of a data folder, kept outside the database in `seals`, signed with the key in `keys`.
/// Copy both somewhere else from time to time: they prove nothing against who can change them too.
public final class Seals {

    private final Path folder;
    private final Path keys;

    /// @param data the data folder
    public Seals(Path data) {
        folder = data.resolve("seals");
        keys = data.resolve("keys");
    }

    /// What came of sealing.
    public sealed interface Sealing {

        /// @param file of the seal; a copy belongs elsewhere
        record Sealed(Path file, long events, long patients) implements Sealing {}

        /// Nothing was sealed, because it would make what is wrong look right.
        record Refused(Verdict verdict) implements Sealing {}
    }

    /// Verifies the record against its last seal and, if nothing is wrong, sets a new one.
    public Sealing seal(DataSource database) {
        return inOneMoment(database, this::seal);
    }

    /// @param transaction in which the record is read as of one moment
    Sealing seal(Connection transaction) throws SQLException, IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Instant now = now(transaction);
        Path file = folder.resolve(now.toString().replace(':', '-') + ".seal");
        try (SealWriter writer = new SealWriter(folder.resolve("seal.new"), now)) {
            Verdict verdict = verify(transaction, writer::add);
            if (!verdict.holds()) {
                return new Sealing.Refused(verdict);
            }
            Optional<SealKey> key = key();
            writer.sign(key.isPresent() ? key.get() : SealKey.make(keys), file);
            return new Sealing.Sealed(file, verdict.events(), verdict.patients());
        }
    }

    /// The key that seals and backups are signed with; none before the first.
    Optional<SealKey> key() throws IOException {
        return SealKey.find(keys);
    }

    /// Reads the whole record through, against the last seal if there is one. It takes about as
    /// long as reading it: some seconds for a million events, in constant memory.
    public Verdict verify(DataSource database) {
        return inOneMoment(database, transaction -> verify(transaction, _ -> { }));
    }

    /// @param transaction in which the record is read as of one moment
    Verdict verify(Connection transaction, Consumer<Head> heads)
            throws SQLException, IOException {
        Optional<Path> last = last();
        if (last.isEmpty()) {
            return Verification.verify(transaction, Optional.empty(), heads);
        }
        Seal seal;
        try {
            seal = Seal.check(last.get(), key()
                    .orElseThrow(() -> new IllegalArgumentException("there are seals and no key in "
                            + keys + " to check them with: put it back from a copy"))
                    .open());
        } catch (IllegalArgumentException e) {
            return with(String.valueOf(e.getMessage()),
                    Verification.verify(transaction, Optional.empty(), heads));
        }
        return Verification.verify(transaction, Optional.of(seal), heads);
    }

    private Optional<Path> last() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".seal"))
                    .max(Comparator.naturalOrder());
        }
    }

    private static Verdict with(String finding, Verdict verdict) {
        List<String> findings = new ArrayList<>(verdict.findings());
        findings.addFirst(finding + ".");
        return new Verdict(verdict.events(), verdict.patients(), findings, verdict.more(),
                verdict.since());
    }

    private interface Work<T> {
        T run(Connection transaction) throws SQLException, IOException;
    }

    private static <T> T inOneMoment(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return work.run(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(
                    "reading the whole journal", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
