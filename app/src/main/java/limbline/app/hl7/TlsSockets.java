package limbline.app.hl7;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import limbline.app.database.CannotStart;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// Server sockets with TLS from PEM files; with `clients`, a sender shows a certificate that one of
/// these authorities has signed, or is not listened to.
public final class TlsSockets extends ServerSocketFactory {

    private final ServerSocketFactory factory;
    private final boolean asksClients;

    /// @throws CannotStart if the files hold no certificate and key
    public TlsSockets(Path certificate, Path key, Optional<Path> clients) {
        try {
            PemSslStoreDetails own = PemSslStoreDetails
                    .forCertificate(certificate.toUri().toString())
                    .withPrivateKey(key.toUri().toString());
            PemSslStoreDetails trusted = clients
                    .map(path -> PemSslStoreDetails.forCertificate(path.toUri().toString()))
                    .orElse(null);
            SslStoreBundle stores = new PemSslStoreBundle(own, trusted);
            this.factory = SslBundle.of(stores).createSslContext().getServerSocketFactory();
            this.asksClients = clients.isPresent();
        } catch (RuntimeException e) {
            throw CannotStart.because("feed.tls: %s and %s cannot be used as a certificate and its"
                    + " key: %s", certificate, key, e.getMessage());
        }
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return asking(factory.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return asking(factory.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
            throws IOException {
        return asking(factory.createServerSocket(port, backlog, address));
    }

    private ServerSocket asking(ServerSocket socket) {
        ((SSLServerSocket) socket).setNeedClientAuth(asksClients);
        return socket;
    }
}
