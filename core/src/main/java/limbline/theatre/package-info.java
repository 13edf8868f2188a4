/// A procedure in theatre: the fold of what was done and measured, and what follows from it for the
/// next step.
@NullMarked
package limbline.theatre;

import org.jspecify.annotations.NullMarked;
