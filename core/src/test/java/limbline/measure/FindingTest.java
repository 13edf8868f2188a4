package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import limbline.measure.Finding.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known, why not, and the words people type.
class FindingTest {

    @Test
    void aKnownValueIsFoundAndSaidInItsOwnWords() {
        Finding<Gray> dose = Finding.known(Gray.parse("50 Gy"));

        assertThat(dose.found()).contains(Gray.parse("50 Gy"));
        assertThat(dose.is(Gray.parse("50.0 Gy"))).isTrue();
        assertThat(dose.words()).isEqualTo("50 Gy");
        assertThat(dose.map(Gray::unit)).isEqualTo(Finding.known("Gy"));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonForNothingIsAnotherNothing(Why why) {
        Finding<Gray> nothing = Finding.missing(why);

        assertThat(nothing.found()).isEmpty();
        assertThat(nothing.is(Gray.parse("50 Gy"))).isFalse();
        assertThat(nothing.words()).isEqualTo(why.term().replace('-', ' '));
        assertThat(nothing.map(Gray::unit)).isEqualTo(Finding.missing(why));
        assertThat(nothing.equals(Finding.notStated())).isEqualTo(why == Why.NOT_STATED);
    }

    @Test
    void whatWasPrintedIsNoValueAndSaysThatItWasPrinted() {
        Finding<Gray> printed = Finding.printed(" 45-50 Gy ");

        assertThat(printed.found()).isEmpty();
        assertThat(printed.words()).isEqualTo("printed as \"45-50 Gy\"");
        assertThat(printed.map(Gray::unit)).isEqualTo(Finding.printed("45-50 Gy"));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"not stated", "Not-Stated", "NOT_STATED", " not - stated "})
    void aTermIsReadHoweverItIsSpelt(String text) {
        assertThat(Term.parse(Why.class, text)).isEqualTo(Why.NOT_STATED);
    }

    @Test
    void anUnknownTermIsRefusedWithTheWordsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Term.parse(Why.class, "dunno"))
                .withMessage("\"dunno\" is not one of: not-measured, not-stated, unknown, "
                        + "not-held, not-applicable");
    }

    @Test
    void aTextLosesTheBlanksAroundItAndNothingElse() {
        assertThat(Text.line("remark", "  first\n\tsecond 🦵 ")).isEqualTo("first\n\tsecond 🦵");
        assertThat(Text.line("remark", "x".repeat(Text.LONGEST))).hasSize(Text.LONGEST);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'  ', remark: nothing is written there",
        "a\u0000b, remark: the character at position 2 cannot be kept",
        "ab\u0007c, remark: the character at position 3 cannot be kept"})
    void aTextThatCannotBeKeptIsRefused(String words, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("remark", words))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void halfACharacterIsRefused(int kind) {
        String half = switch (kind) {
            case 0 -> "a\ud83e";
            case 1 -> "a\uddb5b";
            default -> "a\ud83eb";
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("remark", half))
                .withMessage("remark: the character at position 2 cannot be kept");
    }

    @Test
    void aBookIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.line("remark", "x".repeat(Text.LONGEST + 1)))
                .withMessage("remark: 10001 characters; at most 10000");
    }

    @Test
    void anIdIsAUuid() {
        assertThat(EventId.parse(" 00000000-0000-0000-0000-000000000001 "))
                .isEqualTo(new EventId(new UUID(0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventId.parse("event 1"))
                .withMessage("\"event 1\" is not the id of an event");
    }
}
