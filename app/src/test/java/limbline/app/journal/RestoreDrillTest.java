package limbline.app.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.cli.Main;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;

/// The drill: a backup is taken beside a running server while others write; then the machine is
/// lost, and all that is left is that file. By the commands an administrator types, each a process
/// of its own, an empty folder becomes the server again.
class RestoreDrillTest {

    @Test
    void aLostMachineIsBackFromTheFileOfLastNight() throws Exception {
        Path kept = Files.createTempDirectory(Path.of("target"), "kept-");
        Path file = kept.resolve("last-night.zip");
        Path lost = DataFolder.fresh("lost-");
        begin(lost);
        JavaProcess server = JavaProcess.start(Main.class, "serve", "--data", lost.toString(),
                "--port", "0");
        URI before = address(server);
        String page = patientPage(before);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Semaphore more = new Semaphore(0);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Thread writer = Thread.ofPlatform().start(() -> write(lost, goesOn, acknowledged, more));
        await(more, 20);
        Set<String> beforeTheBackup = Set.copyOf(acknowledged);
        String backup = run("backup", file.toString(), "--data", lost.toString());
        await(more, 1);
        goesOn.set(false);
        writer.join();
        server.kill();
        loseTheMachine(lost);

        Path empty = DataFolder.fresh("empty-");
        String restored = run("restore", file.toString(), "--data", empty.toString());
        assertThat(key(restored)).isEqualTo(key(backup));
        assertThat(run("journal", "verify", "--data", empty.toString())).contains("holds");
        JavaProcess again = JavaProcess.start(Main.class, "serve", "--data", empty.toString(),
                "--port", "0");
        URI after = address(again);
        assertThat(after.getPort()).isNotEqualTo(before.getPort());
        assertThat(patientPage(after)).isEqualTo(page);
        try (Database database = Database.embedded(empty)) {
            List<String> events = new ArrayList<>();
            new Journal(database).readEach(Texts.CENTRE, patient ->
                    patient.forEach(one -> events.add(one.event().event().toString())));
            assertThat(events).doesNotHaveDuplicates().containsAll(beforeTheBackup);
            assertThat(acknowledged).as("others wrote while it was taken")
                    .hasSizeGreaterThan(beforeTheBackup.size());
            Texts.patientWith(new Journal(database), 3); // the record goes on
        }
        again.stop();
        run("journal", "verify", "--data", empty.toString());
        DataFolder.delete(empty);
        Files.delete(file);
        Files.delete(kept);
    }

    private static void begin(Path folder) throws InterruptedException {
        run("import", "../cases/PAPER-1.yaml", "--centre", "centre", "--data", folder.toString());
        try (Database database = Database.embedded(folder)) {
            new Accounts(database.dataSource()).add(
                    "anna", "Anna Beispiel", Role.CLINICIAN, new Password(Site.PASSWORD), false);
        }
    }

    /// A hundred events a second, about: far more than a hospital, and not so many that the drill
    /// becomes a load test.
    private static void write(
            Path folder, AtomicBoolean goesOn, Set<String> acknowledged, Semaphore more) {
        try (Database database = Database.embedded(folder)) {
            Journal journal = Texts.journal(database);
            PatientKey patient = Texts.newPatient();
            for (int position = 0; goesOn.get(); position++) {
                EventText event = Texts.draft("{\"grade\":\"I\"}");
                if (journal.append(patient, position, UUID.randomUUID(), "nurse", List.of(event))
                        instanceof Appending.Appended) {
                    acknowledged.add(event.event().toString());
                    more.release();
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    /// What the page of the paper's patient says, without what differs each time.
    private static String patientPage(URI server) {
        Visitor anna = new Visitor(server);
        anna.signIn("anna", Site.PASSWORD);
        String page = anna.get("/patients/PAPER-1").body();
        assertThat(page).contains("PAPER-1").contains("Anna Beispiel");
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    private static URI address(JavaProcess server) {
        String said = server.await("Limbline answers at");
        return URI.create(said.substring("Limbline answers at ".length()));
    }

    private static void await(Semaphore more, int count) throws InterruptedException {
        more.drainPermits();
        assertThat(more.tryAcquire(count, 2, TimeUnit.MINUTES))
                .as("%s more acknowledged within two minutes", count).isTrue();
    }

    /// A command as it is typed; it must go well.
    private static String run(String... arguments) throws InterruptedException {
        StringBuilder said = new StringBuilder();
        try (JavaProcess command = JavaProcess.start(Main.class, arguments)) {
            assertThat(command.end(said)).as("%s: %s", String.join(" ", arguments), said).isZero();
        }
        return said.toString();
    }

    private static String key(String said) {
        Matcher found = Pattern.compile("the key ([0-9A-Za-z:+/=-]+)").matcher(said);
        assertThat(found.find()).as(said).isTrue();
        return found.group(1);
    }

    /// PostgreSQL is killed and all its files and ours are gone.
    private static void loseTheMachine(Path folder) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(Files.readAllLines(
                folder.resolve("cluster/postmaster.pid")).getFirst().strip());
        ProcessHandle postgres = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> children = postgres.children().toList();
        postgres.destroyForcibly();
        for (ProcessHandle one : children) {
            one.destroyForcibly();
        }
        for (ProcessHandle one : children) {
            one.onExit().join();
        }
        postgres.onExit().join();
        DataFolder.delete(folder);
    }
}
