/// The protocol file: YAML with line numbers, read, compared and drawn.
@NullMarked
package limbline.app.protocol;

import org.jspecify.annotations.NullMarked;
