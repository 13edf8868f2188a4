/// Statistics that answer as R does.
@NullMarked
package limbline.statistics;

import org.jspecify.annotations.NullMarked;
