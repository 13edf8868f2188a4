package limbline.app.journal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import limbline.app.database.Database;
import limbline.measure.Check;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;

/// Writes everything a centre would miss into one file: all tables as CSV, the files beside them, a
/// seal, and a signed list of what is in it. It holds names and password hashes: keep it as you
/// keep the database. It does not hold the key that signs.
///
/// The file is a ZIP archive that any tool opens, and needs no PostgreSQL of a certain version. All
/// of it is as of one moment, while others go on writing. Memory does not grow with it.
public final class Backup {

    private final Database database;
    private final Path data;
    private final Seals seals;

    /// @param data the data folder, with `files`, `seals` and `keys`
    public Backup(Database database, Path data) {
        this.database = database;
        this.data = data;
        this.seals = new Seals(data);
    }

    /// What came of it.
    public sealed interface Outcome {

        /// @param key the fingerprint of the key it is signed with
        record Written(Path file, long events, long patients, long files, String key)
                implements Outcome {}

        /// The record does not hold, and a backup of it could not be restored. Nothing was written.
        record Refused(Verdict verdict) implements Outcome {}
    }

    /// Verifies the record, seals it, and writes the backup.
    ///
    /// @param file to write; it must not be there
    /// @throws IllegalArgumentException if the file is there
    public Outcome write(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Check.that(!Files.exists(file),
                    "%s is there already: choose another name, it is not overwritten", file);
            try (Connection connection = database.asOwner()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return switch (seals.seal(connection)) {
                    case Seals.Sealing.Refused(var verdict) -> new Outcome.Refused(verdict);
                    case Seals.Sealing.Sealed seal -> {
                        Archive archive = write(connection, seal, part);
                        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                        yield new Outcome.Written(file, seal.events(), seal.patients(),
                                archive.files(), SealKey.fingerprint(key().open()));
                    }
                };
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("%s is there: another backup is being written, or"
                    .formatted(part) + " one was killed; delete it if so", e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the backup " + file, e);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("reading for the backup", e);
        }
    }

    private Archive write(Connection transaction, Seals.Sealing.Sealed seal, Path part)
            throws IOException, SQLException {
        Files.createFile(part, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
            Archive archive = new Archive(zip);
            List<Manifest.Content> tables = new ArrayList<>();
            setForms(transaction);
            for (Tables.Table table : Tables.of(transaction)) {
                tables.add(copyOut(transaction, table, archive));
            }
            archive.add(Manifest.SEAL, out -> Files.copy(seal.file(), out));
            addFiles(archive);
            Manifest manifest = new Manifest(Seals.now(transaction), Tables.schema(transaction),
                    key().openText(), tables, archive.entries);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.sign(key()).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            return archive;
        }
    }

    private SealKey key() throws IOException {
        return seals.key().orElseThrow();
    }

    /// So that dates, times and bytes are written in one way, whatever the server is set to.
    static void setForms(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute("set local timezone = 'UTC'");
            statement.execute("set local datestyle = 'ISO, YMD'");
            statement.execute("set local bytea_output = 'hex'");
        }
    }

    private static Manifest.Content copyOut(Connection transaction, Tables.Table table,
            Archive archive) throws IOException, SQLException {
        long[] rows = {0};
        archive.add("tables/" + table.name() + ".csv", out -> {
            try {
                rows[0] = transaction.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        copy (select %s from "%s" order by %s) to stdout (format csv, header)
                        """.formatted(table.columnList(), table.name(), firstColumns(table)), out);
            } catch (SQLException e) {
                throw new DataAccessResourceFailureException("reading " + table.name(), e);
            }
        });
        return new Manifest.Content(table.name(), rows[0], table.columns());
    }

    /// The same rows give the same bytes, as far as the first three columns tell them apart.
    private static String firstColumns(Tables.Table table) {
        return String.join(", ", table.columns().subList(0, Math.min(3, table.columns().size())));
    }

    private void addFiles(Archive archive) throws IOException {
        Path files = data.resolve("files");
        if (!Files.isDirectory(files)) {
            return;
        }
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                archive.add("files/" + files.relativize(file), out -> Files.copy(file, out));
            }
        }
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// The archive while it is written; remembers what went in.
    private static final class Archive {

        final List<Manifest.Entry> entries = new ArrayList<>();
        private final ZipOutputStream zip;

        Archive(ZipOutputStream zip) {
            this.zip = zip;
        }

        void add(String name, Content content) throws IOException {
            MessageDigest digest = Chain.sha256();
            zip.putNextEntry(new ZipEntry(name));
            Counted counted = new Counted(new DigestOutputStream(zip, digest));
            content.write(counted);
            zip.closeEntry();
            entries.add(new Manifest.Entry(
                    HexFormat.of().formatHex(digest.digest()), counted.bytes, name));
        }

        long files() {
            return entries.stream().filter(Manifest.Entry::isFile).count();
        }
    }

    private static final class Counted extends FilterOutputStream {

        long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            out.write(some, offset, length);
            bytes += length;
        }
    }
}
