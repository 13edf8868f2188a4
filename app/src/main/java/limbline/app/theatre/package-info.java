/// The theatre's desk: what is asked and written down in the course of a procedure.
@NullMarked
package limbline.app.theatre;

import org.jspecify.annotations.NullMarked;
