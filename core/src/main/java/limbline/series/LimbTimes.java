package limbline.series;


import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import limbline.course.LimbCourse.Infusion;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.patient.AmputationReason;
import limbline.patient.Extent;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.series.Endpoint.Kind.Times;
import limbline.series.Unit.Limbs;

/// Endpoints that time something of a limb, from its first infusion.
final class LimbTimes {

    private static final String ZERO = "the limb's first infusion";

    private LimbTimes() {}

    static final Endpoint<Limbs> LIMB_SALVAGE = of("limb-salvage", "Amputation of the treated limb",
            List.of("amputated", "died with the limb"), (clock, _, first) -> clock
                    .until(1, "amputated", 0, PatientTimes.amputated(first.event().limb()))
                    .until(2, "died", 0, Died.class::isInstance));

    static final Endpoint<Limbs> AMPUTATION_BY_REASON = of("amputation-by-reason",
            "Amputation of the treated limb, by its reason", reasons(), (clock, _, first) -> {
                Limb limb = first.event().limb();
                int cause = 1;
                for (AmputationReason reason : AmputationReason.values()) {
                    clock.until(cause++, "amputated", 0, amputated(limb, reason));
                }
                return clock.until(cause, "amputated", 0, event -> event instanceof Amputated off
                                && off.limb().mayBe(limb) && off.reason().found().isEmpty())
                        .until(cause + 1, "died", 0, Died.class::isInstance);
            });

    static final Endpoint<Limbs> IN_FIELD = of("in-field-progression", "Progression in the field",
            List.of("in-field progression", "amputated before", "died before"),
            (clock, one, first) -> clock
                    .until(1, "progressed", 1, inField(one, first.event().limb()))
                    .until(2, "amputated", 0, PatientTimes.amputated(first.event().limb()))
                    .until(3, "died", 0, Died.class::isInstance));

    static final Endpoint<Limbs> REPEAT_INFUSION = of("repeat-infusion",
            "Another infusion of the limb",
            List.of("infused again", "amputated before", "died before"),
            (clock, _, first) -> {
                Limb limb = first.event().limb();
                return clock
                        .until(1, "infused again", 1, event -> event instanceof Infused again
                                && again.limb().equals(limb))
                        .until(2, "amputated", 0, PatientTimes.amputated(limb))
                        .until(3, "died", 0, Died.class::isInstance);
            });

    private interface Ends {
        Clock on(Clock clock, Case one, Infusion first);
    }

    private static Endpoint<Limbs> of(String name, String title, List<String> causes, Ends ends) {
        return new Endpoint<>(name, title, Limbs.UNIT, new Times(ZERO, causes),
                one -> one.firstOfEachLimb().stream()
                        .map(first -> ends.on(
                                        new Clock(one.since(first.placed()), ZERO), one, first)
                                .of(limb(one, first)))
                        .toList());
    }

    static Subject<Limbs> limb(Case one, Infusion infusion) {
        return new Subject<>(
                Limbs.UNIT, one.course().patient(), infusion.event().limb().toString());
    }

    /// An in-field progression that names lesions is of the limb in whose field one of them lay;
    /// one that names none of the fields' lesions is of every infused limb.
    static Predicate<Event> inField(Case one, Limb limb) {
        List<LesionId> here = lesions(one, limb, true);
        List<LesionId> elsewhere = lesions(one, limb, false);
        return event -> event instanceof Progressed progressed
                && progressed.extent().contains(Extent.IN_FIELD)
                && (progressed.lesions().stream().anyMatch(here::contains)
                        || progressed.lesions().stream().noneMatch(elsewhere::contains));
    }

    private static List<LesionId> lesions(Case one, Limb limb, boolean ofThis) {
        return one.course().infusions().stream()
                .filter(infusion -> infusion.event().limb().equals(limb) == ofThis)
                .flatMap(infusion -> infusion.event().inField().stream())
                .distinct().toList();
    }

    private static List<String> reasons() {
        List<String> words = new ArrayList<>();
        for (AmputationReason reason : AmputationReason.values()) {
            words.add("amputated for " + reason.term().replace('-', ' '));
        }
        words.add("amputated, reason not stated");
        words.add("died with the limb");
        return words;
    }

    private static Predicate<Event> amputated(Limb limb, AmputationReason reason) {
        return event -> event instanceof Amputated off && off.limb().mayBe(limb)
                && off.reason().is(reason);
    }
}
