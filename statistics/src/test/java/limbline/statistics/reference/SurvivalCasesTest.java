package limbline.statistics.reference;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reference case of survival, against R's answer; see the README of the cases.
class SurvivalCasesTest {

    static Stream<CaseFile> cases() {
        return Stream.of("km", "landmark", "followup", "logrank", "aj", "gray", "rmst")
                .flatMap(CaseFile::ofArea);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithR(CaseFile reference) {
        reference.agrees();
    }
}
