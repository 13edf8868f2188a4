package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import limbline.app.exchange.CourseJson;
import limbline.app.followup.ClinicText;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline clinic plan`
@Command(
        name = "plan",
        description = "Prints the visits that a protocol file asks for after an infusion.",
        footer = "%ndocs/clinic-json.md describes the JSON. Ends with 0, 1 if the file plans nothing,"
                + " 2 if it is refused.",
        mixinStandardHelpOptions = true)
final class ClinicPlan implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A protocol file.")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "DAY",
            description = "The day of the infusion (default: today).")
    private @Nullable LocalDate from;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Protocol protocol = ProtocolFile.read(file);
            LocalDate infusion = from != null ? from : LocalDate.now(ZoneId.systemDefault());
            if (json) {
                out.println(CourseJson.line(ClinicText.plan(protocol, infusion)));
            } else {
                out.print(ClinicText.planText(protocol, infusion));
                out.flush();
            }
            return protocol.followUp().visits().isEmpty() ? Main.IN_PART : Main.DONE;
        } catch (RefusedProtocol refused) {
            out.println(json ? ProofReport.json(file.toString(), refused)
                    : ProofReport.text(file.toString(), refused));
            return Main.REFUSED;
        }
    }
}
