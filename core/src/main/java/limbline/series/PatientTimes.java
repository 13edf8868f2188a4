package limbline.series;


import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Resected;
import limbline.patient.CauseOfDeath;
import limbline.patient.Extent;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.Presence;
import limbline.series.Endpoint.Kind.Times;
import limbline.series.Unit.Patients;
import limbline.series.Value.NotAssessable;

/// Endpoints that time something of a patient.
final class PatientTimes {

    private static final String INFUSION = "the first infusion";
    private static final String DIAGNOSIS = "the diagnosis";
    private static final Set<Extent> LOCAL =
            Set.of(Extent.LOCAL, Extent.IN_FIELD, Extent.LOCOREGIONAL);

    private PatientTimes() {}

    static final Endpoint<Patients> OVERALL_SURVIVAL = fromInfusion(
            "overall-survival", "Overall survival", List.of("died"), PatientTimes::death);

    static final Endpoint<Patients> DISEASE_SPECIFIC_SURVIVAL = fromInfusion(
            "disease-specific-survival", "Death of the disease",
            List.of("died of the disease", "died of another cause", "died, cause not stated"),
            PatientTimes::causesOfDeath);

    static final Endpoint<Patients> OUT_OF_FIELD = fromInfusion(
            "out-of-field-progression", "Progression out of the field",
            List.of("out-of-field progression", "died before"),
            clock -> clock.until(1, "progressed", 1, progressed(Set.of(Extent.OUT_OF_FIELD)))
                    .until(2, "died", 0, Died.class::isInstance));

    static final Endpoint<Patients> REGIONAL = fromInfusion(
            "regional-progression", "Regional progression",
            List.of("regional progression", "died before"),
            clock -> clock.until(1, "progressed", 1, progressed(Set.of(Extent.REGIONAL)))
                    .until(2, "died", 0, Died.class::isInstance));

    static final Endpoint<Patients> DISTANT = new Endpoint<>(
            "distant-progression", "Distant progression", Patients.UNIT,
            new Times(INFUSION, List.of("distant progression", "died before")),
            one -> one.firstInfusion().map(first -> distant(one, first)).stream().toList());

    static final Endpoint<Patients> RESECTION = new Endpoint<>(
            "resection-after-infusion", "Resection after the infusion", Patients.UNIT,
            new Times(INFUSION, List.of("resected", "amputated before", "died before")),
            one -> one.firstInfusion().map(first -> {
                Limb limb = first.event().limb();
                return new Clock(one.since(first.placed()), INFUSION)
                        .until(1, "resected", 1, Resected.class::isInstance)
                        .until(2, "amputated", 0, amputated(limb))
                        .until(3, "died", 0, Died.class::isInstance)
                        .of(patient(one));
            }).stream().toList());

    static final Endpoint<Patients> SURVIVAL_FROM_DIAGNOSIS = fromDiagnosis(
            "survival-from-diagnosis", "Overall survival from the diagnosis", List.of("died"),
            PatientTimes::death);

    static final Endpoint<Patients> DEATH_OF_DISEASE_FROM_DIAGNOSIS = fromDiagnosis(
            "disease-specific-survival-from-diagnosis",
            "Death of the disease, from the diagnosis",
            List.of("died of the disease", "died of another cause", "died, cause not stated"),
            PatientTimes::causesOfDeath);

    static final Endpoint<Patients> EVENT_FREE_FROM_DIAGNOSIS = fromDiagnosis(
            "event-free-survival-from-diagnosis",
            "First progression or death, from the diagnosis", List.of("progressed or died"),
            clock -> clock.until(1, "progressed", 1, Progressed.class::isInstance)
                    .until(1, "died", 0, Died.class::isInstance));

    static final Endpoint<Patients> FIRST_PROGRESSION_FROM_DIAGNOSIS = fromDiagnosis(
            "first-progression-from-diagnosis", "First progression, from the diagnosis",
            List.of("distant progression", "local or regional progression", "died before"),
            clock -> clock.until(1, "progressed", 1, progressed(Set.of(Extent.DISTANT)))
                    .until(2, "progressed", 1, Progressed.class::isInstance)
                    .until(3, "died", 0, Died.class::isInstance));

    static final Endpoint<Patients> LOCAL_RECURRENCE = new Endpoint<>(
            "local-recurrence-after-resection", "Local recurrence after resection", Patients.UNIT,
            new Times("the first resection", List.of("local recurrence", "died before")),
            one -> one.first(Resected.class::isInstance)
                    .map(resection -> new Clock(one.since(resection), "the first resection")
                            .until(1, "recurred", 1, PatientTimes::isLocal)
                            .until(2, "died", 0, Died.class::isInstance)
                            .of(patient(one)))
                    .stream().toList());

    private interface Ends {
        Clock on(Clock clock);
    }

    private static Endpoint<Patients> fromInfusion(
            String name, String title, List<String> causes, Ends ends) {
        return new Endpoint<>(name, title, Patients.UNIT, new Times(INFUSION, causes),
                one -> one.firstInfusion()
                        .map(first -> ends.on(new Clock(one.since(first.placed()), INFUSION))
                                .of(patient(one)))
                        .stream().toList());
    }

    private static Endpoint<Patients> fromDiagnosis(
            String name, String title, List<String> causes, Ends ends) {
        return new Endpoint<>(name, title, Patients.UNIT, new Times(DIAGNOSIS, causes),
                one -> one.first(Diagnosed.class::isInstance)
                        .map(zero -> ends.on(new Clock(one.since(zero), DIAGNOSIS))
                                .of(patient(one)))
                        .stream().toList());
    }

    static Subject<Patients> patient(Case one) {
        return new Subject<>(Patients.UNIT, one.course().patient(), "");
    }

    private static Clock death(Clock clock) {
        return clock.until(1, "died", 0, Died.class::isInstance);
    }

    private static Clock causesOfDeath(Clock clock) {
        return clock
                .until(1, "died", 0, event ->
                        event instanceof Died died && died.cause().is(CauseOfDeath.OF_DISEASE))
                .until(2, "died", 0, event ->
                        event instanceof Died died && (died.cause().is(CauseOfDeath.OTHER)
                                || died.cause().is(CauseOfDeath.OF_TREATMENT)))
                .until(3, "died", 0, event ->
                        event instanceof Died died && died.cause().found().isEmpty());
    }

    static Predicate<Event> progressed(Set<Extent> extents) {
        return event -> event instanceof Progressed progressed
                && progressed.extent().stream().anyMatch(extents::contains);
    }

    static Predicate<Event> amputated(Limb limb) {
        return event -> event instanceof Amputated off && off.limb().mayBe(limb);
    }

    /// Who had distant disease at the infusion cannot get it afterwards.
    private static Result<Patients> distant(Case one, Infusion first) {
        Since since = one.since(first.placed());
        Optional<Placed> had = one.course().timeline().stream()
                .filter(placed -> isDistant(placed.event()))
                .filter(placed -> since.isBefore(placed)
                        || since.to(placed).filter(on -> on.days().used() == 0).isPresent())
                .findFirst();
        return had.map(before -> new Result<>(patient(one),
                        new NotAssessable("distant disease before the infusion"),
                        List.of(first.placed().id(), before.id())))
                .orElseGet(() -> new Clock(since, INFUSION)
                        .until(1, "progressed", 1, PatientTimes::isDistant)
                        .until(2, "died", 0, Died.class::isInstance)
                        .of(patient(one)));
    }

    private static boolean isDistant(Event event) {
        return switch (event) {
            case LesionFound found -> found.kind() == LesionKind.DISTANT_METASTASIS;
            case Imaged imaged -> imaged.distantDisease().is(Presence.PRESENT);
            case Diagnosed diagnosed -> diagnosed.metastasis().is(Presence.PRESENT);
            default -> progressed(Set.of(Extent.DISTANT)).test(event);
        };
    }

    private static boolean isLocal(Event event) {
        return progressed(LOCAL).test(event) || (event instanceof LesionFound found
                && found.kind() == LesionKind.LOCAL_RECURRENCE);
    }
}
