package limbline.app.protocol;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import limbline.protocol.Departures;
import limbline.protocol.Protocol;

/// The protocol files that come with the program.
public final class ShippedProtocols {

    /// By the names of their files, those after a source first.
    public static final List<String> NAMES =
            List.of("ili-paper", "ili-doxorubicin", "hilp-eu", "demo-ili", "demo-hilp");

    private static final Pattern ID = Pattern.compile("\\b(?:id|protocol): ([a-z0-9-]+)");

    /// Below this share of its ids a shipped file is not what another one was made from.
    private static final double ALIKE = 0.5;

    private ShippedProtocols() {}

    /// The text of one.
    ///
    /// @param name one of [#NAMES]
    public static String text(String name) {
        String path = "/protocols/" + name + ".yaml";
        try (InputStream in =
                requireNonNull(ShippedProtocols.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a protocol asks less than the shipped file it is most like.
    ///
    /// @param shipped that file's name
    /// @param says sentences; empty if it asks as much
    public record Compared(String shipped, List<String> says) {
        public Compared {
            says = List.copyOf(says);
        }
    }

    /// Empty if no shipped file is like it.
    ///
    /// @param text that `protocol` was read from
    public static Optional<Compared> compared(String text, Protocol protocol) {
        Set<String> ids = ids(text);
        String closest = "";
        String closestText = "";
        double most = ALIKE;
        for (String name : NAMES) {
            String shipped = text(name);
            Set<String> theirs = ids(shipped);
            double share = (double) theirs.stream().filter(ids::contains).count() / theirs.size();
            if (share > most) {
                closest = name;
                closestText = shipped;
                most = share;
            }
        }
        if (closest.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Compared(closest,
                    Departures.of(protocol, ProtocolFile.parse(closestText))));
        } catch (RefusedProtocol refused) {
            throw new IllegalStateException("a shipped file is refused", refused);
        }
    }

    private static Set<String> ids(String text) {
        return new HashSet<>(ID.matcher(text).results().map(MatchResult::group).toList());
    }
}
