package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding.Why;
import limbline.measure.LabValue;
import limbline.measure.Unit;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.ResultStatus;
import limbline.protocol.Limit;
import limbline.protocol.WardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules over creatine kinase, creatinine and potassium: below, at and above their limit, on
/// each day, and with a value missing, late, corrected or out of order.
class LaboratoryRulesTest {

    @ParameterizedTest(name = "{0} U/L")
    @CsvSource(delimiter = '|', textBlock = """
            999    | quiet: Creatine kinase 999 U/L (day 1, 2026-11-21 06:30), not above 1000 U/L [TEST].
            1000   | quiet: Creatine kinase 1000 U/L (day 1, 2026-11-21 06:30), not above 1000 U/L [TEST].
            1000.1 | found: Creatine kinase 1000.1 U/L (day 1, 2026-11-21 06:30), above 1000 U/L [TEST].
            1001   | found: Creatine kinase 1001 U/L (day 1, 2026-11-21 06:30), above 1000 U/L [TEST].
            >1000  | found: Creatine kinase >1000 U/L (day 1, 2026-11-21 06:30), above 1000 U/L [TEST].
            >900   | found: Creatine kinase >900 U/L (day 1, 2026-11-21 06:30), may lie above 1000 U/L [TEST].
            <1000  | quiet: Creatine kinase <1000 U/L (day 1, 2026-11-21 06:30), not above 1000 U/L [TEST].
            >=1000 | found: Creatine kinase >=1000 U/L (day 1, 2026-11-21 06:30), may lie above 1000 U/L [TEST].
            >=1001 | found: Creatine kinase >=1001 U/L (day 1, 2026-11-21 06:30), above 1000 U/L [TEST].
            <=1000 | quiet: Creatine kinase <=1000 U/L (day 1, 2026-11-21 06:30), not above 1000 U/L [TEST].
            <1500  | found: Creatine kinase <1500 U/L (day 1, 2026-11-21 06:30), may lie above 1000 U/L [TEST].
            """)
    void creatineKinaseIsHeldAgainstItsLimit(String value, String answer) {
        assertThat(new Stay().ck("1 06:30", value).says("ck", "1 07:00")).isEqualTo(answer);
    }

    /// Whatever the day: the paper names none.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 14, 30})
    void overAThousandIsFoundOnAnyDay(int day) {
        Stay stay = new Stay().ck(day + " 12:00", "1001");

        assertThat(stay.says("ck", day + " 13:00")).startsWith("found: ");
        assertThat(new Stay().ck(day + " 12:00", "1000").says("ck", day + " 13:00"))
                .startsWith("quiet: ");
    }

    @ParameterizedTest(name = "day {0}")
    @CsvSource({
        "0, quiet", "1, quiet", "2, found", "3, found", "4, found", "5, found", "6, unknown"})
    void onDaysTwoToFiveItIsWorse(int day, String verdict) {
        Stay stay = new Stay().ck(day + " 12:00", "1001");

        assertThat(stay.says("ck-early", day + " 13:00")).startsWith(verdict + ": ");
        assertThat(stay.openOfTheLimb(day + " 13:00")).containsExactly(
                day == 6 ? "warning creatine-kinase"
                        : (verdict.equals("found") ? "urgent" : "warning") + " creatine-kinase");
    }

    @Test
    void whatIsMissingInItsDaysIsSaid() {
        assertThat(new Stay().says("ck-early", "1 12:00"))
                .isEqualTo("quiet: Looked at from 2 d [TEST] on.");
        assertThat(new Stay().ck("1 06:00", "500").says("ck-early", "3 12:00"))
                .isEqualTo("unknown: No creatine kinase on record of day 2 to 5.");
        assertThat(new Stay().says("ck", "3 12:00"))
                .isEqualTo("unknown: No creatine kinase on record since the infusion.");
    }

    @Test
    void aReportWithoutAValueIsNoGoodNews() {
        Stay stay = new Stay().at("2 06:00", new LaboratoryReported(Analyte.CREATINE_KINASE,
                missing(Why.NOT_MEASURED), notStated(), notStated(), notStated()));

        assertThat(stay.says("ck", "2 07:00")).isEqualTo(
                "unknown: No creatine kinase on record since the infusion. Creatine kinase "
                        + "(day 2, 2026-11-22 06:00) came without a value.");
    }

    @Test
    void aPreliminaryValueCountsAndSaysWhatItIs() {
        assertThat(new Stay().at("2 06:00", new LaboratoryReported(Analyte.CREATINE_KINASE,
                known(LabValue.parse("1200 U/L")), notStated(), notStated(),
                known(ResultStatus.PRELIMINARY))).says("ck", "2 07:00")).isEqualTo(
                        "found: Creatine kinase 1200 U/L (preliminary; day 2, 2026-11-22 06:00), "
                                + "above 1000 U/L [TEST].");
    }

    @Test
    void aLimitThatIsNotSetRaisesNothingAndSaysSo() {
        WardRule rule = Plans.above(
                "creatinine", AlertTier.WARNING, Analyte.CREATININE, Plans.NO_CREATININE);
        Stay stay = new Stay().lab("1 06:00", Analyte.CREATININE, "900 umol/L");

        assertThat(stay.says("creatinine", "1 07:00", Plans.of(rule))).isEqualTo(
                "not-set: The limit creatinine-high (not set by this centre).");
        assertThat(stay.watch("1 07:00", Plans.of(rule)).alerts()).isEmpty();
    }

    @Test
    void aLimitThatIsNotUsedSaysWhy() {
        Limit without = new Limit("creatinine-high", Unit.MICROMOLE_PER_LITRE,
                new Limit.Setting.NotUsed("the intensive care unit watches it"), List.of());
        WardRule rule =
                Plans.above("creatinine", AlertTier.WARNING, Analyte.CREATININE, without);

        assertThat(new Stay().says("creatinine", "1 07:00", Plans.of(rule))).isEqualTo(
                "not-used: The limit creatinine-high (not used here: the intensive care unit "
                        + "watches it).");
    }

    @ParameterizedTest
    @CsvSource({"150 umol/L, quiet", "150.1 umol/L, found", "1.69 mg/dL, quiet",
        "1.70 mg/dL, found"})
    void creatinineIsComparedInTheUnitOfTheLimit(String value, String verdict) {
        assertThat(new Stay().lab("1 06:00", Analyte.CREATININE, value).says("creatinine", "1 07:00"))
                .startsWith(verdict + ": ");
    }

    @ParameterizedTest
    @CsvSource({"16.6 ukat/L, quiet", "16.7 ukat/L, found"})
    void aKatalIsTakenForWhatItIs(String value, String verdict) {
        assertThat(new Stay().lab("1 06:00", Analyte.CREATINE_KINASE, value).says("ck", "1 07:00"))
                .startsWith(verdict + ": ");
    }

    @Test
    void aUnitThatCannotBeComparedIsNoGoodNews() {
        assertThat(new Stay().lab("1 06:00", Analyte.CREATINE_KINASE, "3 g/L").says("ck", "1 07:00"))
                .isEqualTo("found: Creatine kinase 3 g/L (day 1, 2026-11-21 06:00), may lie above "
                        + "1000 U/L [TEST].");
    }

    @ParameterizedTest
    @CsvSource({"5.4, quiet", "5.5, quiet", "5.6, found"})
    void potassiumIsHeldAgainstItsLimit(String value, String verdict) {
        assertThat(new Stay().lab("1 06:00", Analyte.POTASSIUM, value + " mmol/L")
                .says("potassium", "1 07:00")).startsWith(verdict + ": ");
    }

    @Test
    void theOrderIsThatOfTheSpecimensAndNotOfTheReports() {
        Stay stay = new Stay().ck("3 06:00", "400").late("2 06:00", "3 09:00", Stay.ck("1500"));

        assertThat(stay.says("ck", "3 10:00")).startsWith("quiet: Creatine kinase 400 U/L (day 3");
        assertThat(stay.openOfTheLimb("3 10:00"))
                .as("a high value that came late is shown, though it fell since")
                .containsExactly("urgent creatine-kinase");
    }

    @Test
    void aCorrectionTakesThePlaceOfWhatItCorrects() {
        Stay stay = new Stay().ck("3 06:00", "1500");
        assertThat(stay.openOfTheLimb("3 07:00")).containsExactly("urgent creatine-kinase");

        stay.correct(2, "3 06:00", "3 08:00", Stay.ck("150"));
        assertThat(stay.openOfTheLimb("3 09:00")).isEmpty();
    }

    /// Santillan 2009: the median peak of 171 infusions was 563 U/L, on day 4.
    @Test
    void thePublishedMedianStaysQuiet() {
        Stay stay = new Stay().ck("0 18:00", "120").ck("1 06:30", "210").ck("2 06:30", "340")
                .ck("3 06:30", "470").ck("4 06:30", "563").ck("5 06:30", "410").ck("6 06:30", "260");

        for (int day = 0; day <= 6; day++) {
            assertThat(stay.openOfTheLimb(day + " 23:00")).as("day %s", day).isEmpty();
        }
        assertThat(stay.says("ck-passed", "6 07:00")).isEqualTo(
                "found: Creatine kinase highest at 563 U/L (day 4, 2026-11-24 06:30), then falling "
                        + "to 260 U/L (day 6).");
    }

    @ParameterizedTest(name = "peak on day {0}")
    @CsvSource({"4, quiet, warning", "5, found, urgent", "6, found, urgent"})
    void aHighPeakOnDayFiveOrLaterRaisesTheTier(int day, String verdict, String tier) {
        Stay stay = new Stay();
        for (int before = 1; before < day; before++) {
            stay.ck(before + " 06:30", String.valueOf(200 + before));
        }
        stay.ck(day + " 06:30", day == 4 ? "999" : "1200");

        assertThat(stay.says("ck-high-late", day + " 07:00")).startsWith(verdict + ": ");
        assertThat(stay.openOfTheLimb(day + " 07:00")).isEqualTo(
                day == 4 ? List.of() : List.of(tier + " creatine-kinase"));
    }

    @Test
    void aLowPeakThatComesLateIsToldAndNobodyIsCalled() {
        Stay stay = new Stay().ck("3 06:30", "300").ck("6 06:30", "400");

        assertThat(stay.says("ck-late", "6 07:00")).isEqualTo("found: Creatine kinase reached its "
                + "highest value so far, 400 U/L, on day 6, not before 5 d [TEST].");
        assertThat(stay.openOfTheLimb("6 07:00")).isEmpty();
    }

    @Test
    void withoutAnEarlierValueNobodyKnowsThatAPeakIsLate() {
        assertThat(new Stay().ck("6 06:30", "1200").says("ck-high-late", "6 07:00")).isEqualTo(
                "unknown: Creatine kinase highest at 1200 U/L (day 6, 2026-11-26 06:30), the only "
                        + "value: no peak can be told. No value before 5 d [TEST]: the peak may "
                        + "have been earlier.");
    }

    @Test
    void whoStoppedMeasuringWhileItRoseDoesNotKnow() {
        assertThat(new Stay().ck("2 06:30", "300").ck("3 06:30", "400").says("ck-late", "6 07:00"))
                .isEqualTo("unknown: Creatine kinase highest at 400 U/L (day 3, 2026-11-23 06:30), "
                        + "and not lower since. No value from 5 d [TEST] on: the peak may still "
                        + "come.");
    }

    @Test
    void onTwoFallsInARowThePeakIsPastAndOnOnePerhaps() {
        Stay stay = new Stay().ck("2 06:30", "700");
        assertThat(stay.says("ck-passed", "2 07:00")).endsWith("no peak can be told.");
        stay.ck("3 06:30", "900");
        assertThat(stay.says("ck-passed", "3 07:00")).startsWith("quiet: ")
                .endsWith("and not lower since.");
        stay.ck("4 06:30", "600");
        assertThat(stay.says("ck-passed", "4 07:00")).startsWith("quiet: ")
                .endsWith("600 U/L (day 4) since: one fall may be noise.");
        stay.ck("5 06:30", "500");
        assertThat(stay.says("ck-passed", "5 07:00")).startsWith("found: ");
        stay.ck("6 06:30", "650");
        assertThat(stay.says("ck-passed", "6 07:00")).as("it rises again").startsWith("quiet: ");
    }

    @Test
    void whereTheDayOfTheInfusionIsNotKnownADayRuleSaysSo() {
        Stay stay = Stay.infusedOn("2026-11").ck("3 06:30", "1500");

        assertThat(stay.says("ck", "3 07:00")).startsWith("found: ");
        assertThat(stay.says("ck-early", "3 07:00")).startsWith("unknown: ")
                .endsWith("On which day after the infusion is not known, and the rule asks for a "
                        + "value of day 2 to 5.");
    }

    @Test
    void aRiseBelowTheCentresPercentageDoesNotOpenAnAlertAgain() {
        WardRule rule = new WardRule.ValueAbove(Plans.telling("ck", AlertTier.WARNING),
                Analyte.CREATINE_KINASE, Plans.CK_HIGH, Optional.empty(), Optional.empty(),
                Optional.of(Plans.limit("ck-worse-by", "25", Unit.PERCENT)));
        Stay stay = new Stay().ck("2 06:00", "1200");
        stay.acknowledge("nurse", "2 07:00",
                stay.watch("2 06:30", Plans.of(rule)).open().getFirst(), "");

        stay.ck("3 06:00", "1500");
        assertThat(stay.watch("3 07:00", Plans.of(rule)).open()).isEmpty();
        stay.ck("4 06:00", "1501");
        assertThat(stay.watch("4 07:00", Plans.of(rule)).open()).hasSize(1);
    }
}
