package limbline.statistics;

import com.google.errorprone.annotations.FormatMethod;

/// Refuses a wrong argument with a sentence that says what was given and what is allowed. Public
/// for the sub-packages only.
public final class Check {

    private Check() {}

    @FormatMethod
    public static void that(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
