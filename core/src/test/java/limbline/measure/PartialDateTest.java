package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dates as well as they are known. Expected days: the calendar.
class PartialDateTest {

    @ParameterizedTest(name = "{0}: {1} to {2}, used {3}")
    @CsvSource({
        "2013-07-04, 2013-07-04, 2013-07-04, 2013-07-04",
        "2013-07, 2013-07-01, 2013-07-31, 2013-07-16",
        "2013-02, 2013-02-01, 2013-02-28, 2013-02-14",
        "2012-02, 2012-02-01, 2012-02-29, 2012-02-15",
        "1900-02, 1900-02-01, 1900-02-28, 1900-02-14",
        "2000-02, 2000-02-01, 2000-02-29, 2000-02-15",
        "2012-02-29, 2012-02-29, 2012-02-29, 2012-02-29",
        "2011, 2011-01-01, 2011-12-31, 2011-07-02",
        "2012, 2012-01-01, 2012-12-31, 2012-07-01",
        "early 2015, 2015-01-01, 2015-04-30, 2015-03-01",
        "mid 2015, 2015-05-01, 2015-08-31, 2015-07-01",
        "late 2015, 2015-09-01, 2015-12-31, 2015-10-31",
        "2012 to 2013-07, 2012-01-01, 2013-07-31, 2012-10-15",
        "2013-07-03 to 2013-07-04, 2013-07-03, 2013-07-04, 2013-07-03",
        "1850, 1850-01-01, 1850-12-31, 1850-07-02",
        "2200, 2200-01-01, 2200-12-31, 2200-07-02"})
    void aDateIsTheDaysItCanBe(
            String text, LocalDate earliest, LocalDate latest, LocalDate used) {
        PartialDate date = PartialDate.parse(text);

        assertThat(date.earliest()).isEqualTo(earliest);
        assertThat(date.latest()).isEqualTo(latest);
        assertThat(date.used()).isEqualTo(used);
        assertThat(date.isExact()).isEqualTo(earliest.equals(latest));
        assertThat(PartialDate.parse(date.toString())).isEqualTo(date);
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "' Late  2015 ', late 2015", "late-2015, late 2015", "2013-07 TO 2014, 2013-07 to 2014"})
    void blanksAndCapitalsDoNotMatter(String text, String canonical) {
        assertThat(PartialDate.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest(name = "{0} is said {1}")
    @CsvSource({
        "2013-07, July 2013", "2013-07-04, 2013-07-04", "2011, 2011", "late 2015, late 2015",
        "2012 to 2013-07, 2012 to 2013-07"})
    void aMonthIsSaidInWords(String text, String words) {
        assertThat(PartialDate.parse(text).words()).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "2013-02-29", "2013-13", "2013-00", "2013-04-31", "1900-02-29", "2013-07-00"})
    void aDayThatNoCalendarHasIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartialDate.parse(text))
                .withMessage("\"%s\" is not a day of the calendar", text);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {
        "", "yesterday", "04.07.2013", "07/2013", "13-07-04", "2013-7-4", "20130704", "٢٠١٣",
        "2013-07-04T10:00", "around 2013", "2013 to", "to 2013", "2012 to 2013 to 2014", "-2013",
        "spring 2013"})
    void whatIsNoDateIsRefusedWithWhatMayBeWritten(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartialDate.parse(text))
                .withMessage("\"%s\" is not a date; write 2013-07-04, 2013-07, 2013, early, mid or "
                        + "late 2013, or one of these \"to\" another", text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1849", "2201", "0000", "9999-12-31"})
    void aYearBeyondAnyPatientIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartialDate.parse(text))
                .withMessage("the year of \"%s\" is outside 1850 to 2200", text);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartialDate.parse("2014 to 2013"))
                .withMessage("the date 2014 to 2013 ends before it begins");
    }

    @Test
    void aHugeTextIsCutInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartialDate.parse("x".repeat(1_000_000)))
                .withMessageStartingWith("\"" + "x".repeat(57) + "...\" is not a date");
    }

    @Test
    void daysBetweenTwoDaysAreWrittenAsARange() {
        LocalDate first = LocalDate.of(2013, 7, 3);
        assertThat(PartialDate.between(first, first.plusDays(1)))
                .isEqualTo(PartialDate.parse("2013-07-03 to 2013-07-04"));
        assertThat(PartialDate.between(first, first)).isEqualTo(PartialDate.parse("2013-07-03"));
    }
}
