package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
        KeyStore keys = selfSigned();
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY",
                keys.getKey("limbline", "changeit".toCharArray()).getEncoded()));
        X509Certificate certificate = (X509Certificate) keys.getCertificate("limbline");
        Files.writeString(folder.resolve("certificate.pem"),
                pem("CERTIFICATE", certificate.getEncoded()));
        Settings settings = Settings.of(Map.of("tls.certificate", "certificate.pem", "tls.key",
                "key.pem", "bind.port", "0"), Map.of(), folder);

        try (Server server = Server.start(settings, fresh.database(), InstantSource.system())) {
            HttpsURLConnection connection = (HttpsURLConnection)
                    server.address().resolve("/sign-in").toURL().openConnection();
            connection.setSSLSocketFactory(trusting(certificate).getSocketFactory());

            assertThat(server.address().getScheme()).isEqualTo("https");
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getHeaderField("Set-Cookie")).contains("Secure");
            assertThat(connection.getHeaderField("Strict-Transport-Security"))
                    .contains("max-age=");
        }
    }

    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "limbline", "-keyalg", "EC", "-dname", "CN=127.0.0.1",
                "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", "changeit").inheritIO().start();
        assertThat(made.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("limbline", certificate);
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] content) throws IOException {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content), what);
    }
}
