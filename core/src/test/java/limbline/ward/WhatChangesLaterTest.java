package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limbline.event.Event;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding.Why;
import limbline.measure.Hours;
import limbline.measure.Millilitres;
import limbline.measure.MillimetresOfMercury;
import limbline.patient.AlertTier;
import limbline.patient.Analyte;
import limbline.patient.LimbSign;
import limbline.patient.Wieberdink;
import limbline.protocol.WardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule that looks at something, and what it says when that came late, was corrected either
/// way, or was recorded in another order than it happened.
class WhatChangesLaterTest {

    /// A rule with something it finds and something it does not, as of one moment of day 3.
    enum Case {
        CK("ck", Stay.ck("1001"), Stay.ck("999")),
        CK_EARLY("ck-early", Stay.ck("1001"), Stay.ck("999")),
        CREATININE("creatinine", lab(Analyte.CREATININE, "151 umol/L"),
                lab(Analyte.CREATININE, "149 umol/L")),
        POTASSIUM("potassium", lab(Analyte.POTASSIUM, "5.6 mmol/L"),
                lab(Analyte.POTASSIUM, "5.4 mmol/L")),
        URINE("urine", urine("209 mL"), urine("211 mL")),
        SIGN("compartment", look(LimbSign.MARKED), look(LimbSign.NORMAL)),
        PRESSURE("compartment", gap("50 mm[Hg]"), gap("49 mm[Hg]")),
        GRADE("grade-iii", grade(Wieberdink.III), grade(Wieberdink.II)),
        GRADE_IV("grade-iv", grade(Wieberdink.IV), grade(Wieberdink.II));

        private final String rule;
        @SuppressWarnings("ImmutableEnumChecker") // events are records of values
        private final Event bad;
        @SuppressWarnings("ImmutableEnumChecker")
        private final Event good;

        Case(String rule, Event bad, Event good) {
            this.rule = rule;
            this.bad = bad;
            this.good = good;
        }

        private String says(UnaryOperator<Stay> told, String now) {
            return told.apply(new Stay().weight("70")).says(rule, now).split(":", 2)[0];
        }

        private boolean isOpen(UnaryOperator<Stay> told, String now) {
            return told.apply(new Stay().weight("70")).watch(now).open().stream()
                    .anyMatch(alert -> alert.facts().stream().anyMatch(fact -> fact.rule().equals(rule)));
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void nothingOnRecordIsNotFine(Case one) {
        assertThat(one.says(stay -> stay, "3 08:00")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void whatIsThereIsFoundOrQuiet(Case one) {
        assertThat(one.says(stay -> stay.at("3 06:00", one.bad), "3 08:00")).isEqualTo("found");
        assertThat(one.isOpen(stay -> stay.at("3 06:00", one.bad), "3 08:00")).isTrue();
        assertThat(one.says(stay -> stay.at("3 06:00", one.good), "3 08:00")).isEqualTo("quiet");
        assertThat(one.isOpen(stay -> stay.at("3 06:00", one.good), "3 08:00")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void whatComesLateIsFoundAllTheSame(Case one) {
        assertThat(one.says(stay -> stay.late("3 00:00", "3 12:00", one.bad), "3 12:30"))
                .isEqualTo("found");
    }

    /// The state follows what was seen last; that it was bad in between, somebody has to see.
    @ParameterizedTest
    @EnumSource(Case.class)
    void whatIsRecordedInAnotherOrderIsJudgedInThatOfItsHappening(Case one) {
        UnaryOperator<Stay> badBefore = stay -> stay.at("3 06:00", one.good)
                .late("3 00:00", "3 09:00", one.bad);
        assertThat(one.says(badBefore, "3 10:00")).isEqualTo("quiet");
        assertThat(one.isOpen(badBefore, "3 10:00")).isTrue();

        UnaryOperator<Stay> goodBefore = stay -> stay.at("3 06:00", one.bad)
                .late("3 00:00", "3 09:00", one.good);
        assertThat(one.says(goodBefore, "3 10:00")).isEqualTo("found");
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void whatIsCorrectedCountsAsCorrected(Case one) {
        UnaryOperator<Stay> cleared = stay -> stay.at("3 06:00", one.bad)
                .correct(3, "3 06:00", "3 09:00", one.good);
        assertThat(one.says(cleared, "3 10:00")).isEqualTo("quiet");
        assertThat(one.isOpen(cleared, "3 10:00")).as("it was a mistake").isFalse();

        UnaryOperator<Stay> worse = stay -> stay.at("3 06:00", one.good)
                .correct(3, "3 06:00", "3 09:00", one.bad);
        assertThat(one.says(worse, "3 10:00")).isEqualTo("found");
        assertThat(one.isOpen(worse, "3 10:00")).isTrue();
    }

    static Stream<String> daysAndCases() {
        return Stream.of(Case.CREATININE, Case.POTASSIUM, Case.URINE, Case.GRADE, Case.GRADE_IV)
                .flatMap(one -> IntStream.of(0, 1, 2, 3, 4, 5, 6, 14, 30)
                        .mapToObj(day -> one + " " + day));
    }

    /// Those that look on every day; those that do not are tested day by day beside their limits.
    @ParameterizedTest
    @MethodSource("daysAndCases")
    void onEveryDay(String told) {
        Case one = Case.valueOf(told.split(" ", -1)[0]);
        String day = told.split(" ", -1)[1];
        assertThat(one.says(stay -> stay.at(day + " 20:00", one.bad), day + " 21:00"))
                .isEqualTo("found");
        assertThat(one.says(stay -> stay.at(day + " 20:00", one.good), day + " 21:00"))
                .isEqualTo("quiet");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            149.9 umol/L | quiet: Creatinine 149.9 µmol/L (day 1, 2026-11-21 06:30), not above 150 µmol/L [TEST].
            150 umol/L   | quiet: Creatinine 150 µmol/L (day 1, 2026-11-21 06:30), not above 150 µmol/L [TEST].
            150.1 umol/L | found: Creatinine 150.1 µmol/L (day 1, 2026-11-21 06:30), above 150 µmol/L [TEST].
            """)
    void creatinineSaysWhatItSaw(String value, String answer) {
        assertThat(new Stay().lab("1 06:30", Analyte.CREATININE, value).says("creatinine", "1 07:00"))
                .isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            5.4 mmol/L  | quiet: Potassium 5.4 mmol/L (day 1, 2026-11-21 06:30), not above 5.5 mmol/L [TEST].
            5.5 mmol/L  | quiet: Potassium 5.5 mmol/L (day 1, 2026-11-21 06:30), not above 5.5 mmol/L [TEST].
            5.6 mmol/L  | found: Potassium 5.6 mmol/L (day 1, 2026-11-21 06:30), above 5.5 mmol/L [TEST].
            """)
    void potassiumSaysWhatItSaw(String value, String answer) {
        assertThat(new Stay().lab("1 06:30", Analyte.POTASSIUM, value).says("potassium", "1 07:00"))
                .isEqualTo(answer);
    }

    @Test
    void aHaemolysedPotassiumIsAskedForAgain() {
        assertThat(new Stay().at("1 06:30", new LaboratoryReported(Analyte.POTASSIUM,
                missing(Why.UNKNOWN), known("haemolysed"), notStated(), notStated()))
                .says("potassium", "1 07:00")).isEqualTo("unknown: No potassium on record since the"
                        + " infusion. Potassium (day 1, 2026-11-21 06:30) came without a value.");
    }

    @ParameterizedTest(name = "{0} U/L on day 5")
    @CsvSource({"999, quiet", "1000, quiet", "1000.1, found", "1001, found"})
    void aLatePeakIsHeldAgainstItsLimit(String value, String verdict) {
        assertThat(new Stay().ck("4 06:30", "900").ck("5 06:30", value)
                .says("ck-high-late", "5 07:00")).startsWith(verdict + ": ");
    }

    @Test
    void aPeakMovesWithWhatComesLateOrIsCorrected() {
        Stay stay = new Stay().ck("4 06:30", "900").ck("5 06:30", "1200");
        assertThat(stay.says("ck-high-late", "5 07:00")).startsWith("found: ");
        stay.late("3 06:30", "5 08:00", Stay.ck("1300"));
        assertThat(stay.says("ck-high-late", "5 09:00"))
                .as("the highest was on day 3, as is known only now").startsWith("quiet: ");
        stay.correct(4, "3 06:30", "5 10:00", Stay.ck("130"));
        assertThat(stay.says("ck-high-late", "5 11:00")).startsWith("found: ");
    }

    @Test
    void aFallIsOneOnlyInTheOrderOfTheSpecimens() {
        Stay stay = new Stay().ck("2 06:30", "900").ck("4 06:30", "500");
        assertThat(stay.says("ck-passed", "4 07:00")).startsWith("quiet: ");
        stay.late("3 06:30", "4 08:00", Stay.ck("700"));
        assertThat(stay.says("ck-passed", "4 09:00")).isEqualTo("found: Creatine kinase highest at"
                + " 900 U/L (day 2, 2026-11-22 06:30), then falling to 500 U/L (day 4).");
        stay.correct(3, "4 06:30", "4 10:00", Stay.ck("5000"));
        assertThat(stay.says("ck-passed", "4 11:00")).startsWith("quiet: ")
                .endsWith("and not lower since.");
    }

    @Test
    void whatIsOverdueEndsWithALookThatWasWrittenDownLate() {
        Stay stay = new Stay();
        assertThat(stay.open("0 17:00")).containsExactly("warning overdue-limb-check");
        stay.late("0 15:00", "0 17:10", look(LimbSign.NORMAL));
        assertThat(stay.open("0 17:20")).isEmpty();
        assertThat(stay.says("check-overdue", "0 21:01")).isEqualTo("found: Limb check overdue since"
                + " 2026-11-20 21:00 (every 6 h [TEST]); the last was 2026-11-20 15:00.");
        stay.correct(2, "0 12:00", "0 21:10", look(LimbSign.NORMAL));
        assertThat(stay.says("check-overdue", "0 21:20")).startsWith("found: ").contains(
                "overdue since 2026-11-20 18:00");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, 0, found", "3, 3, found", "3, 4, quiet"})
    void aSignOfTheFirstDaysIsNotOneOfLaterOnes(int marked, int now, String verdict) {
        assertThat(new Stay().at(marked + " 12:00", look(LimbSign.MARKED))
                .at(now + " 18:00", look(now == marked ? LimbSign.MARKED : LimbSign.NORMAL))
                .says("compartment", now + " 19:00")).startsWith(verdict + ": ");
    }

    @Test
    void theWholePlanIsCovered() {
        List<String> here = Stream.concat(Stream.of(Case.values()).map(one -> one.rule),
                Stream.of("ck-late", "ck-high-late", "ck-passed", "ck-overdue", "check-overdue"))
                .distinct().sorted().toList();

        assertThat(Plans.WHOLE.rules().stream().map(WardRule::telling)
                .map(WardRule.Telling::id).sorted().toList()).isEqualTo(here);
        assertThat(Plans.WHOLE.rules()).extracting(rule -> rule.telling().tier())
                .contains(AlertTier.values());
    }

    private static LaboratoryReported lab(Analyte analyte, String value) {
        return Stay.lab(analyte, value);
    }

    private static Event urine(String volume) {
        return new UrineMeasured(Millilitres.parse(volume), known(Hours.parse("6 h")));
    }

    private static Event look(LimbSign sign) {
        return Stay.look(known(sign), known(LimbSign.NORMAL), notStated(), notStated());
    }

    private static Event gap(String compartment) {
        return Stay.look(known(LimbSign.NORMAL), known(LimbSign.NORMAL),
                known(MillimetresOfMercury.parse(compartment)),
                known(MillimetresOfMercury.parse("80 mm[Hg]")));
    }

    private static Event grade(Wieberdink grade) {
        return new WieberdinkGraded(Stay.ARM, known(grade), notStated());
    }
}
