package limbline.app.statistics;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.exchange.Problem;
import limbline.app.exchange.TextFile;
import limbline.app.exchange.Unreadable;
import limbline.statistics.reference.Answer;
import limbline.statistics.reference.DataFiles;
import limbline.statistics.reference.ReferenceCase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// `limbline stats case`
@Command(
        name = "case",
        description = {
            "Answers reference cases: JSON files with id, area and spec.",
            "Prints for each, on one line, {\"id\", \"computed\"} or {\"id\", \"unsupported\"}."
        },
        footer = "%nEnds with 0, or 1 if a file could not be read.",
        mixinStandardHelpOptions = true)
final class CaseCommand implements Callable<Integer> {

    /// A name that stands twice would leave one of its values out unseen.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final long MOST_BYTES = 64L << 20;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The cases.")
    private List<Path> files = List.of();

    @Option(
            names = "--base",
            paramLabel = "DIR",
            required = true,
            description = "The folder that the path of a case's data starts from.")
    private Path base = Path.of(".");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        DataFiles data = path -> CsvColumns.read(base.resolve(path)).columns();
        boolean isRead = true;
        for (Path file : files) {
            Map<String, @Nullable Object> line;
            try {
                line = answer(read(file), file, data);
            } catch (Unreadable unreadable) {
                line = new LinkedHashMap<>();
                line.put("id", file.getFileName().toString());
                line.put("unsupported", unreadable.getMessage());
                isRead = false;
            }
            spec.commandLine().getOut().println(JSON.writeValueAsString(line));
        }
        return isRead ? 0 : 1;
    }

    private static Map<?, ?> read(Path file) {
        String text = TextFile.read(file, StandardCharsets.UTF_8, MOST_BYTES).text();
        try {
            if (JSON.readValue(text, Object.class) instanceof Map<?, ?> fields) {
                return fields;
            }
            throw new Unreadable(new Problem(file.toString(), 1, "", "it is no JSON object"));
        } catch (JacksonException e) {
            throw new Unreadable(new Problem(file.toString(),
                    Math.max(1, e.getLocation().getLineNr()), "", "it is no JSON: "
                            + e.getOriginalMessage().replaceFirst(" \\(start marker.*", "")));
        }
    }

    private static Map<String, @Nullable Object> answer(
            Map<?, ?> asked, Path file, DataFiles data) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", asked.containsKey("id") ? asked.get("id") : file.getFileName().toString());
        if (asked.get("area") instanceof String area && asked.get("spec") instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> fields.put((String) name, value));
            switch (ReferenceCase.answer(area, fields, data)) {
                case Answer.Computed(var computed, var leftOut) -> {
                    line.put("computed", computed);
                    if (!leftOut.isEmpty()) {
                        line.put("left_out", leftOut);
                    }
                }
                case Answer.Unsupported(String why) -> line.put("unsupported", why);
            }
        } else {
            line.put("unsupported", "a case needs an area (a text) and a spec (an object)");
        }
        return line;
    }
}
