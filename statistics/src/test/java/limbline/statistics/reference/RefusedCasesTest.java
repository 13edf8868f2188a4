package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions that make no sense, about small tables, and what is said to them.
class RefusedCasesTest {

    private static final Map<String, List<String>> ROWS = Map.of(
            "id", List.of("1", "1", "2"),
            "start", List.of("0", "2", "0"),
            "stop", List.of("2", "5", "4"),
            "to", List.of("1", "0", "2"),
            "event", List.of("1", "0", "1"),
            "half", List.of("1", "0.5", "0"),
            "word", List.of("1", "two", "0"),
            "arm", List.of("1", "2", "2"),
            "now", List.of("well", "well", "well"),
            "sex", List.of("f", "m", "f"));

    private static final Map<String, Object> MOVES = Map.of("data", "t", "start", "start",
            "time", "stop", "state", "to", "id", "id", "states", List.of("ill", "dead"),
            "tau", 5);

    private static final Map<String, Object> TIMES =
            Map.of("data", "t", "time", "stop", "event", "event");

    @Test
    void aMoveToAStateThatIsNotNamedIsRefused() {
        assertThat(why("multistate", with(MOVES, "states", List.of("ill"))))
                .isEqualTo("a state of 2 is not in 0 to 1");
    }

    /// The first subject falls ill at 2 and is said to be well from there on.
    @Test
    void aStateThatTheSubjectWasNotInIsRefused() {
        assertThat(why("multistate", with(MOVES, "istate", "now"))).isEqualTo(
                "row 2 of those used: the istate is not the state that the subject was in");
    }

    @Test
    void theIntervalsOfASubjectMayStandInAnyOrder() {
        Map<String, List<String>> turned = Map.of(
                "id", List.of("2", "1", "1"),
                "start", List.of("0", "2", "0"),
                "stop", List.of("4", "5", "2"),
                "to", List.of("2", "0", "1"),
                "now", List.of("well", "ill", "well"));

        assertThat(ReferenceCase.answer("multistate", with(MOVES, "istate", "now"), _ -> turned))
                .isInstanceOf(Answer.Computed.class);
    }

    @Test
    void aTableOfWhichNoRowIsLeftIsRefused() {
        assertThat(why("km", with(TIMES, "keep", Map.of("sex", List.of("x")))))
                .isEqualTo("no row of t is left");
        assertThat(why("landmark", with(TIMES, "landmark", 5))).isEqualTo("no row is after 5.0");
    }

    @Test
    void aStatusThatIsNoWholeNumberIsRefusedWithItsRow() {
        assertThat(why("km", with(TIMES, "event", "half")))
                .isEqualTo("row 2: the event 0.5 is not a whole number");
        assertThat(why("km", with(TIMES, "event", "word")))
                .isEqualTo("row 2: two in column word is not a number");
    }

    @Test
    void aLandmarkWithDelayedEntryIsRefused() {
        assertThat(why("landmark", with(with(TIMES, "landmark", 1), "start", "start")))
                .isEqualTo("a landmark with delayed entry is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stype", "ctype"})
    void aTypeOfCurveThatNobodyKnowsIsRefused(String field) {
        assertThat(why("km", with(TIMES, field, 3))).isEqualTo(field.equals("stype")
                ? "stype 3.0 and ctype 1.0 are not 1 or 2"
                : "stype 1.0 and ctype 3.0 are not 1 or 2");
    }

    @Test
    void restrictedMeansCompareTheGroupsNoughtAndOneUpToAKnownTime() {
        assertThat(why("rmst", with(TIMES, "group", "arm")))
                .isEqualTo("the groups must be 0 and 1, but are [1, 2]");
        assertThat(why("rmst", with(with(TIMES, "group", "event"), "tau", 9)))
                .startsWith("the horizon 9.0 is after ")
                .endsWith(", the last time known of both groups");
    }

    @Test
    void aFieldThatIsMissingOrOfAnotherKindIsNamed() {
        assertThat(why("landmark", TIMES)).isEqualTo("the spec field landmark must be given");
        assertThat(why("km", with(TIMES, "keep", "all")))
                .isEqualTo("the spec field keep must be named values");
        assertThat(why("landmark", with(TIMES, "landmark", "late")))
                .contains("landmark");
    }

    private static Map<String, Object> with(Map<String, Object> spec, String field, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(spec);
        more.put(field, value);
        return more;
    }

    private static String why(String area, Map<String, Object> spec) {
        return switch (ReferenceCase.answer(area, spec, _ -> ROWS)) {
            case Answer.Unsupported(String why) -> why;
            case Answer.Computed computed -> throw new AssertionError("computed: " + computed);
        };
    }
}
