package limbline.app.board;

import java.util.List;
import java.util.Locale;
import limbline.app.figure.Figure;

/// How tightly the sheet is set, so that it stays one sheet: smaller type, smaller figures, and
/// shorter lists that say how much more there is.
///
/// @param step 0 the roomiest to [#TIGHTEST]
public record Density(int step) {

    public static final int TIGHTEST = 5;

    // In millimetres, side by side on a sheet that is 190 wide.
    private static final double COURSE_WIDTH = 116;
    private static final double MAP_WIDTH = 71;
    private static final List<Double> COURSE = List.of(92.0, 86.0, 80.0, 72.0, 62.0, 52.0);
    private static final List<Double> MAP = List.of(64.0, 64.0, 62.0, 58.0, 54.0, 48.0);
    private static final List<Integer> LONGEST = List.of(9, 8, 7, 6, 5, 4);

    /// What is likely to fit, by how much there is.
    static Density likely(BoardSheet sheet) {
        int lines = sheet.lesions().size() + sheet.imaging().size() + sheet.photographs().size()
                + sheet.decisions().decided().size() + sheet.decisions().open().size()
                + (int) (sheet.timeline().height() / 40);
        return new Density(Math.min(TIGHTEST, 3 + lines / 20));
    }

    /// Where to begin: each try on paper costs a print.
    Density roomier() {
        return new Density(Math.max(0, step - 3));
    }

    Density tighter() {
        return new Density(step + 1);
    }

    public String style() {
        return "d" + step;
    }

    /// What the style sheet cannot know: the size of each figure, and the margins of the one page.
    String rules(Figure course, Figure map) {
        return String.format(Locale.ROOT, """

                @page :first { margin: 14mm 10mm 15mm 10mm; }
                .course-figure { width: %.1fmm; }
                .map { width: %.1fmm; }
                """,
                BoardSheet.width(course, COURSE_WIDTH, COURSE.get(step)),
                BoardSheet.width(map, MAP_WIDTH, MAP.get(step)));
    }

    public <T> List<T> first(List<T> all) {
        return all.size() <= LONGEST.get(step) ? all : all.subList(0, LONGEST.get(step));
    }

    public int more(List<?> all) {
        return Math.max(0, all.size() - LONGEST.get(step));
    }
}
