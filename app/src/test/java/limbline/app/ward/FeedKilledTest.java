package limbline.app.ward;

import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;
import limbline.app.hl7.Sender;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;

/// `kill -9` of the server at random moments while messages are sent with retries: every one that
/// was answered with AA is on the disk, no result is on record twice, and no answer names another
/// message. `bench/ward/killed` does the same with 20,000 messages.
class FeedKilledTest {

    private static final int MESSAGES = Integer.getInteger("limbline.feed.messages", 300);
    private static final int KILLS = Integer.getInteger("limbline.feed.kills", 3);
    private static final int SENDERS = 4;
    private static final int PATIENTS = Math.max(10, MESSAGES / 200);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger forAnother = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void whatWasAcknowledgedIsOnRecordOnce() throws Exception {
        long seed = Long.getLong("limbline.feed.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path folder = DataFolder.fresh("feed-killed-");
        try (Database database = Database.embedded(folder)) {
            Laboratory.Parts parts = Laboratory.parts(database);
            for (int i = 0; i < PATIENTS; i++) {
                parts.identities().put(new Identity(patient(i), Optional.empty(),
                        Optional.empty(), Optional.of("N" + i)));
            }
        }
        int port = freePort();
        JavaProcess server = started(folder, port);
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> send(port))).toList();
        for (int kill = 1; kill <= KILLS; kill++) {
            int until = kill * MESSAGES / (KILLS + 1);
            while (acknowledged.size() < until) {
                LockSupport.parkNanos(200_000);
            }
            LockSupport.parkNanos(random.nextLong(5_000_000));
            server.kill();
            server = started(folder, port);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        System.out.println(("seed %s: %,d messages by %s senders, %s kills, %,d times without an"
                + " answer, %s answers for another message").formatted(seed, MESSAGES, SENDERS, KILLS,
                unanswered.get(), forAnother.get()));
        server.close();
        try (Database database = Database.embedded(folder)) {
            check(database);
        }
        DataFolder.delete(folder);
    }

    private void check(Database database) {
        Laboratory.Parts parts = Laboratory.parts(database);
        try (FeedWorker _ = new FeedWorker(parts.store(), parts.desk())) {
            while (!parts.store().news(1).isEmpty()) { // what no server came to
                LockSupport.parkNanos(1_000_000);
            }
        }
        Set<String> kept = new HashSet<>(database.sql()
                .sql("select control from feed_message where state = 'done'")
                .query(String.class).list());
        assertThat(acknowledged).hasSize(MESSAGES);
        assertThat(kept).isEqualTo(acknowledged);
        int results = 0;
        for (int i = 0; i < PATIENTS; i++) {
            results += (int) parts.courses().read(patient(i), AsOf.NOW).course().timeline().stream()
                    .filter(placed -> placed.event() instanceof LaboratoryReported).count();
        }
        assertThat(results).isEqualTo(MESSAGES);
        assertThat(forAnother).hasValue(0);
    }

    private void send(int port) {
        try (Sender sender = new Sender(SocketFactory.getDefault(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(20))) {
            for (int i = next.getAndIncrement(); i < MESSAGES; i = next.getAndIncrement()) {
                String control = "M" + i;
                String message = result(control, "N" + i % PATIENTS, "O" + i, kinase("" + i, "F"));
                while (!acknowledged.contains(control)) {
                    Sender.Answer answer = sender.send(Laboratory.bytes(message));
                    switch (answer) {
                        case Sender.Answer.Answered(String code, _) when code.equals("AA") ->
                            acknowledged.add(control);
                        case Sender.Answer.ForAnother _ -> forAnother.incrementAndGet();
                        case Sender.Answer.Answered _, Sender.Answer.NoAnswer _ -> {
                            unanswered.incrementAndGet();
                            LockSupport.parkNanos(20_000_000);
                        }
                    }
                }
            }
        }
    }

    private static PatientKey patient(int i) {
        return new PatientKey(Laboratory.CENTRE, new PatientId("P-" + i));
    }

    private static JavaProcess started(Path folder, int port) {
        JavaProcess server =
                JavaProcess.start(FeedProcess.class, folder.toString(), String.valueOf(port));
        server.await("ready");
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
