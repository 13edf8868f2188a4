package limbline.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What `bench/record/run` asks of our server, asked of a FHIR R4 server that somebody has running
/// (HAPI's JPA server, say): one result written and acknowledged, all results of one patient, and a
/// page of fifty patients. It first writes patients of thirty results of its own.
///
///     FhirLoad ADDRESS PATIENTS REQUESTS
///
/// Prints `what, users, requests, p50, p99, longest` in milliseconds.
public final class FhirLoad {

    private static final int[] USERS = {1, 8, 32};
    private static final int RESULTS = 30;
    private static final String JSON = "application/fhir+json";
    private static final String RESULT = """
            {"resourceType":"Observation","status":"final","subject":{"reference":"%s"},
            "effectiveDateTime":"2026-11-25","code":{"text":"creatine-kinase"},
            "valueQuantity":{"value":563,"unit":"U/L"}}""";
    private static final String ENTRY = """
            {"fullUrl":"urn:uuid:00000000-0000-4000-8000-%012d","resource":%s,
            "request":{"method":"POST","url":"%s"}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String server;
    private final List<String> patients = new ArrayList<>();

    private FhirLoad(String server) {
        this.server = server.endsWith("/") ? server : server + "/";
    }

    public static void main(String[] args) throws Exception {
        measure(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), System.out);
    }

    /// @throws IOException with the address and the status if the server answers otherwise than a
    ///     FHIR server does
    static void measure(String server, int patients, int requests, PrintStream out)
            throws Exception {
        FhirLoad load = new FhirLoad(server);
        for (int i = 0; i < patients; i++) {
            load.patients.add(load.writePatient(i));
        }
        for (Asked asked : Asked.values()) {
            for (int users : USERS) {
                out.println(asked.told + "\t" + new Users(users)
                        .withoutPause(requests, (_, random) -> load.ask(asked, random)).line("\t"));
            }
        }
    }

    private enum Asked {
        WRITE("one result written"),
        PATIENT("all results of a patient"),
        LIST("a page of fifty patients");

        final String told;

        Asked(String told) {
            this.told = told;
        }
    }

    /// In one transaction with the patient's results; the answer names what was made.
    private String writePatient(int number) throws IOException, InterruptedException {
        String patient = """
                {"resourceType":"Patient","name":[{"family":"Invented %d"}]}""".formatted(number);
        List<String> entries = new ArrayList<>(List.of(ENTRY.formatted(0, patient, "Patient")));
        for (int i = 1; i <= RESULTS; i++) {
            String result = RESULT.formatted("urn:uuid:00000000-0000-4000-8000-%012d".formatted(0));
            entries.add(ENTRY.formatted(i, result, "Observation"));
        }
        JsonNode answer = json.readTree(send(post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[%s]}"""
                .formatted(String.join(",", entries))), 200));
        String location = answer.path("entry").path(0).path("response").path("location").asString("");
        int at = location.indexOf("Patient/");
        if (at < 0) {
            throw new IOException("%s did not say where the patient is: \"%s\""
                    .formatted(server, location));
        }
        int end = location.indexOf('/', at + "Patient/".length());
        return location.substring(at, end < 0 ? location.length() : end);
    }

    private void ask(Asked asked, RandomGenerator random) throws IOException, InterruptedException {
        String patient = patients.get(random.nextInt(patients.size()));
        switch (asked) {
            case WRITE -> send(post("Observation", RESULT.formatted(patient)), 201);
            case PATIENT -> send(get("Observation?_count=100&subject=" + patient), 200);
            case LIST -> send(get("Patient?_count=50&_sort=family"), 200);
        }
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Content-Type", JSON)
                .header("Accept", JSON).POST(BodyPublishers.ofString(body)).build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Accept", JSON)
                .GET().build();
    }

    private String send(HttpRequest request, int wanted) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != wanted) {
            throw new IOException("%s %s answered %d where a FHIR server answers %d".formatted(
                    request.method(), request.uri(), answer.statusCode(), wanted));
        }
        return answer.body();
    }
}
