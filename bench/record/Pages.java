import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a signed-in user waits for a page, with 1, 8 and 32 of them asking without a pause.
///
///     java Pages.java ADDRESS ACCOUNT PASSWORD PATIENTS REQUESTS
///
/// Prints `page, users, requests, p50, p99, longest` in milliseconds.
final class Pages {

    private static final int[] USERS = {1, 8, 32};
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final long SEED = 20_261_125;

    private final URI server;
    private final int patients;

    private Pages(URI server, int patients) {
        this.server = server;
        this.patients = patients;
    }

    public static void main(String[] args) throws Exception {
        Pages pages = new Pages(URI.create(args[0]), Integer.parseInt(args[3]));
        int requests = Integer.parseInt(args[4]);
        List<HttpClient> users = new ArrayList<>();
        for (int i = 0; i < USERS[USERS.length - 1]; i++) {
            users.add(pages.signedIn(args[1], args[2]));
        }
        for (Page page : Page.values()) {
            pages.ask(users.subList(0, 8), page, requests / 2); // warm
            for (int count : USERS) {
                double[] times = pages.ask(users.subList(0, count), page, requests);
                Arrays.sort(times);
                System.out.printf("%s\t%d\t%d\t%.1f\t%.1f\t%.1f%n", page.told, count, times.length,
                        times[times.length / 2], times[(int) (times.length * 0.99)],
                        times[times.length - 1]);
            }
        }
    }

    private enum Page {
        PATIENT("patient page"),
        WORKLIST("worklist"),
        SEARCH("worklist, search by words");

        final String told;

        Page(String told) {
            this.told = told;
        }
    }

    private String path(Page page, RandomGenerator random) {
        String patient = "L-%07d".formatted(random.nextInt(1, patients + 1));
        return switch (page) {
            case PATIENT -> "/patients/" + patient;
            case WORKLIST -> "/worklist?page=" + random.nextInt(1, 20);
            case SEARCH -> "/worklist?words=" + patient.substring(0, 8);
        };
    }

    private double[] ask(List<HttpClient> users, Page page, int requests) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(users.size())) {
            List<Callable<double[]>> asking = new ArrayList<>();
            for (int u = 0; u < users.size(); u++) {
                HttpClient user = users.get(u);
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + u);
                asking.add(() -> {
                    double[] times = new double[requests / users.size()];
                    for (int i = 0; i < times.length; i++) {
                        String path = path(page, random);
                        long begin = System.nanoTime();
                        HttpResponse<String> answer = get(user, path);
                        times[i] = (System.nanoTime() - begin) / 1e6;
                        if (answer.statusCode() != 200) {
                            throw new IOException(path + " answered " + answer.statusCode());
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

    private HttpResponse<String> get(HttpClient user, String path)
            throws IOException, InterruptedException {
        return user.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html").GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpClient signedIn(String account, String password) throws Exception {
        HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        Matcher token = TOKEN.matcher(get(client, "/sign-in").body());
        if (!token.find()) {
            throw new IOException("there is no form at " + server);
        }
        String form = "name=" + encoded(account) + "&password=" + encoded(password)
                + "&_csrf=" + encoded(token.group(1));
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("sign-in")) {
            throw new IOException("the sign-in of " + account + " was refused");
        }
        return client;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
