package limbline.course;

import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.admitted;
import static limbline.course.Told.discharged;
import static limbline.course.Told.infused;
import static limbline.course.Told.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.EventId;
import limbline.measure.When;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;

/// What counts, from where one looks.
class CorrectionsTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T12:00:00Z");

    private final Chart chart = new Chart();

    @Test
    void aCorrectionStandsInThePlaceOfWhatItCorrects() {
        EventId admission = chart.on("2013-07-10", admitted());
        chart.on("2013-07-10", infused(LEFT_ARM));
        EventId right = chart.correct(admission, "wrong ward", "2013-07-10", admitted());

        assertThat(Chart.order(chart.course()))
                .as("same day: it stays before the infusion").containsExactly(3, 2);
        assertThat(chart.course().current(admission).map(Entry::id)).contains(right);
    }

    @Test
    void whatWasStruckSaysByWhatAndWhy() {
        EventId first = chart.on("2013-07-10", admitted());
        EventId second = chart.correct(first, "wrong day", "2013-07-11", admitted());
        EventId third = chart.correct(second, "wrong again", "2013-07-12", admitted());
        Course course = chart.course();

        assertThat(Chart.order(course)).containsExactly(3);
        assertThat(course.struck()).extracting(
                        struck -> struck.entry().id(), struck -> struck.by().id(), Struck::reason)
                .containsExactly(
                        tuple(first, second, "wrong day"),
                        tuple(second, third, "wrong again"));
        assertThat(course.current(first).map(Entry::id)).contains(third);
    }

    @Test
    void whatWasWithdrawnCountsNoMoreAndIsShownStruck() {
        EventId admission = chart.on("2013-07-10", admitted());
        withdraw(admission, "2013-07-10", MARCH);
        Course course = chart.course();

        assertThat(course.timeline()).isEmpty();
        assertThat(course.struck()).singleElement()
                .satisfies(struck -> assertThat(struck.isWithdrawn()).isTrue());
        assertThat(course.current(admission)).isEmpty();
    }

    @Test
    void aWithdrawalCanBeCorrectedAndTheEventCountsAgain() {
        EventId admission = chart.on("2013-07-10", admitted());
        EventId withdrawal = withdraw(admission, "2013-07-10", MARCH);
        EventId again = chart.correct(
                withdrawal, "it did happen", "2013-07-10", admitted());

        assertThat(Chart.order(chart.course())).containsExactly(3);
        assertThat(chart.course().current(admission).map(Entry::id)).contains(again);
    }

    @Test
    void asRecordedThenACorrectionOfLaterDoesNotCount() {
        EventId admission = chart.on("2013-07-10", admitted());
        chart.add(admitted(), When.on("2013-07-11"), "", "2013-07-11", MARCH,
                Optional.of(new Correction(admission, "wrong day")));

        assertThat(Chart.order(chart.course(AsOf.recorded(MARCH.minusSeconds(1)))))
                .containsExactly(1);
        assertThat(Chart.order(chart.course(AsOf.recorded(MARCH)))).containsExactly(2);
        assertThat(chart.course(AsOf.recorded(Chart.RECORDED.minusSeconds(1))).timeline())
                .isEmpty();
    }

    @Test
    void asKnownThenACorrectionOfWhatWasKnownThenCounts() {
        EventId admission = chart.on("2013-07-10", admitted());
        chart.correct(admission, "wrong day", "2013-07-11", admitted());

        assertThat(Chart.order(chart.course(AsOf.known(LocalDate.of(2013, 7, 10)))))
                .containsExactly(1);
        assertThat(Chart.order(chart.course(AsOf.known(LocalDate.of(2013, 7, 11)))))
                .containsExactly(2);
        assertThat(chart.course(AsOf.known(LocalDate.of(2013, 7, 9))).timeline()).isEmpty();
    }

    @Test
    void whatWasKnownInAYearCountsFromItsLastDay() {
        chart.on("2013", admitted());

        assertThat(chart.course(AsOf.known(LocalDate.of(2013, 12, 30))).timeline()).isEmpty();
        assertThat(chart.course(AsOf.known(LocalDate.of(2013, 12, 31))).timeline()).hasSize(1);
    }

    @Test
    void anAnchorIsFoundThoughOnlyItsCorrectionWasKnown() {
        EventId infusion = chart.write(infused(LEFT_ARM), When.on("2013-07-10"), "", "2014");
        chart.after(infusion, "3 days", "2013-07-13", discharged());
        chart.correct(infusion, "known earlier", "2013-07-10", infused(LEFT_ARM));
        Course then = chart.course(AsOf.known(LocalDate.of(2013, 7, 31)));

        assertThat(Chart.order(then)).containsExactly(3, 2);
        assertThat(then.impossibilities()).isEmpty();
    }

    /// The journal refuses it; a fold that met it must still end and count one of them.
    @Test
    void ofTwoCorrectionsOfOneEntryTheLaterCounts() {
        EventId admission = chart.on("2013-07-10", admitted());
        chart.correct(admission, "wrong day", "2013-07-11", admitted());
        chart.correct(admission, "wrong day", "2013-07-12", admitted());

        assertThat(Chart.order(chart.course())).containsExactly(3);
        assertThat(chart.course().struck()).hasSize(2);
    }

    /// A damaged record again: to correct what is yet to come would make a ring.
    @Test
    void aCorrectionOfALaterEntryIsNoCorrection() {
        chart.correct(Chart.id(2), "?", "2013-07-11", admitted());
        chart.correct(Chart.id(1), "?", "2013-07-12", discharged());

        assertThat(Chart.order(chart.course())).containsExactly(2);
    }

    @Test
    void onOneDayEntriesStayAsRecordedAndInstantsGoByTheClock() {
        chart.at("2025-07-01T12:00:00Z", seen());
        chart.on("2025-07-01", admitted());
        chart.at("2025-07-01T08:00:00Z", discharged());
        chart.undated(seen());
        chart.on("2025-06-30", seen());

        assertThat(Chart.order(chart.course())).containsExactly(5, 3, 2, 1, 4);
    }

    @Test
    void theSameEntriesInAnyOrderGiveTheSameCourse() {
        chart.on("2013-07-10", admitted());
        chart.correct(Chart.id(1), "wrong day", "2013-07-11", admitted());
        chart.after(Chart.id(1), "3 days", discharged());

        Course turned = Course.of(
                Chart.PATIENT, chart.entries().reversed(), AsOf.NOW, Chart.ZONE);
        assertThat(turned.timeline()).isEqualTo(chart.course().timeline());
        assertThat(turned.struck()).isEqualTo(chart.course().struck());
    }

    @Test
    void entriesOfSomebodyElseAreRefused() {
        chart.on("2013-07-10", admitted());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Course.of(
                        new PatientId("P-2"), chart.entries(), AsOf.NOW, Chart.ZONE))
                .withMessage("an entry of P-1 in the course of P-2");
    }

    @Test
    void aPatientOfWhomNothingIsRecordedHasAnEmptyCourse() {
        Course course = Course.of(Chart.PATIENT, List.of(), AsOf.NOW, Chart.ZONE);

        assertThat(course.timeline()).isEmpty();
        assertThat(course.flags()).isEmpty();
        assertThat(course.station(LocalDate.of(2026, 1, 1)).since()).isEmpty();
        assertThat(course.derived()).extracting(Derived::name).containsExactly("disease-status");
    }

    private EventId withdraw(EventId replaced, String known, Instant recorded) {
        return chart.add(new Withdrawn(), new When.Undated(), "", known, recorded,
                Optional.of(new Correction(replaced, "entered twice")));
    }
}
