/// The fold: what happened to this patient, limb by limb and lesion by lesion, as known on a date.
@NullMarked
package limbline.course;

import org.jspecify.annotations.NullMarked;
