package limbline.course;

import com.google.errorprone.annotations.FormatMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.TherapyEvent.TreatmentNotGiven;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.Transferred;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding;
import limbline.measure.When;
import limbline.patient.Extent;
import limbline.patient.Histology;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Site;

/// What is unlikely in a course. It is kept, and said.
final class Flags {

    /// The same event on the same days, or at the same moment where one is known: two looks at a
    /// limb on one day often find the same.
    private record Sameness(Event event, Span span, Optional<Instant> at) {}

    private final Course course;
    private final List<String> flags = new ArrayList<>();
    private final Map<Sameness, Placed> seen = new HashMap<>();
    private final Map<LesionId, Placed> lesions = new HashMap<>();
    private final Set<Limb> infused = new HashSet<>();
    private final Set<Limb> amputated = new HashSet<>();
    private final Optional<Placed> diagnosis;
    private boolean inHospital;
    private boolean treated;

    private Flags(Course course) {
        this.course = course;
        diagnosis = course.timeline().stream()
                .filter(placed -> placed.event() instanceof Diagnosed).findFirst();
        for (Placed placed : course.timeline()) {
            if (placed.event() instanceof LesionFound found) {
                lesions.putIfAbsent(found.lesion(), placed);
            }
        }
    }

    static List<String> of(Course course) {
        Flags flags = new Flags(course);
        flags.flags.addAll(course.impossibilities());
        for (Placed placed : course.timeline()) {
            flags.repeated(placed);
            flags.beforeFound(placed);
            flags.event(placed);
        }
        return List.copyOf(flags.flags);
    }

    private void repeated(Placed placed) {
        placed.span().ifPresent(span -> {
            Placed first = seen.putIfAbsent(new Sameness(placed.event(), span,
                    placed.entry().happened() instanceof When.At(Instant at)
                            ? Optional.of(at) : Optional.empty()), placed);
            if (first != null) {
                say(placed, "says the same as event %s", first.entry().position());
            }
        });
    }

    private void beforeFound(Placed placed) {
        for (LesionId lesion : Impossible.named(placed.event())) {
            Optional.ofNullable(lesions.get(lesion))
                    .filter(found -> isBefore(placed, found))
                    .ifPresent(found -> say(placed, "names the lesion \"%s\" before it was found "
                            + "(%s)", lesion, found.when()));
        }
    }

    private void event(Placed placed) {
        switch (placed.event()) {
            case Admitted _, EnteredTheatre _, ProcedureBegun _, Resected _ -> inHospital = true;
            case Infused done -> {
                inHospital = true;
                treated = true;
                infused.add(done.limb());
                girdle(placed, done);
                unsided(placed, done.limb());
            }
            case Amputated done -> {
                inHospital = true;
                if (!amputated.add(done.limb())) {
                    say(placed, "amputates the %s again", done.limb());
                }
            }
            case Discharged _ -> {
                if (!inHospital) {
                    say(placed, "has no admission before it");
                }
                inHospital = false;
            }
            case Irradiated _, SystemicTherapyGiven _ -> treated = true;
            case WieberdinkGraded graded -> notInfused(placed, graded.limb());
            case LateToxicityGraded graded -> notInfused(placed, graded.limb());
            case ResponseAssessed _ -> {
                beforeDiagnosis(placed);
                if (!treated) {
                    say(placed, "is a response before any treatment it could answer");
                }
            }
            case Progressed progressed -> {
                beforeDiagnosis(placed);
                if (progressed.extent().contains(Extent.IN_FIELD) && infused.isEmpty()) {
                    say(placed, "is in-field, and no field was infused before");
                }
            }
            case LastSeen _ -> beforeDiagnosis(placed);
            case Diagnosed diagnosed -> morphology(placed, diagnosed.histology());
            case Biopsied biopsied -> morphology(placed, biopsied.histology());
            case Presented presented -> {
                if (Persons.contradicts(course.person(), placed, presented)) {
                    say(placed, "states an age that does not agree with the ages before it");
                }
            }
            case Referred _, LesionFound _, Imaged _, Photographed _, BoardEvent _,
                    TreatmentNotGiven _, Transferred _, LaboratoryReported _, UrineMeasured _,
                    LimbChecked _, CareEvent _, ClinicPlanned _, LesionsMeasured _, Died _,
                    OrderEvent _, ProcedureEvent _, RecordEvent _ -> { }
        }
    }

    private void notInfused(Placed placed, Limb limb) {
        if (!infused.contains(limb)) {
            say(placed, "grades the %s, which was not infused before", limb);
        }
    }

    private void girdle(Placed placed, Infused done) {
        for (LesionId lesion : done.inField()) {
            Optional.ofNullable(lesions.get(lesion))
                    .map(found -> ((LesionFound) found.event()).site())
                    .filter(site -> site.zone() != Site.Zone.LIMB)
                    .ifPresent(site -> say(placed, "has the lesion \"%s\" (%s) in its field, where "
                            + "no tourniquet reaches", lesion, site.term()));
        }
    }

    private void unsided(Placed placed, Limb limb) {
        if (limb.side().isEmpty() && amputated.contains(limb)) {
            say(placed, "infuses a limb that may be the one that was amputated; its side is not "
                    + "stated");
        }
    }

    private void morphology(Placed placed, Finding<Histology> histology) {
        histology.found()
                .filter(type -> type.morphology().isPresent() && type.subtype().isEmpty())
                .ifPresent(type -> say(placed, "has the morphology %s, which is not in the list of "
                        + "soft tissue sarcomas", type.morphology().get()));
    }

    private void beforeDiagnosis(Placed placed) {
        diagnosis.filter(diagnosed -> isBefore(placed, diagnosed)).ifPresent(diagnosed ->
                say(placed, "lies before the diagnosis (%s)", diagnosed.when()));
    }

    private boolean isBefore(Placed early, Placed late) {
        return course.between(early.id(), late.id())
                .filter(elapsed -> elapsed.earliest() > 0)
                .isPresent();
    }

    @FormatMethod
    private void say(Placed placed, String sentence, Object... words) {
        flags.add("%s %s.".formatted(placed.name(), sentence.formatted(words)));
    }
}
