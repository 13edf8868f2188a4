/// "Break it": anybody edits a protocol and sees at once what the proof says.
@NullMarked
package limbline.app.breakit;

import org.jspecify.annotations.NullMarked;
