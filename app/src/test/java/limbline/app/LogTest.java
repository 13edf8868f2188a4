package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import limbline.app.database.FreshDatabase;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server writes to its log. It must be the only server of the JVM meanwhile: the first
/// one sets the logging up.
class LogTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void isJsonALineAndNamesNoPatient() {
        new Accounts(fresh.database().dataSource()).add(
                "clinician", "A clinician", Role.CLINICIAN, new Password(Site.PASSWORD), false);
        PrintStream console = System.out;
        Properties before = (Properties) System.getProperties().clone();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        Settings settings = Settings.of(
                Map.of("logs", "json", "bind.port", "0"), Map.of(), Path.of("."));
        try (Server server =
                Server.start(settings, fresh.database(), InstantSource.fixed(Site.NOW))) {
            Visitor visitor = Visitor.as(server.address(), Role.CLINICIAN);
            visitor.get("/worklist?words=BEISPIEL-4711");
            visitor.get("/patients/BEISPIEL-4711");
            visitor.get("/worklist?page=BEISPIEL-4711");
            visitor.get("/BEISPIEL-4711");
        } finally {
            System.setOut(console);
            System.setProperties(before); // Spring Boot leaves the format there for later servers
        }
        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();

        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("BEISPIEL"));
        List<JsonNode> events = lines.stream().map(JsonMapper.shared()::readTree).toList();
        assertThat(events).anySatisfy(event -> {
            assertThat(event.get("message").asString()).isEqualTo("request");
            assertThat(event.get("route").asString()).isEqualTo("/worklist");
            assertThat(event.get("status").asString()).isEqualTo("200");
        });
    }
}
