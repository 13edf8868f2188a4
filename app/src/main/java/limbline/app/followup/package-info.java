/// The clinic afterwards: who is to come, what was found, and how a recurrence starts the way again.
@NullMarked
package limbline.app.followup;

import org.jspecify.annotations.NullMarked;
