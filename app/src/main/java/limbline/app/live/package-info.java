/// Pages that move by themselves: what the journal gained, told to who listens. It knows no
/// station.
@NullMarked
package limbline.app.live;

import org.jspecify.annotations.NullMarked;
