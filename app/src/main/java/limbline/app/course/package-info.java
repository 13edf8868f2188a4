/// The course of a patient as the world touches it: read from the journal, folded, added to.
@NullMarked
package limbline.app.course;

import org.jspecify.annotations.NullMarked;
