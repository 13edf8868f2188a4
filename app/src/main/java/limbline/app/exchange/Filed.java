package limbline.app.exchange;

import limbline.event.Draft;

/// One event as a file gives it.
///
/// @param line where it begins
/// @param label its name in the file; with centre and patient it makes the event's id, so that the
///     same entry of the same file is the same event again
public record Filed(String file, int line, String label, Draft draft) {

    Problem problem(String reason) {
        return new Problem(file, line, label, reason);
    }
}
