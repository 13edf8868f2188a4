/// Orders for the theatre: the dose sheet, its two signatures, its print.
@NullMarked
package limbline.app.order;

import org.jspecify.annotations.NullMarked;
