package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static limbline.measure.Finding.printed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import limbline.event.CareEvent.Weighed;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.MillimetresOfMercury;
import limbline.measure.Unit;
import limbline.patient.AlertTier;
import limbline.patient.LimbSign;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;
import limbline.protocol.Limit;
import limbline.protocol.WardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The rules over urine, limb checks, grades and what is overdue.
class BedsideRulesTest {

    /// 0.5 mL/kg/h over 6 h at 70 kg is 210 mL.
    @ParameterizedTest(name = "{0} mL")
    @CsvSource(delimiter = '|', textBlock = """
            209 | found: Urine 209 mL in the 6 h to 2026-11-21 06:00: 0.50 mL/kg/h at 70 kg, below 0.5 mL/kg/h [TEST].
            210 | quiet: Urine 210 mL in the 6 h to 2026-11-21 06:00: 0.50 mL/kg/h at 70 kg, not below 0.5 mL/kg/h [TEST].
            211 | quiet: Urine 211 mL in the 6 h to 2026-11-21 06:00: 0.50 mL/kg/h at 70 kg, not below 0.5 mL/kg/h [TEST].
            180 | found: Urine 180 mL in the 6 h to 2026-11-21 06:00: 0.43 mL/kg/h at 70 kg, below 0.5 mL/kg/h [TEST].
            """)
    void urineIsHeldAgainstItsLimitByWeight(String volume, String answer) {
        assertThat(new Stay().weight("70").urine("1 06:00", volume, "6").says("urine", "1 07:00"))
                .isEqualTo(answer);
    }

    @Test
    void withoutAWeightNobodyKnows() {
        assertThat(new Stay().urine("1 06:00", "10", "6").says("urine", "1 07:00")).isEqualTo(
                "unknown: No body weight is on record: mL/kg/h cannot be worked out.");
    }

    @Test
    void aWindowThatIsNotWholeIsNotJudged() {
        Stay stay = new Stay().weight("70").urine("1 06:00", "50", "4");

        assertThat(stay.says("urine", "1 07:00")).isEqualTo("unknown: Of the 6 h [TEST] to "
                + "2026-11-21 06:00 only 4 h were collected.");
        assertThat(new Stay().weight("70").says("urine", "1 07:00"))
                .isEqualTo("unknown: No urine on record since the infusion.");
    }

    @Test
    void shortCollectionsAreAddedUpAndALongOneCountsWithItsShare() {
        Stay hourly = new Stay().weight("70");
        for (int hour = 1; hour <= 6; hour++) {
            hourly.urine("1 0" + hour + ":00", "34", "1");
        }
        assertThat(hourly.says("urine", "1 07:00")).startsWith("found: Urine 204 mL in the 6 h");

        Stay longer = new Stay().weight("70").urine("1 02:00", "400", "8")
                .urine("1 06:00", "100", "4");
        assertThat(longer.says("urine", "1 07:00"))
                .as("100 mL in four hours, and a quarter of the 400 mL before")
                .startsWith("found: Urine 200 mL in the 6 h");
    }

    @Test
    void collectionsThatOverlapAreNotAddedUp() {
        assertThat(new Stay().weight("70").urine("1 05:00", "300", "6").urine("1 06:00", "300", "6")
                .says("urine", "1 07:00"))
                .contains("Collections before 2026-11-21 06:00 overlap: correct their times.");
    }

    @Test
    void aCollectionWithoutItsTimeIsNamed() {
        assertThat(new Stay().weight("70").at("1 06:00",
                new UrineMeasured(Millilitres.parse("10 mL"), notStated()))
                .says("urine", "1 07:00")).isEqualTo("unknown: 1 collections do not say over which "
                        + "time. No urine on record since the infusion.");
    }

    @Test
    void theLastWeightCounts() {
        Stay stay = new Stay().weight("60").urine("1 06:00", "200", "6");
        assertThat(stay.says("urine", "1 07:00")).startsWith("quiet: ");

        stay.at("1 06:30", new Weighed(Kilograms.parse("70 kg")));
        assertThat(stay.says("urine", "1 07:00")).startsWith("found: ");
    }

    @ParameterizedTest(name = "day {0}")
    @CsvSource({"0, found", "1, found", "2, found", "3, found", "4, quiet"})
    void aMarkedSignFitsACompartmentSyndromeInTheFirstThreeDays(int day, String verdict) {
        Stay stay = new Stay().at(day + " 12:00", Stay.look(known(LimbSign.MARKED),
                known(LimbSign.NORMAL), notStated(), notStated()));

        assertThat(stay.says("compartment", day + " 13:00")).startsWith(verdict + ": ");
        assertThat(stay.openOfTheLimb(day + " 13:00").contains("urgent limb"))
                .isEqualTo(verdict.equals("found"));
    }

    @ParameterizedTest
    @EnumSource(LimbSign.class)
    void onlyAMarkedSignIsEnough(LimbSign sign) {
        assertThat(new Stay().at("1 12:00",
                Stay.look(known(LimbSign.NORMAL), known(sign), notStated(), notStated()))
                .says("compartment", "1 13:00")).isEqualTo(sign == LimbSign.MARKED
                        ? "found: Limb check: passive stretch marked (day 1, 2026-11-21 12:00). "
                                + "That fits a compartment syndrome."
                        : "quiet: No sign marked (day 1, 2026-11-21 12:00).");
    }

    @Test
    void aSignNobodyLookedAtIsNoGoodNews() {
        assertThat(new Stay().at("1 12:00", Stay.look(known(LimbSign.NORMAL), notStated(),
                notStated(), notStated())).says("compartment", "1 13:00")).isEqualTo(
                        "unknown: Not looked at (day 1, 2026-11-21 12:00): passive stretch.");
        assertThat(new Stay().says("compartment", "1 13:00"))
                .isEqualTo("unknown: No limb check on record since the infusion.");
    }

    @ParameterizedTest(name = "{0} below the diastolic pressure")
    @CsvSource({"31, quiet", "30, found", "29, found"})
    void theCompartmentIsHeldAgainstTheDiastolicPressure(int gap, String verdict) {
        Finding<MillimetresOfMercury> compartment =
                known(MillimetresOfMercury.parse(80 - gap + " mm[Hg]"));

        String answer = new Stay().at("1 12:00", Stay.look(known(LimbSign.NORMAL),
                known(LimbSign.NORMAL), compartment, known(MillimetresOfMercury.parse("80 mm[Hg]"))))
                .says("compartment", "1 13:00");

        assertThat(answer).startsWith(verdict + ": ");
        if (gap == 30) {
            assertThat(answer).isEqualTo("found: Limb check: compartment 30 mmHg below the "
                    + "diastolic pressure (day 1, 2026-11-21 12:00). That fits a compartment "
                    + "syndrome (at or below 30 mmHg [TEST]).");
        }
    }

    @Test
    void aPressureLimitThatIsNotSetIsSaidAndTheSignsStillCount() {
        WardRule rule = new WardRule.CompartmentSigns(
                Plans.telling("compartment", AlertTier.URGENT), List.of(Sign.PAIN),
                Optional.empty(),
                Optional.of(Limit.empty("compartment-gap", Unit.MILLIMETRE_OF_MERCURY)));

        assertThat(new Stay().at("1 12:00", Stay.look(known(LimbSign.MARKED), notStated(),
                notStated(), notStated())).says("compartment", "1 13:00", Plans.of(rule)))
                .startsWith("found: ").endsWith("The limit compartment-gap (not set by this "
                        + "centre): pressures are not looked at.");
    }

    @ParameterizedTest
    @EnumSource(Wieberdink.class)
    void gradesFromThreeOnAreFoundAndFromFourOnUrgent(Wieberdink grade) {
        Stay stay = new Stay().grade("2 08:00", grade);

        assertThat(stay.openOfTheLimb("2 09:00")).isEqualTo(switch (grade) {
            case I, II -> List.of();
            case III -> List.of("warning grade");
            case IV, V -> List.of("urgent grade");
        });
    }

    @Test
    void aRangeIsNoGrade() {
        assertThat(new Stay().at("2 08:00",
                new WieberdinkGraded(Stay.ARM, printed("I-II"), notStated()))
                .says("grade-iii", "2 09:00")).isEqualTo("unknown: Wieberdink printed as \"I-II\" "
                        + "(day 2, 2026-11-22 08:00) is not one grade.");
    }

    @Test
    void theWorstGradeIsThatOfTheEpisodeUntilItsTwelfthWeek() {
        Stay stay = new Stay().grade("2 08:00", Wieberdink.II).grade("14 08:00", Wieberdink.III)
                .grade("84 08:00", Wieberdink.II).grade("85 08:00", Wieberdink.V);

        assertThat(stay.watch("90 08:00").episode().worstGrade()).hasValueSatisfying(worst -> {
            assertThat(worst.event().grade()).isEqualTo(known(Wieberdink.III));
            assertThat(worst.day().used()).isEqualTo(14);
        });
    }

    @Test
    void whatIsDailyIsDueByTheEndOfTheNextDay() {
        Stay stay = new Stay().ck("1 06:30", "300");

        assertThat(stay.says("ck-overdue", "2 23:59")).isEqualTo("quiet: Creatine kinase due "
                + "2026-11-23 00:00 (every 1 d [TEST]); the last was 2026-11-21 06:30.");
        assertThat(stay.says("ck-overdue", "3 00:01")).isEqualTo("found: Creatine kinase overdue "
                + "since 2026-11-23 00:00 (every 1 d [TEST]); the last was 2026-11-21 06:30.");
    }

    @ParameterizedTest
    @CsvSource({"15:59, quiet", "16:00, quiet", "16:01, found"})
    void aLookIsDueHoursAfterTheInfusion(String time, String verdict) {
        assertThat(new Stay().says("check-overdue", "0 " + time)).startsWith(verdict + ": ")
                .endsWith("none since the infusion.");
    }

    @Test
    void nothingIsDueAfterItsLastDayOrOnceThePatientHasLeft() {
        assertThat(new Stay().quietLook("3 20:00").says("check-overdue", "4 08:00"))
                .isEqualTo("quiet: Limb check is not due any more.");
        assertThat(new Stay().at("2 10:00", new Discharged(notStated()))
                .says("check-overdue", "2 23:00")).isEqualTo(
                        "quiet: Limb check is not due: the patient has left the ward.");
    }

    @Test
    void anOverdueLookIsOneAlertThatIsOpenAgainWithEachIntervalMissed() {
        Stay stay = new Stay();
        Alert alert = stay.watch("0 16:30").open().getFirst();
        stay.acknowledge("nurse", "0 16:31", alert, "");

        assertThat(stay.open("0 21:00")).isEmpty();
        assertThat(stay.open("0 22:01")).containsExactly("warning overdue-limb-check");
        assertThat(stay.quietLook("0 22:05").open("0 22:10")).isEmpty();
    }
}
