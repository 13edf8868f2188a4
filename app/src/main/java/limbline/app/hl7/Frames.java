package limbline.app.hl7;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes the messages out of a stream of bytes. MLLP frames a message between a start byte (0B) and
/// an end byte (1C) with a carriage return; what senders really do is read as well: no start byte,
/// a line feed behind the end, several messages or a whole batch in one frame.
///
/// At most one message is in memory, and none longer than `longest`: a batch of any length is read
/// message by message.
final class Frames {

    static final int START = 0x0B;
    static final int END = 0x1C;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[8_192];
    private int at;
    private int end;
    private byte[] message = new byte[4_096];
    private int size;
    private boolean framed;

    /// @param longest message, in bytes; from 4
    Frames(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// What was found in the stream.
    sealed interface Found {

        /// A message, and more may follow in its frame.
        record Message(Bytes bytes) implements Found {}

        /// The frame ended: answers go out now.
        record FrameEnd() implements Found {}

        /// The stream ended, broke or fell silent within a message, or a new frame began there.
        ///
        /// @param goesOn whether the stream can be read further
        record Half(Bytes bytes, String why, boolean goesOn) implements Found {}

        /// More bytes than a message may have. What follows cannot be understood.
        record TooLong(Bytes beginning) implements Found {}

        /// The sender closed the connection, or was silent for too long, between two messages.
        record Closed() implements Found {}
    }

    /// Reads on until something is found.
    Found next() {
        while (true) {
            if (at == end) {
                String over = fill();
                if (!over.isEmpty()) {
                    return size == 0 ? new Found.Closed() : half(over, false);
                }
            }
            int read = chunk[at] & 0xFF;
            if (read == START) {
                if (size > 0) {
                    return half("a new message began", true); // and is read by the next call
                }
                framed = true;
                at++;
            } else if (read == END) {
                if (size > 0) {
                    Bytes bytes = taken(size);
                    if (bytes.length() > 0) {
                        return new Found.Message(bytes); // its end is read by the next call
                    }
                } else {
                    at++;
                    framed = false;
                    return new Found.FrameEnd();
                }
            } else if (size == longest) {
                return new Found.TooLong(taken(size));
            } else {
                at++;
                add((byte) read);
                if (beginsAnother()) {
                    Bytes bytes = takenBeforeHeader();
                    if (bytes.length() > 0) {
                        return new Found.Message(bytes);
                    }
                }
            }
        }
    }

    /// Reads some bytes. Returns why there are none, or nothing.
    private String fill() {
        try {
            int read = in.read(chunk);
            at = 0;
            end = Math.max(0, read);
            return read < 0 ? "the connection was closed" : "";
        } catch (SocketTimeoutException e) {
            return "the sender fell silent";
        } catch (IOException e) {
            return "the connection broke (" + e.getMessage() + ")";
        }
    }

    private void add(byte one) {
        if (size == 0 && one >= 0 && one <= ' ') {
            return; // line breaks between messages
        }
        if (size == message.length) {
            message = Arrays.copyOf(message, Math.min(longest, size * 2));
        }
        message[size++] = one;
    }

    /// Whether the four last bytes are the beginning of a further header, at the start of a line.
    private boolean beginsAnother() {
        if (size < 5 || message[size - 2] != 'H' || message[size - 3] != 'S'
                || message[size - 4] != 'M' || Character.isLetterOrDigit(message[size - 1])) {
            return false;
        }
        int before = size - 5;
        if (before >= 3 && Arrays.equals(message, before - 2, before + 1, BYTE_ORDER_MARK, 0, 3)) {
            before -= 3;
        }
        return message[before] == '\r' || message[before] == '\n';
    }

    private Bytes takenBeforeHeader() {
        byte[] header = Arrays.copyOfRange(message, size - 4, size);
        Bytes before = taken(size - 4);
        System.arraycopy(header, 0, message, 0, 4);
        size = 4;
        return before;
    }

    private Found.Half half(String why, boolean goesOn) {
        return new Found.Half(taken(size),
                why + " before the message ended" + (framed ? "" : "; no start byte (0B) came before it"),
                goesOn);
    }

    /// The message without what a batch puts around it.
    private Bytes taken(int until) {
        int from = 0;
        if (until >= 3 && Arrays.equals(message, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            from = 3;
        }
        while (isEnvelope(from, until, "FHS") || isEnvelope(from, until, "BHS")) {
            from = nextLine(from, until);
        }
        int last = until;
        for (int line = lastLine(from, last); line >= from
                && (isEnvelope(line, last, "BTS") || isEnvelope(line, last, "FTS")
                        || isEnvelope(line, last, "BHS") || isEnvelope(line, last, "FHS"));
                line = lastLine(from, last)) {
            last = line;
        }
        last = withoutBlanks(from, last);
        if (last - from >= 3
                && Arrays.equals(message, last - 3, last, BYTE_ORDER_MARK, 0, 3)) {
            last = withoutBlanks(from, last - 3); // it belongs to what follows
        }
        Bytes bytes = new Bytes(Arrays.copyOfRange(message, from, last));
        size = 0;
        return bytes;
    }

    private boolean isEnvelope(int from, int until, String name) {
        return until - from >= 3 && new String(message, from, 3, StandardCharsets.ISO_8859_1)
                .equals(name);
    }

    private int nextLine(int from, int until) {
        int line = from;
        while (line < until && message[line] != '\r' && message[line] != '\n') {
            line++;
        }
        while (line < until && message[line] >= 0 && message[line] <= ' ') {
            line++;
        }
        return line;
    }

    private int withoutBlanks(int from, int until) {
        int last = until;
        while (last > from && message[last - 1] >= 0 && message[last - 1] <= ' ') {
            last--;
        }
        return last;
    }

    /// Where the last line that is not blank begins.
    private int lastLine(int from, int until) {
        int line = withoutBlanks(from, until);
        while (line > from && message[line - 1] != '\r' && message[line - 1] != '\n') {
            line--;
        }
        return line;
    }
}
