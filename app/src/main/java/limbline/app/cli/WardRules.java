package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.ward.WardPlans;
import limbline.app.ward.WardPlans.InForce;
import limbline.app.ward.WardText;
import limbline.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline ward rules`
@Command(
        name = "rules",
        description = "Prints the rules of the ward, with limits, sources and what to do.",
        footer = "%nWithout a file: those of every protocol the centre has signed and that is in"
                + " force. docs/ward-json.md describes the JSON. Ends with 0, 1 if none is in force, 2 if a"
                + " file is refused.",
        mixinStandardHelpOptions = true)
final class WardRules implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A protocol file.")
    private @Nullable Path file;

    @Option(names = "--centre", paramLabel = "CENTRE", description = "The centre (default: the one"
            + " of the settings, or the only one that has signed a protocol).")
    private @Nullable String centre;

    @Option(names = "--json", description = "Print JSON, a line for each protocol.")
    private boolean json;

    @Mixin private OnRecord data = new OnRecord();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return file == null ? ofCentre() : ofFile(file);
    }

    private int ofFile(Path path) {
        try {
            print(path.toString(), ProtocolFile.read(path));
            return Main.DONE;
        } catch (RefusedProtocol refused) {
            out().println(json ? ProofReport.json(path.toString(), refused)
                    : ProofReport.text(path.toString(), refused));
            return Main.REFUSED;
        }
    }

    private int ofCentre() {
        try (OnRecord.Open open = data.open(OnRecord.SEE_PATIENTS)) {
            WardPlans plans = new WardPlans(new SignedProtocols(open.database().sql()));
            List<String> centres = centre != null ? List.of(centre)
                    : open.centres().all().stream().map(each -> each.id()).toList();
            int printed = 0;
            for (String each : centres) {
                for (InForce one : plans.inForce(each)) {
                    print("%s, %s version %s, signed by %s and %s".formatted(each,
                            one.signed().id(), one.signed().version(), one.signed().first(),
                            one.signed().second()), one.protocol());
                    printed++;
                }
            }
            if (printed == 0) {
                spec.commandLine().getErr().println("limbline: no protocol is in force at %s; sign"
                        .formatted(String.join(", ", centres)) + " one with \"protocol sign\", or"
                        + " name a file");
                return Main.IN_PART;
            }
            return Main.DONE;
        }
    }

    private void print(String from, Protocol protocol) {
        out().println(json ? WardText.rulesJson(from, protocol) : WardText.rules(from, protocol));
        if (!json) {
            out().println();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
