package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key and the certificate that it has signed for itself, for 127.0.0.1.
public record Keys(KeyStore store) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /// Makes them, as the files NAME.p12, NAME.pem (the certificate) and NAME-key.pem of a folder.
    public static Keys made(Path folder, String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "limbline", "-keyalg", "EC", "-dname", "CN=127.0.0.1",
                "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", "changeit").inheritIO().start();
        assertThat(made.waitFor()).isZero();
        Keys keys = new Keys(KeyStore.getInstance(file.toFile(), PASSWORD));
        Files.writeString(folder.resolve(name + ".pem"),
                pem("CERTIFICATE", keys.certificate().getEncoded()));
        secret(folder.resolve(name + "-key.pem"),
                pem("PRIVATE KEY", keys.store.getKey("limbline", PASSWORD).getEncoded()));
        return keys;
    }

    /// Writes a file that its owner alone may read.
    public static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private X509Certificate certificate() throws Exception {
        return (X509Certificate) store.getCertificate("limbline");
    }

    /// TLS that trusts these keys alone.
    ///
    /// @param own what it shows of itself
    public SSLContext trusted(Optional<Keys> own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("limbline", certificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] shown = {};
        if (own.isPresent()) {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own.get().store, PASSWORD);
            shown = keys.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content), what);
    }
}
