package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import limbline.statistics.AalenJohansen;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Quantile;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
import org.junit.jupiter.api.Test;

/// The figures of the statistics, measured, and read off their own words.
class StatisticalFigureTest {

    private static final String LONG = "a group whose name is longer than anybody would make it, "
            + "with a second clause, and a third that nobody reads";

    @Test
    void noTextOfASurvivalFigureMeetsAnotherOrTheEdge() {
        for (int rows : new int[] {6, 60, 3_000}) {
            for (int groups = 1; groups <= 6; groups++) {
                for (double longest : new double[] {0.004, 1, 37, 5_000, 4e6}) {
                    Collisions.assertNone(survival(rows, groups, longest, "Survival"));
                }
            }
        }
        Collisions.assertNone(survival(60, 3, 100, LONG));
    }

    @Test
    void noTextOfAnIncidenceFigureMeetsAnotherOrTheEdge() {
        for (int groups = 1; groups <= 3; groups++) {
            Collisions.assertNone(incidence(40, groups));
            Collisions.assertNone(incidence(2_000, groups));
        }
    }

    @Test
    void noTextOfAForestPlotMeetsAnotherOrTheEdge() {
        for (int studies : new int[] {1, 2, 3, 12, 150}) {
            Collisions.assertNone(forest("Response", several(studies)));
        }
        Collisions.assertNone(forest(LONG, List.of(new Study(LONG, 0, 9), new Study("b", 3, 9),
                new Study("c", 100_000_000, 100_000_000), new Study("none", 0, 0))));
    }

    @Test
    void publishedSeriesStandUnderTheBinomialNormalModelAndOursIsMarked() {
        Studies studies = Studies.of(List.of(new Study("Vohra 2013", 7, 17),
                new Study("Hegazy 2007", 34, 40), new Study("Ours, 2013 to 2026", 7, 12)));
        PooledProportion pooled = PooledProportion.of(
                studies, limbline.statistics.pooling.Scale.LOGIT, Estimator.REML,
                Limits.HARTUNG_KNAPP, 0.95);
        Figure figure = ForestPlot.of("Response after ILI, per patient", pooled,
                BinomialNormal.of(studies, 7, 0.95), Prediction.T_K_MINUS_1,
                new ForestPlot.Published(java.util.Set.of("Ours, 2013 to 2026"),
                        List.of("3 series say little: whatever comes out. ".repeat(4))));

        Collisions.assertNone(figure);
        List<String> texts = figure.words().stream().map(Mark.Words::text).toList();
        assertThat(texts.indexOf("Binomial-normal"))
                .isLessThan(texts.indexOf("Inverse variance"));
        assertThat(figure.words()).filteredOn(word -> word.text().equals("Ours, 2013 to 2026"))
                .singleElement().extracting(Mark.Words::ink).isEqualTo(Ink.INFUSION);
        assertThat(texts).contains("The round sign and the green name: our own.");
    }

    @Test
    void theNumberAtRiskStandsUnderItsTime() {
        // By hand: 3 of 4 are at risk just before time 2; one had the event, none was censored yet.
        Survival data = Survival.of(new double[] {1, 2, 3, 4}, new int[] {1, 0, 1, 0});
        List<Mark.Words> words = SurvivalFigure.of(
                new Caption("Survival", "time (years)", "Kaplan-Meier"), "Survival",
                Map.of("all", KaplanMeier.of(data)), RiskTable.of(data), Scale.LOG_LOG, 0.95,
                Quantile.Flat.AS_R).words();

        // At 0.0, 0.5, and so on to 4.0.
        assertThat(texts(row(words, "at risk")))
                .containsExactly("4", "4", "4", "3", "3", "2", "2", "1", "1");
        assertThat(texts(row(words, "events")))
                .containsExactly("0", "0", "1", "1", "1", "1", "2", "2", "2");
        assertThat(texts(row(words, "censored")))
                .containsExactly("0", "0", "0", "0", "1", "1", "1", "1", "2");
        assertThat(words).extracting(Mark.Words::text)
                .contains("4 rows, 2 events, median 3 (1 to not reached)", "time (years)");
        Mark.Words two = words.stream().filter(each -> each.text().equals("2.0"))
                .findFirst().orElseThrow();
        assertThat(centre(row(words, "at risk").get(4)))
                .isEqualTo(centre(two), within(1e-9)); // roundings of a few hundred pixels
    }

    @Test
    void curvesAreToldApartWithoutColourAndNoMoreThanCanBe() {
        assertThat(IntStream.range(0, 6).mapToObj(place -> Pen.of(place).sample(0, 0, 1).dash())
                .distinct()).hasSize(6);
        assertThatIllegalArgumentException().isThrownBy(() -> survival(70, 7, 10, "Survival"))
                .withMessageContaining("more than 6 curves cannot be told apart");
    }

    @Test
    void theForestPlotSaysEveryStudyBothModelsAndWhatWasLeftOut() {
        List<String> words = forest("Response", List.of(
                new Study("Hegazy", 34, 40), new Study("Moncrieff", 19, 21),
                new Study("Turaga", 11, 14), new Study("Vohra", 7, 17), new Study("Empty", 0, 0)))
                .words().stream().map(Mark.Words::text).toList();

        // Limits by R: binom.test(34, 40), meta of the paper's four studies (reference cases).
        assertThat(words).contains("Hegazy", "34/40", "85.0 (70.2–94.3)", "71/92",
                "76.5 (34.7–95.2)", "77.5 (55.4–90.5)", "one more study", "7.7–99.2");
        assertThat(words).anyMatch(line -> line.startsWith("Left out: Empty"));
    }

    @Test
    void aPredictionThatCannotBeMadeIsSaidAndNotDrawn() {
        assertThat(forest("Response", List.of(new Study("alone", 3, 9))).words())
                .extracting(Mark.Words::text)
                .contains("too few studies", "One study: nothing is known of heterogeneity.");
    }

    @Test
    void aMillionTimesAreDrawnAsWhatCanBeSeenOfThem() {
        String svg = survival(100_000, 1, 5_000, "Survival").svg();

        assertThat(svg.length()).isLessThan(400_000);
    }

    @Test
    void theSameNumbersGiveTheSameBytesAndEveryFigureIsXmlThatTellsItself() throws Exception {
        for (Figure figure : List.of(survival(60, 2, 100, "A & B < C"), incidence(60, 2),
                forest("Response", several(5)))) {
            assertThat(figure.description()).doesNotContain("NaN");
            var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(figure.svg().getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                    .isEqualTo(figure.description());
            assertThat(document.getDocumentElement().getFirstChild()).isNotNull();
        }
        assertThat(survival(60, 2, 100, "x").svg()).isEqualTo(survival(60, 2, 100, "x").svg());
        assertThat(survival(60, 2, 100, "x").png(1)).isEqualTo(survival(60, 2, 100, "x").png(1));
    }

    /// The texts in the first line that begins with `name`.
    private static List<Mark.Words> row(List<Mark.Words> words, String name) {
        double y = words.stream().filter(each -> each.text().equals(name))
                .findFirst().orElseThrow().y();
        return words.stream().filter(each -> each.y() == y && !each.text().equals(name))
                .toList();
    }

    private static List<String> texts(List<Mark.Words> words) {
        return words.stream().map(Mark.Words::text).toList();
    }

    private static double centre(Mark.Words words) {
        return words.x() + words.width() / 2;
    }

    private static Figure survival(int rows, int groups, double longest, String title) {
        Survival data = data(rows, groups, 1, longest);
        Map<String, SurvivalCurve> curves = new LinkedHashMap<>();
        for (int g = 0; g < groups; g++) {
            curves.put(title.equals(LONG) ? g + LONG : "group " + g,
                    KaplanMeier.of(data.onlyGroup(g)));
        }
        return SurvivalFigure.of(new Caption(title, "time (" + title + ")", "Kaplan-Meier"),
                "Survival", curves, RiskTable.of(data), Scale.LOG_LOG, 0.95, Quantile.Flat.AS_R);
    }

    private static Figure incidence(int rows, int groups) {
        Survival data = data(rows, groups, 2, 60);
        Map<String, AalenJohansen> curves = new LinkedHashMap<>();
        for (int g = 0; g < groups; g++) {
            curves.put("group " + g, AalenJohansen.of(data.onlyGroup(g)));
        }
        return IncidenceFigure.of(new Caption("Incidence", "months", "Aalen-Johansen"), curves,
                RiskTable.of(data), AalenJohansen.Errors.AALEN, Scale.LOG_LOG, 0.95);
    }

    private static Survival data(int rows, int groups, int causes, double longest) {
        SplittableRandom random = new SplittableRandom(rows * 31L + groups);
        double[] times = new double[rows];
        int[] status = new int[rows];
        int[] group = new int[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = random.nextDouble() * longest;
            status[i] = random.nextInt(causes + 1);
            group[i] = i % groups;
        }
        return Survival.of(times, status, causes).grouped(group, groups);
    }

    private static List<Study> several(int studies) {
        SplittableRandom random = new SplittableRandom(studies);
        List<Study> all = new ArrayList<>();
        for (int i = 0; i < studies; i++) {
            int trials = random.nextInt(5, 200);
            all.add(new Study("Study " + i + " of a centre", random.nextInt(trials + 1), trials));
        }
        return all;
    }

    private static Figure forest(String title, List<Study> all) {
        Studies studies = Studies.of(all);
        PooledProportion pooled = PooledProportion.of(
                studies, limbline.statistics.pooling.Scale.LOGIT, Estimator.REML, Limits.HARTUNG_KNAPP, 0.95);
        BinomialNormal mixed = BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, 0.95);
        return ForestPlot.of(title, pooled, pooled.proportion(),
                pooled.prediction(Prediction.T_K_MINUS_1), mixed,
                mixed.prediction(Prediction.T_K_MINUS_1));
    }
}
