package limbline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which series are pooled, what comes out, and whether ours may stand beside it.
class PoolingTest {

    /// The four series of the paper's Table 2, each by its evaluable patients.
    private static final List<PublishedSeries> FOUR = List.of(
            series("a", "40", "34", "3 months, clinical"),
            series("b", "21", "19", "3 months, clinical"),
            series("c", "12", "9", "3 months, clinical"),
            series("d", "17", "7", "3 months, clinical"));

    private static final List<Overlap> SHARED = List.of(
            new Overlap("c", "d", Overlap.Relation.SAME_CENTRE, "one hospital"));

    /// R 4.2.2 on 34/40, 19/21, 9/12, 7/17. metafor 3.8-1, rma(measure = "PLO", method = "REML",
    /// test = "knha"): 0.756391 (0.336532 to 0.950016). The binomial-normal likelihood by
    /// integrate() at rel.tol 1e-10 and optim("BFGS"): 0.76687 (0.54261 to 0.90120), whose limits
    /// rest on a numerical Hessian.
    @Test
    void withFourSeriesTheTwoModelsSayVeryDifferentThings() {
        Pooling pooling = Pooling.of(question().build(), FOUR, List.of());
        Pooling.Both both = pooling.both().orElseThrow();

        assertThat(both.mixed().proportion()).isCloseTo(0.76687, within(1e-4));
        assertThat(both.mixed().limits().lower()).isCloseTo(0.54261, within(1e-3));
        assertThat(both.mixed().limits().upper()).isCloseTo(0.90120, within(1e-3));
        assertThat(both.reml().proportion().value()).isCloseTo(0.756391, within(1e-6));
        assertThat(both.reml().proportion().limits().lower()).isCloseTo(0.336532, within(1e-6));
        assertThat(both.reml().proportion().limits().upper()).isCloseTo(0.950016, within(1e-6));
        assertThat(both.without()).hasSize(4);
        assertThat(pooling.verdict()).startsWith("4 series say little: ");
    }

    /// R 4.2.2, metafor 3.8-1 with lme4 1.1-31 on 34/40, 19/21, 11/14, 7/17: rma.glmm(measure =
    /// "PLO", nAGQ = 7) 0.7751 (0.5543 to 0.9052); rma(measure = "PLO", method = "REML",
    /// test = "knha") 0.7650 (0.3470 to 0.9522). The third is Turaga by infusion, as the paper's table
    /// prints it: that is where the often told "55 to 91" and "35 to 95" come from.
    @Test
    void withTuragaByInfusionAsTheTablePrintsItTheLimitsAreOfMixedUnits() {
        List<PublishedSeries> mixed = List.of(FOUR.get(0), FOUR.get(1),
                series("c", "14", "11", "3 months, clinical"), FOUR.get(3));
        Pooling.Both both = Pooling.of(question().build(), mixed, List.of()).both().orElseThrow();

        assertThat(both.mixed().proportion()).isCloseTo(0.7751, within(5e-5));
        assertThat(both.mixed().limits().lower()).isCloseTo(0.5543, within(5e-5));
        assertThat(both.mixed().limits().upper()).isCloseTo(0.9052, within(5e-5));
        assertThat(both.reml().proportion().limits().lower()).isCloseTo(0.3470, within(5e-5));
        assertThat(both.reml().proportion().limits().upper()).isCloseTo(0.9522, within(5e-5));
    }

    @Test
    void ofTwoRowsWithOneKeyOneIsPooled() {
        PoolSelection selection = Pooling.of(question().build(),
                List.of(FOUR.get(0), FOUR.get(1), FOUR.get(0)), List.of()).selection();

        assertThat(selection.taken()).hasSize(2);
        assertThat(selection.leftOut()).containsExactly(new PoolSelection.LeftOut("a",
                "its key stands twice, and the first row is taken"));
    }

    @Test
    void ofSeriesThatMaySharePatientsTheLargestIsTakenAndTheOtherNamed() {
        PoolSelection selection = Pooling.of(question().build(), FOUR, SHARED).selection();

        assertThat(selection.taken()).extracting(PoolSelection.Taken::key)
                .containsExactly("a", "b", "d");
        assertThat(selection.leftOut()).containsExactly(new PoolSelection.LeftOut("c",
                "shares patients with one that is taken, or may: c may overlap with d (one"
                        + " hospital)"));
    }

    @Test
    void asMuchIsPooledTogetherWhereThatIsAskedForAndItSaysSo() {
        PoolSelection selection =
                Pooling.of(question().withOverlap().build(), FOUR, SHARED).selection();

        assertThat(selection.taken()).hasSize(4);
        assertThat(selection.notes()).containsExactly("Pooled together as asked, though they share"
                + " patients or may: c may overlap with d (one hospital).");
    }

    @Test
    void patientsAndProceduresIliAndHilpWithAndWithoutTnfAreKeptApart() {
        List<PublishedSeries> all = List.of(FOUR.getFirst(),
                series("procedures", "14", "11", "", "unit_of_response", "procedure"),
                series("hilp", "49", "24", "", "modality", "HILP", "drugs", "TNF + melphalan"),
                series("review", "900", "600", "", "class", "review"),
                series("mixed", "22", "11", "", "class", "melanoma_or_mixed_flag", "histology",
                        "mixed melanoma + STS"),
                series("none", "30", "", ""));

        assertThat(Pooling.of(question().build(), all, List.of()).selection().leftOut())
                .extracting(PoolSelection.LeftOut::reason).containsExactly(
                        "it counts by procedure", "of HILP", "a review, which holds the others",
                        "of other tumours too (mixed melanoma + STS)", "it gives no response");
        assertThat(Pooling.of(question().of("HILP", Tnf.WITHOUT).build(), all, List.of())
                .selection().leftOut()).extracting(PoolSelection.LeftOut::reason)
                .contains("with TNF");
    }

    @Test
    void oneSeriesIsNotPooled() {
        Pooling one = Pooling.of(question().build(), FOUR.subList(0, 1), List.of());

        assertThat(one.both()).isEmpty();
        assertThat(one.verdict()).isEqualTo(
                "One series answers this question, so there is nothing to pool.");
        assertThat(Pooling.of(question().build(), List.of(), List.of()).verdict())
                .isEqualTo("No series answers this question.");
    }

    @Test
    void oursIsOneMoreRowAndMarked() {
        Pooling pooling = Pooling.of(question().own(own("patient", 3)).build(), FOUR, List.of());

        assertThat(pooling.selection().taken().getLast().isOwn()).isTrue();
        assertThat(Pooling.of(question().own(own("procedure", 3)).build(), FOUR, List.of())
                .selection().leftOut()).containsExactly(
                        new PoolSelection.LeftOut("Ours", "it counts by procedure"));
    }

    @Test
    void whetherTheyCanBeComparedIsAnsweredBeforeAnyNumber() {
        Pooling published = Pooling.of(question().build(), FOUR, List.of());
        Comparison alike = Comparison.of(own("patient", 3), published, FOUR);
        Comparison late = Comparison.of(own("patient", 6), published, FOUR);
        Comparison silent = Comparison.of(own("patient", 3), published,
                List.of(series("a", "40", "34", "")));

        assertThat(alike.sentence()).isEqualTo("They can be compared.");
        assertThat(alike.numbers().orElseThrow())
                .startsWith("Ours: 7/12 = 58 % (28 to 85), and 2 not assessable.");
        assertThat(late.sentence()).isEqualTo(
                "They cannot be compared: the time point differs, 6 months here and 3 months there.");
        assertThat(late.numbers()).isEmpty();
        assertThat(silent.answer()).isEqualTo(Comparison.Answer.NOT_KNOWN);
        assertThat(silent.sentence()).contains("the time point is not told by a");
    }

    private static OwnSeries own(String unit, double months) {
        return new OwnSeries("Ours", Outcome.RESPONSE, unit, "ILI", Tnf.WITHOUT, 7, 12, 2,
                Optional.of(months), "clinical");
    }

    private static PublishedSeries series(
            String key, String evaluable, String responded, String judged, String... more) {
        Map<String, String> cells = new LinkedHashMap<>(Map.of(
                "modality", "ILI", "unit_of_response", "patient", "n_evaluable", evaluable,
                "response_method", judged, "drugs", "melphalan", "class", "STS"));
        if (!responded.isEmpty()) {
            cells.put("ORR_n", responded);
        }
        for (int i = 0; i < more.length; i += 2) {
            cells.put(more[i], more[i + 1]);
        }
        return new PublishedSeries(key, cells);
    }

    private static Asked question() {
        return new Asked("ILI", Optional.empty(), false, Optional.empty());
    }

    private record Asked(
            String modality, Optional<Tnf> tnf, boolean overlap, Optional<OwnSeries> ours) {

        Asked of(String other, Tnf given) {
            return new Asked(other, Optional.of(given), overlap, ours);
        }

        Asked withOverlap() {
            return new Asked(modality, tnf, true, ours);
        }

        Asked own(OwnSeries own) {
            return new Asked(modality, tnf, overlap, Optional.of(own));
        }

        PoolQuestion build() {
            return new PoolQuestion(Outcome.RESPONSE, "patient", modality, tnf, List.of(), overlap,
                    false, 0.95, ours);
        }
    }
}
