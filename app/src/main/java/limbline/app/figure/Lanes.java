package limbline.app.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.figure.Lane.Bar;
import limbline.app.figure.Lane.Item;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.course.LesionCourse.Change;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.BoardEvent.DecisionMinuted;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.BoardEvent.TaskDone;
import limbline.event.BoardEvent.TaskGiven;
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
import limbline.measure.Term;
import limbline.patient.Extent;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Response;
import limbline.patient.Wieberdink;

/// Which events stand on which lane of the timeline, and under which words.
final class Lanes {

    /// Behind the label of an event whose date the source does not print.
    static final String IMPLIED = " *";

    private static final double LONGEST_LABEL = 190;

    private final Course course;
    private final List<Item> arrival = new ArrayList<>();
    private final List<Item> findings = new ArrayList<>();
    private final List<Item> therapies = new ArrayList<>();
    private final Map<LesionId, List<Item>> lesions = new LinkedHashMap<>();
    private final Map<Limb, List<Item>> limbs = new LinkedHashMap<>();
    private final List<Item> patient = new ArrayList<>();
    private final List<Placed> leftOut = new ArrayList<>();
    private final Map<Limb, Wieberdink> worst = new LinkedHashMap<>();
    private final List<Lane> all;

    Lanes(Course course) {
        this.course = course;
        course.lesions().forEach(lesion -> lesions.put(lesion.id(), new ArrayList<>()));
        course.limbs().forEach(limb -> limbs.put(limb.limb(), new ArrayList<>()));
        for (Placed placed : course.timeline()) {
            if (placed.span().isPresent()) {
                place(placed, placed.span().get());
            }
        }
        all = lanes();
    }

    /// From top to bottom; a lane on which nothing happened is not there.
    List<Lane> all() {
        return all;
    }

    /// What has a date and no place in the picture.
    List<Placed> leftOut() {
        return leftOut;
    }

    boolean shows(LesionLine line) {
        return course.lesions().stream().flatMap(lesion -> lesion.changes().stream())
                .filter(change -> change.placed().span().isPresent())
                .anyMatch(change -> LesionLine.of(change.state()) == line);
    }

    boolean showsImplied() {
        return course.timeline().stream().anyMatch(placed -> placed.span().isPresent()
                && isDrawn(placed.event()) && !placed.entry().implied().isEmpty());
    }

    /// Whether events of this kind stand in the picture: the ones a course turns on. What the ward
    /// writes down daily would bury them.
    static boolean isDrawn(Event event) {
        return switch (event) {
            case Referred _, LesionFound _, Diagnosed _, Biopsied _, Imaged _, BoardDecided _,
                    Irradiated _, SystemicTherapyGiven _, Resected _, Infused _, Amputated _,
                    WieberdinkGraded _, ResponseAssessed _, Progressed _, LastSeen _,
                    Died _ -> true;
            case Presented _, Photographed _, ListedForBoard _, PatientAssessed _,
                    CriterionStated _, DecisionMinuted _, TaskGiven _, TaskDone _,
                    TreatmentNotGiven _,
                    EnteredTheatre _, ProcedureBegun _, OrderEvent _, ProcedureEvent _, Admitted _,
                    Discharged _, Transferred _, LaboratoryReported _, UrineMeasured _,
                    LimbChecked _, CareEvent _, ClinicPlanned _, LesionsMeasured _,
                    LateToxicityGraded _, RecordEvent _ -> false;
        };
    }

    private void place(Placed placed, Span span) {
        switch (placed.event()) {
            case Referred _ -> arrival.add(item(Symbol.REFERRAL, placed, span, "referred"));
            case BoardDecided _ -> arrival.add(item(Symbol.BOARD, placed, span, "board"));
            case Diagnosed _ -> findings.add(item(Symbol.TISSUE, placed, span, "diagnosis"));
            case Biopsied _ -> findings.add(item(Symbol.TISSUE, placed, span, "biopsy"));
            case Imaged imaged -> findings.add(item(
                    Symbol.IMAGING, placed, span, imaged.modality().term()));
            case Irradiated given -> therapies.add(item(Symbol.RADIOTHERAPY, placed, span,
                    given.dose().found().map(Object::toString).orElse("radiotherapy")));
            case SystemicTherapyGiven given -> therapies.add(item(Symbol.SYSTEMIC, placed, span,
                    given.drugs().stream().map(Term::term).sorted()
                            .collect(Collectors.joining(" + "))));
            case LesionFound found -> onLesions(
                    List.of(found.lesion()), Symbol.FOUND, placed, span, "");
            case Resected cut -> onLesions(cut.lesions(), Symbol.RESECTION, placed, span,
                    cut.margin().found().map(Term::term).orElse(""));
            case ResponseAssessed assessed -> response(assessed, placed, span);
            case Progressed worse -> onLesions(worse.lesions(), Symbol.PROGRESSION, placed, span,
                    extent(worse));
            case Infused infused -> onLimb(infused.limb(), Symbol.INFUSION, placed, span,
                    infused.modality().term() + " " + ordinal(placed));
            case Amputated off -> onLimb(off.limb(), Symbol.AMPUTATION, placed, span,
                    off.level().found().map(Term::term).orElse("amputation"));
            case WieberdinkGraded graded -> toxicity(graded, placed, span);
            case LastSeen _ -> patient.add(item(Symbol.SEEN, placed, span, ""));
            case Died died -> patient.add(item(Symbol.DEATH, placed, span, died.cause().found()
                    .map(cause -> "died " + cause.term().replace('-', ' ')).orElse("died")));
            case Presented _, Photographed _, ListedForBoard _, PatientAssessed _,
                    CriterionStated _, DecisionMinuted _, TaskGiven _, TaskDone _,
                    TreatmentNotGiven _,
                    EnteredTheatre _, ProcedureBegun _, OrderEvent _, ProcedureEvent _, Admitted _,
                    Discharged _, Transferred _, LaboratoryReported _, UrineMeasured _,
                    LimbChecked _, CareEvent _, ClinicPlanned _, LesionsMeasured _,
                    LateToxicityGraded _, RecordEvent _ ->
                leftOut.add(placed);
        }
    }

    private void response(ResponseAssessed assessed, Placed placed, Span span) {
        String category = assessed.response().found().map(Lanes::shortened)
                .orElseGet(() -> Sayings.words(assessed.response()));
        Optional<Limb> limb = assessed.limb().found();
        if (assessed.lesions().isEmpty() && limb.isPresent()) {
            onLimb(limb.get(), Symbol.RESPONSE, placed, span, category);
        } else {
            onLesions(assessed.lesions(), Symbol.RESPONSE, placed, span, category);
        }
    }

    /// Only a grade worse than any before.
    private void toxicity(WieberdinkGraded graded, Placed placed, Span span) {
        Optional<Wieberdink> grade = graded.grade().found();
        Wieberdink before = worst.get(graded.limb());
        if (grade.isPresent() && before != null && before.compareTo(grade.get()) >= 0) {
            leftOut.add(placed);
            return;
        }
        grade.ifPresent(now -> worst.put(graded.limb(), now));
        onLimb(graded.limb(), Symbol.TOXICITY, placed, span,
                "Wieberdink " + Sayings.words(graded.grade()));
    }

    /// On the lane of each lesion; where no lesion of the record is meant, on the patient's.
    private void onLesions(
            List<LesionId> named, Symbol symbol, Placed placed, Span span, String label) {
        List<LesionId> known = named.stream().filter(lesions::containsKey).toList();
        if (known.isEmpty()) {
            patient.add(item(symbol, placed, span, label.isEmpty() ? symbol.meaning() : label));
        }
        for (LesionId lesion : known) {
            lesions.getOrDefault(lesion, patient).add(item(symbol, placed, span, label));
        }
    }

    private void onLimb(Limb limb, Symbol symbol, Placed placed, Span span, String label) {
        limbs.computeIfAbsent(limb, _ -> new ArrayList<>()).add(item(symbol, placed, span, label));
    }

    private static Item item(Symbol symbol, Placed placed, Span span, String label) {
        String whole = label + (placed.entry().implied().isEmpty() ? "" : IMPLIED);
        return new Item(symbol, span,
                Typeface.REGULAR.fitted(whole.strip(), Lane.TYPE, LONGEST_LABEL),
                placed.when() + (placed.entry().implied().isEmpty() ? "" : " (implied)") + ": "
                        + Sayings.of(placed.event()));
    }

    private List<Lane> lanes() {
        List<Lane> found = new ArrayList<>();
        found.add(new Lane("Referral and board", "", List.of(), arrival));
        found.add(new Lane("Diagnosis and imaging", "", List.of(), findings));
        found.add(new Lane("Radiotherapy and drugs", "", List.of(), therapies));
        limbs.forEach((limb, items) -> found.add(new Lane(
                capital(limb.toString()), "limb", List.of(), items)));
        for (LesionCourse lesion : course.lesions()) {
            found.add(new Lane(lesion.id().toString(), where(lesion), bars(lesion),
                    lesions.getOrDefault(lesion.id(), List.of())));
        }
        found.add(new Lane("Patient", "", List.of(), patient));
        return found.stream().filter(lane -> !lane.items().isEmpty()).toList();
    }

    private List<Bar> bars(LesionCourse lesion) {
        List<Change> dated = lesion.changes().stream()
                .filter(change -> change.placed().span().isPresent()).toList();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < dated.size(); i++) {
            LesionLine line = LesionLine.of(dated.get(i).state());
            Span from = dated.get(i).placed().span().orElseThrow();
            Span to = i + 1 < dated.size() ? dated.get(i + 1).placed().span().orElseThrow() : end();
            if (line.isDrawn() && to.used().isAfter(from.used())) {
                bars.add(line.bar(from, to));
            }
        }
        return bars;
    }

    /// Where a lesion's line ends that is still there: the last day anything is known of.
    private Span end() {
        List<Placed> dated = course.timeline().stream()
                .filter(placed -> placed.span().isPresent() && isDrawn(placed.event())).toList();
        LocalDate last = dated.getLast().span().map(Span::used).orElseThrow();
        return new Span(last, last, last);
    }

    private static String where(LesionCourse lesion) {
        return lesion.found().side().found().map(side -> side.term() + " ").orElse("")
                + lesion.found().site().term().replace('-', ' ') + ", "
                + lesion.found().kind().term().replace('-', ' ');
    }

    private int ordinal(Placed placed) {
        return course.limbs().stream().map(LimbCourse::infusions).flatMap(List::stream)
                .filter(infusion -> infusion.placed().id().equals(placed.id()))
                .findFirst().map(Infusion::ordinal).orElse(1);
    }

    private static String extent(Progressed worse) {
        String where = worse.extent().size() == 1
                ? worse.extent().iterator().next().term() : "";
        return worse.extent().contains(Extent.DISTANT)
                ? worse.sites().found().map(sites -> "distant: " + sites).orElse("distant") : where;
    }

    private static String shortened(Response response) {
        return switch (response) {
            case COMPLETE -> "CR";
            case PARTIAL -> "PR";
            case STABLE -> "SD";
            case PROGRESSIVE -> "PD";
            case NO_RESPONSE -> "NR";
            case NOT_ASSESSABLE -> "not assessable";
        };
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
