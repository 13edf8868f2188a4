package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference cases of single proportions.
class BinomialCasesTest {

    static Stream<CaseFile> cases() {
        return Stream.concat(CaseFile.ofArea("binom"),
                CaseFile.in("/reference/more-pooling").filter(one -> one.area().equals("binom")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile one) {
        one.agrees();
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThat(answer(List.of(1.5, 10, 0.95)))
                .isEqualTo(new Answer.Unsupported("x must be a whole number, but is 1.5"));
        assertThat(answer(List.of(11, 10, 0.95)))
                .isEqualTo(new Answer.Unsupported("events 11 not in [0, 10]"));
        assertThat(answer(List.of(1, 10)))
                .isEqualTo(new Answer.Unsupported(
                        "each of cases must have three numbers, but one is [1, 10]"));
    }

    private static Answer answer(List<?> one) {
        return ReferenceCase.answer("binom", Map.of("cases", List.of(one)), CaseFile::columns);
    }
}
