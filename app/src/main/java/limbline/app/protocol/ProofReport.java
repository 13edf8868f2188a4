package limbline.app.protocol;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.app.protocol.ShippedProtocols.Compared;
import limbline.protocol.Proof;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What `protocol check` prints, for people and as JSON.
public final class ProofReport {

    private ProofReport() {}

    /// The verdict, what is not set, each invariant (a broken one with how to reach it), and where
    /// it asks less than a shipped file.
    public static String text(String file, Proof proof, Optional<Compared> compared) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(file, proof.words()));
        lines.add("%,d states, %,d transitions looked at".formatted(
                proof.states(), proof.transitions()));
        if (!proof.unset().isEmpty()) {
            lines.add("not set by this centre: " + String.join(", ", proof.unset()));
        }
        lines.add("");
        for (Proof.Verdict one : proof.verdicts()) {
            lines.add("%-7s %s: %s".formatted(one.holds() ? "holds" : "BROKEN", one.id(),
                    one.says()));
            for (int i = 0; i < one.path().size(); i++) {
                lines.add("        %2d. %s".formatted(i + 1, one.path().get(i)));
            }
        }
        compared.filter(one -> !one.says().isEmpty()).ifPresent(one -> {
            lines.add("");
            lines.add("told, not proved: where it asks less than the shipped %s"
                    .formatted(one.shipped()));
            one.says().forEach(says -> lines.add("        " + says));
        });
        return String.join("\n", lines);
    }

    public static String text(String file, RefusedProtocol refused) {
        List<String> lines = new ArrayList<>();
        lines.add(file + ": refused");
        refused.refusals().forEach(one -> lines.add("  " + one));
        return String.join("\n", lines);
    }

    public static String json(String file, Proof proof, Optional<Compared> compared) {
        return json(file, proof, compared, List.of());
    }

    public static String json(String file, RefusedProtocol refused) {
        return json(file, new Proof(0, 0, List.of(), List.of()), Optional.empty(),
                refused.refusals());
    }

    private static String json(String file, Proof proof, Optional<Compared> compared,
            List<Refusal> refusals) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("file", file);
            json.writeBooleanProperty("proved", refusals.isEmpty() && proof.isProved());
            json.writeNumberProperty("states", proof.states());
            json.writeNumberProperty("transitions", proof.transitions());
            strings(json, "unset", proof.unset());
            json.writeArrayPropertyStart("invariants");
            for (Proof.Verdict one : proof.verdicts()) {
                json.writeStartObject();
                json.writeStringProperty("id", one.id());
                json.writeBooleanProperty("holds", one.holds());
                strings(json, "path", one.path());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("refusals");
            for (Refusal one : refusals) {
                json.writeStartObject();
                json.writeNumberProperty("line", one.line());
                json.writeStringProperty("path", one.path());
                json.writeStringProperty("why", one.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (compared.isPresent() && !compared.get().says().isEmpty()) {
                json.writeObjectPropertyStart("askingLess");
                json.writeStringProperty("than", compared.get().shipped());
                strings(json, "says", compared.get().says());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void strings(JsonGenerator json, String name, List<String> strings) {
        json.writeArrayPropertyStart(name);
        strings.forEach(json::writeString);
        json.writeEndArray();
    }
}
