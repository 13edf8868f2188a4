package limbline.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import limbline.app.exchange.Unreadable;
import limbline.app.ward.LaboratoryMapFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline ward check`
@Command(
        name = "check",
        description = "Checks the map of a laboratory's codes and units (docs/laboratory.md).",
        footer = "%nEnds with 0 if it can be taken, 2 if not.",
        mixinStandardHelpOptions = true)
final class WardCheck implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The map, such as maps/laboratory.yaml.")
    private Path file = Path.of("maps", "laboratory.yaml");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            spec.commandLine().getOut().printf(
                    "%s can be taken: %s.%n", file, LaboratoryMapFile.checked(file));
            return Main.DONE;
        } catch (Unreadable e) {
            spec.commandLine().getErr().println(e.problem());
            return Main.REFUSED;
        }
    }
}
