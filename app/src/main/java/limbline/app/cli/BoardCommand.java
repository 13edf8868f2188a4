package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import limbline.app.board.CriteriaFile;
import limbline.app.board.CriteriaText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The tumour board at the command line.
@Command(
        name = "board",
        description = "The tumour board: checks files of criteria, prints the page of a patient as"
                + " it was known on a day, and who is on the list of a meeting.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BoardCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "criteria",
            description = "Checks a file of criteria and prints it.",
            footer = "%nEnds with 0, or 2 if the file is refused. docs/board.md describes the file"
                    + " and the JSON.",
            mixinStandardHelpOptions = true)
    int criteria(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        CriteriaFile.Read read = CriteriaFile.read(file);
        out().println(json ? CriteriaText.json(file.toString(), read)
                : CriteriaText.text(file.toString(), read));
        return read instanceof CriteriaFile.Read.Taken ? Main.DONE : Main.REFUSED;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
