/// The ward, to the outside world: what laboratory and patient administration report becomes events
/// of a course.
@NullMarked
package limbline.app.ward;

import org.jspecify.annotations.NullMarked;
