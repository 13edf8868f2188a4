/// What others have published: their series, whether the printed numbers can be, and what they say
/// together and beside our own.
@NullMarked
package limbline.evidence;

import org.jspecify.annotations.NullMarked;
