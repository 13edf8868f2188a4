package limbline.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import limbline.app.exchange.CourseJson;
import limbline.app.followup.ClinicText;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.followup.AfterInfusion;
import limbline.followup.Answers;
import limbline.measure.Check;
import limbline.measure.PartialDate;
import limbline.measure.Term;
import limbline.patient.Criterion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline clinic response`
@Command(
        name = "response",
        description = "Computes how a limb answered each infusion, in the field and out of it, beside"
                + " what the clinician said.",
        footer = "%ndocs/clinic-json.md describes the JSON. Ends with 0, or 2 if there is no such"
                + " patient.",
        mixinStandardHelpOptions = true)
final class ClinicResponse implements Callable<Integer> {

    @Parameters(paramLabel = "PATIENT",
            description = "The patient's id, with the centre's where it is not enough: CENTRE/ID.")
    private String patient = "";

    @Option(names = "--criterion", paramLabel = "CRITERION", defaultValue = "RECIST 1.1",
            description = "\"RECIST 1.1\" (default), WHO, or \"clinical judgement\", which computes"
                    + " nothing.")
    private String criterion = "RECIST 1.1";

    @Option(names = "--known-by", paramLabel = "DATE", description = "As it was known then.")
    private @Nullable String knownBy;

    @Option(names = "--json", description = "Print JSON, a line for each infusion.")
    private boolean json;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Criterion by = Term.parse(Criterion.class, criterion);
        Check.that(Answers.CRITERIA.contains(by), "%s is not computed here; one of %s", by.term(),
                String.join(", ", Answers.CRITERIA.stream().map(Criterion::term).toList()));
        AsOf asOf = knownBy == null ? AsOf.NOW : AsOf.known(PartialDate.parse(knownBy).latest());
        PrintWriter out = spec.commandLine().getOut();
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            PatientKey key = open.patient(patient);
            open.access().looked(open.author(), key, "clinic response");
            Course course = open.desk().read(key, asOf).course();
            List<Answers> all = new ArrayList<>();
            AfterInfusion.all(course).forEach(after -> all.add(Answers.of(after, by)));
            all.forEach(answers -> {
                if (json) {
                    out.println(CourseJson.line(ClinicText.response(key, answers)));
                } else {
                    out.print(ClinicText.responseText(answers));
                }
            });
            if (all.isEmpty() && !json) {
                out.println("No infusion is on record.");
            }
            out.flush();
            return Main.DONE;
        }
    }
}
