/// Units as types, dates with precision, findings that may be missing.
@NullMarked
package limbline.measure;

import org.jspecify.annotations.NullMarked;
