package limbline.course;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.course.LimbCourse.Amputation;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Person.Birth;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.Transferred;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.patient.Extent;
import limbline.patient.Limb;

/// What follows from a course, under stable names. `docs/dates.md` says how the intervals are read.
final class Derivations {

    private final Course course;
    private final List<Derived> all = new ArrayList<>();

    private Derivations(Course course) {
        this.course = course;
    }

    static List<Derived> of(Course course) {
        Derivations derivations = new Derivations(course);
        derivations.person();
        derivations.milestones();
        derivations.limbs();
        derivations.infusions();
        return List.copyOf(derivations.all);
    }

    private void person() {
        Person person = course.person();
        List<EventId> presented = course.timeline().stream()
                .filter(placed -> placed.event() instanceof Presented)
                .map(Placed::id)
                .toList();
        person.sex().found().ifPresent(sex -> word("sex", sex.term(), presented));
        person.birth().ifPresent(birth -> {
            int first = birth.earliest().getYear();
            int last = birth.latest().getYear();
            range("birth-year", first, last, first, "year", "", presented);
        });
    }

    /// Diagnosis, distant disease, the last visit and death, and the ways between them.
    private void milestones() {
        Optional<Placed> diagnosis = firstOf(event -> event instanceof Diagnosed);
        Optional<Placed> infusion = course.infusions().stream().findFirst().map(Infusion::placed);
        Optional<Placed> distant = course.distantDisease();
        Optional<Placed> seen = last(event -> event instanceof LastSeen);
        Optional<Placed> death = firstOf(event -> event instanceof Died);
        date("diagnosis", diagnosis);
        date("first-infusion", infusion);
        date("distant-disease", distant);
        date("last-seen", seen);
        date("death", death);
        age("age-at-diagnosis", diagnosis);
        age("age-at-first-infusion", infusion);
        interval("diagnosis-to-first-infusion", diagnosis, infusion);
        interval("diagnosis-to-distant-disease", diagnosis, distant);
        interval("diagnosis-to-last-seen", diagnosis, seen);
        interval("diagnosis-to-death", diagnosis, death);
        interval("first-infusion-to-amputation", infusion, course.infusions().stream().findFirst()
                .flatMap(first -> course.limb(first.event().limb()))
                .flatMap(LimbCourse::amputation)
                .map(Amputation::placed));
        interval("first-infusion-to-distant-disease", infusion, distant);
        interval("first-infusion-to-last-seen", infusion, seen);
        interval("first-infusion-to-death", infusion, death);
        DiseaseCourse disease = course.diseaseStatus();
        word("disease-status", disease.status().term(),
                disease.restsOn().map(Placed::id).stream().toList());
    }

    private void limbs() {
        for (LimbCourse limb : course.limbs()) {
            String name = slug(limb.limb());
            List<EventId> infusions =
                    limb.infusions().stream().map(infusion -> infusion.placed().id()).toList();
            range("infusions-" + name, infusions.size(), infusions.size(), infusions.size(),
                    "count", "", infusions);
            word("limb-status-" + name, limb.status(), limb.amputation()
                    .map(off -> List.of(off.placed().id())).orElse(infusions));
            date("amputation-" + name, limb.amputation().map(Amputation::placed));
            word("worst-toxicity-" + name, limb.worstToxicity().words(),
                    limb.gradings().stream().map(Placed::id).toList());
        }
    }

    /// What followed an infusion. A discharge and a response belong to the last infusion before
    /// them; the first progression counts for every infusion before it.
    private static final class Aftermath {
        private Optional<Placed> discharge = Optional.empty();
        private Optional<Placed> response = Optional.empty();
        private Optional<Placed> progression = Optional.empty();
    }

    private void infusions() {
        Map<EventId, Aftermath> aftermaths = aftermaths();
        for (Infusion infusion : course.infusions()) {
            Optional<Placed> start = Optional.of(infusion.placed());
            Aftermath after = aftermaths.getOrDefault(infusion.placed().id(), new Aftermath());
            String name = "infusion-" + infusion.number();
            date(name, start);
            interval(name + "-to-discharge", start, after.discharge);
            interval(name + "-to-response", start, after.response);
            interval(name + "-to-progression", start, after.progression);
            after.progression.ifPresent(placed -> word(name + "-progression-extent",
                    extent((Progressed) placed.event()), List.of(placed.id())));
        }
    }

    /// One pass from the end: what stands next after each infusion.
    private Map<EventId, Aftermath> aftermaths() {
        Map<EventId, Aftermath> aftermaths = new HashMap<>();
        Aftermath next = new Aftermath();
        for (Placed placed : course.timeline().reversed()) {
            if (placed.span().isEmpty()) {
                continue; // after what it came, nobody knows
            }
            switch (placed.event()) {
                case Discharged _ -> next.discharge = Optional.of(placed);
                case ResponseAssessed _ -> next.response = Optional.of(placed);
                case Progressed _ -> next.progression = Optional.of(placed);
                case Infused _ -> {
                    aftermaths.put(placed.id(), next);
                    Aftermath before = new Aftermath();
                    before.progression = next.progression;
                    next = before;
                }
                case ReferralEvent _, BoardEvent _, TherapyEvent _, EnteredTheatre _, Resected _,
                        ProcedureBegun _, OrderEvent _, ProcedureEvent _, Amputated _, Admitted _,
                        Transferred _, LaboratoryReported _, UrineMeasured _, LimbChecked _,
                        WieberdinkGraded _, ClinicPlanned _, LesionsMeasured _,
                        LateToxicityGraded _, LastSeen _, Died _, CareEvent _, RecordEvent _ -> { }
            }
        }
        return aftermaths;
    }

    private Optional<Placed> firstOf(Predicate<Event> wanted) {
        return course.timeline().stream().filter(placed -> wanted.test(placed.event())).findFirst();
    }

    private Optional<Placed> last(Predicate<Event> wanted) {
        return course.timeline().reversed().stream()
                .filter(placed -> placed.span().isPresent() && wanted.test(placed.event()))
                .findFirst();
    }

    private void word(String name, String value, List<EventId> restsOn) {
        all.add(new Derived(name, value, Optional.empty(), Optional.empty(), "", "", restsOn));
    }

    private void range(String name, long earliest, long latest, long used, String unit,
            String implied, List<EventId> restsOn) {
        String value = earliest == latest ? String.valueOf(used)
                : unit.equals("year") ? earliest + " to " + latest
                : "%s (%s–%s)".formatted(used, earliest, latest);
        all.add(new Derived(name, value, Optional.of(String.valueOf(earliest)),
                Optional.of(String.valueOf(latest)), unit, implied, restsOn));
    }

    private void date(String name, Optional<Placed> at) {
        at.ifPresent(placed -> placed.span().ifPresent(span -> all.add(new Derived(
                name, placed.when(),
                Optional.of(span.earliest().toString()), Optional.of(span.latest().toString()),
                "date", placed.entry().implied(), List.of(placed.id())))));
    }

    /// In completed years, from the days of birth and of the event that are possible.
    private void age(String name, Optional<Placed> at) {
        Optional<Birth> birth = course.person().birth();
        Optional<Span> when = at.flatMap(Placed::span);
        if (at.isPresent() && birth.isPresent() && when.isPresent()) {
            long least = ChronoUnit.YEARS.between(birth.get().latest(), when.get().earliest());
            long most = ChronoUnit.YEARS.between(birth.get().earliest(), when.get().latest());
            range(name, least, most, least + (most - least) / 2, "years", "",
                    List.of(at.get().id()));
        }
    }

    private void interval(String name, Optional<Placed> from, Optional<Placed> to) {
        from.ifPresent(start -> to.ifPresent(end -> course.between(start.id(), end.id())
                .ifPresent(elapsed -> all.add(interval(name, start, end, elapsed)))));
    }

    private Derived interval(String name, Placed start, Placed end, Elapsed elapsed) {
        boolean days = elapsed.inDays();
        return new Derived(name, elapsed.toString(),
                Optional.of(String.valueOf(days ? elapsed.earliest() : elapsed.earliestMonths())),
                Optional.of(String.valueOf(days ? elapsed.latest() : elapsed.latestMonths())),
                days ? "days" : "months",
                course.hangTogether(start.id(), end.id()) ? "" : implied(start, end),
                List.of(start.id(), end.id()));
    }

    /// An interval that was read off the calendar is no surer than the dates it was read from.
    private static String implied(Placed start, Placed end) {
        return Stream.of(start.entry().implied(), end.entry().implied())
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String extent(Progressed progressed) {
        return progressed.extent().stream()
                .sorted()
                .map(Extent::term)
                .collect(Collectors.joining(", "));
    }

    private static String slug(Limb limb) {
        return limb.toString().replaceAll("[ ,]+", "-");
    }
}
