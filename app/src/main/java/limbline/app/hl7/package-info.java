/// HL7 version 2 over TCP: framing, reading, answering, and the store of what came in. It knows no
/// station; what a message means for a patient is decided in [limbline.app.ward].
@NullMarked
package limbline.app.hl7;

import org.jspecify.annotations.NullMarked;
