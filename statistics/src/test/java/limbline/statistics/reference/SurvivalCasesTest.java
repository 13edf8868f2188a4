package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reference case of survival, against R's answer; see the README of the cases. All hold at
/// the suggested tolerances. Where survival 3.5 and 3.8 differ the library follows 3.5.
class SurvivalCasesTest {

    static Stream<CaseFile> cases() {
        return Stream.concat(
                Stream.of("km", "landmark", "followup", "logrank", "aj", "gray", "rmst")
                        .flatMap(CaseFile::ofArea),
                CaseFile.in("/reference/more"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile reference) {
        reference.agrees();
    }

    @Test
    void aDigitThatDiffersIsSeen() {
        CaseFile first = CaseFile.ofArea("rmst").findFirst().orElseThrow();
        Map<String, Object> changed = new HashMap<>(first.expected());
        changed.put("tau", ((Number) first.expected().getOrDefault("tau", 0)).doubleValue()
                * (1 + 1e-9));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(new CaseFile("rmst", "changed", first.spec(), changed)::agrees)
                .withMessageContaining("/tau");
    }

    @Test
    void aFieldThatAnAreaDoesNotKnowIsRefused() {
        assertThat(why("km", Map.of("data", "data/lung.csv", "time", "time", "event", "event",
                "fun", "event"))).isEqualTo("the area km does not know the spec field fun");
    }

    @Test
    void aColumnThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThat(why("km", Map.of("data", "data/e_same_a.csv", "time", "days", "event",
                "event"))).isEqualTo(
                        "there is no column days in data/e_same_a.csv; there are time, event");
    }

    @Test
    void aStatusThatIsNoneIsRefusedWithItsRow() {
        assertThat(why("km", Map.of("data", "data/ovarian.csv", "time", "time", "event", "rx")))
                .endsWith("a status of 2 is neither 0 (censored) nor 1 (event)");
    }

    @Test
    void robustErrorsWithSurvivalFromTheHazardAreRefused() {
        assertThat(why("km", Map.of("data", "data/lung.csv", "time", "time", "event", "event",
                "stype", 2, "robust", true))).startsWith("robust errors with stype 2");
    }

    @Test
    void severalRowsOfOneSubjectAreRefusedWithCompetingEvents() {
        assertThat(why("aj", Map.of("data", "data/ties_a.csv", "time", "time", "state", "state",
                "causes", List.of("c1", "c2"), "times", List.of(1), "id", "st")))
                .isEqualTo("several rows of one subject are not supported in this area");
    }

    private static String why(String area, Map<String, Object> spec) {
        return switch (ReferenceCase.answer(area, spec, CaseFile::columns)) {
            case Answer.Unsupported(String why) -> why;
            case Answer.Computed computed -> throw new AssertionError("computed: " + computed);
        };
    }
}
