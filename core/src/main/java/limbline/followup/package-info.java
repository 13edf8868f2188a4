/// The clinic after an infusion: how the treated disease answered, by the named criteria, computed
/// from what was measured. The clinician's own judgement stands beside it and is never replaced.
@NullMarked
package limbline.followup;

import org.jspecify.annotations.NullMarked;
