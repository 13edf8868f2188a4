package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference cases of pooled proportions.
class MetaCasesTest {

    /// Fits in which R's iteration leaves a tau² of about 1e-17 where the optimum is 0, so that its
    /// I² is 1e-11 percent and not 0.
    private static final Set<String> NOT_QUITE_ZERO = Set.of(
            "meta_paper_orr/PLN/REML/I2",
            "meta_sim60_zeros_a/PRAW/subgroup/groups/A/I2",
            "meta_two_a/PFT/ML/I2");

    static Stream<CaseFile> cases() {
        return Stream.concat(CaseFile.ofArea("meta"),
                CaseFile.in("/reference/more-pooling").filter(one -> one.area().equals("meta")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile one) {
        one.agrees(path -> tolerance(one.id(), path));
    }

    private static double tolerance(String id, String path) {
        if (path.endsWith("/last_step") || path.endsWith("/tau2_default_control")) {
            return Double.POSITIVE_INFINITY; // how far R's iterations came
        }
        if (path.equals("/glmm_lme4/loglik")) {
            return Double.POSITIVE_INFINITY; // the deviance at the modes, not the likelihood
        }
        if (path.startsWith("/glmm_lme4")) {
            return 1e-4; // R's optimiser stops early; the converged values below agree to 1e-9
        }
        if (path.equals("/glmm_common_effect/se")) {
            return 2e-8; // R's glm takes the weights of the iteration before the last
        }
        if (path.startsWith("/glmm_agq")) {
            // Standard errors from R's finite differences; BinomialNormalTest has them to 15
            // digits. The optimum itself suffers from them less.
            return path.contains("/se_") || path.contains("/prob_") ? 3e-7 : 1e-9;
        }
        return NOT_QUITE_ZERO.contains(id + path) ? 1 : CaseFile.RELATIVE;
    }

    @Test
    void refusesDataItCannotPoolAndSaysWhere() {
        assertThat(answer(List.of("1", "2"), List.of("3", "NA"))).isEqualTo(new Answer.Unsupported(
                "n of row 2 must be a whole number, but is NA"));
        assertThat(answer(List.of("1", "4"), List.of("3", "3"))).isEqualTo(new Answer.Unsupported(
                "study 2: events 4 not in [0, 3]"));
        assertThat(answer(List.of("1", "0"), List.of("3", "0"))).isEqualTo(new Answer.Unsupported(
                "row 2 has no trials"));
        assertThat(answer(List.of("1"), List.of("3"))).isEqualTo(new Answer.Unsupported(
                "pooling needs two studies; there is 1"));
        assertThat(ReferenceCase.answer("meta", Map.of("data", "d", "sm", List.of("PLOG")),
                _ -> Map.of("events", List.of("1", "2"), "n", List.of("3", "3"))))
                .isEqualTo(new Answer.Unsupported(
                        "no scale PLOG; there are PLOGIT, PFT, PAS, PRAW, PLN"));
    }

    @Test
    void aModelThatCannotBeFittedLeavesTheOtherAnswers() {
        Answer answer = ReferenceCase.answer("meta",
                Map.of("data", "d", "sm", "PLOGIT", "glmm", true),
                _ -> Map.of("events", List.of("0", "0"), "n", List.of("3", "5")));

        assertThat(answer).isInstanceOfSatisfying(Answer.Computed.class, computed -> {
            assertThat(computed.fields()).containsKey("PLOGIT");
            assertThat(computed.leftOut()).containsEntry("glmm_agq7_converged",
                    "all 2 studies have no event: their logit has no finite estimate");
        });
    }

    private static Answer answer(List<String> events, List<String> trials) {
        return ReferenceCase.answer("meta", Map.of("data", "d"),
                _ -> Map.of("events", events, "n", trials));
    }
}
