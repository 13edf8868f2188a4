package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.figure.Caption;
import limbline.app.figure.Figure;
import limbline.app.figure.IncidenceFigure;
import limbline.app.figure.SurvivalFigure;
import limbline.series.Series;
import limbline.series.Table;
import limbline.series.Times;
import limbline.statistics.AalenJohansen;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Quantile;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;

/// The curves of a series, with the numbers at risk, along months.
public final class SeriesFigures {

    /// Fewer make no curve.
    private static final int FEWEST = 2;

    private SeriesFigures() {}

    /// One for each timed endpoint with at least one event.
    ///
    /// @param least tables with a smaller count are left out, see [Withheld]
    public static List<Figure> all(Series series, int least) {
        List<Figure> figures = new ArrayList<>();
        for (Table<?> table : series.tables()) {
            if (table instanceof Times<?> times && !Withheld.from(table, least)) {
                of(times).ifPresent(figures::add);
            }
        }
        return figures;
    }

    /// Empty where nobody, or nobody but one, was followed, or nothing happened.
    public static Optional<Figure> of(Times<?> times) {
        if (times.assessed().value() < FEWEST
                || times.ended(0).events().value() == times.assessed().value()) {
            return Optional.empty();
        }
        String time = "Months from " + times.kind().zero();
        RiskTable counts = times.months();
        Figure drawn = times.competes()
                ? IncidenceFigure.of(new Caption(times.endpoint().title(), time,
                        "Aalen-Johansen, 95 % limits on the log scale with jackknife"
                                + " errors, per "
                                + times.endpoint().unit().term()),
                        times.kind().causes(), AalenJohansen.of(counts), counts,
                        AalenJohansen.Errors.JACKKNIFE, Scale.LOG, Times.CONFIDENCE)
                : SurvivalFigure.of(new Caption(times.endpoint().title(), time,
                        "Kaplan-Meier, 95 % limits on the log scale, per "
                                + times.endpoint().unit().term()), "Without the event",
                        Map.of(times.endpoint().unit().term() + "s", KaplanMeier.of(counts)),
                        counts, Scale.LOG, Times.CONFIDENCE, Quantile.Flat.AS_R);
        return Optional.of(new Figure(times.endpoint().name(), drawn.title(),
                drawn.description(), drawn.width(), drawn.height(), drawn.marks()));
    }
}
