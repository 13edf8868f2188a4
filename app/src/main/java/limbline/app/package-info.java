/// The world: everything that touches a disk, a socket, a clock or a person.
@NullMarked
package limbline.app;

import org.jspecify.annotations.NullMarked;
