/// The ward: which limb needs a look now, and why. Rules over the course of a patient, with the
/// centre's limits; nothing here chooses a treatment.
@NullMarked
package limbline.ward;

import org.jspecify.annotations.NullMarked;
