package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import limbline.event.EventType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published schema and the handbook say what the program takes.
class CourseSchemaTest {

    @Test
    void thePublishedSchemaIsTheOneTheProgramPrints() throws IOException {
        assertThat(Files.readString(Exchange.PROJECT.resolve("docs/course-file.schema.json")))
                .as("write it anew with: limbline schema > docs/course-file.schema.json")
                .isEqualTo(CourseSchema.text());
    }

    @Test
    void itDescribesEveryEventWithItsWords() {
        JsonNode entries = JsonMapper.shared().readTree(CourseSchema.text())
                .at("/properties/events/items/oneOf");

        assertThat(entries.valueStream().map(entry -> entry.get("title").asString()))
                .containsExactlyElementsOf(
                        FieldValue.events().stream().map(EventType::name).toList());
        assertThat(entries.valueStream()
                .filter(entry -> entry.get("title").asString().equals("wieberdink-graded"))
                .map(entry -> entry.at("/properties/grade/anyOf/0/enum").toString()))
                .containsExactly("[\"I\",\"II\",\"III\",\"IV\",\"V\"]");
    }

    /// The handbook names every event, so that a clinician need not read a schema.
    @Test
    void theHandbookNamesEveryEventAndItsFields() throws IOException {
        String handbook = Files.readString(Exchange.PROJECT.resolve("docs/course-file.md"));

        for (EventType type : FieldValue.events()) {
            assertThat(handbook).contains(row(type));
        }
    }

    /// What the handbooks show is read by the program.
    @Test
    void theExamplesOfTheHandbooksAreTaken() throws IOException {
        assertThat(Exchange.courseFile("example", example("docs/course-file.md")).problems())
                .isEmpty();
        assertThat(CohortMapFile.read("example", MarkedYaml.read(new TextFile(
                "example", example("docs/import.md"))), Optional.empty()).tables())
                .hasSize(2);
    }

    private static String row(EventType type) {
        List<String> fields = type.fields().stream().map(field -> field.name()).toList();
        return "| `%s` | %s |".formatted(type.name(), String.join(", ", fields));
    }

    /// The first block of YAML.
    private static String example(String page) throws IOException {
        String text = Files.readString(Exchange.PROJECT.resolve(Path.of(page)));
        int begin = text.indexOf("```yaml\n") + "```yaml\n".length();
        return text.substring(begin, text.indexOf("```", begin));
    }
}
