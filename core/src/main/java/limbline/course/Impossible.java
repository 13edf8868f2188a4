package limbline.course;

import com.google.errorprone.annotations.FormatMethod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.course.LimbCourse.Amputation;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.CareEvent.FasciotomyDone;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
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
import limbline.measure.Elapsed;
import limbline.patient.LesionId;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Limb;
import limbline.patient.Site;

/// What in a course cannot be true, however its partial dates are read.
final class Impossible {

    private final Course course;
    private final List<String> sentences = new ArrayList<>();
    private final Map<LesionId, Placed> lesions = new HashMap<>();
    private final Optional<Placed> death;
    private final Optional<LocalDate> born;

    private Impossible(Course course) {
        this.course = course;
        death = course.timeline().stream()
                .filter(placed -> placed.event() instanceof Died).findFirst();
        born = course.person().birth().map(Person.Birth::earliest);
        for (Placed placed : course.timeline()) {
            if (placed.event() instanceof LesionFound found) {
                lesions.putIfAbsent(found.lesion(), placed);
            }
        }
    }

    /// One sentence for each contradiction; the same course gives the same sentences.
    static List<String> in(Course course) {
        Impossible impossible = new Impossible(course);
        for (Placed placed : course.timeline()) {
            Optional.ofNullable(course.faults().get(placed.id()))
                    .ifPresent(fault -> impossible.say("%s %s.", placed.name(), fault));
            impossible.dates(placed);
            named(placed.event()).forEach(lesion -> impossible.lesionThere(placed, lesion));
            impossible.event(placed);
        }
        return List.copyOf(impossible.sentences);
    }

    private void dates(Placed placed) {
        death.filter(died -> !(placed.event() instanceof Died))
                .filter(died -> isAfter(placed, died))
                .ifPresent(died -> say("%s lies after the death of the patient (%s).",
                        placed.name(), died.when()));
        placed.span().ifPresent(span -> {
            LocalDate recorded = LocalDate.ofInstant(placed.entry().recorded(), course.zone());
            LocalDate known = placed.entry().known().latest();
            born.filter(day -> span.latest().isBefore(day)).ifPresent(day -> say(
                    "%s lies before the patient was born: not before %s, by the age on record.",
                    placed.name(), day));
            if (span.earliest().isAfter(recorded)) {
                say("%s lies after the day it was recorded, %s.", placed.name(), recorded);
            }
            if (span.earliest().isAfter(known)) {
                say("%s lies after the day it is said to have been known, %s.",
                        placed.name(), placed.entry().known().words());
            }
        });
        LocalDate recorded = LocalDate.ofInstant(placed.entry().recorded(), course.zone());
        if (placed.entry().known().earliest().isAfter(recorded)) {
            say("%s is said to have been known %s, after the day it was recorded, %s.",
                    placed.name(), placed.entry().known().words(), recorded);
        }
    }

    private void lesionThere(Placed placed, LesionId lesion) {
        if (!lesions.containsKey(lesion)) {
            say("%s names the lesion \"%s\", which nobody recorded; record first that it was "
                    + "found.", placed.name(), lesion);
        }
    }

    private void event(Placed placed) {
        switch (placed.event()) {
            case LesionFound found -> {
                Placed first = lesions.getOrDefault(found.lesion(), placed);
                if (!first.id().equals(placed.id())) {
                    say("%s finds the lesion \"%s\" again (event %s did); correct that event, or "
                            + "give this lesion a name of its own.",
                            placed.name(), found.lesion(), first.entry().position());
                }
            }
            case EnteredTheatre entered -> stillThere(placed, entered.limb(), "treated");
            case LesionsMeasured measured -> measured.sizes().forEach(size ->
                    lesionThere(placed, switch (size.sight()) {
                        case Sight.Measured(_, _, var from) -> from.orElse(size.lesion());
                        case Sight.GrownInto(var other) -> {
                            lesionThere(placed, other);
                            yield size.lesion();
                        }
                        case Sight.Judged _ -> size.lesion();
                    }));
            case OrderWritten order -> stillThere(placed, order.limb(), "treated");
            case ProcedureBegun begun -> stillThere(placed, begun.limb(), "treated");
            case Infused infused -> {
                stillThere(placed, infused.limb(), "infused");
                infused.inField().forEach(lesion -> inField(placed, infused.limb(), lesion));
            }
            case LimbChecked checked -> stillThere(placed, checked.limb(), "checked");
            case WieberdinkGraded graded -> stillThere(placed, graded.limb(), "graded");
            case LateToxicityGraded graded -> stillThere(placed, graded.limb(), "graded");
            case FasciotomyDone opened -> stillThere(placed, opened.limb(), "opened");
            case Died _ -> death.filter(first -> !first.id().equals(placed.id()))
                    .ifPresent(first -> say("%s is a second death; the first is event %s (%s).",
                            placed.name(), first.entry().position(), first.when()));
            case Presented _, Referred _, Diagnosed _, Biopsied _, Imaged _, Photographed _,
                    BoardEvent _, Irradiated _, SystemicTherapyGiven _, TreatmentNotGiven _,
                    Resected _, Amputated _, Admitted _, Discharged _, Transferred _,
                    LaboratoryReported _, UrineMeasured _, CareEvent _, ClinicPlanned _,
                    ResponseAssessed _, Progressed _, LastSeen _, OrderSigned _, ProcedureEvent _,
                    RecordEvent _ -> { }
        }
    }

    /// A limb of which only fingers or toes were taken off is there, and of a limb without a side
    /// nobody can say that it is the one that was taken off.
    private void stillThere(Placed placed, Limb limb, String what) {
        course.limb(limb).flatMap(LimbCourse::amputation)
                .filter(off -> limb.side().isPresent() && takesTheLimb(off)
                        && isAfter(placed, off.placed()))
                .ifPresent(off -> say("%s: the %s was amputated (%s); it cannot be %s after that.",
                        placed.name(), limb, off.placed().when(), what));
    }

    private static boolean takesTheLimb(Amputation amputation) {
        return amputation.event().level().found().map(level -> switch (level) {
            case FOREQUARTER, SHOULDER_DISARTICULATION, ABOVE_ELBOW, BELOW_ELBOW, HINDQUARTER,
                    HIP_DISARTICULATION, ABOVE_KNEE, BELOW_KNEE -> true;
            case HAND_OR_FINGERS, FOOT_OR_TOES -> false;
        }).orElse(true);
    }

    private void inField(Placed placed, Limb limb, LesionId lesion) {
        Optional.ofNullable(lesions.get(lesion)).ifPresent(found -> {
            LesionFound where = (LesionFound) found.event();
            if (!mayLieOn(limb, where)) {
                say("%s: the lesion \"%s\" lies on the %s and not in a field of the %s.",
                        placed.name(), lesion, where.place(), limb);
            }
        });
    }

    /// As far as the words of the site and the sides allow: "other" and soft tissue elsewhere may
    /// lie anywhere.
    private static boolean mayLieOn(Limb limb, LesionFound lesion) {
        Site site = lesion.site();
        return site.extremity()
                .map(extremity -> new Limb(extremity, lesion.side().found()).mayBe(limb))
                .orElse(site == Site.OTHER || site == Site.SOFT_TISSUE_ELSEWHERE);
    }

    /// Whether `late` lies after `early` on every reading of their dates.
    private boolean isAfter(Placed late, Placed early) {
        return !late.id().equals(early.id()) && course.between(early.id(), late.id())
                .map(Elapsed::earliest)
                .filter(days -> days > 0)
                .isPresent();
    }

    @FormatMethod
    private void say(String sentence, Object... words) {
        sentences.add(sentence.formatted(words));
    }

    /// The lesions an event speaks of as known.
    static List<LesionId> named(Event event) {
        return switch (event) {
            case Diagnosed diagnosed -> diagnosed.lesions();
            case Biopsied biopsied -> biopsied.lesions();
            case Imaged imaged -> imaged.lesions();
            case Photographed photographed -> photographed.lesions();
            case Irradiated irradiated -> irradiated.lesions();
            case Resected resected -> resected.lesions();
            case OrderWritten order -> order.inField();
            case Infused infused -> infused.inField();
            case ResponseAssessed assessed -> assessed.lesions();
            case Progressed progressed -> progressed.lesions();
            case Presented _, Referred _, LesionFound _, BoardEvent _, SystemicTherapyGiven _,
                    TreatmentNotGiven _, EnteredTheatre _, Amputated _, Admitted _, Discharged _,
                    Transferred _, LaboratoryReported _, UrineMeasured _, LimbChecked _,
                    WieberdinkGraded _, CareEvent _, ClinicPlanned _, LesionsMeasured _,
                    LateToxicityGraded _, LastSeen _, Died _, ProcedureBegun _, OrderSigned _, ProcedureEvent _,
                    RecordEvent _ -> List.of();
        };
    }
}
