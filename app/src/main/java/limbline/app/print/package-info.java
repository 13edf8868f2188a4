/// Pages for paper: a template with its figures becomes a PDF. It knows no station.
@NullMarked
package limbline.app.print;

import org.jspecify.annotations.NullMarked;
