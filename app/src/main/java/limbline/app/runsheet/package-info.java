/// The record of a procedure: its chart and its run sheet.
@NullMarked
package limbline.app.runsheet;

import org.jspecify.annotations.NullMarked;
