/// Answers reference cases: questions written down with R's answer, so that two programs can be
/// compared to the digit.
@NullMarked
package limbline.statistics.reference;

import org.jspecify.annotations.NullMarked;
