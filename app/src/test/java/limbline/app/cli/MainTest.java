package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The short way to the statistics is the same as the long one.
class MainTest {

    @Test
    void aMethodNamedAloneIsTheSameAsAmongTheOthers() {
        Main.statistics().getSubcommands().forEach((name, among) ->
                assertThat(subcommand(Main.statistics(name), name).getUsageMessage())
                        .isEqualTo(among.getUsageMessage()));
        assertThat(said(Main.statistics("kn"), "kn")).isEqualTo(said(Main.statistics(), "kn"))
                .contains("kn");
    }

    @Test
    void statisticsAloneAreTheCommandsOfTheWhole() {
        CommandLine whole = subcommand(Main.commandLine(), "stats");
        CommandLine alone = Main.statistics();

        assertThat(alone.getSubcommands().keySet()).isEqualTo(whole.getSubcommands().keySet());
        alone.getSubcommands().forEach((name, command) -> assertThat(command.getUsageMessage())
                .isEqualTo(subcommand(whole, name).getUsageMessage())
                .contains("limbline stats " + name));
    }

    @Test
    void aMistakeIsToldInTheSameSentence() {
        assertThat(said(Main.statistics(), "km", "--in", "none.csv"))
                .isEqualTo(said(Main.commandLine(), "stats", "km", "--in", "none.csv"))
                .isEqualTo("2 limbline: there is no file none.csv\n");
    }

    @Test
    void theListOfCommandsCutsNoSentence() {
        assertWhole(Main.commandLine());
        assertThat(Main.commandLine().getUsageMessage()).contains("two real cohorts.")
                .contains("  verify ").contains("  sbom ").contains("  package ");
    }

    /// The list of commands shows of each the first line of its description.
    private static void assertWhole(CommandLine command) {
        command.getSubcommands().values().forEach(one -> {
            String[] lines = one.getCommandSpec().usageMessage().description();
            assertThat(lines).as(one.getCommandSpec().qualifiedName()).isNotEmpty();
            assertThat(lines[0]).as(one.getCommandSpec().qualifiedName()).endsWith(".");
            assertWhole(one);
        });
    }

    private static CommandLine subcommand(CommandLine command, String name) {
        return Objects.requireNonNull(command.getSubcommands().get(name), name);
    }

    private static String said(CommandLine command, String... arguments) {
        StringWriter err = new StringWriter();
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments) + " " + err;
    }
}
