/// Our own series: cohorts under a name, their tables and curves, pages and exports.
@NullMarked
package limbline.app.series;

import org.jspecify.annotations.NullMarked;
