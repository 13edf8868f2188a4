import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long somebody who is signed in waits for the page of a series: the first time, and then.
///
///     java Page.java ADDRESS ACCOUNT PASSWORD
final class Page {

    private static final int REQUESTS = 200;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI server;

    private Page(URI server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        Page page = new Page(URI.create(args[0]));
        HttpClient user = page.signedIn(args[1], args[2]);
        double first = page.time(user);
        double[] times = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            times[i] = page.time(user);
        }
        Arrays.sort(times);
        System.out.printf("first %.0f ms; then, of %d, median %.1f ms, 99 in 100 below %.1f ms.%n",
                first, REQUESTS, times[REQUESTS / 2], times[REQUESTS * 99 / 100]);
    }

    private double time(HttpClient user) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> answer = get(user, "/series/everybody");
        double time = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException("the page answered " + answer.statusCode());
        }
        return time;
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
