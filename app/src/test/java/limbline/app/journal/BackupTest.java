package limbline.app.journal;

import static limbline.app.journal.Texts.append;
import static limbline.app.journal.Texts.newPatient;
import static limbline.app.journal.Texts.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Appending.Appended;
import limbline.app.journal.Seals.Sealing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A backup taken from one database and restored into another.
class BackupTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir
    Path folder;

    private Path data;
    private Path file;
    private Journal journal;
    private PatientKey patient;

    @BeforeEach
    void aRecordWithEverythingBesideIt() throws IOException {
        data = folder.resolve("data");
        file = folder.resolve("backup.zip");
        journal = Texts.journal(fresh.database());
        patient = patientWith(journal, 5);
        new Identities(fresh.database().sql()).put(identity());
        new AccessLog(fresh.database().sql()).looked("nurse", patient, "with \"quotes\",\nlines");
        Files.createDirectories(data.resolve("files/ab"));
        Files.writeString(data.resolve("files/ab/cd.jpg"), "no picture");
    }

    @Test
    void everythingComesBackAsItWasAndTheRecordGoesOn() throws IOException {
        Backup.Outcome.Written written = write();
        Database database = fresh.another();
        Path there = folder.resolve("there");

        Restore.Restored restored = new Restore(database, there).from(file);

        assertThat(restored.seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(restored).isEqualTo(new Restore.Restored(written.events(), written.patients(),
                1, written.key(), restored.seal()));
        Journal other = new Journal(database);
        assertThat(other.read(patient)).isEqualTo(journal.read(patient));
        assertThat(new Identities(database.sql()).find(patient)).contains(identity());
        assertThat(new AccessLog(database.sql()).at(patient, 9))
                .isEqualTo(new AccessLog(fresh.database().sql()).at(patient, 9));
        assertThat(there.resolve("files/ab/cd.jpg")).hasContent("no picture");
        assertThat(append(other, patient, 5)).isEqualTo(new Appended(6, 6));
        assertThat(new Seals(there).verify(database.dataSource()).findings()).isEmpty();
    }

    @Test
    void aBackupIsOfOneMomentWhileOthersWrite() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        PatientKey busy = newPatient();
        append(journal, busy, 0);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int position = 1; !done.get(); position++) {
                append(journal, busy, position);
            }
        });

        write();
        done.set(true);
        writer.join();

        Database database = fresh.another();
        new Restore(database, folder.resolve("there")).from(file);
        List<Written> restored = new Journal(database).read(busy);
        assertThat(restored).isNotEmpty()
                .isEqualTo(journal.read(busy).subList(0, restored.size()));
    }

    @Test
    void nobodyElseMayReadItAndNothingIsOverwritten() throws IOException {
        write();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatIllegalArgumentException().isThrownBy(this::write)
                .withMessage("%s is there already: choose another name, it is not overwritten",
                        file);
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() {
        write();
        List<Written> before = journal.read(patient);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Restore(fresh.database(), data).from(file))
                .withMessageMatching("the database is not empty \\(table \\w+\\): restore into a"
                        + " new data folder, or an empty database");
        assertThat(journal.read(patient)).isEqualTo(before);
    }

    @Test
    void aByteThatWasChangedIsFoundBeforeAnythingIsTouched() throws IOException {
        write();
        Map<String, byte[]> entries = entries();
        entries.computeIfPresent("tables/identity.csv", (_, bytes) ->
                new String(bytes, StandardCharsets.UTF_8).replace("Anna", "Anne")
                        .getBytes(StandardCharsets.UTF_8));

        assertRefused(zip(entries), "%s was changed: tables/identity.csv in it is not what was"
                + " signed");
    }

    @Test
    void aListThatWasChangedIsFound() throws IOException {
        write();
        Map<String, byte[]> entries = entries();
        entries.computeIfPresent("manifest", (_, bytes) ->
                new String(bytes, StandardCharsets.UTF_8).replace("table access_log ", "table a ")
                        .getBytes(StandardCharsets.UTF_8));

        assertRefused(zip(entries), "the manifest of this backup was changed after it was signed");
    }

    @Test
    void aRecordThatWasChangedAndSignedAnewDoesNotGetIn() throws IOException {
        write();
        Map<String, byte[]> entries = entries();
        byte[] forged = new String(entries.get("tables/journal.csv"), StandardCharsets.UTF_8)
                .replaceFirst("nurse", "nobody").getBytes(StandardCharsets.UTF_8);
        entries.put("tables/journal.csv", forged);
        Manifest manifest = manifest(entries);
        SealKey key = SealKey.find(data.resolve("keys")).orElseThrow();
        entries.put("manifest", new Manifest(manifest.written(), manifest.schema(), manifest.key(),
                manifest.tables(), manifest.entries().stream()
                        .map(one -> one.name().equals("tables/journal.csv")
                                ? new Manifest.Entry(hash(forged), forged.length, one.name())
                                : one)
                        .toList())
                .sign(key).getBytes(StandardCharsets.UTF_8));
        Database database = fresh.another();
        Path changed = zip(entries);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Restore(database, folder.resolve("there")).from(changed))
                .withMessageContaining("the record in the backup does not hold: ")
                .withMessageContaining("by nobody) was changed: it does not fit its hash.");
        assertThat(new Centres(database.sql()).all()).as("nothing was committed").isEmpty();
    }

    @Test
    void aBackupOfANewerProgramIsRefused() throws IOException {
        write();
        String known = manifest(entries()).schema();

        assertRefused(ofSchema("9999"), "the backup has schema 9999 and this program knows up to "
                + known + ": restore it with the program that wrote it, or a newer one");
    }

    @Test
    void whatDoesNotFitTheSchemaItNamesLeavesTheDatabaseAsItWas() throws IOException {
        write();
        Path earlier = ofSchema("180");
        Database database = fresh.another();
        Restore restore = new Restore(database, folder.resolve("there"));

        assertThatIllegalArgumentException().isThrownBy(() -> restore.from(earlier))
                .withMessageMatching("the backup's table \\w+ \\(.*\\) is not known to schema 180");
        assertThat(new Centres(database.sql()).all()).isEmpty();
        assertThat(restore.from(file).events()).as("it still can be restored into").isPositive();
    }

    @Test
    void aSchemaThatNeverWasIsNamed() throws IOException {
        write();

        assertRefused(ofSchema("181"),
                "schema 181 is of no version that came before this program");
    }

    /// The same backup, signed as one of another schema.
    private Path ofSchema(String schema) throws IOException {
        Map<String, byte[]> entries = entries();
        Manifest manifest = manifest(entries);
        entries.put("manifest", new Manifest(manifest.written(), schema, manifest.key(),
                manifest.tables(), manifest.entries())
                .sign(SealKey.find(data.resolve("keys")).orElseThrow())
                .getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    @Test
    void whatIsNoBackupIsNamed() throws IOException {
        write();
        byte[] all = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.zip"),
                Arrays.copyOf(all, all.length / 2));
        assertThatIllegalArgumentException().isThrownBy(() -> restore(cut))
                .withMessageStartingWith(cut + " is not a whole backup: ");
        Path empty = Files.createFile(folder.resolve("empty.zip"));
        assertThatIllegalArgumentException().isThrownBy(() -> restore(empty))
                .withMessageStartingWith(empty + " is not a whole backup: ");
        assertRefused(zip(Map.of("letter.txt", new byte[3])),
                "%s is a ZIP archive, but no backup of Limbline");
        assertThatIllegalArgumentException().isThrownBy(() -> restore(folder.resolve("nothing")))
                .withMessage("there is no file " + folder.resolve("nothing"));
        assertRefused(zip(Map.of(Manifest.NAME, new byte[64_000_001])), // 60 KB of archive
                "%s is no backup of Limbline: its list goes on beyond 64,000,000 bytes");
    }

    @Test
    void aDamagedRecordIsNotBackedUpAsIfItWereWhole() {
        Database database = fresh.another();
        PatientKey damaged = patientWith(Texts.journal(database), 3);
        tamper(database, "delete from journal where position = 2");

        assertThat(new Backup(database, data).write(file))
                .isInstanceOfSatisfying(Backup.Outcome.Refused.class, refused ->
                        assertThat(refused.verdict().findings())
                                .containsExactly(damaged + ": event 2 is missing."));
        assertThat(folder).isDirectoryNotContaining("glob:**.zip*");
    }

    private Backup.Outcome.Written write() {
        return (Backup.Outcome.Written) new Backup(fresh.database(), data).write(file);
    }

    private Restore.Restored restore(Path from) {
        return new Restore(fresh.another(), folder.resolve("there")).from(from);
    }

    private void assertRefused(Path changed, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> restore(changed))
                .withMessage(message.replace("%s", changed.toString()));
    }

    private Identity identity() {
        return new Identity(patient, Optional.of("Anna Exempel"),
                Optional.of(LocalDate.of(1957, 3, 1)), Optional.empty());
    }

    private static void tamper(Database database, String statement) {
        try (var owner = database.asOwner(); var tampering = owner.createStatement()) {
            owner.setAutoCommit(false);
            tampering.execute("alter table journal disable trigger user");
            tampering.execute(statement);
            tampering.execute("alter table journal enable trigger user");
            owner.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Manifest manifest(Map<String, byte[]> entries) {
        return Manifest.parse(new String(entries.get("manifest"), StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Chain.sha256().digest(bytes));
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path changed = folder.resolve("changed.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return changed;
    }
}
