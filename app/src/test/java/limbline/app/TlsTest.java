package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
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
}
