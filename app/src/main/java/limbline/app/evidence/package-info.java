/// Published series over files, commands and pages: their audit, pooling and comparison.
@NullMarked
package limbline.app.evidence;

import org.jspecify.annotations.NullMarked;
