package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.Keys;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.SignInSettings;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.database.Access;
import limbline.app.database.FreshDatabase;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Passwords, PINs and secrets are in no log, no argument of a program, and nothing that prints
/// itself.
class SecretsStayTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir static Path folder;

    private static final List<String> OF_LIBRARIES =
            List.of("logging.level.org", "logging.level.com");

    /// As it is, and as somebody has it who looks for a mistake.
    @ParameterizedTest
    @ValueSource(strings = {"info", "debug"})
    void theLogTellsWhoCameAndWhoDidNotAndNoSecret(String level) throws IOException {
        String name = "ward-" + level;
        OF_LIBRARIES.forEach(one -> System.setProperty(one, level));
        new Accounts(fresh.database().dataSource()).add(
                name, "A ward", Role.WARD, new Password(Site.PASSWORD), false);
        Keys.secret(folder.resolve("secret"), "the provider's secret word");
        Files.writeString(folder.resolve(Settings.FILE), """
                bind.port = 0
                oidc.issuer = https://127.0.0.1:1
                oidc.client = limbline
                oidc.secret-file = secret
                passkey.origin = http://localhost:1
                """);
        PrintStream console = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        String cookie;
        String challenge;
        try (Server server = Server.start(Settings.read(folder, Optional.empty(), Map.of()),
                fresh.database(), InstantSource.system())) {
            Visitor visitor = new Visitor(server.address());
            visitor.signIn(name, "a wrong password kwzqv");
            visitor.get("/oauth2/authorization/hospital");
            cookie = visitor.signIn(name, Site.PASSWORD).headers().firstValue("Set-Cookie")
                    .orElseThrow().replaceAll("LIMBLINE=([^;]+).*", "$1");
            visitor.post("/account/pin", Map.of("password", Site.PASSWORD, "pin", "918273",
                    "again", "918273"));
            visitor.get("/worklist?password=" + "in-the-address");
            challenge = visitor.post("/account/passkeys/options",
                            Map.of("called", "desk", "password", Site.PASSWORD)).body()
                    .replaceAll("(?s).*\"challenge\":\"([^\"]+)\".*", "$1");
            visitor.post("/account/passkeys", Map.of("credential", "{\"id\":\"answer-qzvwk\"}"));
            visitor.post("/account/password", Map.of("old", "a wrong password kwzqv",
                    "wanted", "another phrase xvbkq", "again", "another phrase xvbkq"));
            visitor.post("/account/password", Map.of("old", Site.PASSWORD,
                    "wanted", "another phrase xvbkq", "again", "another phrase xvbkq"));
            new Visitor(server.address()).post("/sign-in/passkey",
                    Map.of("credential", "{\"id\":\"answer-qzvwk\"}"));
        } finally {
            OF_LIBRARIES.forEach(System::clearProperty);
            System.setOut(console);
        }
        String log = written.toString(StandardCharsets.UTF_8);

        assertThat(log).contains("sign-in refused from 127.0.0.1", name + " signed in from 127.0.0.1")
                .doesNotContain("kwzqv").doesNotContain(Site.PASSWORD)
                .doesNotContainPattern("(?<![0-9])918273(?![0-9])") // part of a time by chance
                .doesNotContain("secret word").doesNotContain("in-the-address")
                .contains(name + " has another password", "sign-in by passkey refused from 127.0.0.1")
                .doesNotContain("xvbkq").doesNotContain("qzvwk").doesNotContain(cookie);
        if (level.equals("debug")) {
            assertThat(log).contains(" DEBUG ");
        }
        assertThat(challenge).hasSizeBetween(20, 100);
        assertThat(log).doesNotContain(challenge);
        assertThat(fresh.database().sql().sql("select string_agg(a::text || s::text, ' ')"
                        + " from access_log a, sign_in_session s")
                .query((row, _) -> row.getString(1)).single())
                .contains("changed the own password").doesNotContain("xvbkq")
                .doesNotContain(Site.PASSWORD).doesNotContain(challenge).doesNotContain(cookie);
    }

    @Test
    void noCommandTakesASecretAsAnArgument() {
        List<String> secret = new ArrayList<>();
        collect(Main.commandLine(), secret);

        assertThat(secret).isNotEmpty().allMatch(name -> name.endsWith("-file"));
    }

    private static void collect(CommandLine command, List<String> secret) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.longestName().matches(".*(password|pin\\b|secret).*")) {
                secret.add(option.longestName());
            }
        }
        command.getSubcommands().values().forEach(one -> collect(one, secret));
    }

    @Test
    void noProgramThatRunsWasGivenThePasswordsOfTheDatabase() {
        List<String> passwords = List.of(fresh.owner().password(), fresh.server().password());

        assertThat(ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> passwords.stream().anyMatch(line::contains))).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                .filter(process -> passwords.stream().anyMatch(environment(process)::contains)))
                .isEmpty();
        assertThat(environment(ProcessHandle.current())).contains("PATH=");
    }

    /// Of a process of our own; of another's nobody is told.
    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    @Test
    void theFileOfThePasswordsIsForItsOwnerAlone() throws IOException {
        Path file = Path.of("target", "test-database", "database.properties");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatHoldsASecretDoesNotPrintIt() {
        assertThat(List.of(
                new Password("twelve chars").toString(),
                new Pin("918273").toString(),
                new Pins.Typed("ward", "918273").toString(),
                new Access("jdbc:postgresql://db/limbline", "server", "hidden").toString(),
                new SignInSettings.Provider("https://sso.example", "limbline", "hidden", "sub", "x",
                        List.of())
                        .toString()))
                .noneMatch(text -> text.contains("twelve") || text.contains("918273")
                        || text.contains("hidden"));
    }
}
