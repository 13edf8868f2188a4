package limbline.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.course.CourseDesk;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.LimbCourse;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Who is on record.
@Command(name = "list", mixinStandardHelpOptions = true,
        description = "Lists the patients on record, by centre and id.")
final class ListCommand implements Callable<Integer> {

    private static final int AT_ONCE = 500;

    @Option(names = "--centre", paramLabel = "ID", description = "Of this centre only.")
    @Nullable String centre;

    @Option(names = "--json", description = "As JSON, one patient a line.")
    boolean json;

    @Mixin
    OnRecord data = new OnRecord();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int patients = 0;
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            CourseDesk desk = open.desk();
            List<Centre> centres = open.centres().all().stream()
                    .filter(each -> centre == null || each.id().equals(centre)).toList();
            for (Centre each : centres) {
                open.access().lookedAtMany(open.author(), each.id(), "list");
                List<PatientKey> page = desk.list(each.id(), "", AT_ONCE);
                while (!page.isEmpty()) {
                    page.forEach(patient -> out.println(line(each,
                            desk.read(patient, AsOf.NOW).course())));
                    patients += page.size();
                    page = desk.list(each.id(), page.getLast().patient().value(), AT_ONCE);
                }
            }
        }
        if (!json) {
            out.println(Text.counted(patients, "patient") + ".");
        }
        return Main.DONE;
    }

    private String line(Centre centre, Course course) {
        String limbs = String.join("; ", course.limbs().stream()
                .map(ListCommand::limb).toList());
        String status = course.diseaseStatus().status().term().replace('-', ' ');
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("centre", centre.id());
            values.put("patient", course.patient().value());
            values.put("events", course.timeline().size());
            values.put("limbs", new ArrayList<>(course.limbs().stream()
                    .map(limb -> limb.limb().toString()).toList()));
            values.put("status", course.diseaseStatus().status().term());
            return CourseJson.line(values);
        }
        return "%-20s %-20s %4d events  %-32s %s%s".formatted(centre.id(), course.patient(),
                course.timeline().size(), status, limbs,
                centre.invented() ? "  (invented centre)" : "");
    }

    private static String limb(LimbCourse limb) {
        int infusions = limb.infusions().size();
        return "%s: %s, %s".formatted(limb.limb(),
                infusions == 1 ? "1 infusion" : infusions + " infusions", limb.status());
    }
}
