/// What a protocol file means: steps, interlocks, timers, limits; and the proof that it is safe.
@NullMarked
package limbline.protocol;

import org.jspecify.annotations.NullMarked;
