package limbline.app.hl7;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ServerSocketFactory;
import limbline.app.database.CannotStart;
import limbline.app.hl7.Frames.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Takes messages over MLLP, answers each, and never answers for another one: on a connection the
/// next message is read after the last was answered.
///
/// Memory is bounded: a message has at most [#LONGEST] bytes, there are at most [#MOST_SENDERS]
/// connections, and a frame holds at most [#MOST_IN_A_FRAME] messages.
public final class Listener implements AutoCloseable {

    /// Bytes of one message.
    public static final int LONGEST = 1_048_576;

    /// Messages of one frame: a batch.
    public static final int MOST_IN_A_FRAME = 50_000;

    /// Connections at a time.
    public static final int MOST_SENDERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Intake intake;
    private final InstantSource clock;
    private final Senders allowed;
    private final int silence;
    private final ServerSocket server;
    private final Semaphore free = new Semaphore(MOST_SENDERS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private Listener(Inbox inbox, Set<String> processing, Senders allowed, Duration silence,
            InstantSource clock, ServerSocket server) {
        this.intake = new Intake(inbox, processing);
        this.clock = clock;
        this.allowed = allowed;
        this.silence = (int) silence.toMillis();
        this.server = server;
    }

    /// Begins to listen.
    ///
    /// @param sockets plain ones, or TLS
    /// @param port 0 for any that is free
    /// @param processing the processing ids (MSH-11) that are taken
    /// @param silence after which a connection is closed
    /// @throws CannotStart if it cannot listen there
    public static Listener start(ServerSocketFactory sockets, InetAddress address, int port,
            Set<String> processing, Senders allowed, Duration silence, Inbox inbox,
            InstantSource clock) {
        ServerSocket server;
        try {
            server = sockets.createServerSocket(port, 200, address);
        } catch (BindException e) {
            throw CannotStart.because("Laboratory messages cannot be taken at %s port %s (%s): stop"
                    + " what listens there, or choose another port with feed.port.",
                    address.getHostAddress(), port, e.getMessage());
        } catch (IOException e) {
            throw CannotStart.because("Laboratory messages cannot be taken at %s port %s: %s",
                    address.getHostAddress(), port, e.getMessage());
        }
        Listener listener =
                new Listener(inbox, processing, allowed, silence, clock, server);
        Thread.ofPlatform().name("hl7-listener").daemon().start(listener::accept);
        return listener;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        while (!closing) {
            try {
                free.acquire();
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofPlatform().name("hl7-sender").daemon().start(() -> serve(socket));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                free.release();
                if (!closing) {
                    LOG.warn("A sender could not be let in: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        String peer = socket.getInetAddress().getHostAddress();
        try (socket) {
            if (!allowed.permits(socket.getInetAddress())) {
                LOG.warn("{} is not among feed.senders and was not listened to", peer);
                return;
            }
            socket.setSoTimeout(silence);
            socket.setTcpNoDelay(true);
            converse(socket, peer);
        } catch (IOException e) {
            LOG.info("The connection of {} ended: {}", peer, e.getMessage());
        } catch (DataAccessException e) {
            LOG.warn("Half a message of {} could not be stored: {}", peer, e.getMessage());
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    private void converse(Socket socket, String peer) throws IOException {
        Frames frames = new Frames(socket.getInputStream(), LONGEST);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 8_192);
        List<Acknowledgement> answers = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn) {
            switch (frames.next()) {
                case Found.Message(Bytes bytes) -> {
                    answers.add(intake.take(bytes, peer));
                    if (answers.size() == MOST_IN_A_FRAME) {
                        answer(out, answers);
                        goesOn = false;
                    }
                }
                case Found.FrameEnd() -> answer(out, answers);
                case Found.Half(Bytes bytes, String why, boolean more) -> {
                    intake.takeBroken(bytes, peer, why);
                    answer(out, answers);
                    goesOn = more;
                }
                case Found.TooLong(Bytes bytes) -> {
                    intake.takeBroken(bytes, peer,
                            "it is longer than %,d bytes, and this is its beginning"
                                    .formatted(LONGEST));
                    answers.add(new Acknowledgement(Acknowledgement.Code.AR,
                            Header.of(bytes.array()), 207,
                            "The message is longer than " + LONGEST + " bytes"));
                    answer(out, answers);
                    goesOn = false;
                }
                case Found.Closed() -> {
                    answer(out, answers);
                    goesOn = false;
                }
            }
        }
    }

    /// Answers what one frame held: with one message, or for several with a batch of as many; those
    /// that ask for no answer get none.
    private void answer(OutputStream out, List<Acknowledgement> answers) throws IOException {
        List<byte[]> texts = answers.stream()
                .flatMap(answer -> answer.message(clock.instant(), UUID.randomUUID()).stream())
                .toList();
        if (!texts.isEmpty()) {
            out.write(Frames.START);
            if (answers.size() == 1) {
                out.write(texts.getFirst());
            } else {
                out.write("BHS|^~\\&|LIMBLINE\r".getBytes(StandardCharsets.US_ASCII));
                for (byte[] text : texts) {
                    out.write(text);
                }
                out.write(("BTS|" + texts.size() + "\r").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(Frames.END);
            out.write('\r');
            out.flush();
        }
        answers.clear();
    }

    /// Lets the message that is being taken end, and closes all connections.
    @Override
    public void close() {
        closing = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("The listener did not close: {}", e.getMessage());
        }
        for (Socket socket : open) {
            try {
                socket.shutdownInput();
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("{} had gone already", socket, e);
            }
        }
    }
}
