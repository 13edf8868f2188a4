package limbline.app.ward;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Heard;
import limbline.app.hl7.Message;

/// What a fuzzer calls: the way of any bytes from the wire to what they report. It may refuse with a
/// sentence; anything else that is thrown is a mistake.
public final class MessageFuzzer {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");
    private static final LaboratoryMap MAP = LaboratoryMapFile.read(
            Path.of(System.getProperty("limbline.home", ".."), "maps", "laboratory.yaml"));

    private MessageFuzzer() {}

    /// Called by Jazzer; see `bench/ward/fuzz`.
    public static void fuzzerTestOneInput(byte[] bytes) {
        for (Bytes message : Heard.in(bytes)) {
            parts(message);
        }
    }

    /// What the message reports; none if it cannot be read.
    static List<Part> parts(Bytes bytes) {
        Message message;
        try {
            message = Message.read(bytes);
        } catch (IllegalArgumentException e) {
            return List.of(); // refused with a sentence
        }
        return message.header().type().startsWith("ORU")
                ? Results.of(message, MAP, Laboratory.ZONE, RECEIVED)
                : Movements.of(message, Laboratory.ZONE, RECEIVED);
    }
}
