/// Everything that can happen to a patient: one sealed [limbline.event.Event], under it a sealed
/// interface per station of the patient's way, and [limbline.event.Entry], the envelope that says
/// when, by whom and from which source.
@NullMarked
package limbline.event;

import org.jspecify.annotations.NullMarked;
