package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every area has in common: what is not understood is refused.
class ReferenceCaseTest {

    @Test
    void refusesAnAreaNobodyKnows() {
        Answer answer = ReferenceCase.answer("astrology", Map.of(), CaseFile::columns);

        assertThat(answer).isInstanceOfSatisfying(Answer.Unsupported.class, unsupported ->
                assertThat(unsupported.why()).startsWith("the area astrology is unknown; known"));
    }
}
