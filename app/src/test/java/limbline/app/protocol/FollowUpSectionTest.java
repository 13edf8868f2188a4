package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.FollowUpPlan.Planned;
import limbline.protocol.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The `follow-up` section of a protocol file.
class FollowUpSectionTest {

    private static final LocalDate INFUSION = LocalDate.of(2026, 1, 31);

    /// Brady 2006 (2, 6 and 12 weeks), the paper (response at 3 months) and NCT00003789 (3, 6 and 12
    /// months, then every 6 months to 4 years).
    @Test
    void theInfusionsVisitsAreThoseOfTheirSources() throws Exception {
        assertThat(visits("ili-paper")).containsExactly(
                "week 2 2026-02-14 BRADY", "week 6 2026-03-14 BRADY", "week 12 2026-04-25 BRADY",
                "month 3 2026-04-30 PAPER, response", "month 6 2026-07-31 NCT3789",
                "month 12 2027-01-31 NCT3789", "month 18 2027-07-31 NCT3789",
                "month 24 2028-01-31 NCT3789", "month 30 2028-07-31 NCT3789",
                "month 36 2029-01-31 NCT3789", "month 42 2029-07-31 NCT3789",
                "month 48 2030-01-31 NCT3789");
        assertThat(visits("ili-doxorubicin")).isEqualTo(visits("ili-paper"));
        assertThat(visits("hilp-eu")).startsWith("week 6 2026-03-14 NCT3789",
                "month 3 2026-04-30 NCT3789, response").hasSize(10);
    }

    @Test
    void whatNoSourceGivesWaitsForTheCentre() throws Exception {
        assertThat(ProtocolFile.read(Shipped.file("ili-paper")).followUp().limits().stream()
                .filter(Limit::isEmpty).map(Limit::id))
                .containsExactly("visit-early", "visit-late", "visit-lost");
        assertThat(ProtocolFile.read(Shipped.file("demo-ili")).followUp().limits())
                .noneMatch(Limit::isEmpty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ili-paper", "ili-doxorubicin", "hilp-eu", "demo-ili", "demo-hilp"})
    void theResponseIsAssessedAtOneVisitOfEveryShippedFile(String name) throws Exception {
        assertThat(ProtocolFile.read(Shipped.file(name)).followUp().after(INFUSION))
                .filteredOn(Planned::response).singleElement()
                .satisfies(visit -> assertThat(visit.name()).isEqualTo("month 3"));
    }

    @Test
    void aFileWithoutTheSectionPlansNothing() throws Exception {
        String text = Shipped.text("demo-ili");

        assertThat(ProtocolFile.parse(text.substring(0, text.indexOf("\nfollow-up:"))).followUp())
                .isEqualTo(FollowUpPlan.NONE);
    }

    /// A visit whose limit is empty has no day, and those after it keep theirs.
    @Test
    void aVisitThatIsNotSetHasNoDay() throws Exception {
        String text = Shipped.text("ili-paper").replace(
                "visit-6-months: {value: 6, unit: mo, source: NCT3789, level: verified}",
                "visit-6-months: {unit: mo}");

        assertThat(ProtocolFile.parse(text).followUp().after(INFUSION)).extracting(Planned::name)
                .doesNotContain("month 6").contains("month 12", "month 18");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            after: visit-6-months | after: visit-7-months | "visit-7-months" is not among the limits
            after: visit-6-months | after: act-full | act-full is in s; a visit is days (d), weeks (wk) or months (mo) away
            after: visit-6-months | every: visit-6-months | missing
            after: visit-6-months | until: visit-last | write "after" for one visit, or "every" and "until" for several
            after: visit-6-months | after: visit-6-months, until: visit-last | one visit ends with itself
            after: visit-6-months | after: visit-6-weeks | visit-6-weeks (6 wk) does not come after the visit before it (3 mo)
            after: visit-6-months | after: visit-6-months, response: yes | another visit has it already
            until: visit-last | until: visit-last, response: yes | say it of one visit
            id: months-6 | id: months-3 | "months-3" is taken on line
            id: months-6 | id: Six | "Six" is no name
            early: visit-early | early: melphalan-fresh | "melphalan-fresh" is not among the limits
            early: visit-early | soon: visit-early | unknown; allowed here: visits, early, late, lost
            says: Skin and muscle at their worst. | says: | nothing is written here
            response: yes | response: perhaps | "perhaps" is neither yes nor no
            """)
    void aMistakeIsRefusedWithItsLine(String right, String wrong, String why) throws Exception {
        String text = Shipped.text("demo-ili");
        int at = text.indexOf(right, text.indexOf("\nfollow-up:"));
        assertThat(at).as("the file has \"%s\"", right).isNotNegative();
        String broken = text.substring(0, at) + wrong + text.substring(at + right.length());

        assertThatThrownBy(() -> ProtocolFile.parse(broken)).isInstanceOf(RefusedProtocol.class)
                .hasMessageContaining(why).hasMessageContaining("line ");
    }

    @ParameterizedTest(name = "half a year is {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            0   | visit-half-year is no time at all
            1.5 | visit-half-year is 1.5 mo [NCT3789]; a visit is a whole number of days, weeks or months away
            1   |
            """)
    void anIntervalIsAWholeNumber(String value, String why) throws Exception {
        String text = Shipped.text("ili-paper").replace(
                "visit-half-year: {value: 6", "visit-half-year: {value: " + value);

        if (why == null) {
            assertThat(ProtocolFile.parse(text).followUp().after(INFUSION)).hasSize(6 + 36);
        } else {
            assertThatThrownBy(() -> ProtocolFile.parse(text)).hasMessageContaining(why);
        }
    }

    @Test
    void aPlanOfMoreThanSixtyVisitsIsRefused() throws Exception {
        String text = Shipped.text("ili-paper")
                .replace("visit-half-year: {value: 6, unit: mo", "visit-half-year: {value: 1, unit: d");

        assertThatThrownBy(() -> ProtocolFile.parse(text))
                .hasMessageContaining("follow-up.visits").hasMessageContaining(
                        "more than 60 visits");
    }

    private static List<String> visits(String name) throws RefusedProtocol {
        return ProtocolFile.read(Shipped.file(name)).followUp().after(INFUSION).stream()
                .map(visit -> visit.name() + " " + visit.due() + " " + visit.source()
                        + (visit.response() ? ", response" : "")).toList();
    }
}
