package limbline.app.exchange;

import java.util.Objects;

/// Something in a file that could not be taken, so that somebody can find and mend it.
///
/// @param file as it was named to us
/// @param line from 1; 0 where the file as a whole is meant
/// @param field the field or column, or empty
/// @param reason what is wrong, and what may stand there
public record Problem(String file, int line, String field, String reason) {

    static Problem of(String file, int line, String reason) {
        return new Problem(file, line, "", reason);
    }

    /// What an argument was refused with.
    static String words(IllegalArgumentException refused) {
        return Objects.requireNonNull(refused.getMessage());
    }

    /// "case.yaml, line 12, grade: ..."
    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + (field.isEmpty() ? "" : ", " + field)
                + ": " + reason;
    }
}
