package limbline.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody who is signed in at a running server, with a connection and a session of his own.
public final class SignedIn {

    private static final Pattern FIELD = Pattern.compile("name=\"(\\w+)\" value=\"([^\"]+)\"");

    static {
        System.setProperty("http.maxConnections", "100"); // kept for the next request, else 5
    }

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
    private final URI server;

    /// @throws IOException if the server refuses the account, or has no form to sign in
    public SignedIn(URI server, String account, String password)
            throws IOException, InterruptedException {
        this.server = server;
        Map<String, String> form = fields(get("/sign-in"));
        if (!form.containsKey("_csrf")) {
            throw new IOException("there is no form at " + server);
        }
        form.put("name", account);
        form.put("password", password);
        HttpResponse<String> answer = post("/sign-in", form);
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("sign-in")) {
            throw new IOException("the sign-in of " + account + " was refused");
        }
    }

    /// The fields of the forms in a page, or a part of it, that have a value; the first of a name.
    public static Map<String, String> fields(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            fields.putIfAbsent(field.group(1), field.group(2));
        }
        return fields;
    }

    /// A whole page. Asked for by the plainer of the JDK's two clients, in the thread of whoever asks:
    /// the other takes 1 ms of the processor for each page, which the server would have to share.
    ///
    /// @throws IOException if the answer is another than 200
    public String get(String path) throws IOException {
        URI address = server.resolve(path);
        HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
        asked.setInstanceFollowRedirects(false);
        asked.setRequestProperty("Accept", "text/html,application/pdf");
        cookies.get(address, Map.of()).forEach((name, values) ->
                values.forEach(value -> asked.addRequestProperty(name, value)));
        if (asked.getResponseCode() != 200) {
            throw new IOException(path + " answered " + asked.getResponseCode());
        }
        cookies.put(address, asked.getHeaderFields());
        try (InputStream body = asked.getInputStream()) { // read to its end, the connection is kept
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A form that is sent, whatever the answer.
    public HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String sent = form.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(sent)).build(), BodyHandlers.ofString());
    }
}
