package limbline.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import limbline.course.Course;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.measure.EventId;
import limbline.patient.Limb;

/// A course as a series looks at it: from each infusion on, and from the diagnosis on.
public final class Case {

    private final Course course;
    private final List<Infusion> infusions;
    private final Map<EventId, Since> since = new HashMap<>();

    private Case(Course course) {
        this.course = course;
        this.infusions = course.infusions();
    }

    public static Case of(Course course) {
        return new Case(course);
    }

    public Course course() {
        return course;
    }

    /// In time.
    public List<Infusion> infusions() {
        return infusions;
    }

    Optional<Infusion> firstInfusion() {
        return infusions.stream().findFirst();
    }

    /// The first infusion of each limb, limb by limb.
    List<Infusion> firstOfEachLimb() {
        List<Limb> seen = new ArrayList<>();
        List<Infusion> first = new ArrayList<>();
        for (Infusion infusion : infusions) {
            if (!seen.contains(infusion.event().limb())) {
                seen.add(infusion.event().limb());
                first.add(infusion);
            }
        }
        return first;
    }

    LimbCourse limb(Infusion infusion) {
        return course.limb(infusion.event().limb()).orElseThrow();
    }

    /// The infusion of the same limb after `infusion`.
    Optional<Infusion> next(Infusion infusion) {
        return limb(infusion).infusions().stream()
                .filter(other -> other.ordinal() == infusion.ordinal() + 1)
                .findFirst();
    }

    Optional<Placed> first(Predicate<Event> wanted) {
        return course.timeline().stream().filter(placed -> wanted.test(placed.event())).findFirst();
    }

    /// What the record holds from an event on.
    Since since(Placed zero) {
        return since.computeIfAbsent(zero.id(), _ -> new Since(course, zero));
    }
}
