package limbline.app.security;

import java.time.Instant;
import java.util.Optional;
import limbline.measure.Text;

/// A passkey as its owner sees it.
///
/// @param id in base64url; it opens nothing
/// @param name the owner's own word for it, up to [#LONGEST_NAME] characters
/// @param used the last time, or empty
/// @param copied when a signature came that only a copy of it can have made; it lets nobody in since
public record Passkey(String id, String name, Instant created, Optional<Instant> used,
        Optional<Instant> copied) {

    static final int LONGEST_NAME = 60;

    public Passkey {
        name = named(name);
    }

    /// @throws IllegalArgumentException with the reason against it
    static String named(String text) {
        String name = Text.line("the passkey's name", text);
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the passkey's name has %d characters; at most %d"
                    .formatted(name.length(), LONGEST_NAME));
        }
        return name;
    }
}
