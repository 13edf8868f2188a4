package limbline.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import limbline.app.journal.Restore.Restored;
import limbline.app.journal.Restore;
import limbline.app.journal.Seals.Sealing;
import limbline.measure.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A backup into an empty database.
@Command(name = "restore", mixinStandardHelpOptions = true,
        description = "Puts a backup into an empty database, verified: all of it or nothing.")
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.zip", description = "What backup wrote.")
    Path file = Path.of("");

    @Mixin
    OnRecord data = new OnRecord();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (OnRecord.Open open = data.begin(OnRecord.KEEP_IT)) {
            Restored restored = new Restore(open.database(), open.folder()).from(file);
            spec.commandLine().getOut().printf("%s of %s and %s are back, as signed with"
                    + " the key %s; compare it with the one that backup printed.%n",
                    Text.counted(restored.events(), "event"),
                    Text.counted(restored.patients(), "patient"),
                    Text.counted(restored.files(), "file"), restored.key());
            if (restored.seal() instanceof Sealing.Refused(var verdict)) {
                spec.commandLine().getOut().println("The data folder has seals of another record:");
                JournalCommand.print(verdict, spec);
                return Main.IN_PART;
            }
            return Main.DONE;
        }
    }
}
