package limbline.app.course;

import java.util.List;
import limbline.event.Entry;

/// What came of the wish to record something.
public sealed interface Answer {

    /// It is on the record, and on the disk.
    ///
    /// @param reading the course with it
    record Recorded(Reading reading) implements Answer {}

    /// It cannot be true beside what is on record; nothing was written.
    ///
    /// @param reasons sentences, all there are
    record Refused(List<String> reasons) implements Answer {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// Somebody else recorded something since the course was read; nothing was written.
    ///
    /// @param between what came in, in order
    /// @param reading the course as it is now, to decide again
    record Overtaken(List<Entry> between, Reading reading) implements Answer {
        public Overtaken {
            between = List.copyOf(between);
        }
    }
}
