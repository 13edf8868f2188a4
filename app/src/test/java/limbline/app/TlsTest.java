package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import limbline.app.database.FreshDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The server speaking TLS with the centre's own certificate.
class TlsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @TempDir Path folder;

    @Test
    void aCertificateAndAKeyAreAllItTakes() throws Exception {
        Keys keys = Keys.made(folder, "own");
        Settings settings = Settings.of(Map.of("tls.certificate", "own.pem", "tls.key",
                "own-key.pem", "bind.port", "0"), Map.of(), folder);

        try (Server server = Server.start(settings, fresh.database(), InstantSource.system())) {
            HttpsURLConnection connection = (HttpsURLConnection)
                    server.address().resolve("/sign-in").toURL().openConnection();
            connection.setSSLSocketFactory(keys.trusted(Optional.empty()).getSocketFactory());

            assertThat(server.address().getScheme()).isEqualTo("https");
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getHeaderField("Set-Cookie"))
                    .startsWith("__Host-LIMBLINE=").contains("Secure");
            assertThat(connection.getHeaderField("Strict-Transport-Security"))
                    .contains("max-age=");
        }
    }

    /// What the proxy says counts where the settings say that there is one, and only there.
    @Test
    void behindAProxyThatSpeaksTlsBrowsersAreToldToStayWithItAndCookiesGoByTlsAlone() {
        try (Server behind = Server.start(Settings.of(
                Map.of("bind.port", "0", "tls.proxy", "yes"), Map.of(), folder),
                fresh.database(), InstantSource.system());
                Server alone = Server.start(Settings.of(Map.of("bind.port", "0"), Map.of(), folder),
                fresh.database(), InstantSource.system())) {
            HttpHeaders headers = headers(behind);
            assertThat(headers.firstValue("Strict-Transport-Security")).hasValueSatisfying(
                    value -> assertThat(value).contains("max-age=31536000"));
            assertThat(headers.firstValue("Set-Cookie")).hasValueSatisfying(
                    value -> assertThat(value).startsWith("__Host-LIMBLINE=").contains("Secure"));
            assertThat(headers(alone).firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    /// This machine is no proxy there: what it says of an address and of TLS is not believed, and of
    /// others nobody but the proxy connects.
    @Test
    void whereTheProxiesAreNamedNobodyElseIsBelieved() throws Exception {
        try (Server named = Server.start(Settings.of(Map.of("bind.port", "0", "bind.address",
                "0.0.0.0", "tls.proxy", "192.0.2.7"), Map.of(), folder), fresh.database(),
                InstantSource.system())) {
            assertThat(headers(named).firstValue("Strict-Transport-Security")).isEmpty();
            for (InetAddress own : others()) {
                assertThat(new Visitor(URI.create("http://%s:%d/".formatted(own.getHostAddress(),
                        named.address().getPort()))).get("/sign-in").statusCode())
                        .as(own.toString()).isEqualTo(403);
            }
        }
    }

    @Test
    void theProxyThatIsNamedIsBelieved() {
        try (Server named = Server.start(Settings.of(Map.of("bind.port", "0", "tls.proxy",
                "192.0.2.7, 127.0.0.1"), Map.of(), folder), fresh.database(),
                InstantSource.system())) {
            assertThat(headers(named).firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    /// Addresses of this machine that are not its loopback: it reaches itself by them as others do.
    private static List<Inet4Address> others() throws SocketException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(one -> !one.isLoopbackAddress())
                .filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast).toList();
    }

    private static HttpHeaders headers(Server server) {
        return new Visitor(server.address()).get("/sign-in", "X-Forwarded-Proto", "https",
                "X-Forwarded-For", "192.0.2.1").headers();
    }
}
