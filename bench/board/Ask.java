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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How long a signed-in clinician waits for the board's page of a patient, for the sheet as PDF, for
/// the list of a meeting and for the clinic's list.
///
///     java Ask.java ADDRESS ACCOUNT PASSWORD PATIENTS REQUESTS
///
/// Prints a line of a Markdown table for each: page, users, requests, first, p50, p99, longest
/// (ms); then, a line each, how long our own counts took.
final class Ask {

    private static final Pattern FIELD = Pattern.compile("name=\"(\\w+)\" value=\"([^\"]+)\"");
    private static final String COUNTING = "being counted";
    private static final String MEETING = "2031-03-03";
    private static final int ON_THE_LIST = 12;
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
        String then = "/patients/%s/board?known=2024-06-30";
        String now = "/patients/%s/board";
        double first = ask.times(now, 1, 1)[0];
        double counted = ask.counted(now);
        double firstThen = ask.times(then, 1, 1)[0];
        double countedThen = ask.counted(then);
        ask.listForTheMeeting();
        ask.times(now, 2, requests / 2); // warm
        for (int users : new int[] {1, 4}) {
            print("board page", users, first, ask.times(now, users, requests));
        }
        print("board page as known on a day", 1, firstThen, ask.times(then, 1, requests));
        String list = "/board?day=" + MEETING;
        double firstList = ask.times(list, 1, 1)[0];
        print("list of a meeting, " + ON_THE_LIST + " patients", 1, firstList,
                ask.times(list, 1, requests / 4));
        double firstClinic = ask.times("/clinic", 1, 1)[0];
        print("clinic's list", 1, firstClinic, ask.times("/clinic", 1, requests / 4));
        print("clinic's list, a later page", 1, firstClinic,
                ask.times("/clinic?page=200", 1, requests / 4));
        print("one patient of the clinic", 1, firstClinic,
                ask.times("/clinic/patients/%s", 1, requests / 4));
        print("sheet as PDF", 1, first,
                ask.times("/patients/%s/board.pdf", 1, Math.max(10, requests / 50)));
        System.out.printf("%nOur own counts were there after %.1f s of today, and %.1f s of an "
                + "earlier day.%n", counted, countedThen);
    }

    /// Seconds until our own counts are on the page.
    private double counted(String page) throws Exception {
        long begin = System.nanoTime();
        while (get(page.formatted(patient(1))).body().contains(COUNTING)) {
            Thread.sleep(100);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String patient(int number) {
        return "L-%07d".formatted(number);
    }

    /// Puts as many on the list as there should be, unless they are.
    private void listForTheMeeting() throws Exception {
        if (get("/board?day=" + MEETING).body().contains(patient(patients / ON_THE_LIST))) {
            return;
        }
        for (int i = 1; i <= ON_THE_LIST; i++) {
            String page = "/patients/" + patient(patients / ON_THE_LIST * i) + "/board";
            String body = get(page).body();
            Map<String, String> form = new LinkedHashMap<>();
            Matcher field = FIELD.matcher(body.substring(body.indexOf("/board/list")));
            while (form.size() < 3 && field.find()) {
                form.put(field.group(1), field.group(2));
            }
            form.put("meeting", MEETING);
            form.put("question", "What now?");
            int status = post(page + "/list", form).statusCode();
            if (status != 303) {
                throw new IOException(page + "/list answered " + status);
            }
        }
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
                        String path = page.formatted(patient(random.nextInt(1, patients + 1)));
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

    private HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String sent = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return user.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(sent)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void signIn(String account, String password) throws Exception {
        Matcher token = FIELD.matcher(get("/sign-in").body());
        Map<String, String> form = new LinkedHashMap<>();
        while (token.find()) {
            form.put(token.group(1), token.group(2));
        }
        form.put("name", account);
        form.put("password", password);
        if (post("/sign-in", form).statusCode() != 302) {
            throw new IOException("the sign-in of " + account + " was refused");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
