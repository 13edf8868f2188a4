package limbline.protocol;

import limbline.measure.Term;

/// How well a value is known. A value that somebody only remembers has no level: it stays empty.
public enum Level implements Term {
    /// Read in the source's own text.
    VERIFIED,
    /// Printed in the paper that the protocol follows, and in no other source that was read.
    PAPER,
    /// Worked out from verified values.
    DERIVED,
    /// The centre's own decision; its source says who decided, when.
    CENTRE,
    /// Made up for a demonstration. Only a demonstration file may hold it.
    INVENTED
}
