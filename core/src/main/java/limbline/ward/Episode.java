package limbline.ward;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Struck;
import limbline.event.CareEvent.Weighed;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Kilograms;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.Limb;
import limbline.patient.Wieberdink;

/// What happened to a patient since the day of the last infusion. Day 0 is that day, by the clocks
/// of the centre.
public final class Episode {

    /// Skin morbidity peaks at two weeks and is graded until the twelfth (Brady 2006): an episode is
    /// open so long.
    public static final int LAST_DAY = 84;

    private final Course course;
    private final Infusion infusion;
    private final Instant now;
    private final List<Noted<Event>> events;
    private final List<Limb> limbs;
    private final List<Placed> undated;

    private Episode(Course course, Infusion infusion, Instant now, Predicate<Placed> seen) {
        this.course = course;
        this.infusion = infusion;
        this.now = now;
        Map<EventId, Entry> struck = new HashMap<>();
        for (Struck one : course.struck()) {
            struck.put(one.entry().id(), one.entry());
        }
        List<Noted<Event>> noted = new ArrayList<>();
        List<Placed> without = new ArrayList<>();
        for (Placed placed : course.timeline()) {
            if (seen.test(placed)) {
                Optional<Elapsed> day = course.between(infusion.placed().id(), placed.id());
                if (day.isEmpty()) {
                    without.add(placed);
                } else if (day.get().used() >= 0) {
                    noted.add(new Noted<>(placed, placed.event(), at(placed), day.get(),
                            root(placed.entry(), struck)));
                }
            }
        }
        noted.sort(Comparator.comparing((Noted<Event> one) -> one.at())
                .thenComparingInt(one -> one.placed().entry().position()));
        events = List.copyOf(noted);
        undated = List.copyOf(without);
        limbs = course.infusions().stream()
                .filter(one -> seen.test(one.placed()))
                .filter(one -> course.between(infusion.placed().id(), one.placed().id())
                        .filter(day -> day.used() == 0).isPresent())
                .map(one -> one.event().limb()).distinct().toList();
    }

    /// The episode that is open or was the last; empty before the first infusion.
    public static Optional<Episode> of(Course course, Instant now) {
        return of(course, now, _ -> true);
    }

    /// The same, of what `seen` lets through.
    static Optional<Episode> of(Course course, Instant now, Predicate<Placed> seen) {
        return course.infusions().stream()
                .filter(infusion -> seen.test(infusion.placed()))
                .reduce((_, later) -> later)
                .map(infusion -> new Episode(course, infusion, now, seen));
    }

    public Course course() {
        return course;
    }

    public Infusion infusion() {
        return infusion;
    }

    public Instant now() {
        return now;
    }

    /// The limbs that were infused on day 0.
    public List<Limb> limbs() {
        return limbs;
    }

    /// Which day it is: whole days since the infusion by the calendar; as a range where the day of
    /// the infusion is not known to the day.
    public Elapsed today() {
        long today = now.atZone(course.zone()).toLocalDate().toEpochDay();
        return infusion.placed().span()
                .map(day -> new Elapsed(today - day.latest().toEpochDay(),
                        today - day.earliest().toEpochDay(), today - day.used().toEpochDay()))
                .orElseGet(() -> new Elapsed(Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
    }

    /// Events of one kind, in time.
    public <E extends Event> List<Noted<E>> all(Class<E> kind) {
        return events.stream().flatMap(one -> one.as(kind).stream()).toList();
    }

    /// What the laboratory reported of one analyte, in the order in which the specimens were taken.
    public List<Noted<LaboratoryReported>> laboratory(Analyte analyte) {
        return all(LaboratoryReported.class).stream()
                .filter(one -> one.event().analyte() == analyte).toList();
    }

    /// Looks at the infused limb.
    public List<Noted<LimbChecked>> checks() {
        return all(LimbChecked.class).stream()
                .filter(one -> isInfused(one.event().limb())).toList();
    }

    /// Grades of the infused limb.
    public List<Noted<WieberdinkGraded>> grades() {
        return all(WieberdinkGraded.class).stream()
                .filter(one -> isInfused(one.event().limb())).toList();
    }

    /// The worst grade of the episode; open until day 84.
    public Optional<Noted<WieberdinkGraded>> worstGrade() {
        return grades().stream()
                .filter(one -> one.day().used() <= LAST_DAY)
                .filter(one -> one.event().grade().found().isPresent())
                .max(Comparator.comparing(Episode::grade));
    }

    private static Wieberdink grade(Noted<WieberdinkGraded> graded) {
        return graded.event().grade().found().orElse(Wieberdink.I);
    }

    private boolean isInfused(Limb limb) {
        return limbs.stream().anyMatch(infused -> infused.mayBe(limb));
    }

    /// The last body weight on record, also from before the infusion.
    public Optional<Kilograms> weight() {
        return course.timeline().stream()
                .filter(placed -> placed.span().isEmpty() || !at(placed).isAfter(now))
                .flatMap(placed -> placed.event() instanceof Weighed weighed
                        ? Optional.of(weighed.weight()).stream()
                        : Optional.<Kilograms>empty().stream())
                .reduce((_, later) -> later);
    }

    /// Events that may belong here and of which nobody knows when they happened.
    public List<Placed> undated() {
        return undated;
    }

    /// Whether the patient has left the ward, by what happened since the infusion.
    public boolean isOver() {
        return !all(Discharged.class).isEmpty() || !all(Died.class).isEmpty();
    }

    /// When the infusion was: its moment; where only the day is known, the moment it was recorded
    /// if that was on the day, else the end of that day.
    public Instant began() {
        Entry entry = infusion.placed().entry();
        if (entry.happened() instanceof When.At(Instant at)) {
            return at;
        }
        return infusion.placed().span().map(span -> {
            Instant end = span.used().plusDays(1).atStartOfDay(course.zone()).toInstant();
            Instant start = span.used().atStartOfDay(course.zone()).toInstant();
            Instant recorded = entry.recorded();
            return !recorded.isBefore(start) && recorded.isBefore(end) ? recorded : end;
        }).orElse(entry.recorded());
    }

    private Instant at(Placed placed) {
        return at(placed, course.zone());
    }

    /// When an event happened; where only a day is known, noon of the day used.
    static Instant at(Placed placed, ZoneId zone) {
        if (placed.entry().happened() instanceof When.At(Instant at)) {
            return at;
        }
        return placed.span()
                .map(span -> span.used().atTime(LocalTime.NOON).atZone(zone).toInstant())
                .orElse(placed.entry().recorded());
    }

    private static EventId root(Entry entry, Map<EventId, Entry> struck) {
        Entry first = entry;
        for (int i = 0; i <= struck.size() && first.correction().isPresent(); i++) {
            Entry before = struck.get(first.correction().get().replaces());
            if (before == null) {
                return first.correction().get().replaces();
            }
            first = before;
        }
        return first.id();
    }
}
