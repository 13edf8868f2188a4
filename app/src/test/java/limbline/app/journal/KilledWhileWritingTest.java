package limbline.app.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `kill -9`, at random moments, of the process that writes, of PostgreSQL, and of one of its
/// children, while a client writes: what was acknowledged is there, once, and the chains hold. A
/// thousand of them with `bench/record/faults`.
class KilledWhileWritingTest {

    private static final int KILLS = Integer.getInteger("limbline.kills", 50);

    /// Of this many kills, one is of the writing process, which takes a second to come back.
    private static final int ONE_OF_THE_WRITER_IN = 5;

    private static final int MOST_ACKNOWLEDGED_BETWEEN = 20;

    @Test
    void everyAcknowledgedEventIsThereOnceAndTheChainsHold() throws Exception {
        long seed = System.nanoTime();
        System.out.println(KILLS + " random kills, seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path folder = DataFolder.fresh("killed-");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();

        Running writer = Running.in(folder, acknowledged);
        for (int kill = 0; kill < KILLS; kill++) {
            writer.awaitMore(1 + random.nextInt(MOST_ACKNOWLEDGED_BETWEEN));
            // At any moment, and not always right behind an answer.
            LockSupport.parkNanos(random.nextLong(5_000_000));
            if (kill % ONE_OF_THE_WRITER_IN == 0) {
                writer.kill();
                writer = Running.in(folder, acknowledged);
            } else {
                killPostgres(folder, random);
            }
        }
        writer.awaitMore(1);
        writer.kill();

        try (Database database = Database.embedded(folder)) {
            List<String> events = new ArrayList<>();
            new Journal(database).readEach(Texts.CENTRE, patient ->
                    patient.forEach(one -> events.add(one.event().event().toString())));
            System.out.println(acknowledged.size() + " acknowledged, " + events.size()
                    + " on the record");
            assertThat(events).as("seed %s", seed).doesNotHaveDuplicates()
                    .containsAll(acknowledged);
            assertThat(new Seals(folder).verify(database.dataSource()).findings())
                    .as("seed %s", seed).isEmpty();
        }
        DataFolder.delete(folder);
    }

    /// The postmaster, or one of its children, after whose death all sessions end.
    private static void killPostgres(Path folder, RandomGenerator random) throws IOException {
        @Nullable ProcessHandle postmaster = null;
        while (postmaster == null) {
            try {
                List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
                postmaster = lines.isEmpty() ? null
                        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
            } catch (NoSuchFileException e) {
                Thread.onSpinWait(); // it is just starting
            }
        }
        List<ProcessHandle> children = postmaster.children().toList();
        ProcessHandle victim = random.nextBoolean() || children.isEmpty()
                ? postmaster : children.get(random.nextInt(children.size()));
        victim.destroyForcibly();
    }

    /// A writing process, and the thread that notes what it says.
    private record Running(JavaProcess process, Thread reader, Semaphore more) {

        static Running in(Path folder, Set<String> acknowledged) {
            JavaProcess process = JavaProcess.start(Ceaseless.class, folder.toString());
            Semaphore more = new Semaphore(0);
            Thread reader = Thread.ofPlatform().start(() -> {
                for (@Nullable String line = process.next(); line != null; line = process.next()) {
                    // A line that the kill cut in two is none.
                    if (line.matches("ack [0-9a-f-]{36}")) {
                        acknowledged.add(line.substring("ack ".length()));
                        more.release();
                    }
                }
            });
            return new Running(process, reader, more);
        }

        void awaitMore(int count) throws InterruptedException {
            more.drainPermits();
            // Second by second, so that time for which the campaign was stopped does not count.
            boolean came = false;
            for (int second = 0; second < 120 && !came; second++) {
                came = more.tryAcquire(count, 1, TimeUnit.SECONDS);
            }
            assertThat(came).as("%s more acknowledged within two minutes", count).isTrue();
        }

        void kill() throws InterruptedException {
            process.kill();
            reader.join();
        }
    }
}
