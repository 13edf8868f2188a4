package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reference case of regression, against R's answer; see the README of the cases. All hold at
/// the suggested tolerances.
class RegressionCasesTest {

    private static final Map<String, Object> LUNG =
            Map.of("data", "data/lung.csv", "time", "time", "event", "event");

    static Stream<CaseFile> cases() {
        return Stream.concat(Stream.of("cox", "finegray", "multistate").flatMap(CaseFile::ofArea),
                CaseFile.in("/reference/more-regression"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile reference) {
        reference.agrees();
    }

    @Test
    void aCovariateThatDependsOnOthersIsRefusedByName() {
        assertThat(why("cox", Map.of("data", "data/kidney.csv", "time", "time", "event", "event",
                "covariates", List.of("sex", "age"), "strata", List.of("id"))))
                .isEqualTo("the coefficient of sex cannot be estimated: among those at risk at the "
                        + "events it is constant. Leave it out, or one of the others.");
    }

    @Test
    void aTermThatIsNoColumnIsRefused() {
        assertThat(why("cox", with(LUNG, "covariates", List.of("log(age)"))))
                .startsWith("there is no column log(age) in data/lung.csv; there are inst, time");
    }

    @Test
    void tiesThatNobodyKnowsAreRefused() {
        assertThat(why("cox", with(with(LUNG, "covariates", "age"), "ties", "discrete")))
                .isEqualTo("the ties discrete are not efron, breslow or exact");
    }

    @Test
    void aLevelThatAFactorDoesNotHaveIsRefusedInNewData() {
        Map<String, Object> spec = with(with(LUNG, "covariates", "sex"), "times", 100);
        assertThat(why("cox", with(with(spec, "factors", Map.of("sex", List.of(1, 2))),
                "newdata", Map.of("sex", List.of(3)))))
                .isEqualTo("3 is no level of sex; these are [1, 2]");
    }

    @Test
    void newRowsMustHaveEveryCovariate() {
        assertThat(why("cox", with(with(with(LUNG, "covariates", List.of("age", "sex")),
                "times", 100), "newdata", Map.of("age", List.of(60)))))
                .isEqualTo("newdata has no sex");
    }

    @Test
    void robustErrorsOfIntervalsNeedACluster() {
        assertThat(why("cox", Map.of("data", "data/trunc_a.csv", "time", "time", "start", "start",
                "event", "event", "covariates", "x1", "robust", true)))
                .isEqualTo("robust errors of intervals without a cluster are not supported: R "
                        + "refuses them");
    }

    private static Map<String, Object> with(Map<String, Object> spec, String field, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(spec);
        more.put(field, value);
        return more;
    }

    private static String why(String area, Map<String, Object> spec) {
        return switch (ReferenceCase.answer(area, spec, CaseFile::columns)) {
            case Answer.Unsupported(String why) -> why;
            case Answer.Computed computed -> throw new AssertionError("computed: " + computed);
        };
    }
}
