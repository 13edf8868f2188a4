package limbline.app.ward;

import java.net.InetSocketAddress;
import java.util.Optional;
import limbline.app.hl7.Listener;

/// The listener of this server, if it has one.
public record FeedListener(Optional<Listener> listener) implements AutoCloseable {

    public Optional<InetSocketAddress> address() {
        return listener.map(Listener::address);
    }

    @Override
    public void close() {
        listener.ifPresent(Listener::close);
    }
}
