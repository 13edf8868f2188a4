package limbline.ward;

import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding.Why;
import limbline.measure.Unit;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.protocol.Limit;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Leucocytes that rise after day 2, by more than an invented 20%.
class RiseRuleTest {

    private static final Limit DAY_2 = Plans.limit("leucocytes-after", "2", Unit.DAY);
    private static final WardPlan PLAN = plan(Plans.limit("leucocytes-rise", "20", Unit.PERCENT));

    private static WardPlan plan(Limit by) {
        return Plans.of(new WardRule.RiseAfter(Plans.telling("rise", AlertTier.WARNING),
                Analyte.LEUCOCYTES, DAY_2, by));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "11.9 10*9/L, quiet", "12.0 10*9/L, quiet", "12.1 10*9/L, found", "12.1 10*3/uL, found",
        ">12.0 10*9/L, found", ">11 10*9/L, found", "<12.0 10*9/L, quiet"
    })
    void belowAtAndAboveTheRise(String value, String verdict) {
        Stay stay = day2().lab("3 06:00", Analyte.LEUCOCYTES, value);

        assertThat(says(stay, "3 07:00")).startsWith(verdict + ": ");
        assertThat(stay.watch("3 07:00", PLAN).open()).hasSize(verdict.equals("found") ? 1 : 0);
    }

    @Test
    void itSaysWhatItSawAndWithWhatItCompared() {
        Stay stay = day2().lab("3 06:00", Analyte.LEUCOCYTES, "12.5 10*9/L");
        assertThat(says(stay, "3 07:00")).isEqualTo("found: Leucocytes 12.5 10*9/L (day 3, "
                + "2026-11-23 06:00), more than 20 % [TEST] above the 10.0 10*9/L of day 2.");

        stay.lab("4 06:00", Analyte.LEUCOCYTES, "14 10*9/L");
        assertThat(says(stay, "4 07:00")).contains(
                ", now 14 10*9/L (day 4, 2026-11-24 06:00), more than");
        assertThat(stay.watch("4 07:00", PLAN).open()).as("one alert").hasSize(1);

        stay.lab("5 06:00", Analyte.LEUCOCYTES, "11 10*9/L");
        assertThat(says(stay, "5 07:00")).isEqualTo("quiet: Leucocytes 11 10*9/L (day 5, "
                + "2026-11-25 06:00), not more than 20 % [TEST] above the 10.0 10*9/L of day 2.");
        assertThat(stay.watch("5 07:00", PLAN).open()).as("somebody must have seen it").hasSize(1);
    }

    @Test
    void aBoundThatMayLieHigherSaysPerhaps() {
        assertThat(says(day2().lab("3 06:00", Analyte.LEUCOCYTES, ">11 10*9/L"), "3 07:00"))
                .contains("perhaps more than 20 % [TEST]");
    }

    @Test
    void upToDayTwoNothingIsLookedAt() {
        Stay stay = new Stay().lab("1 06:00", Analyte.LEUCOCYTES, "8 10*9/L")
                .lab("2 06:00", Analyte.LEUCOCYTES, "16 10*9/L");

        assertThat(says(stay, "2 23:59")).isEqualTo("quiet: Looked at after 2 d [TEST].");
        assertThat(says(stay, "3 00:00"))
                .isEqualTo("unknown: No leucocytes on record after 2 d [TEST].");
    }

    @Test
    void withoutAValueToCompareWithNobodyKnows() {
        assertThat(says(new Stay().lab("3 06:00", Analyte.LEUCOCYTES, "30 10*9/L"), "3 07:00"))
                .isEqualTo("unknown: Leucocytes 30 10*9/L (day 3, 2026-11-23 06:00). No value up to"
                        + " 2 d [TEST] to compare with: a rise cannot be told.");
        Stay bound = new Stay().lab("2 06:00", Analyte.LEUCOCYTES, ">100 10*9/L")
                .lab("3 06:00", Analyte.LEUCOCYTES, "120 10*9/L");
        assertThat(says(bound, "3 07:00")).startsWith("unknown: ");
    }

    @Test
    void aValueThatComesLateOrIsCorrectedIsJudgedByItsSpecimen() {
        Stay late = new Stay().lab("3 06:00", Analyte.LEUCOCYTES, "12.5 10*9/L").late("2 06:00",
                "3 09:00", Stay.lab(Analyte.LEUCOCYTES, "10.0 10*9/L"));
        assertThat(says(late, "3 10:00")).startsWith("found: ");

        Stay corrected = day2().lab("3 06:00", Analyte.LEUCOCYTES, "12.5 10*9/L").correct(
                3, "3 06:00", "3 09:00", Stay.lab(Analyte.LEUCOCYTES, "10.5 10*9/L"));
        assertThat(says(corrected, "3 10:00")).startsWith("quiet: ");
        assertThat(corrected.watch("3 10:00", PLAN).open()).isEmpty();
    }

    @Test
    void aReportWithoutAValueIsMissingAndNotFine() {
        Stay stay = day2().at("3 06:00", new LaboratoryReported(Analyte.LEUCOCYTES,
                missing(Why.NOT_STATED), notStated(), notStated(), notStated()));

        assertThat(says(stay, "3 07:00")).startsWith("unknown: ").endsWith(
                "Leucocytes (day 3, 2026-11-23 06:00) came without a value that can be compared.");
    }

    @Test
    void whereTheDayOfTheInfusionIsNotKnownItSaysSo() {
        Stay stay = Stay.infusedOn("2026-11").lab("3 06:00", Analyte.LEUCOCYTES, "12.5 10*9/L");

        assertThat(says(stay, "3 07:00")).startsWith("unknown: ")
                .endsWith("On which day after the infusion a value was taken is not known.");
    }

    /// The source gives the day and no percentage.
    @Test
    void withoutThePercentageItIsNotSet() {
        assertThat(day2().lab("3 06:00", Analyte.LEUCOCYTES, "30 10*9/L").says("rise", "3 07:00",
                plan(Limit.empty("leucocytes-rise", Unit.PERCENT)))).isEqualTo(
                        "not-set: The limit leucocytes-rise (not set by this centre).");
    }

    private static Stay day2() {
        return new Stay().lab("2 06:00", Analyte.LEUCOCYTES, "10.0 10*9/L");
    }

    private static String says(Stay stay, String now) {
        return stay.says("rise", now, PLAN);
    }
}
