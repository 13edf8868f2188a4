/// The words all stations speak: patient, limb, lesion, histology.
@NullMarked
package limbline.patient;

import org.jspecify.annotations.NullMarked;
