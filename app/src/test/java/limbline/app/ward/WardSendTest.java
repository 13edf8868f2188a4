package limbline.app.ward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import limbline.app.cli.Main;
import limbline.app.database.FreshDatabase;
import limbline.app.demonstration.InventedCentre;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.PatientKey;
import limbline.patient.PatientId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `limbline ward send` as a whole: from its arguments to what it prints, how it ends, and what
/// reached the record.
class WardSendTest {

    private static final Path SAMPLE = Path.of("..", "docs", "laboratory.hl7");

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir Path folder;

    private static Laboratory laboratory;

    /// What a command printed, and how it ended.
    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void open() {
        laboratory = new Laboratory(fresh.database());
        for (int number = 9; number <= 13; number++) {
            PatientId id = new PatientId("INV-%02d".formatted(number));
            laboratory.patient(id.value(), InventedCentre.hospitalNumber(id));
        }
    }

    @AfterAll
    static void close() {
        laboratory.close();
    }

    @Test
    void theMessagesOfTheHandbookReachTheRecordAndEachAnswerIsShown() {
        Ran ran = send(SAMPLE);

        assertThat(ran.out).isEqualTo("""
                1 DEMO-1: AA
                2 DEMO-2: AA
                3 DEMO-3: AA
                4 DEMO-4: AA
                5 DEMO-5: AA
                6 DEMO-6: AA
                7 DEMO-7: AR MSH-9 is ORM O01; taken are ORU R01 and ADT A01, A02, A03, A08, A11, \
                A12, A13 and A40
                7 messages: 6 accepted, 1 answered otherwise, 0 without an answer.
                """);
        assertThat(ran.code).isEqualTo(1);
        laboratory.settle();
        assertThat(laboratory.values(inv("INV-13"))).containsExactlyInAnyOrder(
                "creatine-kinase 5870 U/L final", "creatinine 168.0 µmol/L final",
                "potassium 5.4 mmol/L final");
        assertThat(laboratory.values(inv("INV-10")))
                .containsExactly("creatine-kinase 498 U/L final");
        assertThat(laboratory.values(inv("INV-11")))
                .containsExactly("creatine-kinase >1000 U/L final");
        assertThat(laboratory.store.latest(State.WAITING, 9))
                .extracting(FeedStore.Stored::control).containsExactly("DEMO-6", "DEMO-5");
    }

    @Test
    void quietlyItShowsOnlyWhatWasNotAcceptedAndTheCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("two.hl7"),
                result("q1", "N1", "Q1", kinase("1", "F")) + "\r\n"
                        + result("q2", "N1", "Q2", kinase("1", "F")));

        assertThat(send(file, "--quiet")).isEqualTo(new Ran(0,
                "2 messages: 2 accepted, 0 answered otherwise, 0 without an answer.\n", ""));
    }

    @Test
    void whereNobodyListensItSaysSoForEachMessageAndEndsWithTwo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("one.hl7"),
                result("n1", "N1", "N1", kinase("1", "F")));

        assertThat(run("ward", "send", file.toString(), "--to", "127.0.0.1:" + port)).isEqualTo(
                new Ran(2, """
                        1 n1: no answer: 127.0.0.1:%s cannot be reached: Connection refused
                        1 messages: 0 accepted, 0 answered otherwise, 1 without an answer.
                        """.formatted(port), ""));
    }

    @Test
    void whatCouldNotBeStoredIsSentAgainAsOftenAsAllowed() throws Exception {
        Path file = Files.writeString(folder.resolve("again.hl7"),
                result("w1", "N1", "W1", kinase("1", "F")));

        assertThat(answered(file, 2, "AE|w1|no room", "AA|other|", "AA|w1|").out)
                .startsWith("1 w1: AA\n1 messages: 1 accepted");
        assertThat(answered(file, 1, "AE|w1|no room", "AE|w1|still no room"))
                .isEqualTo(new Ran(1, "1 w1: AE still no room\n1 messages: 0 accepted, 1 answered"
                        + " otherwise, 0 without an answer.\n", ""));
        assertThat(answered(file, 0, "AA|w2|").out)
                .startsWith("1 w1: an answer (AA) came for another message, \"w2\"\n");
    }

    @Test
    void whatCannotBeSentIsSaidBeforeAnythingIs() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.hl7"));
        assertThat(send(empty).err).isEqualTo("limbline: " + empty + " holds no message\n");
        Path none = folder.resolve("none.hl7");
        assertThat(send(none)).isEqualTo(new Ran(
                2, "", "limbline: %s: there is no such file\n".formatted(none)));
        assertThat(run("ward", "send", SAMPLE.toString(), "--to", "localhost").err).isEqualTo(
                "limbline: --to is \"localhost\"; write for example 127.0.0.1:2575\n");
        assertThat(run("ward", "send", SAMPLE.toString(), "--to", "localhost:70000").code)
                .isEqualTo(2);
    }

    /// Sends to somebody who gives these answers in turn, each on a connection of its own where the
    /// one before is closed.
    private static Ran answered(Path file, int retries, String... answers) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> answer(server, answers));
            Ran ran = run("ward", "send", file.toString(), "--to",
                    "127.0.0.1:" + server.getLocalPort(), "--retries", "" + retries);
            answering.join();
            return ran;
        }
    }

    private static void answer(ServerSocket server, String... answers) {
        int next = 0;
        while (next < answers.length) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                while (next < answers.length && isWhole(in)) {
                    socket.getOutputStream().write(("\u000BMSH|^~\\&|X\rMSA|" + answers[next++]
                            + "\r\u001C\r").getBytes(ISO_8859_1));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Reads a message to its end; false if the sender closes first.
    private static boolean isWhole(InputStream in) throws IOException {
        int read = in.read();
        while (read >= 0 && read != 0x1C) {
            read = in.read();
        }
        return read == 0x1C && in.read() == '\r';
    }

    private static PatientKey inv(String id) {
        return new PatientKey(Laboratory.CENTRE, new PatientId(id));
    }

    private static Ran send(Path file, String... more) {
        String[] arguments = {"ward", "send", file.toString(), "--to",
            "127.0.0.1:" + laboratory.address().getPort()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
