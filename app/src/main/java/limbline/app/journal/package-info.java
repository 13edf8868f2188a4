/// The record: an append-only table of events, chained and sealed, and what stands beside it. It
/// knows no station: an event is a type, a version and a text here.
@NullMarked
package limbline.app.journal;

import org.jspecify.annotations.NullMarked;
