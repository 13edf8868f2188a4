package limbline.app.database;

import com.google.errorprone.annotations.FormatMethod;
import org.jspecify.annotations.Nullable;

/// The database cannot be had now, or not for this. The message is one or two sentences for the
/// person at the terminal: what is so, and what to do. It is printed without a stack trace.
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    private CannotStart(String message) {
        super(message);
    }

    @FormatMethod
    public static CannotStart because(String message, @Nullable Object... arguments) {
        return new CannotStart(message.formatted(arguments));
    }
}
