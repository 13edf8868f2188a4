/// Figures, drawn once: a [limbline.app.figure.Figure] is a list of marks, which one writer turns
/// into SVG and another into PNG. Knows courses, statistics, and
/// no page.
@NullMarked
package limbline.app.figure;

import org.jspecify.annotations.NullMarked;
