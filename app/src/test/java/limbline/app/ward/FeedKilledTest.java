package limbline.app.ward;

import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import limbline.app.course.Answer;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.database.JavaProcess;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Sender;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Draft;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.Unit;
import limbline.measure.When;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule;
import limbline.protocol.WardRule.Telling;
import limbline.ward.Alert;
import limbline.ward.Watch;
import org.junit.jupiter.api.Test;

/// `kill -9` of the server at random moments while messages are sent with retries: every one that
/// was answered with AA is on the disk, no result is on record twice, every alert that the values
/// mean is there and is there once, as after the same messages to a server that lives, and no answer
/// names another message. `bench/ward/killed` does the same with 20,000 messages.
///
/// A patient's values come in the order of their specimens. Of every ten the first is preliminary
/// and over the limit and the second corrects it to one below, so it must leave no alert; the
/// seventh, eighth and ninth are over the limit, which is one alert.
class FeedKilledTest {

    private static final int MESSAGES = Integer.getInteger("limbline.feed.messages", 300);
    private static final int KILLS = Integer.getInteger("limbline.feed.kills", 3);
    private static final int SENDERS = 4;
    private static final int PATIENTS = Math.max(10, MESSAGES / 200);
    private static final DateTimeFormatter SPECIMEN =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(Laboratory.ZONE);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger forAnother = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final WardPlan plan = new WardPlan(List.of(new WardRule.ValueAbove(
            new Telling("ck-high", AlertTier.WARNING, "Creatine kinase is high.", "TEST", "Look."),
            Analyte.CREATINE_KINASE, Limit.of("ck-high", Amount.of("1000", Unit.UNIT_PER_LITRE),
                    "TEST", Level.CENTRE),
            Optional.empty(), Optional.empty(), Optional.empty())), List.of(), List.of());

    /// The specimens are of the days before the server started, by the clock on the wall: from noon on,
    /// since there is a night in the year in which that clock says an hour twice.
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS)
            .minus(Duration.ofDays(3)).plus(Duration.ofHours(11));

    @Test
    void whatWasAcknowledgedIsOnRecordOnce() throws Exception {
        long seed = Long.getLong("limbline.feed.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path folder = DataFolder.fresh("feed-killed-");
        try (Database database = Database.embedded(folder)) {
            admit(Laboratory.parts(database));
        }
        int port = freePort();
        JavaProcess server = started(folder, port);
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> Thread.ofPlatform().start(() -> send(port, sender))).toList();
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
        Instant now = Instant.now();
        List<List<String>> alerts;
        try (Database database = Database.embedded(folder)) {
            alerts = check(database, now);
        }
        DataFolder.delete(folder);
        assertThat(alerts).as("seed %s: as if nobody had been killed", seed)
                .isEqualTo(withoutKills(now));
    }

    private void admit(Laboratory.Parts parts) {
        for (int i = 0; i < PATIENTS; i++) {
            parts.identities().put(new Identity(patient(i), Optional.empty(),
                    Optional.empty(), Optional.of("N" + i)));
            assertThat(parts.courses().append(patient(i), 0, UUID.randomUUID(), "test",
                    List.of(infusion()))).isInstanceOf(Answer.Recorded.class);
        }
    }

    /// The alerts of each patient after the same messages to a server that lives.
    private List<List<String>> withoutKills(Instant now) throws Exception {
        Path folder = DataFolder.fresh("feed-alive-");
        List<List<String>> alerts;
        try (Database database = Database.embedded(folder)) {
            Laboratory.Parts parts = Laboratory.parts(database);
            admit(parts);
            try (Laboratory laboratory = new Laboratory(database);
                    Sender sender = laboratory.sender()) {
                for (int n = 0; n < MESSAGES; n++) {
                    assertThat(sender.send(Laboratory.bytes(message(n))))
                            .matches(Sender.Answer::isAccepted);
                }
                laboratory.settle();
            }
            alerts = alerts(parts, now);
        }
        DataFolder.delete(folder);
        return alerts;
    }

    /// Of each patient, by the rules of the demonstration: tier, state, and what is said.
    private static List<List<String>> alerts(Laboratory.Parts parts, Instant now)
            throws Exception {
        WardPlan demonstration =
                ProtocolFile.read(Path.of("..", "protocols", "demo-ili.yaml")).ward();
        return IntStream.range(0, PATIENTS).mapToObj(i -> Watch.over(
                        parts.courses().read(patient(i), AsOf.NOW).course(), demonstration, now)
                .orElseThrow().alerts().stream()
                .map(alert -> "%s %s %s".formatted(alert.tier(), alert.state(), alert.words()))
                .sorted().toList()).toList();
    }

    private List<List<String>> check(Database database, Instant now)
            throws Exception {
        Laboratory.Parts parts = Laboratory.parts(database);
        try (FeedWorker _ = Laboratory.worker(parts)) {
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
        int alerts = 0;
        for (int i = 0; i < PATIENTS; i++) {
            Course course = parts.courses().read(patient(i), AsOf.NOW).course();
            results += (int) course.timeline().stream()
                    .filter(placed -> placed.event() instanceof LaboratoryReported).count();
            List<String> names = Watch.over(course, plan, Instant.now()).orElseThrow()
                    .alerts().stream().map(Alert::name).toList();
            assertThat(names).as("patient %s", i).doesNotHaveDuplicates()
                    .hasSize((int) of(i).filter(n -> n / PATIENTS % 10 == 6).count());
            alerts += names.size();
        }
        assertThat(results).isEqualTo(MESSAGES
                - (int) IntStream.range(0, MESSAGES).filter(n -> isCorrection(n)).count());
        System.out.println("on record: %,d messages, %,d results, %,d alerts".formatted(
                kept.size(), results, alerts));
        assertThat(forAnother).hasValue(0);
        List<List<String>> all = alerts(parts, now);
        System.out.println("by the demonstration's rules: %,d alerts".formatted(
                all.stream().mapToInt(List::size).sum()));
        return all;
    }

    /// The messages about a patient.
    private static IntStream of(int patient) {
        return IntStream.range(0, MESSAGES).filter(n -> n % PATIENTS == patient);
    }

    private static boolean isCorrection(int n) {
        return n / PATIENTS % 10 == 1;
    }

    /// The n-th message: the (n / PATIENTS)-th about its patient.
    private String message(int n) {
        int order = isCorrection(n) ? n - PATIENTS : n;
        int place = n / PATIENTS % 10;
        String value = place == 0 || (place >= 6 && place <= 8) ? "1000.1" : "1000";
        String status = place == 0 ? "P" : place == 1 ? "C" : "F";
        String taken = SPECIMEN.format(first.plusSeconds(60L * (order / PATIENTS)));
        return result("M" + n, "N" + n % PATIENTS, "O" + order,
                "OBX|1|NM|2157-6^Creatine kinase^LN||%s|U/L^^UCUM|30-200|H|||%s|||%s"
                        .formatted(value, status, taken))
                .replace("202611201155", "").replace("202611201200", "");
    }

    /// Each sender has patients of its own, whose messages it sends one after the other.
    private void send(int port, int which) {
        try (Sender sender = new Sender(SocketFactory.getDefault(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Duration.ofSeconds(20))) {
            for (int n = 0; n < MESSAGES; n++) {
                if (n % PATIENTS % SENDERS == which) {
                    send(sender, "M" + n, Laboratory.bytes(message(n)));
                }
            }
        }
    }

    private void send(Sender sender, String control, Bytes message) {
        while (!acknowledged.contains(control)) {
            switch (sender.send(message)) {
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

    private Draft infusion() {
        Instant at = first.minusSeconds(3_600);
        return new Draft(new EventId(UUID.randomUUID()),
                new Infused(Limb.of(Side.LEFT, Extremity.LEG), Modality.ILI, List.of(), List.of(),
                        Finding.notStated()),
                new When.At(at), "", PartialDate.of(at.atZone(Laboratory.ZONE).toLocalDate()),
                "the test", Optional.empty());
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
