/// Photographs of limbs and lesions: cleaned of what a camera writes beside the picture, kept under
/// their hash, proved on reading.
@NullMarked
package limbline.app.photograph;

import org.jspecify.annotations.NullMarked;
