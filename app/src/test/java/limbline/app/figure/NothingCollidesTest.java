package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limbline.app.series.SeriesFigures;
import limbline.app.series.Withheld;
import limbline.evidence.Pooling;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Cohort;
import limbline.series.Endpoint;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.SeriesData;
import limbline.series.Subject;
import limbline.series.Unit;
import limbline.series.Value;
import limbline.statistics.Interval;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
import limbline.statistics.regression.Coefficients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the figures of a series, measured: none lies over another, none leaves the paper.
class NothingCollidesTest {

    private static final long SEED = 20260101;

    private static final String LONG = "an-id-as-long-as-it-may-be-" + "x".repeat(37);

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 60, 800})
    void noWordsOfAFigureOfASeriesLieOverOthers(int subjects) {
        List<Figure> figures = new ArrayList<>(
                SeriesFigures.all(Withheld.of(series(subjects), 0)));
        SeriesFigures.swimmer(series(subjects), true).ifPresent(figures::add);

        assertThat(figures).hasSizeGreaterThan(5);
        figures.forEach(figure -> assertThat(Collisions.in(figure)).as("%s of %s, seed %s",
                figure.name(), subjects, SEED).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 300})
    void noWordsOfAWaterfallLieOverOthers(int bars) {
        RandomGenerator random = random();
        Figure figure = Waterfall.of("waterfall", "Best change of the measured lesions",
                IntStream.range(0, bars).map(_ -> random.nextInt(-100, 900)).toArray(),
                "3 not assessable.");

        assertThat(Collisions.in(figure)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 9_000})
    void noWordsOfASwimmerLieOverOthers(int days) {
        List<Swimmer.Step> steps = Stream.of(Swimmer.Happening.values())
                .flatMap(one -> Stream.of(0, days / 2, days).map(day -> new Swimmer.Step(one, day)))
                .toList();
        Figure figure = Swimmer.of("From the first infusion, patient by patient",
                IntStream.range(0, 40).mapToObj(i -> new Swimmer.Lane(LONG, days, steps)).toList(),
                "The 40 of 1000 patients who were followed longest.");

        assertThat(Collisions.in(figure)).isEmpty();
    }

    @Test
    void noWordsOfFortyPublishedSeriesAndOursLieOverOthers() {
        RandomGenerator random = random();
        List<Study> all = new ArrayList<>(List.of(new Study("Ours, " + LONG, 0, 1),
                new Study("everybody", 99_999_999, 100_000_000)));
        for (int i = 0; i < 38; i++) {
            int trials = random.nextInt(1, 300);
            all.add(new Study(i % 3 == 0 ? LONG + i : "Author " + (1990 + i),
                    random.nextInt(trials + 1), trials));
        }
        Studies studies = Studies.of(all);
        PooledProportion pooled = PooledProportion.of(studies, Scale.LOGIT, Estimator.REML,
                Limits.HARTUNG_KNAPP, 0.95);
        Figure figure = ForestPlot.of("Response after ILI, " + LONG.repeat(3), pooled,
                BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, 0.95),
                Pooling.PREDICTION, new ForestPlot.Published(Set.of("Ours, " + LONG),
                        List.of(LONG.repeat(4), "A note.")));

        assertThat(Collisions.in(figure)).isEmpty();
    }

    @Test
    void noWordsOfHazardRatiosLieOverOthers() {
        List<Coefficients.Effect> effects = new ArrayList<>();
        for (double ratio : new double[] {1e-9, 0.01, 0.999, 1, 1.5, 80, 1e12}) {
            effects.add(new Coefficients.Effect(LONG + ratio, Math.log(ratio), 1, 1, 0.5, ratio,
                    new Interval(ratio / 1e4, ratio * 1e4)));
        }

        assertThat(Collisions.in(HazardRatioFigure.of(
                new Caption("Hazard ratios", "time", "Cox"), effects, 0.95, List.of(LONG))))
                .isEmpty();
    }

    @Test
    void theRuleBites() {
        Figure figure = new Figure("x", "X", "x", 100, 100, List.of(
                Mark.text(10, 50, "one", 12, Ink.TEXT), Mark.text(15, 52, "two", 12, Ink.TEXT)));

        assertThat(Collisions.in(figure)).containsExactly("\"one\" meets \"two\"");
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    }

    /// Each subject with an answer to every endpoint of its unit.
    private static Series series(int subjects) {
        RandomGenerator random = random();
        SeriesData data = new SeriesData();
        for (int patient = 0; patient < subjects; patient++) {
            PatientId id = new PatientId("PATIENT-%04d".formatted(patient));
            data.add(row(new Subject<>(Unit.Patients.UNIT, id, ""), random));
            data.add(row(new Subject<>(Unit.Limbs.UNIT, id, "left arm"), random));
            data.add(row(new Subject<>(Unit.Infusions.UNIT, id, "infusion 1"), random));
        }
        return data.series(new Cohort("all", List.of(), List.of()));
    }

    private static Row row(Subject<?> subject, RandomGenerator random) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Endpoint<?> endpoint : Series.of(subject.unit())) {
            values.put(endpoint.name(), switch (endpoint.kind()) {
                case Endpoint.Kind.Times kind -> new Value.Timed(
                        Elapsed.exactly(random.nextInt(1, 4000)),
                        random.nextInt(kind.causes().size() + 1));
                case Endpoint.Kind.Grades kind ->
                    new Value.Graded(random.nextInt(kind.levels().size()));
                case Endpoint.Kind.Measure _ ->
                    new Value.Measured(Elapsed.exactly(random.nextInt(-100, 80)));
            });
        }
        return new Row(subject, Map.of(), values);
    }
}
