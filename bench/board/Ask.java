import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a signed-in clinician waits for the board's page of a patient, and for the sheet as
/// PDF.
///
///     java Ask.java ADDRESS ACCOUNT PASSWORD PATIENTS REQUESTS
///
/// Prints a line of a Markdown table for each: page, users, requests, first, p50, p99, longest
/// (ms).
final class Ask {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final long SEED = 20_261_125;

    private final URI server;
    private final HttpClient user;
    private final int patients;

    private Ask(URI server, HttpClient user, int patients) {
        this.server = server;
        this.user = user;
        this.patients = patients;
    }

    public static void main(String[] args) throws Exception {
        URI server = URI.create(args[0]);
        HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        Ask ask = new Ask(server, client, Integer.parseInt(args[3]));
        ask.signIn(args[1], args[2]);
        int requests = Integer.parseInt(args[4]);
        double first = ask.times("/board", 1, 1)[0];
        ask.times("/board", 2, requests / 2); // warm
        for (int users : new int[] {1, 4}) {
            print("board page", users, first, ask.times("/board", users, requests));
        }
        print("board page as known on a day", 1, first,
                ask.times("/board?known=2024-06-30", 1, requests));
        print("sheet as PDF", 1, first, ask.times("/board.pdf", 1, Math.max(10, requests / 50)));
    }

    private static void print(String page, int users, double first, double[] times) {
        Arrays.sort(times);
        System.out.printf("| %s | %d | %d | %.0f | %.1f | %.1f | %.1f |%n", page, users,
                times.length, first, times[times.length / 2], times[(int) (times.length * 0.99)],
                times[times.length - 1]);
    }

    private double[] times(String page, int users, int requests) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(users)) {
            List<Callable<double[]>> asking = new ArrayList<>();
            for (int u = 0; u < users; u++) {
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + u);
                asking.add(() -> {
                    double[] times = new double[requests / users];
                    for (int i = 0; i < times.length; i++) {
                        String path = "/patients/L-%07d".formatted(random.nextInt(1, patients + 1))
                                + page;
                        long begin = System.nanoTime();
                        int status = get(path).statusCode();
                        times[i] = (System.nanoTime() - begin) / 1e6;
                        if (status != 200) {
                            throw new IOException(path + " answered " + status);
                        }
                    }
                    return times;
                });
            }
            List<double[]> parts = new ArrayList<>();
            for (Future<double[]> one : all.invokeAll(asking)) {
                parts.add(one.get());
            }
            return parts.stream().flatMapToDouble(Arrays::stream).toArray();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return user.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html,application/pdf").GET().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void signIn(String account, String password) throws Exception {
        Matcher token = TOKEN.matcher(get("/sign-in").body());
        if (!token.find()) {
            throw new IOException("there is no form at " + server);
        }
        String form = "name=" + encoded(account) + "&password=" + encoded(password)
                + "&_csrf=" + encoded(token.group(1));
        HttpResponse<String> answer = user.send(HttpRequest.newBuilder(server.resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302) {
            throw new IOException("the sign-in of " + account + " was refused");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
