package limbline.course;

import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.admitted;
import static limbline.course.Told.diagnosed;
import static limbline.course.Told.discharged;
import static limbline.course.Told.forequarter;
import static limbline.course.Told.infused;
import static limbline.course.Told.infusedIn;
import static limbline.course.Told.resectedIn;
import static limbline.course.Told.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.When;
import org.junit.jupiter.api.Test;

/// Where events lie on the calendar and how far apart they are; the expected days were counted by
/// hand, or follow from the readings in `docs/dates.md`.
class DatesTest {

    private final Chart chart = new Chart();

    private Span span(EventId id) {
        return chart.course().timeline().stream()
                .filter(placed -> placed.id().equals(id))
                .findFirst().orElseThrow().span().orElseThrow();
    }

    private Elapsed between(EventId from, EventId to) {
        return chart.course().between(from, to).orElseThrow();
    }

    private static Span days(String earliest, String latest, String used) {
        return new Span(
                LocalDate.parse(earliest), LocalDate.parse(latest), LocalDate.parse(used));
    }

    @Test
    void aMonthIsItsDaysAndItsMiddleIsUsed() {
        assertThat(span(chart.on("2013-07", infused(LEFT_ARM))))
                .isEqualTo(days("2013-07-01", "2013-07-31", "2013-07-16"));
    }

    @Test
    void anInstantIsADayInTheZoneOfTheCentre() {
        assertThat(span(chart.at("2025-06-30T22:30:00Z", admitted())))
                .as("in Berlin it is half past midnight of the next day")
                .isEqualTo(days("2025-07-01", "2025-07-01", "2025-07-01"));
    }

    @Test
    void anOffsetShiftsTheDaysOfItsAnchorAndWidensThem() {
        EventId infusion = chart.on("2013-07", infused(LEFT_ARM));
        assertThat(span(chart.after(infusion, "3 days", discharged())))
                .isEqualTo(days("2013-07-04", "2013-08-03", "2013-07-19"));
        assertThat(span(chart.after(infusion, "about 3 days", discharged())))
                .isEqualTo(days("2013-07-03", "2013-08-04", "2013-07-19"));
    }

    @Test
    void anOffsetCanGoBack() {
        EventId diagnosis = chart.on("2010-03-20", diagnosed());
        assertThat(span(chart.after(diagnosis, "-13 days", seen())))
                .isEqualTo(days("2010-03-07", "2010-03-07", "2010-03-07"));
    }

    @Test
    void aChainOfAnchorsAddsUp() {
        EventId first = chart.on("2013-07-10", infused(LEFT_ARM));
        EventId second = chart.after(first, "30 days", infused(LEFT_ARM));
        EventId home = chart.after(second, "3 days", discharged());

        assertThat(span(home)).isEqualTo(days("2013-08-12", "2013-08-12", "2013-08-12"));
        assertThat(between(first, home)).isEqualTo(Elapsed.exactly(33));
        assertThat(between(home, first)).isEqualTo(Elapsed.exactly(-33));
    }

    @Test
    void alongAChainDaysAreExactWhereTheCalendarKnowsOnlyTheYear() {
        EventId diagnosis = chart.on("2005", diagnosed());
        EventId progression = chart.after(diagnosis, "161 days", seen());
        EventId last = chart.after(diagnosis, "367 days", seen());

        assertThat(between(diagnosis, progression)).isEqualTo(Elapsed.exactly(161));
        assertThat(between(progression, last)).as("two branches of one anchor")
                .isEqualTo(Elapsed.exactly(206));
    }

    @Test
    void withoutACommonAnchorTheCalendarTells() {
        EventId infusion = chart.on("2013-07", infused(LEFT_ARM));
        EventId amputation = chart.on("2014-11", forequarter());

        assertThat(between(infusion, amputation)).isEqualTo(new Elapsed(458, 517, 487));
        assertThat(between(infusion, amputation)).hasToString("16 (15–17) months");
    }

    @Test
    void theCalendarNarrowsWhatTheChainLeavesOpen() {
        EventId infusion = chart.on("2013-07-31", infusedIn("op-1", LEFT_ARM));
        // "1 year" is 182 to 547 days along the chain; its operation is known to the month.
        EventId second = chart.after(infusion, "1 year", infusedIn("op-2", LEFT_ARM));
        EventId resection = chart.on("2014-06", resectedIn("op-2"));

        assertThat(between(infusion, second)).isEqualTo(new Elapsed(183, 547, 365));
        assertThat(between(infusion, resection)).isEqualTo(new Elapsed(305, 334, 334));
    }

    @Test
    void eventsOfOneOperationAreOnOneDayWhicheverItWas() {
        EventId infusion = chart.on("2013", infusedIn("op-1", LEFT_ARM));
        EventId undated = chart.undated(resectedIn("op-1"));
        EventId dated = chart.on("2013-07", resectedIn("op-1"));

        assertThat(between(undated, infusion)).isEqualTo(Elapsed.exactly(0));
        assertThat(between(infusion, dated)).isEqualTo(Elapsed.exactly(0));
        assertThat(span(dated)).isEqualTo(days("2013-07-01", "2013-07-31", "2013-07-02"));
        assertThat(chart.course().impossibilities()).isEmpty();
    }

    @Test
    void anOperationMayNameItsOwnEventAsTheAnchor() {
        EventId resection = chart.after(Chart.id(2), "0 days", resectedIn("op-1"));
        EventId infusion = chart.on("2013-07", infusedIn("op-1", LEFT_ARM));

        assertThat(between(resection, infusion)).isEqualTo(Elapsed.exactly(0));
        assertThat(chart.course().impossibilities()).isEmpty();
    }

    @Test
    void anOperationMayLastBeyondMidnightAndNoLonger() {
        chart.at("2025-06-30T21:30:00Z", infusedIn("op-1", LEFT_ARM));
        chart.at("2025-06-30T23:30:00Z", resectedIn("op-1"));
        assertThat(chart.course().impossibilities()).isEmpty();

        chart.on("2025-07-03", resectedIn("op-1"));
        assertThat(chart.course().impossibilities()).containsExactly(
                "Event 3 (resected, 2025-07-03) is of one operation with an event of another day.");
    }

    @Test
    void anAnchorWithoutADateLeavesNoDateButADistance() {
        EventId infusion = chart.undated(infused(LEFT_ARM));
        EventId home = chart.after(infusion, "3 days", discharged());

        assertThat(chart.course().timeline()).allSatisfy(placed ->
                assertThat(placed.span()).isEmpty());
        assertThat(between(infusion, home)).isEqualTo(Elapsed.exactly(3));
        assertThat(chart.course().timeline().getLast().when())
                .isEqualTo("3 days after an event that has no date");
        assertThat(chart.course().timeline().getFirst().when()).isEqualTo("date not stated");
    }

    @Test
    void eventsThatNothingConnectsHaveNoDistance() {
        EventId one = chart.undated(infused(LEFT_ARM));
        EventId other = chart.on("2013", discharged());

        assertThat(chart.course().between(one, other)).isEqualTo(Optional.empty());
        assertThat(chart.course().between(one, Chart.id(99))).isEqualTo(Optional.empty());
    }

    @Test
    void anAnchorThatWasCorrectedIsFoundUnderItsOldId() {
        EventId infusion = chart.on("2013-07-10", infused(LEFT_ARM));
        EventId home = chart.after(infusion, "3 days", discharged());
        chart.correct(infusion, "typed wrongly", "2013-07-20", infused(LEFT_ARM));

        assertThat(span(home)).isEqualTo(days("2013-07-23", "2013-07-23", "2013-07-23"));
    }

    @Test
    void aRingOfAnchorsIsSaidAndHurtsNobodyElse() {
        chart.after(Chart.id(2), "3 days", admitted());
        chart.after(Chart.id(1), "3 days", discharged());
        chart.on("2013", seen());

        assertThat(chart.course().impossibilities())
                .containsExactly("Event 2 (discharged) is dated from itself, round about.");
        assertThat(Chart.order(chart.course())).containsExactly(3, 1, 2);
    }

    @Test
    void anEventDatedFromItselfIsRefused() {
        assertThat(chart.course().refusals(chart.next(
                        new When.After(Chart.id(1), Offset.days(1)), "2025", admitted())))
                .containsExactly("Event 1 (admitted) is dated from itself, round about.");
    }

    @Test
    void anAnchoredDateOutsideTheCalendarIsRefused() {
        EventId infusion = chart.on("2013", infused(LEFT_ARM));

        assertThat(chart.course().refusals(chart.next(
                        new When.After(infusion, Offset.parse("-900 years")), "2025", admitted())))
                .containsExactly("Event 2 (admitted) lies outside the years 1850 to 2200.");
    }

    @Test
    void aChainMayGoThroughAHundredEventsAndNoMore() {
        chart.on("2013-01-01", admitted());
        for (int i = 1; i <= Dates.LONGEST_CHAIN; i++) {
            chart.after(Chart.id(i), "1 day", seen());
        }
        assertThat(span(Chart.id(101))).isEqualTo(days("2013-04-11", "2013-04-11", "2013-04-11"));
        assertThat(chart.course().impossibilities()).isEmpty();

        assertThat(chart.course().refusals(chart.next(
                        new When.After(Chart.id(101), Offset.days(1)), "2025", discharged())))
                .containsExactly("Event 102 (discharged) is dated through more than 100 other "
                        + "events; date it from one of them.");
    }

    /// A hostile record: a chain written backwards must end, and without a recursion.
    @Test
    void aChainOfAllTheEventsOfAHugeRecordIsFoldedToItsEnd() {
        for (int i = 1; i < 30_000; i++) {
            chart.after(Chart.id(i + 1), "0 days", seen());
        }
        chart.on("2013-01-01", admitted());

        assertThat(chart.course().timeline()).hasSize(30_000);
        assertThat(span(Chart.id(29_900)))
                .isEqualTo(days("2013-01-01", "2013-01-01", "2013-01-01"));
    }

    /// The true days lie within what is said of them, whatever is known of them.
    @Test
    void theTruthLiesBetweenTheEarliestAndTheLatest() {
        long seed = 20261123;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 300; round++) {
            Chart told = new Chart();
            LocalDate[] truth = new LocalDate[12];
            for (int i = 0; i < truth.length; i++) {
                truth[i] = LocalDate.of(2010, 1, 1).plusDays(random.nextInt(2000));
                int anchor = i == 0 ? 0 : random.nextInt(i);
                long days = truth[i].toEpochDay() - truth[anchor].toEpochDay();
                String day = truth[i].toString();
                switch (i == 0 ? 2 : random.nextInt(6)) {
                    case 0 -> told.on(day, seen());
                    case 1 -> told.on(day.substring(0, 7), seen());
                    case 2 -> told.on(day.substring(0, 4), seen());
                    case 3 -> told.after(Chart.id(anchor + 1), days + " days", seen());
                    case 4 -> told.after(Chart.id(anchor + 1),
                            Math.round(days / 30.4375) + " months", seen());
                    default -> told.after(Chart.id(anchor + 1),
                            "about " + Math.round(days / 7.0) + " weeks", seen());
                }
            }
            Course course = told.course();
            for (int i = 0; i < truth.length; i++) {
                for (int j = 0; j < truth.length; j++) {
                    long days = truth[j].toEpochDay() - truth[i].toEpochDay();
                    Elapsed said = course.between(Chart.id(i + 1), Chart.id(j + 1)).orElseThrow();
                    assertThat(days).as("round %s, %s to %s, seed %s", round, i, j, seed)
                            .isBetween(said.earliest(), said.latest());
                }
            }
        }
    }
}
