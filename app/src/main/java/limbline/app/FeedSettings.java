package limbline.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import limbline.app.hl7.Senders;
import limbline.measure.Check;

/// How messages of the laboratory and of patient administration come in.
///
/// @param port 0 for any that is free
/// @param senders who may send
/// @param encryption of the connections
/// @param clear whether a person has said that they may be read on the way
/// @param processing the processing ids (MSH-11) that are taken
/// @param map what codes and units mean; empty for the map that comes with the program
/// @param zone of the senders' clocks
/// @param silence after which a connection is closed
/// @param keepDays how long a message that is about nobody here keeps its text
public record FeedSettings(
        InetAddress address,
        int port,
        Senders senders,
        Optional<Tls> encryption,
        boolean clear,
        Set<String> processing,
        Optional<Path> map,
        ZoneId zone,
        Duration silence,
        int keepDays) {

    /// Long enough to notice that a number was said to be nobody's by mistake.
    public static final int USUAL_DAYS = 30;


    /// TLS for the feed.
    ///
    /// @param certificate a PEM file, with the chain
    /// @param key a PEM file
    /// @param clients the authorities whose certificates a sender must show, a PEM file; empty where
    ///     none is asked for
    public record Tls(Path certificate, Path key, Optional<Path> clients) {}

    public FeedSettings {
        Check.that(port >= 0 && port <= 65_535, "feed.port is %s; from 0 (any) to 65535", port);
        Check.that(!processing.isEmpty(), "feed.processing names nothing; usually it is P");
        Check.that(silence.toSeconds() >= 1 && silence.toSeconds() <= 86_400,
                "feed.silence-seconds is %s; from 1 to 86400", silence.toSeconds());
        Check.that(address.isLoopbackAddress() || encryption.isPresent() || clear,
                "feed.address %s is an address that other machines reach, so laboratory results"
                        + " would come in the clear: set feed.tls.certificate and feed.tls.key, or"
                        + " feed.clear = yes if the way there is protected by other means",
                address.getHostAddress());
        Check.that(keepDays >= 1 && keepDays <= 3_650,
                "feed.keep-days is %s; from 1 to 3650", keepDays);
        processing = Set.copyOf(processing);
    }
}
