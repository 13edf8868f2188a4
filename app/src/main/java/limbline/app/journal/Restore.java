package limbline.app.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import limbline.app.database.Database;
import limbline.app.exchange.TextFile;
import limbline.measure.Check;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;

/// Puts a backup into an empty database, all of it or nothing: first the archive is checked whole,
/// then the rows go in and the record is verified against the backup's own seal, and only then is
/// it committed. The moments at which events were recorded stay what they were.
///
/// A backup of an earlier version goes into the tables of that version, which then are migrated as
/// they would have been at an upgrade.
public final class Restore {

    private final Database database;
    private final Path data;

    /// Bytes of what lists the tables and files, for hundreds of thousands of files.
    private static final int MOST_OF_A_LIST = 64_000_000;

    /// @param data the data folder that gets the files, and a first seal of its own
    public Restore(Database database, Path data) {
        this.database = database;
        this.data = data;
    }

    /// What is there now.
    ///
    /// @param key the fingerprint of the key the backup was signed with: compare it with the one
    ///     that was printed when it was written, since anybody can sign with a key of his own
    /// @param seal the first of the new place. Refused if the data folder has seals already and the
    ///     record is not the one they were set on
    public record Restored(long events, long patients, long files, String key,
            Seals.Sealing seal) {}

    /// @throws IllegalArgumentException if the archive is not whole, not a backup, of a newer
    ///     program, or the database is not empty
    /// @throws limbline.app.database.CannotStart if another process works with the database
    public Restored from(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip, file);
            check(zip, manifest, file);
            Verdict[] verdict = new Verdict[1];
            database.alone("restored", () -> verdict[0] = load(zip, manifest));
            long files = copyFiles(zip, manifest);
            return new Restored(verdict[0].events(), verdict[0].patients(), files,
                    SealKey.fingerprint(SealKey.open(manifest.key())),
                    new Seals(data).seal(database.dataSource()));
        } catch (ZipException e) {
            throw new IllegalArgumentException("%s is not a whole backup: %s".formatted(
                    file, e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: %s".formatted(file, TextFile.why(file, e)), e);
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        Check.that(entry != null, "%s is a ZIP archive, but no backup of Limbline", file);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_OF_A_LIST + 1); // a small archive can unfold without end
            Check.that(bytes.length <= MOST_OF_A_LIST, "%s is no backup of Limbline: its list goes on"
                    + " beyond %,d bytes", file, MOST_OF_A_LIST);
            return Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static void check(ZipFile zip, Manifest manifest, Path file) throws IOException {
        for (Manifest.Entry entry : manifest.entries()) {
            MessageDigest digest = Chain.sha256();
            try (InputStream in = new DigestInputStream(open(zip, entry.name()), digest)) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                Check.that(bytes == entry.bytes()
                                && HexFormat.of().formatHex(digest.digest()).equals(entry.sha256()),
                        "%s was changed: %s in it is not what was signed", file, entry.name());
            }
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        Check.that(entry != null, "the backup lacks %s", name);
        return zip.getInputStream(entry);
    }

    private Verdict load(ZipFile zip, Manifest manifest) {
        try (Connection owner = database.asOwner()) {
            owner.setAutoCommit(false);
            String here = Tables.schema(owner);
            Check.that(MigrationVersion.fromVersion(manifest.schema())
                            .compareTo(MigrationVersion.fromVersion(here)) <= 0,
                    "the backup has schema %s and this program knows up to %s: restore it with the"
                            + " program that wrote it, or a newer one", manifest.schema(), here);
            for (Tables.Table table : Tables.of(owner)) {
                Check.that(Tables.isEmpty(owner, table), "the database is not empty (table %s):"
                        + " restore into a new data folder, or an empty database", table.name());
            }
            boolean isEarlier = !manifest.schema().equals(here);
            if (isEarlier) {
                database.remake(owner, manifest.schema());
            }
            Backup.setForms(owner);
            List<Tables.Table> tables = Tables.of(owner);
            for (Manifest.Content content : manifest.tables()) {
                copyIn(owner, zip, content, manifest.schema(), tables);
            }
            if (isEarlier) {
                database.migrate(owner);
            }
            Verdict verdict = verify(owner, zip, manifest);
            owner.commit();
            return verdict;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("restoring", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The triggers are off meanwhile, for the owner only: the rows bring their moments and hashes
    /// with them. So is row security, under which PostgreSQL copies nothing in. Nobody else can
    /// reach the table until all is committed.
    private static void copyIn(Connection owner, ZipFile zip, Manifest.Content content,
            String schema, List<Tables.Table> tables) throws SQLException, IOException {
        Set<String> known = tables.stream()
                .filter(table -> table.name().equals(content.table()))
                .flatMap(table -> table.columns().stream())
                .collect(Collectors.toSet());
        Check.that(known.containsAll(content.columns()), "the backup's table %s (%s) is not known"
                + " to schema %s", content.table(), String.join(", ", content.columns()), schema);
        String table = "\"%s\"".formatted(content.table());
        try (Statement statement = owner.createStatement();
                InputStream rows = open(zip, content.entry())) {
            boolean isForced = Tables.forcesRowSecurity(owner, content.table());
            statement.execute("alter table " + table + " disable trigger user");
            if (isForced) {
                statement.execute("alter table " + table + " no force row level security");
            }
            long count = owner.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy %s (%s) from stdin (format csv, header match)
                    """.formatted(table, String.join(", ", content.columns())), rows);
            if (isForced) {
                statement.execute("alter table " + table + " force row level security");
            }
            statement.execute("alter table " + table + " enable trigger user");
            Check.that(count == content.rows(), "table %s came in with %s rows and not %s",
                    content.table(), count, content.rows());
        }
    }

    private static Verdict verify(Connection owner, ZipFile zip, Manifest manifest)
            throws SQLException, IOException {
        Path seal = Files.createTempFile("limbline", ".seal");
        try (InputStream in = open(zip, Manifest.SEAL)) {
            Files.copy(in, seal, StandardCopyOption.REPLACE_EXISTING);
            Seal sealed = Seal.check(seal, SealKey.open(manifest.key()));
            Verdict verdict = Verification.verify(owner, Optional.of(sealed), _ -> { });
            Check.that(verdict.holds(), "the record in the backup does not hold: %s",
                    String.join(" ", verdict.findings()));
            return verdict;
        } finally {
            Files.delete(seal);
        }
    }

    private long copyFiles(ZipFile zip, Manifest manifest) throws IOException {
        long files = 0;
        for (Manifest.Entry entry : manifest.entries()) {
            if (entry.isFile()) {
                Path file = data.resolve(entry.name()).normalize();
                Check.that(file.startsWith(data.resolve("files")), "%s leads out of %s",
                        entry.name(), data);
                Files.createDirectories(data.resolve("files"));
                makeParent(file);
                try (InputStream in = open(zip, entry.name())) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                files++;
            }
        }
        return files;
    }

    private static void makeParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }
}
