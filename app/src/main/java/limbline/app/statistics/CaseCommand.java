package limbline.app.statistics;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// `limbline stats case`
@Command(
        name = "case",
        description = {
            "Answers reference cases: JSON files with id, area and spec. Prints for each, on one",
            "line, {\"id\", \"computed\"} or {\"id\", \"unsupported\"}."
        },
        mixinStandardHelpOptions = true)
final class CaseCommand implements Callable<Integer> {

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
            new TypeReference<>() {};

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
        JsonMapper json = JsonMapper.shared();
        DataFiles data = path -> CsvColumns.read(base.resolve(path)).columns();
        for (Path file : files) {
            spec.commandLine().getOut().println(json.writeValueAsString(answer(json, file, data)));
        }
        return 0;
    }

    private static Map<String, @Nullable Object> answer(
            JsonMapper json, Path file, DataFiles data) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        Map<String, @Nullable Object> asked;
        try {
            asked = json.readValue(file.toFile(), FIELDS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read as JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
        line.put("id", asked.getOrDefault("id", file.getFileName().toString()));
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
