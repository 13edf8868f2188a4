package limbline.event;

import java.util.Locale;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// The SHA-256 of a protocol file's exact text: the version that was signed, and no other.
public record ProtocolVersion(String sha256) {

    private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{64}");

    public ProtocolVersion {
        Check.that(ALLOWED.matcher(sha256).matches(),
                "\"%s\" is not the SHA-256 of a protocol", Text.shortened(sha256));
    }

    public static ProtocolVersion parse(String text) {
        return new ProtocolVersion(text.strip().toLowerCase(Locale.ROOT));
    }

    /// Both ends of it, for a sentence.
    public String shortened() {
        return sha256.substring(0, 12) + "…" + sha256.substring(62);
    }

    @Override
    public String toString() {
        return sha256;
    }
}
