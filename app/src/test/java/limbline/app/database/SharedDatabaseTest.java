package limbline.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// One embedded database, many processes, and what killed ones leave behind.
class SharedDatabaseTest {

    private Path folder;

    @BeforeEach
    void aNewDataFolderWithALongName() throws IOException {
        // Longer than the 107 bytes that a Unix socket's path may have.
        folder = DataFolder.fresh("shared-" + "x".repeat(120));
    }

    @AfterEach
    void nothingIsLeftRunning() throws IOException {
        boolean left = runs();
        DataFolder.delete(folder);
        assertThat(left).as("PostgreSQL was left running").isFalse();
    }

    @Test
    void eightThatStartAtOnceShareOneAndTheLastToLeaveStopsIt() throws IOException {
        List<JavaProcess> visitors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            visitors.add(JavaProcess.start(Visitor.class, folder.toString()));
        }
        Set<String> started = new HashSet<>();
        visitors.forEach(visitor -> started.add(visitor.await("in ")));
        assertThat(started).as("moments at which PostgreSQL was started").hasSize(1);

        visitors.subList(0, 7).forEach(JavaProcess::close);
        assertThat(runs()).as("while one is left").isTrue();
        visitors.getLast().close();
        assertThat(runs()).as("when the last has left").isFalse();
    }

    @Test
    void whatAKilledProcessLeftRunningIsAdoptedByTheNextWhichStopsIt() throws Exception {
        JavaProcess first = JavaProcess.start(Visitor.class, folder.toString());
        String started = first.await("in ");
        first.kill();
        assertThat(runs()).as("after the kill").isTrue();

        try (JavaProcess second = JavaProcess.start(Visitor.class, folder.toString())) {
            assertThat(second.await("in ")).isEqualTo(started);
        }
        assertThat(runs()).isFalse();
    }

    @Test
    void whatAKilledProcessLeftHalfUnpackedOrHalfInitialisedIsDoneAgain() throws IOException {
        Files.delete(DataFolder.programs(folder));
        Files.createDirectories(folder.resolve("postgresql.new/bin"));
        Files.writeString(folder.resolve("postgresql.new/bin/initdb"), "half a prog");
        Files.createDirectories(folder.resolve("cluster.new/base"));
        Files.writeString(folder.resolve("cluster.new/base/1"), "half a table");
        Files.writeString(folder.resolve("database.properties.new"), "half a pass");

        try (Database database = Database.embedded(folder)) {
            assertThat(database.sql().sql("select count(*) from journal")
                    .query((row, _) -> row.getInt(1)).single()).isZero();
        }
        assertThat(folder.resolve("cluster.new")).doesNotExist();
        assertThat(folder.resolve("postgresql.new")).doesNotExist();
    }

    @Test
    void aPostgresThatDiesUnderAnOpenDatabaseIsStartedAgain() throws IOException {
        try (Database database = Database.embedded(folder)) {
            database.sql().sql("insert into centre values ('c', 'kept', true)").update();
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            postmaster.onExit().join();

            waitFor("the database to answer again", () -> answersKept(database));
        }
    }

    @Test
    void nothingIsRestoredOrMigratedWhileAnotherProcessWorksWithIt() {
        AtomicBoolean done = new AtomicBoolean();
        try (Database database = Database.embedded(folder)) {
            try (JavaProcess other = JavaProcess.start(Visitor.class, folder.toString())) {
                other.await("in ");
                assertThatExceptionOfType(CannotStart.class)
                        .isThrownBy(() -> database.alone("restored", () -> done.set(true)))
                        .withMessage("Another process works with the database in %s, so it cannot"
                                + " be restored now: stop the server and other commands first.",
                                folder);
            }
            assertThat(done).isFalse();
            database.alone("restored", () -> done.set(true));
            assertThat(done).isTrue();
        }
    }

    @Test
    void twoThatOpenItInOneProcessShareItToo() throws IOException {
        Database first = Database.embedded(folder);
        Database second = Database.embedded(folder);
        first.close();
        assertThat(second.sql().sql("select 1").query((row, _) -> row.getInt(1)).single())
                .isEqualTo(1);
        second.close();
        assertThat(runs()).isFalse();
    }

    @Test
    void aFolderThatIsNoDatabaseOrLacksItsPasswordsIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("cluster"));
        assertRefused(("%s is not a database: move it away, or choose another data folder with"
                + " --data.").formatted(folder.resolve("cluster")));

        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");
        assertRefused(("%s was written by PostgreSQL 17 and this program brings 18: write a backup"
                + " with the program that made it and restore that into a new data folder.")
                .formatted(folder.resolve("cluster")));

        Files.writeString(folder.resolve("cluster/PG_VERSION"), "18\n");
        assertRefused(("The passwords of the database (database.properties) are missing in %s: put"
                + " the file back from a copy of the data folder, or restore a backup into a new"
                + " one.").formatted(folder));
    }

    @Test
    void programsThatAPowerCutLeftEmptyEndInASentenceAndNotInAnEndlessStart() throws IOException {
        Database.embedded(folder).close();
        Files.delete(DataFolder.programs(folder));
        putProgramsThat("exit 0"); // as an empty file does

        assertRefused(("The database in %s says that it started and is not there: see %s. If a power"
                + " cut damaged its programs, delete the folder postgresql-%s and start again.")
                .formatted(folder, folder.resolve("log"), PostgresBinaries.VERSION));
    }

    @Test
    void aStartThatFailsIsTriedAgainUntilItSucceeds() throws IOException {
        Path tried = folder.resolve("tried");
        try (Database database = Database.embedded(folder)) {
            database.sql().sql("insert into centre values ('c', 'kept', true)").update();
            Path whole = Files.move(DataFolder.programs(folder), folder.resolve("whole"));
            putProgramsThat("touch " + tried + "; exit 1");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx")); // for `tried`
            postmaster().destroyForcibly();
            waitFor("a start that fails", () -> Files.exists(tried));
            Disk.delete(DataFolder.programs(folder));
            Files.move(whole, DataFolder.programs(folder));

            waitFor("the database to answer again", () -> answersKept(database));
        }
    }

    private static boolean answersKept(Database database) {
        try {
            return database.sql().sql("select name from centre")
                    .query((row, _) -> row.getString(1)).single().equals("kept");
        } catch (DataAccessException e) {
            return false;
        }
    }

    private void putProgramsThat(String does) throws IOException {
        Path program = Files.createDirectories(folder.resolve("damaged/bin")).resolve("pg_ctl");
        Files.writeString(program, "#!/bin/sh\n" + does + "\n");
        for (Path made : List.of(program, program.getParent(), folder.resolve("damaged"))) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.move(folder.resolve("damaged"), DataFolder.programs(folder));
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Database.embedded(folder))
                .withMessage(message);
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst().strip()))
                .orElseThrow();
    }

    private boolean runs() throws IOException {
        try {
            return postmaster().isAlive();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void waitFor(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
