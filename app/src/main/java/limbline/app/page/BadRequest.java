package limbline.app.page;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was sent cannot be read. The message is for the person who sent it: which field, what was
/// given, what is allowed.
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadRequest(String message) {
        super(message);
    }

    /// A parameter as a value. The one place where bad input becomes a bad request; anywhere else
    /// an [IllegalArgumentException] is a mistake of ours.
    public static <T> T parsed(String name, @Nullable String text, Function<String, T> parse) {
        if (text == null || text.isBlank()) {
            throw new BadRequest(name + " is missing");
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(name + ": " + e.getMessage());
        }
    }
}
