package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;
import limbline.app.journal.Journal;
import limbline.app.journal.Written;
import limbline.theatre.Procedure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `kill -9` of the server's process and of PostgreSQL in the middle of procedures: nothing that was
/// acknowledged is lost, nothing is there twice, and each procedure folds to what its record says.
class KilledInTheatreTest {

    private static final int KILLS = 6;
    private static final int ACKNOWLEDGED_BETWEEN = 25;

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        Path folder = DataFolder.fresh("killed-in-theatre-");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Semaphore more = new Semaphore(0);
        JavaProcess server = JavaProcess.start(CeaselessTheatre.class, folder.toString());
        Thread reader = listen(server, acknowledged, more);
        for (int kill = 0; kill < KILLS; kill++) {
            await(more);
            if (kill % 2 == 0) {
                server.kill();
                reader.join();
                server = JavaProcess.start(CeaselessTheatre.class, folder.toString());
                reader = listen(server, acknowledged, more);
            } else {
                killPostgres(folder);
            }
        }
        await(more);
        server.kill();
        reader.join();

        List<String> commands = new ArrayList<>();
        try (Database database = Database.embedded(folder)) {
            for (int theatre = 0; theatre < CeaselessTheatre.THEATRES; theatre++) {
                List<Written> rows =
                        new Journal(database).read(CeaselessTheatre.patient(theatre));
                rows.forEach(row -> commands.add(row.command().toString()));
                Procedure procedure = CeaselessTheatre.desk(database).read(
                        CeaselessTheatre.patient(theatre), CeaselessTheatre.procedure(theatre));
                assertThat(procedure.lines()).hasSameSizeAs(rows);
            }
        }
        System.out.println(acknowledged.size() + " acknowledged in theatre, " + commands.size()
                + " on the record");
        assertThat(commands).doesNotHaveDuplicates().containsAll(acknowledged);
        DataFolder.delete(folder);
    }

    private static Thread listen(JavaProcess server, Set<String> acknowledged, Semaphore more) {
        return Thread.ofPlatform().start(() -> {
            for (@Nullable String line = server.next(); line != null; line = server.next()) {
                // A line that the kill cut in two is none.
                if (line.matches("ack [0-9a-f-]{36}")) {
                    acknowledged.add(line.substring("ack ".length()));
                    more.release();
                }
            }
        });
    }

    private static void await(Semaphore more) throws InterruptedException {
        more.drainPermits();
        assertThat(more.tryAcquire(ACKNOWLEDGED_BETWEEN, 2, TimeUnit.MINUTES))
                .as("%s more acknowledged within two minutes", ACKNOWLEDGED_BETWEEN).isTrue();
    }

    private static void killPostgres(Path folder) throws IOException {
        Optional<ProcessHandle> postmaster = Optional.empty();
        while (postmaster.isEmpty()) {
            try {
                List<String> lines =
                        Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
                postmaster = lines.stream().findFirst()
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
            } catch (NoSuchFileException e) {
                Thread.onSpinWait(); // it is just starting
            }
        }
        postmaster.get().destroyForcibly();
    }
}
