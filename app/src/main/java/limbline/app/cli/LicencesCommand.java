package limbline.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import limbline.app.exchange.TextFile;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `limbline licences`
@Command(name = "licences", mixinStandardHelpOptions = true,
        description = "Holds the licences of a bill of materials (CycloneDX) against those that this"
                + " program may be given away with. \"./limbline sbom\" makes the bill and asks this.")
final class LicencesCommand implements Callable<Integer> {

    /// With these a library may be used, unchanged and with its notice, beside Apache-2.0.
    static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause",
            "0BSD", "CC0-1.0", "EPL-2.0", "LGPL-2.1-only", "LGPL-2.1-or-later", "MPL-1.1",
            "Bouncy Castle Licence", "OFL-1.1", "PostgreSQL",
            "GPL-2.0-only WITH Classpath-exception-2.0");

    private static final long MOST_BYTES = 64L << 20;

    @Parameters(paramLabel = "SBOM", description = "The bill, a JSON file.")
    private Path file = Path.of("sbom.json");

    @Option(names = "--write", paramLabel = "FILE",
            description = "Also write the list of libraries, with their licences, there.")
    private @Nullable Path list;

    @Option(names = "--with", paramLabel = "FILE", description = "Another bill, of what lies in the"
            + " program itself; it is added to the first, also in its file.")
    private @Nullable Path more;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (more != null) {
            add(more, file);
        }
        Map<String, List<String>> found = read(file);
        PrintWriter out = spec.commandLine().getOut();
        List<String> refused = found.entrySet().stream()
                .filter(one -> one.getValue().stream().noneMatch(ALLOWED::contains))
                .map(one -> "%s: %s".formatted(one.getKey(), one.getValue().isEmpty()
                        ? "it names no licence" : String.join(" or ", one.getValue())))
                .toList();
        refused.forEach(line -> out.println("Not allowed: " + line));
        out.printf("%d libraries, %d with a licence that is not on the list.%n", found.size(),
                refused.size());
        if (list != null && refused.isEmpty()) {
            StringBuilder lines = new StringBuilder(
                    "# Written by ./limbline sbom: all that is shipped beside our own, and its"
                            + " licences.\n");
            found.forEach((library, licences) -> lines.append(library).append('\t')
                    .append(String.join(" or ", licences)).append('\n'));
            Files.writeString(list, lines);
        }
        return refused.isEmpty() ? Main.DONE : Main.IN_PART;
    }

    /// Once: what is there by its name already is not added again.
    private static void add(Path more, Path file) throws IOException {
        JsonNode bill = bill(file);
        ArrayNode all = (ArrayNode) bill.required("components");
        Set<String> there = new HashSet<>();
        all.forEach(one -> there.add(name(one)));
        bill(more).path("components").forEach(one -> {
            if (there.add(name(one))) {
                all.add(one);
            }
        });
        Files.writeString(file, bill.toPrettyString());
    }

    private static JsonNode bill(Path file) {
        JsonNode bill;
        try {
            bill = JsonMapper.shared().readTree(
                    TextFile.read(file, StandardCharsets.UTF_8, MOST_BYTES).text());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s is no JSON: %s".formatted(
                    file, e.getOriginalMessage()), e);
        }
        Check.that(bill.path("bomFormat").asString("").equals("CycloneDX")
                        && bill.path("components").isArray(),
                "%s is no bill of materials of CycloneDX", file);
        return bill;
    }

    private static String name(JsonNode component) {
        String group = component.path("group").asString("");
        String name = component.path("name").asString("");
        return group.isEmpty() ? name : group + ":" + name;
    }

    /// Each library by its name, with the licences it may be had under.
    static Map<String, List<String>> read(Path file) {
        Map<String, List<String>> found = new TreeMap<>();
        for (JsonNode component : bill(file).path("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode one : component.path("licenses")) {
                JsonNode licence = one.path("license");
                licences.add(licence.has("id") ? licence.path("id").asString()
                        : licence.has("name") ? licence.path("name").asString()
                        : one.path("expression").asString(""));
            }
            found.put(name(component), licences);
        }
        return found;
    }
}
