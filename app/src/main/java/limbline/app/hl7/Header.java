package limbline.app.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the first segment of a message says, character by character as it was sent: an answer
/// repeats the control id byte for byte, whatever the character set is.
///
/// @param separator of fields, MSH-1
/// @param encoding the other separators, MSH-2, such as `^~\&`
/// @param fields all of the segment, such that `fields.get(9)` is MSH-9; read as ISO 8859-1
public record Header(char separator, String encoding, List<String> fields) {

    /// No real header is longer; what is, is not searched further.
    private static final int LONGEST = 10_000;

    public Header {
        fields = List.copyOf(fields);
    }

    /// The header of a message, or empty where it does not begin with one.
    public static Optional<Header> of(byte[] message) {
        int end = 0;
        while (end < message.length && end < LONGEST && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        String line = new String(message, 0, end, StandardCharsets.ISO_8859_1);
        if (line.length() < 8 || !line.startsWith("MSH") || isPlain(line.charAt(3))) {
            return Optional.empty();
        }
        char separator = line.charAt(3);
        List<String> fields = split(line, separator);
        fields.add(1, String.valueOf(separator));
        return Optional.of(new Header(separator, fields.get(2), fields));
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || Character.isISOControl(c) || c == ' ';
    }

    /// A field as it stands there; empty where the segment is shorter.
    public String field(int number) {
        return number < fields.size() ? fields.get(number).strip() : "";
    }

    /// A component of a field, from 1.
    public String component(int number, int component) {
        char between = encoding.isEmpty() ? '^' : encoding.charAt(0);
        List<String> parts = split(field(number), between);
        return component <= parts.size() ? parts.get(component - 1).strip() : "";
    }

    private static List<String> split(String text, char between) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /// Such as `ORU^R01`.
    public String type() {
        String event = component(9, 2);
        return component(9, 1) + (event.isEmpty() ? "" : "^" + event);
    }

    public String control() {
        return field(10);
    }

    /// Who sent it: application and facility.
    public String sender() {
        return (component(3, 1) + " " + component(4, 1)).strip();
    }
}
