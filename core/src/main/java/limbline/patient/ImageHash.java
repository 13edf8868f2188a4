package limbline.patient;

import java.util.Locale;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// The SHA-256 of a picture's bytes, in 64 hexadecimal digits: its name in the store and its proof.
public record ImageHash(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{64}");

    public ImageHash {
        Check.that(ALLOWED.matcher(value).matches(),
                "\"%s\" is not the SHA-256 of a picture: 64 hexadecimal digits",
                Text.shortened(value));
    }

    public static ImageHash parse(String text) {
        return new ImageHash(text.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
