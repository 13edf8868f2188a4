package limbline.app.hl7;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import limbline.app.hl7.Acknowledgement.Code;
import limbline.app.hl7.Letter.State;
import limbline.measure.Text;
import org.springframework.dao.DataAccessException;

/// Decides at the door what a message is answered with. What it answers with AA is on the disk;
/// what it refuses is kept too, for whoever looks after the sender.
final class Intake {

    /// What is taken; the structures of later versions (`ORU^R01^ORU_R01`) with them.
    private static final Set<String> TYPES = Set.of("ORU^R01", "ADT^A01", "ADT^A02", "ADT^A03",
            "ADT^A08", "ADT^A11", "ADT^A12", "ADT^A13", "ADT^A40");

    private static final Pattern VERSION = Pattern.compile("2\\.[3-8](\\.\\d{1,2})?");

    private final Inbox inbox;
    private final Set<String> processing;

    /// @param processing the processing ids (MSH-11) that are taken, such as P
    Intake(Inbox inbox, Set<String> processing) {
        this.inbox = inbox;
        this.processing = Set.copyOf(processing);
    }

    /// Keeps a message and says what to answer.
    Acknowledgement take(Bytes bytes, String peer) {
        Optional<Header> header = Header.of(bytes.array());
        Acknowledgement answer = checked(bytes, header, processing);
        boolean refused = answer.code() == Code.AR;
        try {
            inbox.keep(new Letter(bytes, peer, header, refused ? State.REFUSED : State.NEW,
                    refused ? answer.words() : ""));
            return answer;
        } catch (DataAccessException e) {
            return new Acknowledgement(Code.AE, header, 207,
                    "It could not be stored; send it again. " + e.getMessage());
        }
    }

    /// Keeps what came in and is no whole message, where a person sees it.
    void takeBroken(Bytes bytes, String peer, String why) {
        inbox.keep(new Letter(
                bytes, peer, Header.of(bytes.array()), State.WAITING, "Half a message: " + why));
    }

    /// The answer to a message that can be stored.
    static Acknowledgement checked(Bytes bytes, Set<String> processing) {
        return checked(bytes, Header.of(bytes.array()), processing);
    }

    private static Acknowledgement checked(
            Bytes bytes, Optional<Header> header, Set<String> processing) {
        return header.map(one -> checked(one, processing))
                .orElseGet(() -> new Acknowledgement(Code.AR, Optional.empty(), 100,
                        "A message begins with the segment MSH; this one begins with \"%s\""
                                .formatted(beginning(bytes))));
    }

    private static Acknowledgement checked(Header header, Set<String> processing) {
        if (header.control().isEmpty()) {
            return refused(header, 101, "MSH-10, the control id, is missing");
        }
        if (!TYPES.contains(header.type())) {
            return refused(header, 200, "MSH-9 is %s; taken are ORU^R01 and ADT^A01, A02, A03, A08,"
                    .formatted(shown(header.type())) + " A11, A12, A13 and A40");
        }
        String version = header.component(12, 1);
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            return refused(header, 203, "MSH-12 is %s; taken are the versions 2.3 to 2.8"
                    .formatted(shown(version)));
        }
        String id = header.component(11, 1);
        if (!id.isEmpty() && !processing.contains(id)) {
            return refused(header, 202, "MSH-11, the processing id, is %s; taken is %s"
                    .formatted(shown(id), String.join(", ", processing.stream().sorted().toList())));
        }
        return new Acknowledgement(Code.AA, Optional.of(header), 0, "");
    }

    private static Acknowledgement refused(Header header, int error, String words) {
        return new Acknowledgement(Code.AR, Optional.of(header), error, words);
    }

    private static String shown(String text) {
        return text.isEmpty() ? "empty" : Text.shortened(text.replaceAll("\\p{Cc}", " "));
    }

    private static String beginning(Bytes bytes) {
        byte[] array = bytes.array();
        String text = new String(array, 0, Math.min(20, array.length),
                StandardCharsets.US_ASCII);
        return text.replaceAll("[^\\x20-\\x7E]", ".");
    }
}
