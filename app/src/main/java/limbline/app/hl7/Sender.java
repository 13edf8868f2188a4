package limbline.app.hl7;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import limbline.app.hl7.Frames.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages over MLLP, one after the other, and reads an answer to each. An answer counts if
/// it names the message (MSA-2); whatever else comes is told as it came.
public final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final SocketFactory sockets;
    private final InetSocketAddress to;
    private final int patience;
    private Optional<Open> open = Optional.empty();

    /// @param patience how long an answer is waited for
    public Sender(SocketFactory sockets, InetSocketAddress to, Duration patience) {
        this.sockets = sockets;
        this.to = to;
        this.patience = (int) patience.toMillis();
    }

    private record Open(Socket socket, OutputStream out, Heard heard) {}

    /// What came of one message.
    public sealed interface Answer {

        /// It was answered.
        ///
        /// @param code MSA-1, such as AA
        /// @param words MSA-3, or what ERR says
        record Answered(String code, String words) implements Answer {}

        /// An answer came, and names another message.
        record ForAnother(String code, String control) implements Answer {}

        /// Something came that is no answer, or nothing did.
        record NoAnswer(String why) implements Answer {}

        default boolean isAccepted() {
            return this instanceof Answered(String code, _)
                    && (code.equals("AA") || code.equals("CA"));
        }
    }

    /// Sends one message; connects first where there is no connection, or the last one broke.
    public Answer send(Bytes message) {
        String control = Header.of(message.array()).map(Header::control).orElse("");
        try {
            Open connection = connected();
            connection.out.write(Frames.START);
            connection.out.write(message.array());
            connection.out.write(Frames.END);
            connection.out.write('\r');
            connection.out.flush();
            if (wantsNone(message)) {
                return new Answer.NoAnswer("it asks for none (MSH-15 and MSH-16)");
            }
            Answer answer = answer(connection, control);
            if (!(answer instanceof Answer.Answered)) {
                close(); // what comes later must not be taken for the next one's answer
            }
            return answer;
        } catch (IOException e) {
            close();
            return new Answer.NoAnswer("%s:%s cannot be reached: %s".formatted(
                    to.getHostString(), to.getPort(), e.getMessage()));
        }
    }

    /// Whether a message asks for no answer at all.
    public static boolean wantsNone(Bytes message) {
        return Header.of(message.array()).filter(header -> header.field(15).equalsIgnoreCase("NE")
                && List.of("", "NE").contains(header.field(16).toUpperCase(Locale.ROOT))).isPresent();
    }

    private Open connected() throws IOException {
        if (open.isEmpty()) {
            Socket socket = sockets.createSocket();
            socket.connect(new InetSocketAddress(to.getHostString(), to.getPort()), patience);
            socket.setSoTimeout(patience);
            socket.setTcpNoDelay(true);
            open = Optional.of(new Open(socket, new BufferedOutputStream(socket.getOutputStream()),
                    new Heard(socket.getInputStream())));
        }
        return open.get();
    }

    private static Answer answer(Open connection, String control) {
        Frames frames = connection.heard.frames;
        connection.heard.forget();
        return switch (frames.next()) {
            case Found.Message(Bytes bytes) -> {
                frames.next(); // its end
                yield read(bytes, control);
            }
            case Found.FrameEnd() -> new Answer.NoAnswer("an empty frame came");
            case Found.Half(Bytes bytes, String why, _) -> new Answer.NoAnswer(
                    "%s; what came is: %s".formatted(why, connection.heard.shown(bytes)));
            case Found.TooLong(Bytes bytes) -> new Answer.NoAnswer(
                    "too much came: " + connection.heard.shown(bytes));
            case Found.Closed() -> new Answer.NoAnswer("nothing came before the connection was"
                    + " closed or the time was up");
        };
    }

    private static Answer read(Bytes bytes, String control) {
        String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
        Optional<Header> header = Header.of(bytes.array());
        Optional<String> line = text.lines()
                .filter(one -> one.startsWith("MSA")).findFirst();
        if (header.isEmpty() || line.isEmpty()) {
            return new Answer.NoAnswer("what came has no MSA: " + shortened(text));
        }
        String[] fields = line.get().split(
                Pattern.quote(String.valueOf(header.get().separator())), -1);
        String code = fields.length > 1 ? fields[1].strip() : "";
        String named = fields.length > 2 ? fields[2].strip() : "";
        if (!named.equals(control)) {
            return new Answer.ForAnother(code, named);
        }
        return new Answer.Answered(code, fields.length > 3 ? fields[3].strip() : "");
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cc}+", " ").strip();
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + " ...";
    }

    @Override
    public void close() {
        open.ifPresent(one -> {
            try {
                one.socket.close();
            } catch (IOException e) {
                LOG.debug("the connection was gone already", e);
            }
        });
        open = Optional.empty();
    }

    /// The messages of a file: with MLLP framing or without, batches taken apart, lines ended by a
    /// carriage return whatever an editor has made of them.
    ///
    /// @param largest bytes of one message
    public static List<Bytes> messages(InputStream file, int largest) {
        Frames frames = new Frames(file, largest);
        List<Bytes> messages = new ArrayList<>();
        while (true) {
            switch (frames.next()) {
                case Found.Message(Bytes bytes) -> messages.add(bytes.withCarriageReturns());
                case Found.FrameEnd() -> { }
                case Found.Half(Bytes bytes, _, boolean goesOn) -> {
                    if (bytes.length() > 0) {
                        messages.add(bytes.withCarriageReturns()); // a file needs no end byte
                    }
                    if (!goesOn) {
                        return messages;
                    }
                }
                case Found.TooLong(_) -> throw new IllegalArgumentException(
                        "message %s is longer than %,d bytes".formatted(
                                messages.size() + 1, largest));
                case Found.Closed() -> {
                    return messages;
                }
            }
        }
    }

    /// What was heard since the message was sent, to be told where it is no answer.
    private static final class Heard extends InputStream {

        private static final int MOST_KEPT = 400;

        private final InputStream in;
        private final StringBuilder heard = new StringBuilder();
        final Frames frames = new Frames(this, Listener.LONGEST);

        Heard(InputStream in) {
            this.in = in;
        }

        void forget() {
            heard.setLength(0);
        }

        String shown(Bytes bytes) {
            return heard.isEmpty()
                    ? shortened(new String(bytes.array(), StandardCharsets.ISO_8859_1))
                    : shortened(heard.toString());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read = in.read(bytes, from, most);
            for (int i = from; i < from + read && heard.length() < MOST_KEPT; i++) {
                heard.append((char) (bytes[i] & 0xFF));
            }
            return read;
        }
    }
}
