/// Files into the record and out of it: course files, registry tables with their maps.
@NullMarked
package limbline.app.exchange;

import org.jspecify.annotations.NullMarked;
