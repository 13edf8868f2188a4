package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limbline.app.database.Database;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.protocol.SignedProtocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Signing protocols and showing signed ones, on the command line.
class SignedProtocolCommandTest {

    private static final Path FOLDER = Path.of("target", "test-signing",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final Path ILI = Path.of("..", "protocols", "demo-ili.yaml");

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void twoPeopleAtACentre() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("password"), "a long enough password\n");
        Files.writeString(FOLDER.resolve("pins"), "271828\n314159\n");
        Files.writeString(FOLDER.resolve("pin"), "314159\n");
        try (Database database = Database.embedded(FOLDER)) {
            new Centres(database.sql()).add(new Centre("invented", "Invented", true));
            new Centres(database.sql()).add(new Centre("real", "Real Hospital", false));
        }
        for (String name : List.of("anna", "ben")) {
            run("user", "add", name, "--called", name, "--role", "clinician", "--password-file",
                    FOLDER.resolve("password").toString());
            run("user", "pin", name, "--pin-file",
                    FOLDER.resolve(name.equals("ben") ? "pin" : "pins").toString());
        }
    }

    @Test
    void aFileIsSignedListedShownAndCompared() throws IOException {
        assertThat(run("protocol", "list", "--centre", "invented").out).isEqualTo(
                "invented has signed no protocol yet; sign one with: protocol sign\n");
        Ran signed = sign(ILI, "invented", "anna", "ben");
        assertThat(signed.out).contains("We have read the protocol demo-ili").endsWith(
                "Signed by anna and ben. In force at invented: demo-ili version 1.\n");
        assertThat(signed.code).isZero();

        Path other = FOLDER.resolve("other.yaml");
        Files.writeString(other, Files.readString(ILI).replace("value: 350,", "value: 340,"));
        assertThat(sign(other, "invented", "anna", "ben").code).isZero();

        String hash = SignedProtocol.hashOf(Files.readString(other));
        assertThat(run("protocol", "list", "--centre", "invented").out.lines()).hasSize(2)
                .first().asString().startsWith("demo-ili             version 2   "
                        + hash.substring(0, 12) + "  signed ").endsWith(
                        " by anna and ben  (in force)");
        assertThat(run("protocol", "list", "--centre", "invented", "--json").out).contains(
                "\"protocol\":\"demo-ili\",\"version\":1,\"inForce\":false,\"sha256\":\""
                        + SignedProtocol.hashOf(Files.readString(ILI)) + "\"");
        assertThat(run("protocol", "show", "demo-ili@1", "--text", "--centre", "invented").out)
                .isEqualTo(Files.readString(ILI));
        assertThat(run("protocol", "show", "demo-ili", "--centre", "invented").out)
                .contains("demo-ili version 2 of invented", "SHA-256 " + hash, "proof: proved");
        assertThat(run("protocol", "diff", "demo-ili@1", "demo-ili", "--centre", "invented"))
                .isEqualTo(new Ran(1, "~ limits.act-full.value: 350 -> 340\n", ""));
        assertThat(run("protocol", "diff", "demo-ili", other.toString(), "--centre", "invented"))
                .isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void whatCannotBeSignedIsToldWithTheReason() throws IOException {
        assertThat(sign(ILI, "real", "anna", "ben")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(1);
            assertThat(ran.out).startsWith(ILI + ": not signed\n  It is a demonstration's");
        });
        Path paper = Path.of("..", "protocols", "ili-paper.yaml");
        assertThat(sign(paper, "real", "anna", "ben").out)
                .startsWith(paper + ": not signed\n  Not set by this centre: ");
        Path refused = FOLDER.resolve("refused.yaml");
        Files.writeString(refused, Files.readString(ILI).replace("unit: Cel,", "unit: C,"));
        assertThat(sign(refused, "invented", "anna", "ben")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.out).contains(": refused\n  line ");
        });
        Path hilp = Path.of("..", "protocols", "demo-hilp.yaml");
        assertThat(sign(hilp, "invented", "anna", "anna").out).contains(
                "Two different people confirm this; \"anna\" stands there twice.");
        assertThat(sign(hilp, "invented", "ben", "anna").out).contains(
                "The account \"ben\" or its PIN is not right.");
        assertThat(sign(hilp, "nowhere", "anna", "ben")).isEqualTo(new Ran(2, "",
                "limbline: there is no centre \"nowhere\"; the record has: [invented, real]\n"));
        assertThat(run("protocol", "sign", hilp.toString(), "--centre", "invented", "--by", "anna",
                "--pin-file", FOLDER.resolve("pins").toString()).err).isEqualTo("limbline: a"
                + " protocol is signed by two people, each named with --by; here are 1\n");
    }

    @Test
    void whatWasNotSignedIsNotShown() {
        assertThat(run("protocol", "show", "demo-none", "--centre", "real").err).isEqualTo(
                "limbline: real signed no protocol \"demo-none\"; protocol list shows what it"
                        + " signed\n");
        assertThat(run("protocol", "list").err)
                .isEqualTo("limbline: name the centre with --centre; the record has: [invented,"
                        + " real]\n");
    }

    private static Ran sign(Path file, String centre, String first, String second) {
        return run("protocol", "sign", file.toString(), "--centre", centre, "--by", first, "--by",
                second, "--pin-file", FOLDER.resolve("pins").toString());
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", FOLDER.toString()));
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }
}
