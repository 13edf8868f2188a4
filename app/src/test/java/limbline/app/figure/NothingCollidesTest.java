package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import limbline.app.series.SeriesFigures;
import limbline.app.series.Withheld;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the figures of a series, measured: none lies over another, none leaves the paper.
class NothingCollidesTest {

    private static final long SEED = 20260101;

    /// Ascenders and descenders have room between lines set this close.
    private static final double LEADING = 2.5;

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 60, 800})
    void noWordsOfAFigureOfASeriesLieOverOthers(int subjects) {
        List<Figure> figures = new ArrayList<>(
                SeriesFigures.all(Withheld.of(series(subjects), 0)));
        SeriesFigures.swimmer(series(subjects), true).ifPresent(figures::add);

        assertThat(figures).hasSizeGreaterThan(5);
        figures.forEach(figure -> assertThat(collisions(figure)).as("%s of %s, seed %s",
                figure.name(), subjects, SEED).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 300})
    void noWordsOfAWaterfallLieOverOthers(int bars) {
        RandomGenerator random = random();
        Figure figure = Waterfall.of("waterfall", "Best change of the measured lesions",
                IntStream.range(0, bars).map(_ -> random.nextInt(-100, 900)).toArray(),
                "3 not assessable.");

        assertThat(collisions(figure)).isEmpty();
    }

    @Test
    void theRuleBites() {
        Figure figure = new Figure("x", "X", "x", 100, 100, List.of(
                Mark.text(10, 50, "one", 12, Ink.TEXT), Mark.text(15, 52, "two", 12, Ink.TEXT)));

        assertThat(collisions(figure)).containsExactly("\"one\" and \"two\"");
    }

    private static List<String> collisions(Figure figure) {
        List<Mark.Words> words = new ArrayList<>();
        figure.marks().forEach(mark -> collect(mark, words));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Rectangle2D box = box(words.get(i));
            if (box.getMinX() < 0 || box.getMaxX() > figure.width() + 0.5
                    || box.getMinY() < 0 || box.getMaxY() > figure.height()) {
                found.add("\"%s\" leaves the paper".formatted(words.get(i).text()));
            }
            for (int j = i + 1; j < words.size(); j++) {
                if (box.intersects(box(words.get(j)))) {
                    found.add("\"%s\" and \"%s\"".formatted(
                            words.get(i).text(), words.get(j).text()));
                }
            }
        }
        return found;
    }

    private static Rectangle2D box(Mark.Words words) {
        Rectangle2D box = words.box();
        return new Rectangle2D.Double(box.getX(), box.getY() + LEADING, box.getWidth(),
                Math.max(1, box.getHeight() - 2 * LEADING));
    }

    private static void collect(Mark mark, List<Mark.Words> words) {
        switch (mark) {
            case Mark.Words one -> words.add(one);
            case Mark.Group group -> group.marks().forEach(each -> collect(each, words));
            case Mark.Form _ -> { }
        }
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
