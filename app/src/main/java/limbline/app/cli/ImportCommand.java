package limbline.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import limbline.app.exchange.Cohort;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.ImportDesk;
import limbline.app.exchange.Problem;
import limbline.app.exchange.Taken;
import limbline.app.exchange.Unreadable;
import limbline.app.security.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Puts on the record what files say.
@Command(name = "import", mixinStandardHelpOptions = true,
        description = "Puts on the record what files say: course files (docs/course-file.md), or"
                + " tables with a map of their columns (docs/import.md).",
        footer = {"", "What cannot be taken is printed with file, line, field and reason, the rest"
                + " is kept. The same file twice changes nothing."})
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILES", description = "Course files, or tables.")
    List<Path> files = List.of();

    @Option(names = "--map", paramLabel = "MAP.yaml",
            description = "How the columns of tables become events.")
    @Nullable Path map;

    @Option(names = "--correct", paramLabel = "REASON",
            description = "Correct entries that stand on the record in another form, for this"
                    + " reason.")
    @Nullable String correct;

    @Option(names = "--centre", paramLabel = "ID",
            description = "The centre whose patients these are, in place of the one in the file.")
    @Nullable String centre;

    @Mixin
    OnRecord data = new OnRecord();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private int patients;
    private int added;
    private int corrected;
    private int same;
    private int superseded;
    private int problems;

    @Override
    public Integer call() {
        try (OnRecord.Open open = data.begin(Role.CLINICIAN, Role.DATA_MANAGER)) {
            if (map == null) {
                files.forEach(file -> courseFile(open, file));
            } else {
                take(open, Cohort.read(map, files, Optional.ofNullable(centre)));
            }
        }
        spec.commandLine().getOut().printf(
                "%s: %,d entries added, %,d corrected, %,d on record already%s; %,d not taken.%n",
                patients == 1 ? "1 patient" : "%,d patients".formatted(patients),
                added, corrected, same,
                superseded == 0 ? "" : ", %,d left as the record has corrected them since"
                        .formatted(superseded),
                problems);
        return problems == 0 ? Main.DONE
                : added + corrected + same + superseded > 0 ? Main.IN_PART : Main.REFUSED;
    }

    private void courseFile(OnRecord.Open open, Path path) {
        try {
            CourseFile file = CourseFile.read(
                    path, Optional.ofNullable(centre), open.settings().zone());
            take(open, new Cohort(file.centre(), List.of(file.course()), file.problems()));
        } catch (Unreadable e) {
            report(List.of(e.problem()));
        }
    }

    private void take(OnRecord.Open open, Cohort cohort) {
        open.centres().add(cohort.centre());
        report(cohort.problems());
        ImportDesk desk = new ImportDesk(open.desk());
        cohort.courses().forEach(course ->
                count(desk.take(course, open.author(), Optional.ofNullable(correct))));
    }

    private void count(Taken taken) {
        patients++;
        added += taken.added();
        corrected += taken.corrected();
        same += taken.same();
        superseded += taken.superseded();
        report(taken.problems());
    }

    private void report(List<Problem> found) {
        problems += found.size();
        found.forEach(problem -> spec.commandLine().getErr().println(problem));
    }
}
