/// The demonstration: an invented centre, its clock, and how both are loaded.
@NullMarked
package limbline.app.demonstration;

import org.jspecify.annotations.NullMarked;
