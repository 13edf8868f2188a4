/// Proportional hazards: Cox's model of a hazard and Fine and Gray's of a cumulative incidence,
/// with their tests, residuals, checks and predicted curves.
@NullMarked
package limbline.statistics.regression;

import org.jspecify.annotations.NullMarked;
