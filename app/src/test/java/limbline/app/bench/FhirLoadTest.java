package limbline.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The client of the FHIR benchmark, against a small HTTP server that answers as
/// [FHIR R4](https://hl7.org/fhir/R4/http.html) says.
class FhirLoadTest {

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<JsonNode> written = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger patients = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void aFhirServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/fhir/", this::answer);
        server.createContext("/wrong/", exchange -> say(exchange, 404, ""));
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void writesPatientsOfThirtyResultsAndThenAsksAsOftenAsItWasTold() throws Exception {
        List<String> lines = measured("/fhir", 2, 64);

        assertThat(lines).hasSize(9).allMatch(line -> line.split("\t").length == 6);
        assertThat(lines).map(line -> line.substring(0, line.indexOf('\t', line.indexOf('\t') + 1)))
                .containsExactly("one result written\t1", "one result written\t8",
                        "one result written\t32", "all results of a patient\t1",
                        "all results of a patient\t8", "all results of a patient\t32",
                        "a page of fifty patients\t1", "a page of fifty patients\t8",
                        "a page of fifty patients\t32");
        List<JsonNode> bundles = written.stream()
                .filter(one -> one.path("resourceType").asString().equals("Bundle")).toList();
        assertThat(bundles).hasSize(2).allMatch(one -> one.path("entry").size() == 31);
        assertThat(written).filteredOn(one -> !bundles.contains(one)).hasSize(3 * 64)
                .allMatch(one -> one.path("subject").path("reference").asString()
                        .matches("Patient/p[12]"));
        assertThat(asked).filteredOn(query -> query.contains("subject=Patient/p")).hasSize(3 * 64);
        assertThat(asked).filteredOn(query -> query.contains("Patient?_count=50")).hasSize(3 * 64);
    }

    @Test
    void aServerThatIsNoneIsNamed() {
        String address = address("/wrong/");
        assertThatIOException().isThrownBy(() -> measured("/wrong/", 1, 1))
                .withMessage("POST %s answered 404 where a FHIR server answers 200", address);
    }

    private List<String> measured(String path, int patients, int requests) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FhirLoad.measure(address(path), patients, requests,
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String address(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().toString();
        if (exchange.getRequestMethod().equals("GET")) {
            asked.add(query);
            say(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
            return;
        }
        written.add(json.readTree(exchange.getRequestBody().readAllBytes()));
        if (query.equals("/fhir/")) {
            say(exchange, 200, """
                    {"resourceType":"Bundle","type":"transaction-response","entry":[
                    {"response":{"status":"201 Created","location":"Patient/p%d/_history/1"}}]}"""
                    .formatted(patients.incrementAndGet()));
        } else {
            say(exchange, 201, "");
        }
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
