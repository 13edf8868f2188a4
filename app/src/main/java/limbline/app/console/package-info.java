/// The screen of the theatre.
@NullMarked
package limbline.app.console;

import org.jspecify.annotations.NullMarked;
