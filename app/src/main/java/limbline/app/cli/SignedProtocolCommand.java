package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.protocol.ProofReport;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.ShippedProtocols.Compared;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.protocol.SigningDesk.Examined;
import limbline.app.protocol.SigningDesk.Signing;
import limbline.app.security.Pins;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.protocol.Prover;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline protocol sign`, `list` and `show`: the protocols a centre signed.
final class SignedProtocolCommand {

    private SignedProtocolCommand() {}

    /// Which record, and which centre of it.
    static final class AtCentre {

        private static final Pattern SIGNED = Pattern.compile("([a-z0-9-]+)(?:@([1-9][0-9]{0,5}))?");

        @Option(names = "--centre", paramLabel = "CENTRE",
                description = "The centre that signed; needed only if the record has several.")
        private @Nullable String centre;

        @Mixin
        private DataFolder data = new DataFolder();

        /// Works on the record, if there is one: a mistyped folder is not answered by an empty one.
        <T> T on(Function<Open, T> work) {
            Settings settings = data.settings();
            Check.that(holdsRecord(),
                    "there is no record in %s; \"demo\", \"serve\" or \"import\" begins one, and"
                            + " --data names another folder", data.path());
            try (Database database = data.open(settings)) {
                return work.apply(new Open(database, settings, centre(database)));
            }
        }

        private Centre centre(Database database) {
            List<Centre> all = new Centres(database.sql()).all();
            List<String> ids = all.stream().map(Centre::id).toList();
            if (centre == null) {
                Check.that(all.size() == 1,
                        "name the centre with --centre; the record has: %s", ids);
                return all.getFirst();
            }
            return all.stream().filter(one -> one.id().equals(centre)).findFirst().orElseThrow(() ->
                    new IllegalArgumentException("there is no centre \"%s\"; the record has: %s"
                            .formatted(Text.shortened(String.valueOf(centre)), ids)));
        }

        private boolean holdsRecord() {
            return data.settings().database().isPresent() || data.holdsRecord();
        }

        /// The text of a file, or of a signed version.
        String text(String named) throws RefusedProtocol {
            Matcher signed = SIGNED.matcher(named);
            Check.that(Files.exists(Path.of(named)) || holdsRecord(), "there is no file %s, and no "
                    + "record in %s that could hold a signed version", named, data.path());
            return signed.matches() && !Files.exists(Path.of(named))
                    ? on(open -> open.version(signed.group(1), Optional.ofNullable(signed.group(2))
                            .map(Integer::valueOf)).text())
                    : ProtocolFile.text(Path.of(named));
        }
    }

    /// The record, open.
    record Open(Database database, Settings settings, Centre centre) {

        SignedProtocols signed() {
            return new SignedProtocols(database.sql());
        }

        SignedProtocol version(String id, Optional<Integer> version) {
            return version.map(number -> signed().version(centre.id(), id, number))
                    .orElseGet(() -> signed().inForce(centre.id(), id))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s signed no protocol \"%s\"%s; protocol list shows what it signed"
                                    .formatted(centre.id(), Text.shortened(id), version
                                            .map(number -> " in version " + number).orElse(""))));
        }
    }

    /// To the second, as people read it; JSON has the whole instant.
    private static Instant when(SignedProtocol one) {
        return one.signed().truncatedTo(ChronoUnit.SECONDS);
    }

    @Command(name = "sign", mixinStandardHelpOptions = true,
            description = {
                "Puts a protocol file into force at a centre, with the signatures of two people.",
                "It has to be proved and complete; a demonstration's is for invented centres only."
            },
            footer = "%nEnds with 0 if it is signed, 1 if it is not, 2 if the file is refused.")
    static final class Sign implements Callable<Integer> {

        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Option(names = "--by", paramLabel = "ACCOUNT", required = true, arity = "1",
                description = "Who signs; give it twice. Each is asked for the PIN (user pin).")
        private List<String> by = List.of();

        @Option(names = "--pin-file", paramLabel = "FILE",
                description = "Take the PINs from this file, a line for each --by, in that order.")
        private @Nullable Path pins;

        @Mixin
        private AtCentre centre = new AtCentre();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws RefusedProtocol {
            PrintWriter out = spec.commandLine().getOut();
            try {
                String text = ProtocolFile.text(file);
                ProtocolFile.parse(text);
                return centre.on(open -> sign(open, text, out));
            } catch (RefusedProtocol refused) {
                out.println(ProofReport.text(file.toString(), refused));
                return Main.REFUSED;
            }
        }

        private int sign(Open open, String text, PrintWriter out) {
            SigningDesk desk = new SigningDesk(open.signed(),
                    new Pins(open.database.dataSource(), open.settings.isLocal()));
            Examined examined = examined(desk, open.centre, text);
            if (!examined.against().isEmpty()) {
                return notSigned(examined.against(), out);
            }
            Check.that(by.size() == 2, "a protocol is signed by two people, each named with --by;"
                    + " here are %s", by.size());
            examined.compared().ifPresent(one -> askingLess(one, out));
            out.println(examined.statement());
            return switch (desk.sign(examined, typed(0), typed(1))) {
                case Signing.NotSigned(var reasons) -> notSigned(reasons, out);
                case Signing.Signed(SignedProtocol signed) -> {
                    out.printf("Signed by %s and %s. In force at %s: %s version %s.%n",
                            signed.first(), signed.second(), signed.centre(), signed.id(),
                            signed.version());
                    yield Main.DONE;
                }
            };
        }

        private static Examined examined(SigningDesk desk, Centre centre, String text) {
            try {
                return desk.examine(centre, text, Prover.BOUND);
            } catch (RefusedProtocol refused) {
                throw new IllegalStateException("it was read a moment ago", refused);
            }
        }

        private static void askingLess(Compared compared, PrintWriter out) {
            if (!compared.says().isEmpty()) {
                out.printf("It asks less than the shipped %s:%n", compared.shipped());
                compared.says().forEach(says -> out.println("  " + says));
            }
        }

        private int notSigned(List<String> reasons, PrintWriter out) {
            out.println(file + ": not signed");
            reasons.forEach(reason -> out.println("  " + reason));
            return Main.IN_PART;
        }

        private Pins.Typed typed(int place) {
            String account = by.get(place);
            if (pins == null) {
                return new Pins.Typed(account, Secret.typed("PIN", account, null));
            }
            List<String> lines = Secret.lines("PIN", pins);
            Check.that(lines.size() >= 2, "the PIN file %s has %s lines; it needs one for each of"
                    + " the two who sign", pins, lines.size());
            return new Pins.Typed(account, lines.get(place));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "Lists the protocols that a centre signed, the version in force first.")
    static final class Listed implements Callable<Integer> {

        @Option(names = "--json", description = "As JSON, one version a line.")
        private boolean json;

        @Mixin
        private AtCentre centre = new AtCentre();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            return centre.on(open -> {
                List<SignedProtocol> all = open.signed().all(open.centre.id());
                String last = "";
                for (SignedProtocol one : all) {
                    boolean inForce = !one.id().equals(last);
                    last = one.id();
                    out.println(json ? json(one, inForce) : text(one, inForce));
                }
                if (all.isEmpty() && !json) {
                    out.printf("%s has signed no protocol yet; sign one with: protocol sign%n",
                            open.centre.id());
                }
                return Main.DONE;
            });
        }

        private static String text(SignedProtocol one, boolean inForce) {
            return "%-20s version %-3s %s  signed %s by %s and %s%s".formatted(one.id(),
                    one.version(), one.hash().substring(0, 12), when(one), one.first(),
                    one.second(), inForce ? "  (in force)" : "");
        }

        private static String json(SignedProtocol one, boolean inForce) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("centre", one.centre());
            values.put("protocol", one.id());
            values.put("version", one.version());
            values.put("inForce", inForce);
            values.put("sha256", one.hash());
            values.put("signed", one.signed().toString());
            values.put("first", one.first());
            values.put("second", one.second());
            return CourseJson.line(values);
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
            description = "Shows a signed protocol: who signed what, and its proof.")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "ID for the version in force, or ID@VERSION.")
        private String named = "";

        @Option(names = "--text", description = "Print the text that was signed, and nothing else.")
        private boolean text;

        @Mixin
        private AtCentre centre = new AtCentre();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Matcher parts = AtCentre.SIGNED.matcher(named);
            Check.that(parts.matches(), "\"%s\" is not ID or ID@VERSION", Text.shortened(named));
            return centre.on(open -> {
                SignedProtocol one = open.version(parts.group(1),
                        Optional.ofNullable(parts.group(2)).map(Integer::valueOf));
                if (text) {
                    out.print(one.text());
                    out.flush();
                    return Main.DONE;
                }
                out.printf("%s version %s of %s%n", one.id(), one.version(), one.centre());
                out.printf("SHA-256 %s%n", one.hash());
                out.printf("Signed %s by %s and %s:%n  \"%s\"%n", when(one), one.first(),
                        one.second(), one.statement());
                out.println(ProofReport.text("proof", open.signed().proof(one), Optional.empty()));
                return Main.DONE;
            });
        }
    }
}
