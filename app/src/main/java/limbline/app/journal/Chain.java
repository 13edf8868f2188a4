package limbline.app.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The hash by which each event carries its predecessor: what the database computes when it writes
/// (`journal_hash`), computed here once more, by other code, when the
/// record is verified.
///
/// SHA-256 over the predecessor's 32 bytes (zeros for the first event) and then, as UTF-8, each
/// with a comma behind it: centre, patient, position, event, command, step, type, version, body,
/// times, known (days since 1970), author, source, replaces, reason, recorded (microseconds
/// since 1970). Centre, patient, type, body, times, author, source and reason have their length
/// in bytes and a colon before them, because they may contain commas; where there is no replaces
/// it is empty, and where there is no reason the length is. So no two events have the same bytes,
/// and body and times count to the letter.
final class Chain {

    static final byte[] BEFORE_THE_FIRST = new byte[32];

    private Chain() {}

    static byte[] hash(byte[] previous, Written event) {
        EventText text = event.event();
        @Nullable Correction correction = text.correction();
        String fields = text(event.patient().centre())
                + text(event.patient().patient().value())
                + plain(event.position())
                + plain(text.event())
                + plain(event.command())
                + plain(event.step())
                + text(text.type())
                + plain(text.version())
                + text(text.body())
                + text(text.times())
                + plain(text.known().toEpochDay())
                + text(event.author())
                + text(text.source())
                + (correction == null ? ",:," : plain(correction.replaces())
                        + text(correction.reason()))
                + plain(ChronoUnit.MICROS.between(Instant.EPOCH, event.recorded()));
        MessageDigest digest = sha256();
        digest.update(previous);
        return digest.digest(fields.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(Object value) {
        return value + ",";
    }

    private static String text(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value + ",";
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
