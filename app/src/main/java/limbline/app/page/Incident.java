package limbline.app.page;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mistake of ours, in the log under a number that the reader of the page can name.
///
/// The log holds where it happened and not what the exception says, because messages quote what
/// people typed, and that is about patients.
public final class Incident {

    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    private Incident() {}

    /// Returns the number.
    public static String log(Throwable thrown) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("incident {}\n{}", number, whereabouts(thrown));
        return number;
    }

    static String whereabouts(Throwable thrown) {
        StringBuilder lines = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            lines.append(cause.getClass().getName()).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("limbline.") || lines.length() < 1_000) {
                    lines.append("    at ").append(frame).append('\n');
                }
            }
            cause = cause.getCause();
        }
        return lines.toString();
    }
}
