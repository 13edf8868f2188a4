/// Audit of printed percentages: which whole counts can stand behind them.
///
/// Begin with [limbline.statistics.audit.PrintedTable]. After N. J. L. Brown, J. A. J. Heathers,
/// The GRIM test, Soc. Psychol. Personal. Sci. 8 (2017), doi:10.1177/1948550616673876.
@NullMarked
package limbline.statistics.audit;

import org.jspecify.annotations.NullMarked;
