package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Heard;
import limbline.app.ward.Part.What;
import limbline.event.WardEvent.LaboratoryReported;
import org.junit.jupiter.api.Test;

/// Messages in the shapes that interface engines, HAPI and laboratory systems send, invented and
/// kept in `hl7/corpus`: what is read of them, and that nothing that is like them breaks the reader.
/// `bench/ward/fuzz` goes on from here with a fuzzer.
class MessageCorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "hl7", "corpus");
    private static final int MUTANTS = 20_000;

    @Test
    void aPanelIsReadValueByValue() throws IOException {
        assertThat(told("oru-v251-panel")).containsExactly(
                "creatine-kinase >1000 U/L \"above the range\ndiluted & repeated\" at"
                        + " 2026-11-20T06:30:00Z",
                "creatinine 106.1 µmol/L at 2026-11-20T06:30:00Z",
                "urea 7.139 mmol/L at 2026-11-20T06:30:00Z",
                "potassium printed as \"haemolysed\" at 2026-11-20T06:30:00Z",
                "myoglobin <5 µg/L at 2026-11-20T06:30:00Z",
                "haemoglobin unknown at 2026-11-20T06:30:00Z",
                "leucocytes 7.5 10*9/L at 2026-11-20T06:30:00Z",
                "OBX 8: \"150 ~ 151\" is not a number",
                "activated-clotting-time printed as \"180 - 200\" at 2026-11-20T06:30:00Z");
    }

    @Test
    void aCodeOfTheLaboratorysOwnIsAskedFor() throws IOException {
        assertThat(told("oru-v23")).containsExactly("OBX 1: the code CK (L) (Creatine Kinase) is not"
                + " known; say what it measures, or that it is not needed");
    }

    @Test
    void otherSeparatorsAndEscapesAreRead() throws IOException {
        assertThat(told("oru-separators")).containsExactly("creatine-kinase 12.5 U/L at 2026-11-20");
    }

    @Test
    void everyCharacterSetIsRead() throws IOException {
        assertThat(told("oru-latin1")).containsExactly(
                "creatine-kinase printed as \"größer\" at 2026-11-20");
        assertThat(told("oru-latin9")).isEqualTo(told("oru-latin1"));
        assertThat(told("oru-windows")).containsExactly("creatine-kinase 512 U/L"
                + " \"30 – 200 “normal”\ufffdx\" at 2026-11-20T06:30:00Z");
        assertThat(told("oru-crlf-bom")).containsExactly(
                "OBX 1: umol/L cannot be converted into U/L");
    }

    @Test
    void everyStatusIsReadOrAskedFor() throws IOException {
        assertThat(told("oru-statuses").stream().map(line -> line.split(" ", 4)[0]).toList())
                .containsExactly("creatine-kinase", "creatine-kinase", "creatine-kinase", "back:",
                        "back:", "creatine-kinase", "creatine-kinase", "creatine-kinase",
                        "creatine-kinase", "creatine-kinase", "creatine-kinase", "creatine-kinase",
                        "nothing", "nothing", "nothing", "OBX");
    }

    @Test
    void movementsAreRead() throws IOException {
        assertThat(told("adt-a01")).containsExactly(
                "Admitted[to=Known[value=W4 12 A]] at 2026-11-20T06:00:00Z");
        assertThat(told("adt-a02")).containsExactly(
                "Transferred[to=Known[value=ICU 1 1]] at 2026-11-20T10:59:00Z");
        assertThat(told("adt-a03")).containsExactly(
                "Discharged[to=Known[value=HOME]] at 2026-11-20T10:59:00Z");
        assertThat(told("adt-a08")).containsExactly("lies W5 1 B");
        assertThat(told("adt-a11")).containsExactly("back: the admission was cancelled");
        assertThat(told("adt-a12")).containsExactly("back: the transfer was cancelled");
        assertThat(told("adt-a13")).containsExactly("back: the discharge was cancelled");
        assertThat(told("adt-a40")).containsExactly("merges [N2]");
    }

    @Test
    void nothingLikeThemBreaksTheReader() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> corpus = corpus();
        for (byte[] one : corpus) {
            MessageFuzzer.fuzzerTestOneInput(one);
        }
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(corpus.get(random.nextInt(corpus.size())), random);
            try {
                MessageFuzzer.fuzzerTestOneInput(mutant);
            } catch (RuntimeException e) {
                throw new AssertionError("seed %s, mutant %s: %s".formatted(
                        seed, i, new String(mutant, StandardCharsets.ISO_8859_1)), e);
            }
        }
    }

    private static byte[] mutant(byte[] whole, RandomGenerator random) {
        byte[] mutant = whole.clone();
        for (int changes = random.nextInt(1, 8); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            if (random.nextInt(4) == 0) {
                mutant = Arrays.copyOf(mutant, Math.max(1, at));
            } else {
                mutant[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "|^~\\&\r\n\u000B\u001CMSHOBX09.<>".charAt(random.nextInt(20));
            }
        }
        return mutant;
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        return corpus;
    }

    private static List<String> told(String name) throws IOException {
        return told(Files.readAllBytes(CORPUS.resolve(name + ".hl7")));
    }

    /// What is read of the messages in a stream, part by part.
    static List<String> told(byte[] stream) {
        List<String> told = new ArrayList<>();
        for (Bytes message : Heard.in(stream)) {
            MessageFuzzer.parts(message).forEach(part -> told.add(told(part.what())));
        }
        return told;
    }

    static String told(What what) {
        return switch (what) {
            case What.Happened happened -> (happened.event() instanceof LaboratoryReported reported
                    ? reported.analyte().term() + " " + reported.value().words()
                            + reported.remark().found().map(words -> " \"" + words + "\"").orElse("")
                    : happened.event().toString()) + " at " + happened.happened();
            case What.TakenBack(String reason, _, _) -> "back: " + reason;
            case What.Lies lies -> "lies " + lies.where();
            case What.Merged(List<String> earlier) -> "merges " + earlier;
            case What.Unclear(String sentence) -> sentence;
            case What.NotNeeded() -> "nothing";
        };
    }
}
