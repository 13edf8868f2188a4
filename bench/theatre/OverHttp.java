import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Consoles that all send something every second, as browsers do: signed in, with the token of the
/// page, listening to the stream of changes, and asking for the screen after each entry.
///
///     OverHttp URL ACCOUNT PASSWORD SECOND PIN ORDERS SECONDS
///
/// Prints `what, count, p50, p99, longest` in milliseconds, from the request to the end of the answer.
final class OverHttp {

    private static final int WARM_SECONDS = 20;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PAGE_TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    private final URI server;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private OverHttp(URI server) {
        this.server = server;
        List.of("fact", "permitted", "refused", "screen").forEach(
                what -> times.put(what, Collections.synchronizedList(new ArrayList<>())));
    }

    /// One console of one procedure.
    private final class Console {

        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();
        private String path = "";
        private String token = "";

        void open(String account, String password, String second, String pin, String patient,
                String order) throws IOException, InterruptedException {
            post("/sign-in", Map.of("_csrf", found(TOKEN, get("/sign-in")), "name", account,
                    "password", password));
            HttpResponse<String> begun = post("/theatre", Map.of("_csrf",
                    found(TOKEN, get("/theatre")), "patient", patient, "order", order, "command",
                    UUID.randomUUID().toString()));
            path = URI.create(begun.headers().firstValue("Location").orElseThrow(
                    () -> new IllegalStateException("not begun: " + begun.statusCode())))
                    .getPath();
            token = found(PAGE_TOKEN, get(path));
            must("recorded", act(Map.of("kind", "compare", "patient", patient, "limb", "left leg")));
            must("recorded", act(Map.of("kind", "take", "step", "time-out", "second", second,
                    "second-pin", pin)));
            client.sendAsync(request(path + "/live").GET().build(), BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body()
                            .filter(line -> line.equals("event: changed"))
                            .forEach(_ -> changes.incrementAndGet()));
        }

        void enter(int second) throws IOException, InterruptedException {
            switch (second % 4) {
                case 0 -> timed("fact", "recorded", Map.of("kind", "enter", "measurement",
                        "limb-temperature", "value", "37.6", "unit", "Cel"));
                case 1 -> timed("fact", "recorded", Map.of("kind", "enter", "measurement", "act",
                        "value", "400", "unit", "s"));
                case 2 -> timed("refused", "refused", Map.of("kind", "take", "step", "cuff-up"));
                default -> timed("permitted", "recorded",
                        Map.of("kind", "take", "step", "prime-circuit"));
            }
            long begin = System.nanoTime();
            get(path + "/screen");
            times.get("screen").add((System.nanoTime() - begin) / 1e6);
        }

        private void timed(String what, String told, Map<String, String> fields)
                throws IOException, InterruptedException {
            long begin = System.nanoTime();
            String answer = act(fields);
            times.get(what).add((System.nanoTime() - begin) / 1e6);
            must(told, answer);
        }

        private String act(Map<String, String> fields) throws IOException, InterruptedException {
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.put("_csrf", token);
            all.put("command", UUID.randomUUID().toString());
            all.put("made", Long.toString(System.currentTimeMillis()));
            all.put("mode", fields.get("kind").equals("take") ? "ask" : "done");
            return post(path + "/act", all).body();
        }

        private HttpRequest.Builder request(String to) {
            return HttpRequest.newBuilder(server.resolve(to));
        }

        private String get(String from) throws IOException, InterruptedException {
            HttpResponse<String> answer =
                    client.send(request(from).GET().build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(from + " is answered " + answer.statusCode());
            }
            return answer.body();
        }

        private HttpResponse<String> post(String to, Map<String, String> form)
                throws IOException, InterruptedException {
            String body = form.entrySet().stream()
                    .map(one -> one.getKey() + "="
                            + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return client.send(request(to)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
        }
    }

    public static void main(String[] args) throws Exception {
        OverHttp bench = new OverHttp(URI.create(args[0]));
        List<Console> consoles = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[5]))) {
            String[] room = line.split("\t");
            Console console = bench.new Console();
            console.open(args[1], args[2], args[3], args[4], room[0], room[1]);
            consoles.add(console);
        }
        bench.run(consoles, WARM_SECONDS);
        bench.times.values().forEach(List::clear);
        bench.changes.set(0);
        bench.run(consoles, Integer.parseInt(args[6]));
        if (bench.changes.get() == 0) {
            throw new IllegalStateException("no console heard of a change");
        }
        bench.times.forEach(OverHttp::print);
        System.exit(0); // the streams have no end
    }

    private void run(List<Console> consoles, int seconds) throws Exception {
        Instant begin = Instant.now();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService screens = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < consoles.size(); i++) {
                Console console = consoles.get(i);
                Duration first = Duration.ofMillis(1_000L * i / consoles.size());
                all.add(screens.submit(() -> {
                    for (int second = 0; second < seconds; second++) {
                        Thread.sleep(Math.max(0, Duration.between(Instant.now(),
                                begin.plus(first).plusSeconds(second)).toMillis()));
                        console.enter(second);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get(); // what went wrong at a console goes wrong here
        }
    }

    private static void must(String told, String answer) {
        if (!answer.contains("\"told\":\"" + told + "\"")) {
            throw new IllegalStateException("not " + told + ": " + answer);
        }
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("no token in " + page);
        }
        return matcher.group(1);
    }

    private static void print(String what, List<Double> all) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "%s\t%d\t%.1f\t%.1f\t%.1f%n", what, sorted.length,
                sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)],
                sorted[sorted.length - 1]);
    }
}
