package limbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import limbline.app.database.CannotStart;
import limbline.app.exchange.TextFile;
import limbline.app.exchange.Unreadable;
import limbline.app.statistics.Stats;
import org.springframework.dao.DataAccessException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Every command of Limbline. It ends with 0 where all went well, 1 where something was refused or
/// found wrong, and 2 where nothing was done because the command could not be carried out.
@Command(
        name = "limbline",
        description = "The programme system for regional chemotherapy of the limb.",
        footer = {
            "%nIn a clone of the source ./limbline also takes",
            "  verify    Runs every test, with a real PostgreSQL and a real browser.",
            "  sbom      Makes the bill of materials and holds its licences against the list.",
            "  package   Builds what a hospital installs (docs/installing.md).",
            "%nNot a medical device: it recommends no treatment and picks no dose."
        },
        mixinStandardHelpOptions = true,
        version = "Limbline 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            Serve.class,
            Stats.class,
            ImportCommand.class,
            SchemaCommand.class,
            ShowCommand.class,
            ListCommand.class,
            JournalCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            UserCommand.class,
            IdentityCommand.class,
            RestrictCommand.class,
            LicencesCommand.class,
            ProtocolCommand.class,
            WardCommand.class,
            ClinicCommand.class,
            TheatreCommand.class,
            EvidenceCommand.class,
            ReportCommand.class,
            SeriesCommand.class,
            BoardCommand.class,
            AutoComplete.GenerateCompletion.class,
        })
public final class Main {

    /// Done.
    static final int DONE = 0;

    /// Something was refused or found wrong.
    static final int IN_PART = 1;

    /// Nothing was done.
    static final int REFUSED = 2;

    private Main() {}

    /// Runs one command and ends the process with its answer.
    public static void main(String[] arguments) {
        // Words and numbers are English ones, on a machine of any language: a file of Limbline that
        // says 2.001 or counts in other digits is another file.
        Locale.setDefault(Locale.ENGLISH);
        boolean isStatistics = arguments.length > 0 && arguments[0].equals("stats");
        String[] rest = isStatistics ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        System.exit((isStatistics ? statistics(rest) : commandLine()).execute(rest));
    }

    /// `limbline stats` alone, and of its methods the named one alone. It starts faster, since
    /// picocli does not look at the other commands and at what they load.
    static CommandLine statistics(String... arguments) {
        CommandLine commands = new CommandLine(CommandSpec.create());
        for (Class<?> method : Stats.class.getAnnotation(Command.class).subcommands()) {
            String name = method.getAnnotation(Command.class).name();
            if (arguments.length > 0 && arguments[0].equals(name)) {
                return prepared(commands.addSubcommand(name, new CommandLine(method))
                        .setCommandName("limbline stats"));
            }
        }
        return prepared(new CommandLine(new Stats()).setCommandName("limbline stats"));
    }

    /// The commands, printing to standard output and standard error in UTF-8.
    public static CommandLine commandLine() {
        return prepared(new CommandLine(new Main()));
    }

    private static CommandLine prepared(CommandLine commands) {
        return commands
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain);
    }

    /// A person gets a sentence. Only our own mistakes show where they happened.
    private static int explain(Exception thrown, CommandLine command, ParseResult parsed)
            throws Exception {
        String sentence = switch (thrown) {
            case CannotStart _, Unreadable _, IllegalArgumentException _, IllegalStateException _ ->
                String.valueOf(thrown.getMessage());
            case DataAccessException unanswered ->
                "the database did not answer (%s); what was acknowledged is kept, try again"
                        .formatted(unanswered.getMostSpecificCause().getMessage());
            case FileSystemException file -> Optional.ofNullable(file.getFile())
                    .map(name -> name + ": " + TextFile.why(Path.of(name), file))
                    .orElse("a file cannot be read or written: " + file.getMessage());
            case IOException io -> "a file cannot be read or written: " + io.getMessage();
            case UncheckedIOException io -> io.getMessage();
            default -> throw thrown;
        };
        command.getErr().println("limbline: " + sentence);
        return REFUSED;
    }
}
