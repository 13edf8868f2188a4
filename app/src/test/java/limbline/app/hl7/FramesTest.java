package limbline.app.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.app.hl7.Frames.Found;
import org.junit.jupiter.api.Test;

/// Messages out of a stream of bytes, as senders frame them and as they do not.
class FramesTest {

    private static final String A = "MSH|^~\\&|A\rPID|1";
    private static final String B = "MSH|^~\\&|B\rPID|2";

    @Test
    void aMessageStandsBetweenTheStartAndTheEnd() {
        assertThat(found(framed(A) + framed(B))).containsExactly(
                "message " + A, "end", "message " + B, "end", "closed");
    }

    @Test
    void aMissingStartByteAndOtherLineEndsBehindAMessageAreTaken() {
        assertThat(found(A + "\r\u001C\n\n" + B + "\u001C\r\n")).containsExactly(
                "message " + A, "end", "message " + B, "end", "closed");
    }

    @Test
    void aBatchIsTakenApartAndWhatIsAroundItIsLeftOut() {
        assertThat(found(framed("FHS|^~\\&|X\rBHS|^~\\&|X\r" + A + "\r" + B + "\r"
                + "BTS|2\rBHS|^~\\&|Y\r" + A + "\rBTS|1\rFTS|2\r"))).containsExactly(
                "message " + A, "message " + B, "message " + A, "end", "closed");
        assertThat(found(framed("FHS|^~\\&|X\nBHS|^~\\&|X\n" + A.replace('\r', '\n') + "\n"
                + B + "\nBTS|2\n"))).containsExactly(
                "message " + A.replace('\r', '\n'), "message " + B, "end", "closed");
    }

    @Test
    void aByteOrderMarkBeforeAMessageIsLeftOut() {
        String mark = "\u00EF\u00BB\u00BF";
        assertThat(found(framed(mark + A + "\r\n" + mark + B)))
                .containsExactly("message " + A, "message " + B, "end", "closed");
    }

    @Test
    void aMessageThatIsCutOffIsHalfAMessage() {
        assertThat(found("\u000B" + A)).containsExactly(
                "half (the connection was closed before the message ended) " + A);
        assertThat(found(A)).containsExactly("half (the connection was closed before the message"
                + " ended; no start byte (0B) came before it) " + A);
        assertThat(found("\u000B" + A + framed(B))).containsExactly(
                "half (a new message began before the message ended) " + A,
                "message " + B, "end", "closed");
    }

    @Test
    void emptyFramesHoldNoMessage() {
        assertThat(found(framed("") + framed("\r\n"))).containsExactly("end", "end", "closed");
    }

    @Test
    void aMessageOfTheGreatestLengthIsTakenAndALongerOneIsNot() {
        String longest = "MSH|" + "x".repeat(196);
        assertThat(found(framed(longest))).containsExactly("message " + longest, "end", "closed");
        assertThat(found(framed(longest + "y"))).containsExactly("too long");
    }

    @Test
    void endlessInputEndsAtTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThat(new Frames(endless, 1_000_000).next()).isInstanceOf(Found.TooLong.class);
    }

    @Test
    void howTheBytesComeInMakesNoDifference() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String stream = framed(A) + "\n" + framed("BHS|x\r" + A + "\r" + B + "\rBTS|2") + B
                + framed(A);
        List<String> whole = found(stream);
        for (int i = 0; i < 500; i++) {
            assertThat(found(new Dripping(stream, random))).as("seed %s", seed).isEqualTo(whole);
        }
    }

    private static String framed(String message) {
        return "\u000B" + message + "\u001C\r";
    }

    private static List<String> found(String stream) {
        return found(new ByteArrayInputStream(stream.getBytes(ISO_8859_1)));
    }

    private static List<String> found(InputStream stream) {
        Frames frames = new Frames(stream, 200);
        List<String> told = new ArrayList<>();
        while (true) {
            switch (frames.next()) {
                case Found.Message(Bytes bytes) -> told.add("message " + text(bytes));
                case Found.FrameEnd() -> told.add("end");
                case Found.Half(Bytes bytes, String why, boolean goesOn) -> {
                    told.add("half (" + why + ") " + text(bytes));
                    if (!goesOn) {
                        return told;
                    }
                }
                case Found.TooLong(_) -> {
                    told.add("too long");
                    return told;
                }
                case Found.Closed() -> {
                    told.add("closed");
                    return told;
                }
            }
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.array(), ISO_8859_1);
    }

    /// A stream that gives a few bytes at a time.
    private static final class Dripping extends InputStream {

        private final InputStream whole;
        private final RandomGenerator random;

        Dripping(String text, RandomGenerator random) {
            this.whole = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return whole.read();
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            return whole.read(bytes, from, Math.min(most, random.nextInt(1, 9)));
        }
    }
}
