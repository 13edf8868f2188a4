package limbline.app.bench;

import java.io.IOException;
import java.net.CookieManager;
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

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();
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

    /// A whole page.
    ///
    /// @throws IOException if the answer is another than 200
    public String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html,application/pdf").GET().build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
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
