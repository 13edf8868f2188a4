package limbline.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import limbline.app.fuzz.FileFuzzer.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every kind of file, altered at random, is taken or refused with a sentence. A few of each here;
/// a million of each with `bench/record/fuzz`. What a campaign found lies in
/// `app/src/test/resources/fuzz/KIND` and is tried each time.
class FileFuzzerTest {

    private static final int TRIED = Integer.getInteger("limbline.fuzz.tried", 150);

    private static final List<String> AWKWARD = List.of("", "\0", "\uFEFF", "\"", "'", "\r", "\n", "\t",
            ",", ";", ":", "- ", "{", "}", "[", "]", "|", ">", "&a ", "*a", "<<: ", "!!int ", "---\n",
            "null", "true", "NaN", "-1", "0", "1e999", "99999999999999999999", "1,5", "0x10", "2013-02-30",
            "9999-99-99", "-0001-01-01", "ü", "\uD83E\uDDB5", "\u2028", "%", "${x}", "a".repeat(5_000),
            "\n".repeat(200), "[".repeat(300));

    @ParameterizedTest
    @EnumSource
    void anAlteredFileIsTakenOrRefusedWithASentence(Kind kind) throws IOException {
        byte[] sample = Files.readAllBytes(kind.sample());
        assertThat(FileFuzzer.run(kind, sample)).as("the sample itself").isTrue();
        long seed = Long.getLong("limbline.fuzz.seed", System.nanoTime());
        System.out.println(kind + ", " + TRIED + " altered files, seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int taken = 0;
        for (int i = 0; i < TRIED; i++) {
            byte[] altered = sample;
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                altered = altered(altered, random);
            }
            try {
                taken += FileFuzzer.run(kind, altered) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                Path kept = Files.createTempFile("limbline-found-" + kind + "-", "");
                Files.write(kept, altered);
                throw new AssertionError("seed %s, try %s, the file is kept as %s".formatted(
                        seed, i, kept), e);
            }
        }
        System.out.println(taken + " taken, " + (TRIED - taken) + " refused");
    }

    @ParameterizedTest
    @EnumSource
    void whatACampaignFoundIsTakenOrRefusedWithASentence(Kind kind) throws IOException {
        Path found = Path.of("src/test/resources/fuzz", kind.name());
        if (Files.isDirectory(found)) {
            try (Stream<Path> files = Files.list(found)) {
                for (Path file : files.toList()) {
                    FileFuzzer.run(kind, Files.readAllBytes(file));
                }
            }
        }
        for (String awkward : AWKWARD) {
            FileFuzzer.run(kind, awkward.getBytes(StandardCharsets.UTF_8));
        }
        FileFuzzer.run(kind, HexFormat.of().parseHex("fffe4100c328"));
    }

    private static byte[] altered(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(1, 60));
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] middle = Arrays.copyOfRange(bytes, at, to);
        byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
        byte[] awkward = AWKWARD.get(random.nextInt(AWKWARD.size()))
                .getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> joined(head, tail); // something is missing
            case 1 -> joined(head, middle, middle, tail); // or twice
            case 2 -> joined(head, awkward, tail); // or something else
            case 3 -> joined(head, awkward, middle, tail); // or more
            case 4 -> joined(head, flipped(middle, random), tail);
            default -> random.nextInt(10) == 0 ? head : joined(head, tail, middle); // cut off, or moved
        };
    }

    private static byte[] flipped(byte[] bytes, RandomGenerator random) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
