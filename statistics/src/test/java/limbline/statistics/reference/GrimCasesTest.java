package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference cases of printed percentages.
class GrimCasesTest {

    static Stream<CaseFile> cases() {
        return Stream.concat(CaseFile.ofArea("grim"),
                CaseFile.in("/reference/more-pooling").filter(one -> one.area().equals("grim")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile one) {
        one.agrees();
    }

    @Test
    void refusesWhatIsNoPercentageOfNobody() {
        assertThat(answer(Map.of("value", "85,3", "n", 40))).isEqualTo(new Answer.Unsupported(
                "\"85,3\" is not a printed percentage; write it like 85 or 90.5"));
        assertThat(answer(Map.of("value", "85", "n", 0))).isEqualTo(new Answer.Unsupported(
                "denominator 0 not in [1, 100000000]"));
        assertThat(answer(Map.of("value", "85"))).isEqualTo(new Answer.Unsupported(
                "each of items must have a value and an n and nothing else, but one is"
                        + " {value=85}"));
    }

    private static Answer answer(Map<String, Object> item) {
        return ReferenceCase.answer("grim", Map.of("items", List.of(item)), CaseFile::columns);
    }
}
