package limbline.app.ward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Letter.State;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.ward.FeedStore.Stored;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a sender hears: over real sockets, with the bytes written by hand.
class ListenerTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static Laboratory laboratory;

    @BeforeAll
    static void open() {
        laboratory = new Laboratory(
                fresh.database(), Senders.parse("127.0.0.0/8, ::1"), Duration.ofSeconds(2));
        laboratory.patient("P-1", "N1");
    }

    @AfterAll
    static void close() {
        laboratory.close();
    }

    @Test
    void theAnswerNamesTheMessageByteForByteAndUsesItsSeparators() throws IOException {
        String message = result("11|22", "N1", "Q1", kinase("1", "F"))
                .replace("11|22", "ä#1").replace('|', '#').replace("ä#1", "\u00E4!1");
        String answer = conversation("\u000B" + message.replace("\n", "\r") + "\u001C\r");

        assertThat(answer).startsWith("\u000BMSH#^~\\&#LIMBLINE##LIS#LAB#")
                .contains("#ACK^R01^ACK#").contains("\rMSA#AA#\u00E4!1#\r").endsWith("\u001C\r");
    }

    @Test
    void wrongTypeVersionAndProcessingIdAreRefusedWithWords() {
        String message = result("r1", "N1", "Q2", kinase("1", "F"));
        assertThat(laboratory.send(message.replace("ORU^R01^ORU_R01", "ORM^O01"))).isEqualTo(
                "AR MSH-9 is ORM O01; taken are ORU R01 and ADT A01, A02, A03, A08, A11, A12, A13"
                        + " and A40");
        assertThat(laboratory.send(message.replace("|P|2.5.1", "|P|3.0"))).isEqualTo(
                "AR MSH-12 is 3.0; taken are the versions 2.3 to 2.8");
        assertThat(laboratory.send(message.replace("|P|2.5.1", "|T|2.5.1"))).isEqualTo(
                "AR MSH-11, the processing id, is T; taken is P");
        assertThat(laboratory.send(message.replace("|r1|", "||"))).isEqualTo(
                "AR MSH-10, the control id, is missing");
        assertThat(laboratory.store.latest(State.REFUSED, 4)).extracting(Stored::reason)
                .contains("MSH-12 is 3.0; taken are the versions 2.3 to 2.8");
    }

    /// HL7 2.5.1, 2.9.3, and table 0155.
    @ParameterizedTest(name = "MSH-15 {0}, MSH-16 {1}")
    @CsvSource(textBlock = """
               ,    , AA, AR
            AL  , NE , CA, CR
            AL  ,    , CA, CR
            AL  , AL , CA, CR
            ER  , NE , '', CR
            SU  , NE , CA, ''
            ER  , AL , AA, CR
            NE  , AL , AA, AR
                , AL , AA, AR
                , ER , '', AR
                , NE , AA, AR
            SU  , ER , CA, AR
            NE  , SU , AA, ''
            NE  , NE , '', ''
            NE  ,    , '', ''
            NE  , YY , AA, AR
            XX  , YY , AA, AR
            """)
    void whatMsh15And16AskForIsAnsweredAndNothingElse(
            @Nullable String kept, @Nullable String application, String taken, String refused)
            throws IOException {
        String asks = "|P|2.5.1|||" + (kept == null ? "" : kept) + "|"
                + (application == null ? "" : application);
        String control = "E" + kept + application;
        String message = result(control, "N1", control, kinase("1", "F"))
                .replaceFirst("\\|P\\|2\\.5\\.1[^\n]*", Matcher.quoteReplacement(asks));

        assertThat(code(message)).isEqualTo(taken);
        assertThat(code(message.replace("|P|2.5.1", "|P|3.0"))).isEqualTo(refused);
        assertThat(laboratory.store.latest(State.REFUSED, 1)).extracting(Stored::control)
                .containsExactly(control);
    }

    /// MSA-1, or nothing.
    private static String code(String message) throws IOException {
        return conversation("\u000B" + message.strip().replace("\n", "\r") + "\u001C\r")
                .replaceAll("(?s).*\rMSA\\|(..).*", "$1");
    }

    @Test
    void everyVersionFrom23To28IsTaken() {
        for (String version : List.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1",
                "2.8", "2.8.1", "2.8.2", "2.5^DEU", "")) {
            assertThat(laboratory.send(result("v" + version, "N1", "V" + version, kinase("1", "F"))
                    .replace("|P|2.5.1", "|P|" + version))).as(version).isEqualTo("AA");
        }
    }

    @Test
    void whatIsNoMessageIsRefusedAndKept() throws IOException {
        assertThat(conversation("\u000BGET / HTTP/1.1\r\nHost: x\r\n\r\n\u001C\r"))
                .contains("MSA|AR||A message begins with the segment MSH; this one begins with"
                        + " \"GET / HTTP/1.1..Host\"");
    }

    @Test
    void halfAMessageWaitsForAPersonAndNothingAfterItIsLost() throws IOException {
        String half = result("half", "N1", "Q3", kinase("1", "F")).substring(0, 150);
        conversation("\u000B" + half);

        assertThat(waiting()).contains("Half a message: the connection was closed before the message"
                + " ended");
        assertThat(laboratory.send(result("half", "N1", "Q3", kinase("1", "F")))).isEqualTo("AA");
    }

    @Test
    void aSenderThatFallsSilentIsNotWaitedForForEver() throws IOException {
        try (Socket socket = new Socket(laboratory.address().getAddress(),
                laboratory.address().getPort())) {
            socket.getOutputStream().write("\u000BMSH|^~\\&|SILENT|".getBytes(ISO_8859_1));
            socket.getOutputStream().flush();

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(waiting()).contains("Half a message: the sender fell silent before the message"
                + " ended");
    }

    @Test
    void aGiganticMessageIsRefusedAndItsBeginningKept() throws IOException {
        String answer = conversation("\u000B" + result("big", "N1", "Q4", kinase("1", "F"))
                .replace("\n", "\r") + "\rNTE|1||" + "x".repeat(Listener.LONGEST) + "\u001C\r");

        assertThat(answer).contains("MSA|AR|big|The message is longer than 1048576 bytes");
        assertThat(waiting()).anyMatch(reason -> reason.startsWith(
                "Half a message: it is longer than 1,048,576 bytes"));
    }

    @Test
    void aBatchOfTenThousandIsAnsweredWithAsManyAnswers() throws IOException {
        int many = 10_000;
        Database database = fresh.another();
        Laboratory laboratory = new Laboratory(database);
        String batch = IntStream.range(0, many)
                .mapToObj(i -> result("b" + i, "nobody", "B" + i, kinase("" + i, "F"))
                        .replace("\n", "\r"))
                .collect(Collectors.joining("\r", "FHS|^~\\&|LIS\rBHS|^~\\&|LIS\r",
                        "\rBTS|10000\rFTS|1\r"));

        laboratory.worker.close(); // it is the listener that is looked at
        String answer = conversation(laboratory.address(), "\u000B" + batch + "\u001C\r");
        laboratory.close();

        assertThat(answer).startsWith("\u000BBHS|").contains("BTS|10000\r");
        List<String> answers = answer.lines().filter(line -> line.startsWith("MSA")).toList();
        assertThat(answers).isEqualTo(IntStream.range(0, many)
                .mapToObj(i -> "MSA|AA|b" + i + "|").toList());
        assertThat(database.sql().sql("select count(*) from feed_message")
                .query(Integer.class).single()).isEqualTo(many);
    }

    @Test
    void aSenderIsToldWhatCameWhereItIsNoAnswer() throws Exception {
        try (ServerSocket odd = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = odd.accept()) {
                    InputStream in = socket.getInputStream();
                    while (in.read() != 0x1C) { } // the whole message first
                    in.read();
                    socket.getOutputStream().write("MSH|^~\\&|\rMSA|AA|1".getBytes(ISO_8859_1));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            try (Sender sender = new Sender(SocketFactory.getDefault(),
                    (InetSocketAddress) odd.getLocalSocketAddress(),
                    Duration.ofSeconds(20))) {
                assertThat(sender.send(Laboratory.bytes(result("1", "N1", "Q5", kinase("1", "F")))))
                        .isEqualTo(new Sender.Answer.NoAnswer("the connection was closed before the"
                                + " message ended; no start byte (0B) came before it; what came is:"
                                + " MSH|^~\\&| MSA|AA|1"));
            }
        }
    }

    @Test
    void addressesThatAreNotNamedAreNotListenedTo() {
        Senders senders = Senders.parse("10.1.2.3, 10.2.0.0/16");
        assertThat(senders.networks()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Senders.parse("10.1.2.3, laboratory"))
                .withMessage("\"laboratory\" is not an address or a network; write for example"
                        + " 10.1.2.3 or 10.1.0.0/16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Senders.parse("10.0.0.0/33"))
                .withMessage("\"10.0.0.0/33\": behind the slash stands a number from 0 to 32");
    }

    private static List<String> waiting() {
        return laboratory.store.latest(State.WAITING, 200).stream().map(Stored::reason).toList();
    }

    /// Writes bytes, says that no more come, and reads what is answered until the other side closes.
    private static String conversation(String bytes) throws IOException {
        return conversation(laboratory.address(), bytes);
    }

    private static String conversation(InetSocketAddress to, String bytes) throws IOException {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            Thread.ofVirtual().start(() -> {
                try {
                    out.write(bytes.getBytes(ISO_8859_1));
                    socket.shutdownOutput();
                } catch (IOException e) {
                    System.out.println("the listener closed first: " + e.getMessage());
                }
            });
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
