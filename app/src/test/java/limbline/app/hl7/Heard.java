package limbline.app.hl7;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import limbline.app.hl7.Frames.Found;

/// What a listener would hear in some bytes, without a socket and without a store.
public final class Heard {

    private static final int LONGEST = 100_000;

    private Heard() {}

    /// The messages and the half ones. Each answer is checked: it names the message.
    public static List<Bytes> in(byte[] stream) {
        Frames frames = new Frames(new ByteArrayInputStream(stream), LONGEST);
        List<Bytes> heard = new ArrayList<>();
        for (int steps = 0; steps <= 2 * stream.length + 2; steps++) {
            switch (frames.next()) {
                case Found.Message(Bytes bytes) -> {
                    answered(bytes);
                    heard.add(bytes);
                }
                case Found.FrameEnd() -> { }
                case Found.Half(Bytes bytes, _, boolean goesOn) -> {
                    heard.add(bytes);
                    if (!goesOn) {
                        return heard;
                    }
                }
                case Found.TooLong(_), Found.Closed() -> {
                    return heard;
                }
            }
        }
        throw new AssertionError("the stream does not end");
    }

    private static void answered(Bytes message) {
        Acknowledgement answer = Intake.checked(message, Set.of("P"));
        if (answer.asAsked().isEmpty()) {
            return;
        }
        byte[] written = answer.message(Instant.EPOCH, new UUID(1, 2)).orElseThrow();
        String control = Header.of(message.array()).map(Header::control).orElse("");
        Header header = Header.of(written).orElseThrow(
                () -> new AssertionError("an answer without MSH"));
        String[] fields = new String(written, StandardCharsets.ISO_8859_1).split("\r", -1)[1]
                .split(Pattern.quote(String.valueOf(header.separator())), -1);
        if (!fields[2].equals(control)) {
            throw new AssertionError("the answer names %s, the message is %s"
                    .formatted(fields[2], control));
        }
    }
}
