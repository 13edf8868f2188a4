package limbline.course;

import static limbline.course.Chart.derived;
import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.admitted;
import static limbline.course.Told.clinic;
import static limbline.course.Told.decided;
import static limbline.course.Told.diagnosed;
import static limbline.course.Told.died;
import static limbline.course.Told.discharged;
import static limbline.course.Told.entered;
import static limbline.course.Told.infused;
import static limbline.course.Told.listed;
import static limbline.course.Told.presented;
import static limbline.course.Told.progressed;
import static limbline.course.Told.referred;
import static limbline.course.Told.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import limbline.course.DiseaseCourse.Status;
import limbline.course.Standing.Due;
import limbline.course.Standing.Station;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.patient.CauseOfDeath;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a patient stands on a day, and how it stands with the disease.
class StandingTest {

    private final Chart chart = new Chart();

    private Standing on(String day) {
        return chart.course().station(LocalDate.parse(day));
    }

    /// One patient's whole way.
    @ParameterizedTest(name = "{0}: {1}, by event {2}")
    @CsvSource({
        "2025-02-28, referred, 0", "2025-03-01, referred, 1", "2025-03-04, board, 2",
        "2025-03-10, decided, 3", "2025-03-30, ward, 4", "2025-04-01, in-theatre, 5",
        "2025-04-02, ward, 6", "2025-04-06, follow-up, 7", "2025-08-01, referred, 8",
        "2025-12-24, ended, 9", "2026-01-01, ended, 9"})
    void theLastEventThatMovesAPatientSaysWhere(String day, String station, int by) {
        chart.on("2025-03-01", referred());
        chart.on("2025-03-04", listed("2025-03-10"));
        chart.on("2025-03-10", decided());
        chart.on("2025-03-30", admitted());
        chart.on("2025-04-01", entered(LEFT_ARM));
        chart.on("2025-04-02", infused(LEFT_ARM));
        chart.on("2025-04-06", discharged());
        chart.on("2025-08-01", referred());
        chart.on("2025-12-24", died());

        assertThat(on(day).station().term()).isEqualTo(station);
        assertThat(on(day).since().map(placed -> placed.entry().position()).orElse(0))
                .isEqualTo(by);
    }

    @Test
    void aBoardMeetingIsDueUntilTheBoardHasDecided() {
        EventId listing = chart.on("2025-03-04", listed("2025-03-10"));
        Due due = new Due(Station.BOARD, "board meeting", LocalDate.of(2025, 3, 10), listing);

        assertThat(on("2025-03-10").due()).containsExactly(due);
        assertThat(on("2025-03-10").isOverdue(LocalDate.of(2025, 3, 10))).isFalse();
        assertThat(on("2025-03-11").isOverdue(LocalDate.of(2025, 3, 11))).isTrue();

        chart.on("2025-03-10", decided());
        assertThat(on("2025-03-11").due()).isEmpty();
    }

    /// A week early is still that visit; see [Way].
    @ParameterizedTest(name = "seen on {0}: still due {1}")
    @CsvSource({
        "2025-05-24, 2", "2025-05-25, 1", "2025-06-01, 1", "2025-09-01, 0"})
    void aVisitSettlesWhatWasPlannedUpToItsDay(String visit, int due) {
        chart.on("2025-04-06", clinic("2025-06-01"));
        chart.on("2025-04-06", clinic("2025-09-01"));
        chart.on(visit, seen());

        assertThat(on("2025-12-31").due()).hasSize(due);
    }

    @Test
    void whatIsDueIsSortedByDateAndEndsWithDeath() {
        chart.on("2025-04-06", clinic("2025-09-01"));
        chart.on("2025-04-06", clinic("2025-06-01"));
        assertThat(on("2025-05-01").due()).extracting(Due::on)
                .containsExactly(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 9, 1));

        chart.on("2025-05-02", died());
        assertThat(on("2025-05-02").due()).isEmpty();
    }

    @Test
    void theDaysSinceTheLastInfusionAreCounted() {
        chart.on("2025-04-02", infused(LEFT_ARM));
        assertThat(on("2025-04-02").sinceInfusion()).contains(Elapsed.exactly(0));
        assertThat(on("2025-04-05").sinceInfusion()).contains(Elapsed.exactly(3));

        chart.on("2025-06", infused(LEFT_ARM));
        assertThat(on("2025-07-01").sinceInfusion()).contains(new Elapsed(1, 30, 16));
    }

    @Test
    void aDeathWithoutADateEndsTheWayAllTheSame() {
        chart.on("2025-04-02", seen());
        chart.undated(died());

        assertThat(on("2025-05-01").station()).isEqualTo(Station.ENDED);
    }

    @Test
    void theLastThatIsKnownSaysHowItStandsWithTheDisease() {
        assertThat(chart.course().diseaseStatus().status()).isEqualTo(Status.NOT_STATED);
        chart.on("2012-01", seen(DiseaseStatus.NO_EVIDENCE_OF_DISEASE));
        assertThat(derived(chart.course(), "disease-status"))
                .isEqualTo("no-evidence-of-disease");
        chart.on("2012-05", progressed(Extent.DISTANT));
        assertThat(derived(chart.course(), "disease-status")).isEqualTo("alive-with-disease");
        assertThat(derived(chart.course(), "distant-disease")).isEqualTo("May 2012");
        chart.on("2012-06", died(CauseOfDeath.OTHER));
        assertThat(derived(chart.course(), "disease-status"))
                .isEqualTo("dead-of-other-cause");
    }

    /// TCGA repeats a visit; one row of a day may say more than another.
    @Test
    void ofTwoVisitsOnOneDayTheOneThatStatesSomethingCounts() {
        chart.on("2012-01-01", seen(DiseaseStatus.ALIVE_WITH_DISEASE));
        chart.on("2012-01-01", seen());
        assertThat(chart.course().diseaseStatus().status()).isEqualTo(Status.ALIVE_WITH_DISEASE);

        chart.on("2012-01-02", seen());
        assertThat(chart.course().diseaseStatus().status())
                .isEqualTo(Status.ALIVE_STATUS_NOT_STATED);
    }

    /// TCGA-DX-AB2P: 79 years old in 2005, dead on day 367, all dates days from the diagnosis.
    @Test
    void aRegistrysDaysComeOutExactlyThoughOnlyTheYearIsKnown() {
        EventId diagnosis = chart.on("2005", diagnosed());
        chart.after(diagnosis, "0 days", presented("79 a"));
        chart.after(diagnosis, "161 days", progressed(Extent.DISTANT));
        chart.after(diagnosis, "367 days", seen(DiseaseStatus.ALIVE_WITH_DISEASE));
        chart.after(diagnosis, "367 days", died());
        Course course = chart.course();

        assertThat(derived(course, "diagnosis-to-death")).isEqualTo("367 days");
        assertThat(derived(course, "diagnosis-to-last-seen")).isEqualTo("367 days");
        assertThat(derived(course, "diagnosis-to-distant-disease")).isEqualTo("161 days");
        assertThat(derived(course, "birth-year")).isEqualTo("1925 to 1926");
        assertThat(derived(course, "first-infusion")).isEqualTo("none");
        assertThat(course.impossibilities()).isEmpty();
    }

    /// 34 completed years on 15 July 2013: born after 15 July 1978 and up to 15 July 1979.
    @Test
    void anAgeGivesTheDaysOfBirthThatAgreeWithIt() {
        chart.on("2013-07-15", presented("34 a"));
        assertThat(birth()).isEqualTo("1978-07-16 to 1979-07-15");

        chart.on("2013-01-01", presented("33 a"));
        assertThat(birth()).as("the second age narrows it").isEqualTo("1979-01-02 to 1979-07-15");
    }

    /// 0.5 years is 182.625 days, 0.6 years 219.15: completed to its last digit.
    @Test
    void aDecimalAgeIsReadToItsLastDigit() {
        chart.on("2013-07-15", presented("0.5 a"));
        assertThat(birth()).isEqualTo("2012-12-09 to 2013-01-13");
    }

    private String birth() {
        Person.Birth birth = chart.course().person().birth().orElseThrow();
        return birth.earliest() + " to " + birth.latest();
    }
}
