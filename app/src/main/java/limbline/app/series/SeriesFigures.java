package limbline.app.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import limbline.app.figure.Caption;
import limbline.app.figure.Figure;
import limbline.app.figure.IncidenceFigure;
import limbline.app.figure.SurvivalFigure;
import limbline.app.figure.Swimmer;
import limbline.app.figure.Waterfall;
import limbline.series.Fact;
import limbline.series.Series;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.series.Value;
import limbline.statistics.AalenJohansen;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Quantile;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;

/// The curves of a series, with the numbers at risk, along months.
public final class SeriesFigures {

    /// Fewer make no curve.
    private static final int FEWEST = 2;

    /// More curves cannot be told apart.
    private static final int MOST_CURVES = 6;

    /// More lanes are no picture any more.
    private static final int LANES = 40;

    private SeriesFigures() {}

    /// One for each timed endpoint with at least one event, and the waterfall of the measured lesions for
    /// whoever may see patients: each of its bars is one.
    public static List<Figure> all(Withheld shown) {
        List<Figure> figures = new ArrayList<>();
        for (Table<?> table : shown.series().tables()) {
            if (table instanceof Times<?> times && !shown.from(table)) {
                of(times).ifPresent(figures::add);
            }
            if (table instanceof Table.Measures<?> measures && shown.least() == 0) {
                waterfall(measures).ifPresent(figures::add);
            }
        }
        return figures;
    }

    /// Of the change of measured lesions; empty for any other measure, and where nothing was measured.
    public static Optional<Figure> waterfall(Table.Measures<?> measures) {
        return measures.used().length == 0
                || !measures.endpoint().name().equals("best-change-of-lesions") ? Optional.empty()
                : Optional.of(Waterfall.of(measures.endpoint().name(),
                        measures.endpoint().title(), measures.used(),
                        "%s not assessable.".formatted(measures.all().value()
                                - measures.assessed().value())));
    }

    /// Empty where nobody, or nobody but one, was followed, where nothing happened, and where more causes
    /// happened than a figure can tell apart: then the table says it.
    public static Optional<Figure> of(Times<?> times) {
        if (times.assessed().value() < FEWEST
                || times.ended(0).events().value() == times.assessed().value()
                || IntStream.rangeClosed(1, times.kind().causes().size()).filter(cause ->
                        times.ended(cause).events().value() > 0).count() > MOST_CURVES) {
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

    /// The patients of the longest follow-up, each in a lane; empty where none was infused and seen
    /// again.
    ///
    /// @param named whether lanes have the patient's pseudonym; else they are numbered
    public static Optional<Figure> swimmer(Series series, boolean named) {
        Map<String, List<Swimmer.Step>> steps = new HashMap<>();
        series.members(Unit.Limbs.UNIT).forEach(limb -> limb.values().forEach((endpoint, value) ->
                step(endpoint.name(), value).ifPresent(found ->
                        steps.computeIfAbsent(key(limb), _ -> new ArrayList<>()).add(found))));
        List<Swimmer.Lane> lanes = new ArrayList<>();
        for (Series.Member<Unit.Patients> patient : series.members(Unit.Patients.UNIT)) {
            List<Swimmer.Step> own = steps.getOrDefault(key(patient), new ArrayList<>());
            patient.values().forEach((endpoint, value) ->
                    step(endpoint.name(), value).ifPresent(own::add));
            patient.values().forEach((endpoint, value) -> {
                if (endpoint.name().equals("overall-survival")
                        && value instanceof Value.Timed(var days, int _)) {
                    lanes.add(new Swimmer.Lane(patient.subject().patient().value(),
                            (int) days.used(), own.stream()
                                    .filter(step -> step.day() <= days.used()).toList()));
                }
            });
        }
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        lanes.sort(Comparator.comparingInt(lane -> -lane.days()));
        List<Swimmer.Lane> shown = new ArrayList<>();
        for (Swimmer.Lane lane : lanes.subList(0, Math.min(LANES, lanes.size()))) {
            shown.add(named ? lane : new Swimmer.Lane(
                    "patient " + (shown.size() + 1), lane.days(), lane.marks()));
        }
        return Optional.of(Swimmer.of("From the first infusion, patient by patient", shown,
                lanes.size() > LANES ? "The %d of %d patients who were followed longest."
                        .formatted(LANES, lanes.size()) : "%d patients.".formatted(lanes.size())));
    }

    private static String key(Series.Member<?> member) {
        return member.facts().getOrDefault(Fact.CENTRE, "") + "/" + member.subject().patient();
    }

    /// What a lane shows: the first cause of each of these.
    private static Optional<Swimmer.Step> step(String endpoint, Value value) {
        if (!(value instanceof Value.Timed(var days, int cause)) || cause != 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(switch (endpoint) {
            case "overall-survival" -> Swimmer.Happening.DEATH;
            case "limb-salvage" -> Swimmer.Happening.AMPUTATION;
            case "in-field-progression", "distant-progression" -> Swimmer.Happening.PROGRESSION;
            case "repeat-infusion" -> Swimmer.Happening.REPEAT_INFUSION;
            case "resection-after-infusion" -> Swimmer.Happening.RESECTION;
            default -> null;
        }).map(happening -> new Swimmer.Step(happening, (int) days.used()));
    }
}
