package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import limbline.app.database.CannotStart;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.thread.Threading;

/// The server as programs and hostile people see it.
class ServerTest {

    @RegisterExtension
    static final Site site = new Site();

    @Test
    void everyAnswerCarriesTheHeadersThatKeepOthersOut() {
        HttpResponse<String> answer = new Visitor(site.address()).get("/sign-in");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'",
                                "frame-ancestors 'none'", "form-action 'self'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                .hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void theCookieOfASessionIsForThisServerAndNotForScripts() {
        String cookie = new Visitor(site.address()).get("/sign-in").headers()
                .firstValue("Set-Cookie").orElse("");

        assertThat(cookie).startsWith("LIMBLINE=").contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void aStaticFileMayBeKeptForeverBecauseItsAddressChangesWithIt() {
        String page = new Visitor(site.address()).get("/sign-in").body();
        String address = page.substring(page.indexOf("/static/limbline.css"));
        address = address.substring(0, address.indexOf('"'));

        HttpResponse<String> file = new Visitor(site.address()).get(address);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(address).matches("/static/limbline\\.css\\?v=[0-9a-f]+");
        assertThat(file.headers().firstValue("Cache-Control"))
                .hasValue("max-age=31536000, private, immutable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /nowhere                           | 404 | There is no page at this address.
            /static/nothing.css                | 404 | There is no page at this address.
            /static/%2e%2e/words/en.properties | 400 | not complete or not in order
            /worklist?page=x                   | 400 | page: "x" is not the number of a page
            /worklist?page=0                   | 400 | page 0; from 1 to 1000000
            /worklist?sort=length              | 400 | "length" is not one of: due, patient, since
            /worklist?station=%3Cscript%3E     | 400 | "&lt;script&gt;" is not one of: referred
            /worklist?words=%00                | 400 | which no name holds
            """)
    void whatCannotBeReadIsAnsweredWithASentenceAndNeverATrace(
            String path, int status, String sentence) {
        HttpResponse<String> answer = Visitor.as(site.address(), Role.CLINICIAN).get(path);

        assertThat(answer.body()).contains(sentence, "Not a medical device.")
                .doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("<script>");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void tooLongASearchIsRefusedWithItsLength() {
        HttpResponse<String> answer = Visitor.as(site.address(), Role.CLINICIAN)
                .get("/worklist?words=" + "x".repeat(101));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("a search for 101 characters; at most 100");
    }

    @Test
    void rubbishInPlaceOfHttpIsRefusedWithoutSayingWhatRunsHere() throws IOException {
        URI address = site.address();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("\u0001 \u0002 HTTP/1.1\r\nHost: x\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aMethodNobodyUsesIsRefused() {
        Visitor visitor = Visitor.as(site.address(), Role.CLINICIAN);
        HttpResponse<String> answer = visitor.send(visitor.request("/worklist")
                .method("TRACE", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void requestsRunOnVirtualThreads() {
        assertThat(Threading.VIRTUAL.isActive(site.server().context().getEnvironment())).isTrue();
    }

    @Test
    void aTakenPortIsToldInASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.standard().atPort(taken.getLocalPort());

            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() ->
                            Server.start(settings, site.database(), InstantSource.system()))
                    .withMessage("127.0.0.1 port %d is taken by another program: stop that one, or"
                            + " choose another port with bind.port (0 takes any that is free).",
                            taken.getLocalPort());
        }
    }

    @Test
    void whatIsUnderWayWhenTheServerStopsIsFinishedFirst() throws Exception {
        Server other = Server.start(
                Settings.standard().atPort(0), site.database(), InstantSource.system());
        URI address = other.address();
        Visitor visitor = new Visitor(address);
        try (Connection owner = site.database().asOwner();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            owner.setAutoCommit(false);
            try (Statement lock = owner.createStatement()) {
                lock.execute("update account set signed_in = null");
                owner.commit();
                lock.execute("lock table account"); // sign-in waits for it
            }
            threads.execute(() -> visitor.signIn("clinician", Site.PASSWORD));
            await(() -> site.database().sql().sql("""
                    select exists (select from pg_stat_activity
                    where wait_event_type = 'Lock' and query like '%from account%'
                    and datname = current_database())
                    """).query(Boolean.class).single());
            Future<?> stopped = threads.submit(other::close);
            await(() -> refusesConnections(address));
            assertThat(stopped.isDone()).isFalse();
            owner.rollback();
            stopped.get();
        }
        assertThat(site.database().sql().sql("""
                select signed_in is not null from account where name = 'clinician'
                """).query(Boolean.class).single()).isTrue();
    }

    private static boolean refusesConnections(URI address) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /// Until it is so, for 20 s at most.
    private static void await(BooleanSupplier so) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what was waited for did not happen").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
