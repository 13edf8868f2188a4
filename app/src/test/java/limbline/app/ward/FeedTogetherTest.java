package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.ward.FeedStore.Stored;
import limbline.course.AsOf;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many messages that are worked on together become what they become one by one, in few appends.
class FeedTogetherTest {

    private static final int RUNS = Integer.getInteger("limbline.feed.runs", 3);

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static Laboratory.Parts parts;
    private int order;

    @BeforeAll
    static void open() {
        parts = Laboratory.parts(fresh.database());
    }

    @Test
    void aYearOfOnePatientsResultsIsRecordedInFewAppends() {
        PatientKey patient = patient("YEAR");
        keep(IntStream.range(0, 1_000).mapToObj(i -> result("YEAR", "Y" + i, "F", "500",
                "2025%02d%02d%02d00".formatted(1 + i / 84, 1 + i / 3 % 28, 6 + i % 3))).toList());
        workTogether();

        assertThat(values(patient)).hasSize(1_000);
        assertThat(fresh.database().sql()
                .sql("select count(distinct command) from journal where patient = 'YEAR'")
                .query((row, _) -> row.getInt(1)).single()).isEqualTo(10);
    }

    @Test
    void togetherAndOneByOneTheSameComesOfThem() {
        long seed = Long.getLong("limbline.feed.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < RUNS; run++) {
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                messages.add(any("@" + random.nextInt(2), random));
            }
            List<List<String>> became = new ArrayList<>();
            for (String way : List.of("TOGETHER" + run + "-", "ONEBYONE" + run + "-")) {
                List<PatientKey> patients = List.of(patient(way + 0), patient(way + 1));
                List<Long> ids = keep(messages.stream().map(one -> one.replace("@", way)).toList());
                if (way.startsWith("T")) {
                    workTogether();
                } else {
                    ids.forEach(id -> parts.desk().work(
                            parts.store().find(id).stream().toList(), parts.desk().map()));
                }
                List<String> all = new ArrayList<>();
                patients.forEach(patient -> all.addAll(values(patient)));
                ids.stream().flatMap(id -> parts.store().find(id).stream()).forEach(stored ->
                        all.add((stored.state() + " " + stored.reason() + " "
                                + parts.store().lines(stored.id()).stream()
                                        .map(FeedStore.Line::outcome).toList()).replace(way, "@")
                                .replaceAll("event \\S+", "event")));
                became.add(all);
            }
            assertThat(became.getFirst()).as("seed %s, run %s", seed, run)
                    .isEqualTo(became.getLast());
        }
    }

    /// A result of one of four orders: new, corrected, deleted, of somebody else, older than what
    /// was said before, of a day that cannot be, or of a patient nobody knows.
    private String any(String number, RandomGenerator random) {
        String status = List.of("P", "F", "F", "C", "D", "W", "X").get(random.nextInt(7));
        String taken = random.nextInt(12) == 0
                ? List.of("18500101", "20991231", "2026").get(random.nextInt(3))
                : "202611%02d%02d30".formatted(random.nextInt(1, 21), random.nextInt(24));
        return result(random.nextInt(15) == 0 ? "nobody" : number,
                number + "-" + random.nextInt(4), status, String.valueOf(random.nextInt(900, 1100)),
                taken);
    }

    private String result(String number, String filler, String status, String value, String taken) {
        return Laboratory.result("C" + ++order + filler, number, filler,
                "OBX|1|NM|2157-6^Creatine kinase^LN||%s|U/L^^UCUM|30-200|H|||%s|||%s"
                        .formatted(value, status, taken))
                .replace("202611201155|||F", "2026112011%02d|||F".formatted(order % 60));
    }

    private static List<Long> keep(List<String> messages) {
        try (Listener listener = Listener.start(ServerSocketFactory.getDefault(),
                InetAddress.getLoopbackAddress(), 0, Set.of("P"), Senders.parse(""),
                Duration.ofSeconds(20), new Inbox(fresh.database().dataSource(),
                        Laboratory.CENTRE, () -> { }), InstantSource.system());
                Sender sender = new Sender(
                        SocketFactory.getDefault(), listener.address(), Duration.ofSeconds(20))) {
            messages.forEach(one -> assertThat(sender.send(Laboratory.bytes(one)))
                    .matches(Sender.Answer::isAccepted));
        }
        return parts.store().news(messages.size()).stream().map(Stored::id).toList();
    }

    private static void workTogether() {
        for (List<Stored> news = parts.store().news(100); !news.isEmpty();
                news = parts.store().news(100)) {
            parts.desk().work(news, parts.desk().map());
        }
    }

    private static PatientKey patient(String id) {
        PatientKey key = new PatientKey(Laboratory.CENTRE, new PatientId(id));
        parts.identities().put(
                new Identity(key, Optional.empty(), Optional.empty(), Optional.of(id)));
        return key;
    }

    private static List<String> values(PatientKey patient) {
        return parts.courses().read(patient, AsOf.NOW).course().timeline().stream()
                .filter(placed -> placed.event() instanceof LaboratoryReported)
                .map(placed -> placed.event() + " " + placed.entry().happened()).toList();
    }
}
