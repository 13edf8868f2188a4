package limbline.course;

import static limbline.course.Chart.derived;
import static limbline.course.Told.LEFT_ARM;
import static limbline.course.Told.RIGHT_LEG;
import static limbline.course.Told.diagnosed;
import static limbline.course.Told.discharged;
import static limbline.course.Told.forequarter;
import static limbline.course.Told.infused;
import static limbline.course.Told.progressed;
import static limbline.course.Told.response;
import static limbline.course.Told.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.EventType;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.RandomEvents;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Extent;
import limbline.patient.Response;
import org.junit.jupiter.api.Test;

/// What follows from a course, and that it follows from any course whatever is in it.
class DerivedTest {

    private final Chart chart = new Chart();

    @Test
    void aDischargeAndAResponseBelongToTheLastInfusionBeforeThem() {
        chart.on("2013-01-01", infused(LEFT_ARM));
        chart.on("2013-06-01", infused(LEFT_ARM));
        chart.on("2013-06-04", discharged());
        chart.on("2013-09-01", response(Response.PARTIAL));

        assertThat(derived(chart.course(), "infusion-1-to-discharge")).isEqualTo("none");
        assertThat(derived(chart.course(), "infusion-1-to-response")).isEqualTo("none");
        assertThat(derived(chart.course(), "infusion-2-to-discharge")).isEqualTo("3 days");
        assertThat(derived(chart.course(), "infusion-2-to-response")).isEqualTo("92 days");
    }

    @Test
    void theFirstProgressionCountsForEveryInfusionBeforeIt() {
        chart.on("2013-01-01", infused(LEFT_ARM));
        chart.on("2013-01-11", infused(LEFT_ARM));
        chart.on("2013-01-21", progressed(Extent.LOCAL));
        chart.on("2013-01-31", progressed(Extent.DISTANT));

        assertThat(derived(chart.course(), "infusion-1-to-progression")).isEqualTo("20 days");
        assertThat(derived(chart.course(), "infusion-2-to-progression")).isEqualTo("10 days");
        assertThat(derived(chart.course(), "infusion-1-progression-extent")).isEqualTo("local");
    }

    @Test
    void whatHasNoDateComesAfterNoInfusion() {
        chart.on("2013-01-01", infused(LEFT_ARM));
        chart.undated(discharged());
        chart.undated(progressed(Extent.LOCAL));

        assertThat(derived(chart.course(), "infusion-1-to-discharge")).isEqualTo("none");
        assertThat(derived(chart.course(), "infusion-1-progression-extent")).isEqualTo("none");
    }

    @Test
    void theAmputationOfAnotherLimbEndsNothing() {
        chart.on("2013-01-01", infused(RIGHT_LEG));
        chart.on("2014-01-01", forequarter());

        assertThat(derived(chart.course(), "first-infusion-to-amputation")).isEqualTo("none");
        assertThat(derived(chart.course(), "limb-status-right-leg")).isEqualTo("in situ");
        assertThat(derived(chart.course(), "infusions-right-leg")).isEqualTo("1");
        assertThat(derived(chart.course(), "infusions-left-arm")).isEqualTo("0");
    }

    @Test
    void theLastVisitIsTheLastInTime() {
        chart.on("2010-01-01", diagnosed());
        chart.on("2012-01-01", seen());
        chart.on("2011-01-01", seen());

        assertThat(derived(chart.course(), "diagnosis-to-last-seen")).isEqualTo("730 days");
        assertThat(derived(chart.course(), "last-seen")).isEqualTo("2012-01-01");
    }

    /// Whatever is on record, sense or nonsense: the fold ends, counts each entry once, and
    /// everything it says rests on entries that count.
    @Test
    void anyRecordFolds() {
        long seed = 20261123;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomEvents events = new RandomEvents(random);
        for (int round = 0; round < 400; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int position = 1; position <= 40; position++) {
                entries.add(entry(position, events, random));
            }
            Course course = Course.of(Chart.PATIENT, entries, AsOf.NOW, Chart.ZONE);
            String where = "round %s, seed %s".formatted(round, seed);

            long withdrawals = entries.stream()
                    .filter(entry -> entry.event() instanceof Withdrawn)
                    .filter(entry -> course.struck().stream()
                            .noneMatch(struck -> struck.entry().equals(entry)))
                    .count();
            long inProcedures = entries.stream()
                    .filter(entry -> entry.event() instanceof ProcedureEvent
                            && !(entry.event() instanceof ProcedureEnded))
                    .count();
            assertThat(course.timeline().size() + course.struck().size() + withdrawals
                    + inProcedures)
                    .as(where).isEqualTo(entries.size());
            assertThat(course.timeline()).as(where).doesNotHaveDuplicates();
            assertThat(course.derived()).as(where).extracting(Derived::name)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
            assertThat(course.derived()).as(where).allSatisfy(derived ->
                    assertThat(derived.restsOn()).allSatisfy(id -> assertThat(
                            course.current(id).map(Entry::id)).contains(id)));
            assertThat(course.flags()).as(where).containsAll(course.impossibilities());
            assertThat(course.station(LocalDate.of(2025, 1, 1)).due()).as(where)
                    .isSortedAccordingTo((one, other) -> one.on().compareTo(other.on()));
            assertThat(course.refusals(entry(41, events, random))).as(where)
                    .allMatch(sentence -> sentence.endsWith("."))
                    .doesNotContainAnyElementsOf(course.impossibilities());
        }
    }

    private static Entry entry(int position, RandomEvents events, RandomGenerator random) {
        List<EventType> types = EventType.all();
        Event event = events.of(types.get(random.nextInt(types.size())));
        EventId other = Chart.id(random.nextInt(1, 45));
        String year = String.valueOf(random.nextInt(2000, 2025));
        When when = switch (random.nextInt(5)) {
            case 0 -> new When.On(PartialDate.parse(year));
            case 1 -> new When.On(PartialDate.parse(year + "-07-04"));
            case 2 -> new When.At(Instant.parse(year + "-07-04T08:15:00Z"));
            case 3 -> new When.After(other, Offset.parse(random.nextInt(-900, 900) + " months"));
            default -> new When.Undated();
        };
        boolean corrects = event instanceof Withdrawn || random.nextInt(5) == 0;
        return Chart.entry(position, event, when, "", year, Chart.RECORDED,
                corrects ? Optional.of(new Correction(other, "wrong")) : Optional.empty());
    }
}
