package limbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import limbline.app.evidence.CaseFile;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.measure.Check;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What the record amounts to, as documents.
@Command(
        name = "report",
        description = "Writes reports: the case report of a patient, or with --demo the whole report"
                + " of the demonstration (series, evidence, case) as one PDF.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ReportCommand implements Callable<Integer> {

    @Option(names = "--demo", description = "The report of the demonstration, which is loaded where"
            + " the data folder does not hold it yet.")
    private boolean demo;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", defaultValue = "report.pdf",
            description = "Of the demonstration's report (default: report.pdf).")
    private Path written = Path.of("report.pdf");

    @Mixin
    private DataFolder folder = new DataFolder();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Check.that(demo, "say what to report: \"report case PATIENT\", or \"report --demo\"");
        PrintWriter out = spec.commandLine().getOut();
        byte[] pdf = DemonstrationReport.pdf(folder, Instant.now(), out::println);
        Files.write(written, pdf);
        out.println("written to " + written);
        return Main.DONE;
    }

    @Command(
            name = "case",
            description = "Drafts a case report of one course, after CARE 2013, naming nobody.",
            mixinStandardHelpOptions = true)
    int caseReport(
            @Parameters(paramLabel = "PATIENT", description = "The patient's id, with the centre's"
                    + " where it is not enough: CENTRE/ID.") String patient,
            @Option(names = "--format", paramLabel = "NAME", defaultValue = "html",
                    description = "html, pdf or md (default: html).") String format,
            @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write to this"
                    + " file; else it is printed, and a pdf is written to case-report.pdf.")
                    @Nullable Path output,
            @Mixin OnRecord data)
            throws IOException {
        CaseFile.Format wanted = Term.parse(CaseFile.Format.class, format);
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, "case report");
            Course course = open.desk().read(key, AsOf.NOW).course();
            boolean isInvented = open.centres().all().stream()
                    .anyMatch(centre -> centre.id().equals(key.centre()) && centre.invented());
            write(new CaseFile(course, isInvented).write(wanted, Instant.now()), wanted, output);
        }
        return Main.DONE;
    }

    private void write(byte[] file, CaseFile.Format format, @Nullable Path output)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (output == null && format != CaseFile.Format.PDF) {
            out.print(new String(file, StandardCharsets.UTF_8));
            out.flush();
            return;
        }
        Path path = output == null ? Path.of(CaseFile.name(format)) : output;
        Path folder = path.toAbsolutePath().getParent();
        Check.that(folder != null && Files.isDirectory(folder),
                "%s: there is no such folder", path);
        Files.write(path, file);
        out.println("written to " + path);
    }
}
