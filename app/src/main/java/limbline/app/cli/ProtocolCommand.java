package limbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limbline.app.figure.ProtocolDrawing;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolDiff;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.ShippedProtocols;
import limbline.app.protocol.ShippedProtocols.Compared;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import limbline.protocol.Prover;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands that work on protocol files, which need no data folder, and those on the versions
/// that a centre signed.
@Command(
        name = "protocol",
        description = "Checks, compares, draws and signs protocol files, and shows signed ones.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SignedProtocolCommand.Sign.class,
            SignedProtocolCommand.Show.class,
            SignedProtocolCommand.Listed.class,
        })
final class ProtocolCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "check",
            description = "Validates a protocol file and proves that it is safe.",
            footer = "%nEnds with 0 if proved (also \"proved but for N limits\"), 1 if something "
                    + "is broken or not proved, 2 if the file is refused.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "Print JSON.") boolean json,
            @Option(names = "--bound", paramLabel = "N", defaultValue = "" + Prover.BOUND,
                    description = "Give up after so many states (default: ${DEFAULT-VALUE}).")
                    int bound) {
        try {
            String text = ProtocolFile.text(file);
            Protocol protocol = ProtocolFile.parse(text);
            Proof proof = ProtocolFile.prove(protocol, bound);
            Optional<Compared> compared = ShippedProtocols.compared(text, protocol);
            out().println(json ? ProofReport.json(file.toString(), proof, compared)
                    : ProofReport.text(file.toString(), proof, compared));
            return proof.isProved() ? Main.DONE : Main.IN_PART;
        } catch (RefusedProtocol refused) {
            out().println(json ? ProofReport.json(file.toString(), refused)
                    : ProofReport.text(file.toString(), refused));
            return Main.REFUSED;
        }
    }

    @Command(
            name = "diff",
            description = {
                "Tells what differs between two protocols.",
                "Each is a file, or a signed version: ID for the one in force, ID@VERSION for"
                        + " another."
            },
            footer = "%nEnds with 0 if they say the same, 1 if they differ, 2 if one is refused.",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(paramLabel = "A", index = "0") String before,
            @Parameters(paramLabel = "B", index = "1") String after,
            @Mixin SignedProtocolCommand.AtCentre centre) {
        String reading = before;
        try {
            String old = centre.text(before);
            reading = after;
            List<String> lines = ProtocolDiff.between(old, centre.text(after));
            lines.forEach(out()::println);
            return lines.isEmpty() ? Main.DONE : Main.IN_PART;
        } catch (RefusedProtocol refused) {
            out().println(ProofReport.text(reading, refused));
            return Main.REFUSED;
        }
    }

    @Command(
            name = "draw",
            description = "Draws the steps and gates of a protocol file, as SVG.",
            mixinStandardHelpOptions = true)
    int draw(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = {"-o", "--output"}, paramLabel = "SVG",
                    description = "Write to this file; else it is printed.")
                    @Nullable Path output)
            throws IOException {
        try {
            String svg = ProtocolDrawing.of(ProtocolFile.read(file)).svg();
            if (output == null) {
                out().print(svg);
                out().flush();
            } else {
                Files.writeString(output, svg, StandardCharsets.UTF_8);
            }
            return Main.DONE;
        } catch (RefusedProtocol refused) {
            out().println(ProofReport.text(file.toString(), refused));
            return Main.REFUSED;
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
