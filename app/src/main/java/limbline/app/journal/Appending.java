package limbline.app.journal;

import java.util.List;

/// What came of a command. Every answer is a fact about the record that will not change any more.
public sealed interface Appending {

    /// The command is on the record, and on the disk.
    ///
    /// @param first position of its first event
    /// @param last position of its last event
    record Appended(int first, int last) implements Appending {}

    /// It was on the record before: somebody sent it again. Nothing was written now.
    record AlreadyWritten(List<Written> events) implements Appending {

        public AlreadyWritten {
            events = List.copyOf(events);
        }
    }

    /// Nothing was written, because the decision was made on an old picture.
    ///
    /// @param between what came in since, in order; at least one event
    record Conflict(List<Written> between) implements Appending {

        public Conflict {
            between = List.copyOf(between);
        }
    }
}
