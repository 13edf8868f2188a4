package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import limbline.app.course.CourseDesk;
import limbline.app.exchange.CourseJson;
import limbline.app.followup.ClinicText;
import limbline.app.followup.Plans;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.followup.Appointment;
import limbline.followup.Appointment.State;
import limbline.followup.Appointments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline clinic due`
@Command(
        name = "due",
        description = "Lists who is due, overdue or lost in the clinic, the most urgent first.",
        footer = "%nBy the follow-up plans of the protocols in force, or of the file named. It asks"
                + " all that is on record today, also for an earlier day. docs/clinic-json.md"
                + " describes the JSON. Ends with 0, or 2 if the file is refused.",
        mixinStandardHelpOptions = true)
final class ClinicDue implements Callable<Integer> {

    private static final int AT_ONCE = 500;

    @Option(names = "--on", paramLabel = "DAY",
            description = "As on this day (default: today), such as 2026-03-01.")
    private @Nullable LocalDate on;

    @Option(names = "--centre", paramLabel = "ID", description = "Of this centre only.")
    private @Nullable String centre;

    @Option(names = "--protocol", paramLabel = "FILE",
            description = "The follow-up plan of this file, for its kind of infusion.")
    private @Nullable Path protocol;

    @Option(names = "--all", description = "Also those who are not due yet.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON, a line for each patient.")
    private boolean json;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Who is to come, and for what.
    private record Line(PatientKey patient, Appointments appointments, Appointment next) {

        State state() {
            return next.on(appointments.today());
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            List<Line> lines = new ArrayList<>();
            LocalDate today = on != null ? on : LocalDate.now(open.settings().zone());
            for (Centre each : open.centres().all()) {
                if (centre == null || each.id().equals(centre)) {
                    open.access().lookedAtMany(open.author(), each.id(), "clinic due");
                    lines.addAll(lines(open, each, today));
                }
            }
            lines.sort(Comparator.comparing(Line::state).thenComparing(line -> line.next.due())
                    .thenComparing(line -> line.patient.toString()));
            lines.forEach(line -> out.println(json
                    ? CourseJson.line(ClinicText.due(line.patient, line.appointments))
                    : "%-8s %s  %-24s %-10s %s".formatted(line.state().term(), line.next.due(),
                            line.patient, line.next.name(), line.appointments.infusion()
                                    .map(infusion -> "%s, %s, %s".formatted(
                                            infusion.event().modality().term(),
                                            infusion.event().limb(), infusion.placed().when()))
                                    .orElse("not infused"))));
            if (!json) {
                out.printf("%,d %s on %s.%n", lines.size(),
                        lines.size() == 1 ? "patient" : "patients", today);
            }
            return Main.DONE;
        } catch (RefusedProtocol refused) {
            String file = String.valueOf(protocol);
            out.println(json ? ProofReport.json(file, refused) : ProofReport.text(file, refused));
            return Main.REFUSED;
        }
    }

    private List<Line> lines(OnRecord.Open open, Centre of, LocalDate today)
            throws RefusedProtocol {
        Plans plans = protocol != null ? Plans.of(ProtocolFile.read(protocol))
                : Plans.inForce(new SignedProtocols(open.database().sql()), of.id());
        CourseDesk desk = open.desk();
        List<Line> lines = new ArrayList<>();
        boolean infused = false;
        List<PatientKey> page = desk.list(of.id(), "", AT_ONCE);
        while (!page.isEmpty()) {
            for (PatientKey patient : page) {
                Course course = desk.read(patient, AsOf.NOW).course();
                infused |= !course.infusions().isEmpty();
                Appointments appointments = Appointments.of(course, plans.of(course), today);
                appointments.next()
                        .filter(next -> all || next.on(today) != State.LATER)
                        .ifPresent(next -> lines.add(new Line(patient, appointments, next)));
            }
            page = desk.list(of.id(), page.getLast().patient().value(), AT_ONCE);
        }
        if (plans.plans().isEmpty() && infused) {
            spec.commandLine().getErr().println(("limbline: no protocol is in force at %s, so only"
                    + " what was planned singly is listed; sign one with \"protocol sign\", or name"
                    + " a file with --protocol").formatted(of.id()));
        }
        return lines;
    }
}
