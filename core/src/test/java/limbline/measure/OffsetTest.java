package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stretches of time as sources print them. Expected days: the readings in `docs/dates.md`, by hand
/// (a month is 30.4375 days).
class OffsetTest {

    @ParameterizedTest(name = "{0}: {1} to {2} days, used {3}")
    @CsvSource({
        "3 days, 3, 3, 3", "0 days, 0, 0, 0", "-7 days, -7, -7, -7", "about 3 days, 2, 4, 3",
        "1 week, 4, 10, 7", "about 1 week, 0, 14, 7",
        "4 months, 107, 136, 122", "about 9 months, 244, 304, 274", "-1 month, -45, -16, -30",
        "1 year, 183, 547, 365", "about 1 year, 0, 730, 365"})
    void whatIsCountedInDaysIsExactAndTheRestIsRounded(
            String text, long earliest, long latest, long used) {
        assertThat(Offset.parse(text).elapsed()).isEqualTo(new Elapsed(earliest, latest, used));
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "~9 months, about 9 months", "~ 9 months, about 9 months",
        "approximately 9 Months, about 9 months", "+3 days, 3 days", "1 days, 1 day",
        "-1 months, -1 month", "' 2 weeks ', 2 weeks"})
    void otherSpellingsAreRead(String text, String canonical) {
        assertThat(Offset.parse(text)).hasToString(canonical);
        assertThat(Offset.parse(canonical)).isEqualTo(Offset.parse(text));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {
        "", "3", "days", "three days", "3.5 months", "3 days 4 hours", "1234567 days", "3 hours",
        "about", "3-4 months"})
    void whatIsNoStretchIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Offset.parse(text))
                .withMessage("\"%s\" is not a stretch of time; write for example 3 days or about 9 "
                        + "months", text);
    }

    @Test
    void aStretchBeyondAllMeasureIsRefused() {
        assertThat(Offset.days(100_000).elapsed()).isEqualTo(Elapsed.exactly(100_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Offset.days(-100_001))
                .withMessage("-100001 days is too far away");
    }

    @ParameterizedTest(name = "{0} to {1} days, used {2}: {3}")
    @CsvSource({
        "3, 3, 3, 3 days", "1, 1, 1, 1 day", "-1, -1, -1, -1 day", "487, 487, 487, 487 days",
        "458, 517, 487, 16 (15–17) months", "58, 62, 60, 60 (58–62) days",
        "59, 63, 61, 2 (1–3) months", "-10, 10, 0, 0 (-10–10) days"})
    void whatElapsedIsSaidAsPeopleSayIt(long earliest, long latest, long used, String words) {
        assertThat(new Elapsed(earliest, latest, used)).hasToString(words);
    }

    @Test
    void whatElapsedAddsAndSubtractsItsBounds() {
        Elapsed some = new Elapsed(1, 5, 2);
        assertThat(some.plus(new Elapsed(10, 20, 15))).isEqualTo(new Elapsed(11, 25, 17));
        assertThat(some.minus(new Elapsed(10, 20, 15))).isEqualTo(new Elapsed(-19, -5, -13));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Elapsed(1, 5, 6))
                .withMessage("6 days is not between 1 and 5");
    }

    @Test
    void anInstantBeyondAnyPatientIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new When.At(Instant.MAX))
                .withMessageEndingWith("is outside 1850 to 2200");
    }
}
