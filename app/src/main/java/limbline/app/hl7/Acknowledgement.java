package limbline.app.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The answer to one message. It uses the sender's own separators and repeats his control id as it
/// stood, so that he finds his message again.
///
/// @param header of the message, or empty where it had none
/// @param error HL7 table 0357, or 0 where nothing is wrong
/// @param words for a person; without control characters
public record Acknowledgement(Code code, Optional<Header> header, int error, String words) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /// HL7 table 0155: always, never, if something is wrong, if nothing is.
    private static final Set<String> ASKED = Set.of("AL", "NE", "ER", "SU");

    /// What became of the message.
    public enum Code {
        /// It is on the disk.
        AA,
        /// It could not be stored; to be sent again.
        AE,
        /// It is not taken here, now or later.
        AR
    }

    /// MSA-1 as the sender asks for it: of the original mode where MSH-15 and MSH-16 say nothing,
    /// of the enhanced mode (CA, CE, CR) where MSH-15 asks whether the message was kept, and of the
    /// original one where only MSH-16 asks. Empty where he says that he wants no answer to this.
    /// Our answer tells that a message is on the disk, and no other follows; where both fields ask,
    /// MSH-15 gets it. Whoever writes into MSH-16 what is not of the table waits for something.
    Optional<String> asAsked() {
        String kept = asked(15);
        String application = asked(16);
        if (kept.isEmpty() && Set.of("", "NE").contains(application)) {
            return Optional.of(code.name());
        }
        return isWanted(kept) ? Optional.of("C" + code.name().charAt(1))
                : isWanted(application) || (application.isEmpty() && !field(16).isEmpty())
                        ? Optional.of(code.name()) : Optional.empty();
    }

    /// One of HL7 table 0155, or empty.
    private String asked(int number) {
        String asked = field(number).toUpperCase(Locale.ROOT);
        return ASKED.contains(asked) ? asked : "";
    }

    private boolean isWanted(String asked) {
        return switch (asked) {
            case "AL" -> true;
            case "SU" -> code == Code.AA;
            case "ER" -> code != Code.AA;
            default -> false;
        };
    }

    /// The answer as a message, without framing; empty where the sender asks for none.
    ///
    /// @param own the id of the answer itself
    public Optional<byte[]> message(Instant now, UUID own) {
        return asAsked().map(said -> message(said, now, own));
    }

    private byte[] message(String said, Instant now, UUID own) {
        char bar = header.map(Header::separator).orElse('|');
        String encoding = header.map(Header::encoding).filter(text -> text.length() >= 4)
                .orElse("^~\\&");
        char hat = encoding.charAt(0);
        String trigger = header.map(one -> one.component(9, 2)).orElse("");
        StringBuilder text = new StringBuilder();
        line(text, bar, "MSH", encoding, "LIMBLINE", "", field(3), field(4),
                TIME.format(now) + "+0000", "",
                "ACK" + (trigger.isEmpty() ? "" : "" + hat + trigger + hat + "ACK"),
                own.toString().substring(0, 20), orElse(field(11), "P"), orElse(field(12), "2.5"));
        line(text, bar, "MSA", said, header.map(Header::control).orElse(""),
                plain(words, bar, encoding));
        if (error != 0) {
            line(text, bar, "ERR", "", "", "" + error + hat + meaning(error) + hat + "HL70357", "E",
                    "", "", "", plain(words, bar, encoding));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String field(int number) {
        return header.map(one -> one.field(number)).orElse("");
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static void line(StringBuilder text, char bar, String... fields) {
        text.append(String.join("" + bar, fields)).append('\r');
    }

    /// Words that fit into a field: no separator, no line break, nothing beyond ASCII.
    private static String plain(String words, char bar, String encoding) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean fits = c >= ' ' && c < 127 && c != bar && encoding.indexOf(c) < 0;
            plain.append(fits ? c : c == '&' ? '+' : ' ');
        }
        return plain.toString().strip();
    }

    private static String meaning(int error) {
        return switch (error) {
            case 100 -> "Segment sequence error";
            case 101 -> "Required field missing";
            case 200 -> "Unsupported message type";
            case 202 -> "Unsupported processing id";
            case 203 -> "Unsupported version id";
            default -> "Application internal error";
        };
    }
}
