package limbline.app.series;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.figure.Figure;
import limbline.course.AsOf;
import limbline.series.Cohort;
import limbline.series.Fact;

/// A series as a part of a print.
public final class SeriesReport {

    private SeriesReport() {}

    /// Everybody of a centre, divided by arm and leg.
    public static SeriesView everybody(SeriesDesk desk, String centre) {
        Cohort cohort = new Cohort(SeriesPage.EVERYBODY, List.of(), List.of(Fact.EXTREMITY));
        return SeriesView.of(new Definition(cohort, 1, centre, "limbline"),
                Withheld.of(desk.run(cohort, centre, AsOf.NOW), 0));
    }

    /// Every figure that the view shows.
    public static List<Figure> figures(SeriesView view) {
        return Stream.concat(view.swimmer().stream(),
                view.sections().stream().map(SeriesView.Section::figure)
                        .flatMap(Optional::stream)).toList();
    }
}
