/// Pooling the results of studies: inverse variance on five scales with eight estimators, and the
/// binomial-normal model; what follows from a pooled result (heterogeneity, prediction, leaving one
/// out, subgroups, regression, asymmetry of the funnel).
///
/// Begin with [limbline.statistics.pooling.Studies] and
/// [limbline.statistics.pooling.PooledProportion].
@NullMarked
package limbline.statistics.pooling;

import org.jspecify.annotations.NullMarked;
