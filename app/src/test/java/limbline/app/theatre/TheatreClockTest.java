package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.measure.Amount;
import limbline.patient.Drug;
import limbline.theatre.Clock;
import limbline.theatre.Line;
import limbline.theatre.Procedure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The machine's clock is set back and forward, here and while a procedure runs.
class TheatreClockTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private Instant machine = Chart.START;
    private long nanoseconds;
    private final TheatreClock clock = new TheatreClock(() -> machine, () -> nanoseconds);

    @BeforeAll
    static void prepare() {
        new Centres(fresh.database().sql()).add(new Centre(Theatre.CENTRE, "A clinic", false));
    }

    @Test
    void itGoesOnAtItsPaceWhereTheMachineIsSetBackAndFollowsItOnceItIsRightAgain() {
        assertThat(clock.instant()).isEqualTo(Chart.START);
        pass("5M");
        set("-1H");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(300));
        assertThat(clock.setBack()).isEqualTo(Duration.ofHours(1));
        pass("10M");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(900));
        set("-20M");
        pass("1S");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(901));
        set("80M");
        pass("1S");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(902));
        assertThat(clock.setBack()).isZero();
    }

    @Test
    void aClockSetForwardIsFollowed() {
        set("1H");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(3600));
        assertThat(clock.setBack()).isZero();
    }

    @Test
    void whatHappenedIsNeverLaterThanNow() {
        assertThat(clock.after(Chart.START.plusSeconds(60)))
                .isEqualTo(Chart.START.plusSeconds(60));
        pass("5S");
        assertThat(clock.instant()).isEqualTo(Chart.START.plusSeconds(65));
        assertThat(clock.after(Chart.START)).isEqualTo(Chart.START.plusSeconds(65));
    }

    @Test
    void whatIsDoneAfterTheClockWasSetBackStandsAfterWhatWasDoneBefore() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        theatre.step("cuff-up");
        Instant isolated = theatre.now();
        theatre.after("1M").setBack("1H");
        theatre.after("1M");

        // The act has the machine's own time, as a client without a clock of its own has.
        assertThat(theatre.given(Drug.PAPAVERINE, "60 mg")).isInstanceOf(Answer.Recorded.class);
        theatre.after("1M").measured("act", "401 s");

        Procedure run = theatre.read();
        assertThat(positions(run)).isSorted();
        assertThat(run.deviations()).isEmpty();
        assertThat(run.lines().reversed()).extracting(Line::at)
                .startsWith(isolated.plusSeconds(180), isolated.plusSeconds(120), isolated);
        assertThat(run.clocks()).filteredOn(one -> one.id().equals("ischaemia"))
                .extracting(Clock::since).containsExactly(isolated);
        assertThat(TheatreDesk.clocks(run.lines().getLast().entry()))
                .contains("on a machine whose clock was set back by 3600 s");
        assertThat(theatre.desk.setBack()).isEqualTo(Duration.ofHours(1));
    }

    /// The screen was alone meanwhile and has the theatre's time, not the machine's.
    @Test
    void aLateFactKeepsTheTimeAtWhichItWasMadeThoughTheClockWasSetBack() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        Act made = theatre.act();
        theatre.after("2M");
        theatre.desk.note(theatre.patient, theatre.id(), theatre.act(), "before");
        theatre.setBack("1H");
        theatre.after("2M");
        theatre.desk.enter(theatre.patient, theatre.id(), made, "act", Amount.parse("388 s"));

        assertThat(theatre.read().lines()).filteredOn(
                        line -> line.entry().id().value().equals(made.command()))
                .extracting(Line::at).containsExactly(made.made());
    }

    @Test
    void aServerThatStartsWithItsClockSetBackGoesOnFromTheRecord() {
        Theatre theatre = Theatre.begun(fresh.database()).readyForTheCuff();
        Instant last = theatre.read().lastAt();
        theatre.setBack("1H");

        TheatreDesk restarted = theatre.desk(fresh.database());
        restarted.note(theatre.patient, theatre.id(), theatre.act(), "after the start");
        theatre.after("1M");
        restarted.note(theatre.patient, theatre.id(), theatre.act(), "a minute on");

        Procedure run = restarted.read(theatre.patient, theatre.id());
        assertThat(positions(run)).isSorted();
        assertThat(run.lastAt()).isEqualTo(last.plusSeconds(60));
    }

    private static List<Integer> positions(Procedure procedure) {
        return procedure.lines().stream().map(line -> line.entry().position()).toList();
    }

    private void pass(String time) {
        set(time);
        nanoseconds += Duration.parse("PT" + time).toNanos();
    }

    /// Somebody sets the machine's clock.
    private void set(String by) {
        machine = machine.plus(Duration.parse(by.startsWith("-")
                ? "-PT" + by.substring(1) : "PT" + by));
    }
}
