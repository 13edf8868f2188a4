package limbline.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import limbline.app.journal.Backup.Outcome;
import limbline.app.journal.Backup;
import limbline.measure.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The record, the identities and the files, in one file.
@Command(name = "backup", mixinStandardHelpOptions = true,
        description = "Verifies the record, seals it, and writes it with all that belongs to it into"
                + " one file. It holds names and password hashes: keep it as you keep the database.")
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.zip", description = "What to write; it must not be there.")
    Path file = Path.of("");

    @Mixin
    OnRecord data = new OnRecord();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (OnRecord.Open open = data.open(OnRecord.KEEP_IT)) {
            return switch (new Backup(open.database(), open.folder()).write(file)) {
                case Outcome.Written written -> {
                    spec.commandLine().getOut().printf("%s of %s and %s are in %s, signed"
                            + " with the key %s.%n", Text.counted(written.events(), "event"),
                            Text.counted(written.patients(), "patient"),
                            Text.counted(written.files(), "file"), written.file(), written.key());
                    yield Main.DONE;
                }
                case Outcome.Refused(var verdict) -> {
                    JournalCommand.print(verdict, spec);
                    yield Main.REFUSED;
                }
            };
        }
    }
}
