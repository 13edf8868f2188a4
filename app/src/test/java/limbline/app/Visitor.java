package limbline.app;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.security.Role;

/// Somebody who speaks HTTP to the server and keeps its cookies, without a browser.
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public Visitor(URI server) {
        this.server = server;
    }

    /// Somebody who has signed in with an account of [Site].
    public static Visitor as(URI server, Role role) {
        Visitor visitor = new Visitor(server);
        visitor.signIn(role.toString(), Site.PASSWORD);
        return visitor;
    }

    /// Asks for the sign-in page, fills it in and sends it. Returns the answer, not followed.
    public HttpResponse<String> signIn(String name, String password) {
        return post("/sign-in", Map.of("name", name, "password", password));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /// How the server answers, without waiting for the end of what it says: a stream has none.
    public int status(String path) {
        try {
            HttpResponse<InputStream> answer = client.send(
                    request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError("no answer to " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Sends a form with the token of this visitor's session.
    public HttpResponse<String> post(String path, Map<String, String> form) {
        Map<String, String> all = new TreeMap<>(form);
        all.put("_csrf", token());
        return postBare(path, all);
    }

    /// Sends a form as it is.
    public HttpResponse<String> postBare(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(joining("&"));
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// What keeps the cookies, for answers that do not end.
    public HttpClient client() {
        return client;
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /// From any page that holds a form: the sign-in page, or whatever this visitor's first one is.
    private String token() {
        String page = get("/sign-in").body();
        Matcher found = TOKEN.matcher(page);
        if (!found.find()) {
            found = TOKEN.matcher(get("/nowhere").body());
            if (!found.find()) {
                throw new AssertionError("there is no form on the page: " + page);
            }
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
