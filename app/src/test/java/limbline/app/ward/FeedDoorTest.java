package limbline.app.ward;

import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;
import limbline.app.Keys;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.database.CannotStart;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Sender.Answer;
import limbline.app.hl7.Senders;
import limbline.app.hl7.TlsSockets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Who may send: a server whose settings ask senders for certificates, and one that names addresses.
class FeedDoorTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir static Path folder;

    private static Keys own;
    private static Keys known;
    private static Server server;

    @BeforeAll
    static void open() throws Exception {
        own = Keys.made(folder, "own");
        known = Keys.made(folder, "laboratory");
        Files.writeString(folder.resolve(Settings.FILE), """
                centre = centre
                bind.port = 0
                feed.port = 0
                feed.tls.certificate = own.pem
                feed.tls.key = own-key.pem
                feed.tls.clients = laboratory.pem
                """);
        server = Server.start(Settings.read(folder, Optional.empty(), Map.of()),
                fresh.database(), InstantSource.system());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void aSenderWithTheCertificateThatIsAskedForIsAnswered() throws Exception {
        assertThat(sent(own.trusted(Optional.of(known)).getSocketFactory(), "known"))
                .isEqualTo(new Answer.Answered("AA", ""));
        assertThat(kept(fresh.database(), "known")).isEqualTo(1);
    }

    @Test
    void aSenderWithAnotherCertificateOrNoneOrInTheClearIsNotListenedTo() throws Exception {
        Keys stranger = Keys.made(folder, "stranger");
        assertThat(sent(own.trusted(Optional.of(stranger)).getSocketFactory(), "stranger"))
                .isInstanceOf(Answer.NoAnswer.class);
        assertThat(sent(own.trusted(Optional.empty()).getSocketFactory(), "none"))
                .isInstanceOf(Answer.NoAnswer.class);
        assertThat(sent(SocketFactory.getDefault(), "clear"))
                .isInstanceOf(Answer.NoAnswer.class);

        assertThat(kept(fresh.database(), "stranger") + kept(fresh.database(), "none")
                + kept(fresh.database(), "clear")).isZero();
        assertThat(sent(own.trusted(Optional.of(known)).getSocketFactory(), "after"))
                .as("the others go on").isEqualTo(new Answer.Answered("AA", ""));
    }

    @Test
    void aSenderDoesNotTakeAnotherServerForThisOne() throws Exception {
        assertThat(sent(known.trusted(Optional.of(known)).getSocketFactory(), "impostor"))
                .isInstanceOfSatisfying(Answer.NoAnswer.class, answer ->
                        assertThat(answer.why()).contains("cannot be reached", "PKIX"));
    }

    @Test
    void anAddressThatIsNotNamedIsNotListenedTo() {
        Database database = fresh.another();
        try (Laboratory laboratory = new Laboratory(
                database, Senders.parse("10.1.2.3, 192.168.0.0/16"), Duration.ofSeconds(10))) {
            assertThat(laboratory.send(result("door", "N1", "D1", kinase("1", "F"))))
                    .startsWith("no answer: ");
            assertThat(kept(database, "door")).isZero();
        }
    }

    @Test
    void filesThatAreNoCertificateAreNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "not a certificate");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> new TlsSockets(text, folder.resolve("own-key.pem"),
                        Optional.empty()))
                .withMessageStartingWith("feed.tls: " + text + " and "
                        + folder.resolve("own-key.pem") + " cannot be used as a certificate and its"
                        + " key: ");
    }

    private static Answer sent(SocketFactory sockets, String control) {
        try (Sender sender = new Sender(
                sockets, server.feed().orElseThrow(), Duration.ofSeconds(20))) {
            return sender.send(
                    Laboratory.bytes(result(control, "N1", control, kinase("1", "F"))));
        }
    }

    private static int kept(Database database, String control) {
        return database.sql().sql("select count(*) from feed_message where control = ?")
                .param(control).query(Integer.class).single();
    }
}
