package limbline.app.ward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Header;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.journal.PatientKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages like those of the corpus, through the whole program: socket, store, worker, record. Each
/// is answered for itself, what is answered with AA is kept, none is held up by a mistake of ours,
/// and every record can be read. No test of the suite: `bench/ward/fuzz`.
class WholePathFuzz {

    private static final int MESSAGES = Integer.getInteger("limbline.fuzz.messages", 20_000);
    private static final int PATIENTS = Integer.getInteger("limbline.fuzz.patients", 3);

    /// A campaign may be stopped for minutes and continued.
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void nothingLikeTheCorpusIsLostOrHoldsUpTheOthers() throws IOException {
        long seed = Long.getLong("limbline.fuzz.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> corpus = corpus();
        Set<String> acknowledged = new HashSet<>();
        int refused = 0;
        try (Laboratory laboratory =
                        new Laboratory(fresh.database(), Senders.parse(""), PATIENCE);
                Sender sender = new Sender(
                        SocketFactory.getDefault(), laboratory.address(), PATIENCE)) {
            List<PatientKey> patients = IntStream.rangeClosed(1, PATIENTS).mapToObj(i -> "N" + i)
                    .map(number -> laboratory.patient("P-" + number, number)).toList();
            for (int i = 0; i < MESSAGES; i++) {
                Bytes message = mutant(corpus, random);
                if (Sender.wantsNone(message)) {
                    continue; // nobody could tell whether it was kept
                }
                switch (sender.send(message)) {
                    case Sender.Answer answer when answer.isAccepted() ->
                        acknowledged.add(control(message));
                    case Sender.Answer.Answered _ -> refused++;
                    case Sender.Answer.ForAnother other -> throw new AssertionError(
                            "seed %s, message %s: %s".formatted(seed, i, other));
                    case Sender.Answer.NoAnswer(String why) -> throw new AssertionError(
                            "seed %s, message %s: %s; it was %s".formatted(
                                    seed, i, why, new String(message.array(), ISO_8859_1)));
                }
            }
            long sent = System.nanoTime();
            laboratory.settle(PATIENCE);
            Duration settled = Duration.ofNanos(System.nanoTime() - sent);
            assertThat(fresh.database().sql().sql("select distinct control from feed_message"
                            + " where state <> 'refused'").query(String.class).list())
                    .as("seed %s", seed).containsAll(acknowledged);
            assertThat(fresh.database().sql()
                    .sql("select reason from feed_message where reason like '%mistake is ours%'")
                    .query(String.class).list()).as("seed %s", seed).isEmpty();
            int values = patients.stream().mapToInt(one -> laboratory.values(one).size()).sum();
            System.out.printf("seed %s: %,d messages of %,d patients through the whole program, %,d"
                    + " control ids acknowledged, %,d refused, %,d values on record, nothing lost;"
                    + " worked through %,d ms after the last%n", seed, MESSAGES, PATIENTS,
                    acknowledged.size(), refused, values, settled.toMillis());
        }
    }

    private static String control(Bytes message) {
        return Header.of(message.array()).map(Header::control).orElse("")
                .replaceAll("\\p{Cc}", " ").strip();
    }

    /// A message with some characters changed; neither framing (the other fuzzer's) nor a second
    /// header within it, which would be answered as two.
    private static Bytes mutant(List<byte[]> corpus, RandomGenerator random) {
        byte[] mutant = new String(corpus.get(random.nextInt(corpus.size())), ISO_8859_1)
                .replaceAll("\\|N1\\b", "|N" + random.nextInt(1, PATIENTS + 1))
                .getBytes(ISO_8859_1);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(12, mutant.length);
            mutant[at] = random.nextBoolean()
                    ? (byte) random.nextInt(0x20, 256)
                    : (byte) "|^~\\&\r\n0123456789.,<>-FCDWPX".charAt(random.nextInt(28));
        }
        return new Bytes(mutant);
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        OddMessagesTest.all().stream()
                .filter(odd -> odd.message().split("(?:^|[\r\n])MSH", -1).length == 2) // no batch
                .forEach(odd -> corpus.add(odd.message().getBytes(StandardCharsets.UTF_8)));
        Path folder = Path.of("src", "test", "resources", "hl7", "corpus");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String text = new String(bytes, ISO_8859_1);
                if (text.startsWith("MSH") && text.indexOf(0x1C) < 0 && text.indexOf(0x0B) < 0) {
                    corpus.add(bytes);
                }
            }
        }
        return corpus;
    }
}
