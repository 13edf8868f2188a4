package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.exchange.CourseJson;
import limbline.app.followup.ClinicList;
import limbline.app.followup.ClinicRows;
import limbline.app.followup.ClinicText;
import limbline.app.followup.Plans;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.course.Course;
import limbline.followup.Appointment;
import limbline.followup.Appointment.State;
import limbline.followup.Appointments;
import limbline.patient.PatientId;
import limbline.protocol.FollowUpPlan;
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

    /// Who is to come, for what, and after which infusion, in words.
    private record Line(PatientKey patient, State state, LocalDate due, String next,
            String treated) {

        static Line of(PatientKey patient, Appointments appointments, Appointment next) {
            return new Line(patient, next.on(appointments.today()), next.due(), next.name(),
                    ClinicRows.treated(appointments));
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
                    lines.addAll(lines(open, each.id(), today));
                }
            }
            lines.sort(Comparator.comparing(Line::state).thenComparing(Line::due)
                    .thenComparing(line -> line.patient.toString()));
            if (json) {
                print(open, lines, today);
            } else {
                lines.forEach(line -> out.println("%-8s %s  %-24s %-10s %s".formatted(
                        line.state.term(), line.due, line.patient, line.next,
                        line.treated.isEmpty() ? "not infused" : line.treated)));
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

    /// From the clinic's list, where that can say it; from the fold for an earlier day and by the
    /// plan of a file.
    private List<Line> lines(OnRecord.Open open, String of, LocalDate today)
            throws RefusedProtocol {
        Plans plans = plans(open, of);
        List<Line> lines = new ArrayList<>();
        ClinicList list = open.clinic();
        list.follow(of);
        if (protocol == null && !today.isBefore(list.today())) {
            list.open(of, today).forEach(row -> lines.add(new Line(
                    new PatientKey(of, row.patient()), row.state().orElseThrow(),
                    row.due().orElseThrow(), row.next(), row.treated())));
            fold(open.desk(), of, list.changingBy(of, today), plans, today, lines);
        } else {
            CourseDesk desk = open.desk();
            List<PatientKey> page = desk.list(of, "", AT_ONCE);
            while (!page.isEmpty()) {
                fold(desk, of, page.stream().map(PatientKey::patient).toList(), plans, today,
                        lines);
                page = desk.list(of, page.getLast().patient().value(), AT_ONCE);
            }
        }
        if (plans.plans().isEmpty() && list.hasInfusions(of)) {
            spec.commandLine().getErr().println(("limbline: no protocol is in force at %s, so only"
                    + " what was planned singly is listed; sign one with \"protocol sign\", or name"
                    + " a file with --protocol").formatted(of));
        }
        lines.removeIf(line -> !all && line.state == State.LATER);
        return lines;
    }

    private Plans plans(OnRecord.Open open, String of) throws RefusedProtocol {
        return protocol != null ? Plans.of(ProtocolFile.read(protocol))
                : Plans.inForce(new SignedProtocols(open.database().sql()), of);
    }

    private static void fold(CourseDesk desk, String of, List<PatientId> patients, Plans plans,
            LocalDate today, List<Line> lines) {
        for (int from = 0; from < patients.size(); from += AT_ONCE) {
            desk.read(of, patients.subList(from, Math.min(patients.size(), from + AT_ONCE)))
                    .forEach((patient, reading) -> {
                        Appointments appointments = Appointments.of(reading.course(),
                                plans.of(reading.course()), today);
                        appointments.next().ifPresent(next ->
                                lines.add(Line.of(patient, appointments, next)));
                    });
        }
    }

    /// Each with everything that is planned, which the list does not hold.
    private void print(OnRecord.Open open, List<Line> lines, LocalDate today)
            throws RefusedProtocol {
        CourseDesk desk = open.desk();
        Map<String, Plans> plans = new HashMap<>();
        for (Line line : lines) {
            if (!plans.containsKey(line.patient.centre())) {
                plans.put(line.patient.centre(), plans(open, line.patient.centre()));
            }
        }
        for (int from = 0; from < lines.size(); from += AT_ONCE) {
            List<Line> some = lines.subList(from, Math.min(lines.size(), from + AT_ONCE));
            Map<PatientKey, Reading> read = new HashMap<>();
            some.stream().collect(Collectors.groupingBy(line -> line.patient.centre(),
                    Collectors.mapping(line -> line.patient.patient(), Collectors.toList())))
                    .forEach((of, patients) -> read.putAll(desk.read(of, patients)));
            for (Line line : some) {
                Course course = Objects.requireNonNull(read.get(line.patient)).course();
                FollowUpPlan plan = Objects.requireNonNull(plans.get(line.patient.centre()))
                        .of(course);
                spec.commandLine().getOut().println(CourseJson.line(ClinicText.due(
                        line.patient, Appointments.of(course, plan, today))));
            }
        }
    }
}
