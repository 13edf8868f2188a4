package limbline.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limbline.course.LimbCourse.Infusion;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.WardEvent.Discharged;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Term;
import limbline.patient.Limb;

/// What follows from a course, under stable names.
final class Derivations {

    private final Course course;
    private final List<Derived> all = new ArrayList<>();

    private Derivations(Course course) {
        this.course = course;
    }

    static List<Derived> of(Course course) {
        Derivations derivations = new Derivations(course);
        derivations.person();
        derivations.limbs();
        derivations.infusions();
        derivations.disease();
        return List.copyOf(derivations.all);
    }

    private void person() {
        List<EventId> presented = ids(event ->
                event instanceof Presented);
        course.person().sex().found().ifPresent(sex -> word("sex", sex.term(), presented));
        course.person().birth().ifPresent(birth -> all.add(new Derived("birth",
                birth.earliest() + " to " + birth.latest(),
                Optional.of(birth.earliest().toString()), Optional.of(birth.latest().toString()),
                "date", "", presented)));
    }

    private void limbs() {
        for (LimbCourse limb : course.limbs()) {
            String name = slug(limb.limb());
            List<EventId> infusions =
                    limb.infusions().stream().map(each -> each.placed().id()).toList();
            count("infusions-" + name, infusions);
            word("status-" + name, limb.status(), limb.amputation()
                    .map(off -> List.of(off.placed().id())).orElse(infusions));
        }
    }

    private void infusions() {
        List<Infusion> infusions = course.infusions();
        if (infusions.isEmpty()) {
            return;
        }
        Placed first = infusions.getFirst().placed();
        date("first-infusion", first);
        first(first, event -> event instanceof Amputated)
                .ifPresent(end -> interval("first-infusion-to-amputation", first, end));
        first(first, event -> event instanceof Died)
                .ifPresent(end -> interval("first-infusion-to-death", first, end));
        for (Infusion infusion : infusions) {
            String name = "infusion-" + infusion.number() + "-to-";
            Placed start = infusion.placed();
            first(start, event -> event instanceof Discharged)
                    .ifPresent(end -> interval(name + "discharge", start, end));
            first(start, event -> event instanceof ResponseAssessed)
                    .ifPresent(end -> interval(name + "response", start, end));
            first(start, event -> event instanceof Progressed)
                    .ifPresent(end -> interval(name + "progression", start, end));
        }
    }

    private void disease() {
        DiseaseCourse disease = course.diseaseStatus();
        word("disease-status", disease.status().term(),
                disease.restsOn().map(placed -> List.of(placed.id())).orElse(List.of()));
        course.distantDisease().ifPresent(placed -> date("distant-disease", placed));
        Optional<Placed> diagnosis = course.timeline().stream()
                .filter(placed -> placed.event() instanceof Diagnosed).findFirst();
        diagnosis.ifPresent(start -> {
            first(start, event -> event instanceof Died)
                    .ifPresent(end -> interval("diagnosis-to-death", start, end));
            last(event -> event instanceof LastSeen)
                    .ifPresent(end -> interval("diagnosis-to-last-seen", start, end));
        });
    }

    /// The first such event that stands after `start` in the timeline.
    private Optional<Placed> first(Placed start, Predicate<Event> wanted) {
        return course.timeline().stream()
                .dropWhile(placed -> !placed.id().equals(start.id()))
                .skip(1)
                .filter(placed -> wanted.test(placed.event()))
                .findFirst();
    }

    private Optional<Placed> last(Predicate<Event> wanted) {
        return course.timeline().reversed().stream()
                .filter(placed -> wanted.test(placed.event()))
                .findFirst();
    }

    private List<EventId> ids(Predicate<Event> wanted) {
        return course.timeline().stream()
                .filter(placed -> wanted.test(placed.event()))
                .map(Placed::id)
                .toList();
    }

    private void word(String name, String value, List<EventId> restsOn) {
        all.add(new Derived(name, value, Optional.empty(), Optional.empty(), "", "", restsOn));
    }

    private void count(String name, List<EventId> counted) {
        String number = String.valueOf(counted.size());
        all.add(new Derived(name, number, Optional.of(number), Optional.of(number), "count", "",
                counted));
    }

    private void date(String name, Placed placed) {
        placed.span().ifPresent(span -> all.add(new Derived(name, span.words(),
                Optional.of(span.earliest().toString()), Optional.of(span.latest().toString()),
                "date", placed.entry().implied(), List.of(placed.id()))));
    }

    private void interval(String name, Placed start, Placed end) {
        course.between(start.id(), end.id()).ifPresent(elapsed -> all.add(new Derived(
                name, elapsed.toString(), Optional.of(least(elapsed)), Optional.of(most(elapsed)),
                inDays(elapsed) ? "days" : "months", "", List.of(start.id(), end.id()))));
    }

    private static boolean inDays(Elapsed elapsed) {
        return elapsed.toString().contains("day");
    }

    private static String least(Elapsed elapsed) {
        return String.valueOf(inDays(elapsed) ? elapsed.earliest() : elapsed.earliestMonths());
    }

    private static String most(Elapsed elapsed) {
        return String.valueOf(inDays(elapsed) ? elapsed.latest() : elapsed.latestMonths());
    }

    private static String slug(Limb limb) {
        return Term.text(limb).replaceAll("[ ,]+", "-");
    }
}
