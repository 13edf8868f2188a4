package limbline.course;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.course.LimbCourse.Infusion;
import limbline.event.Entry;
import limbline.event.ProcedureEvent;
import limbline.measure.Check;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.When;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.PatientId;

/// What happened to one patient: the fold of the record, as seen from a point of view.
///
/// It holds nothing that does not follow from its entries, and folding the same entries again gives
/// the same course.
public final class Course {

    private static final Comparator<Placed> IN_TIME = Comparator.comparing(
            placed -> placed.span().map(Span::used).orElse(LocalDate.MAX));

    private final PatientId patient;
    private final List<Entry> entries;
    private final AsOf asOf;
    private final ZoneId zone;
    private final Effective effective;
    private final Dates dates;
    private final List<Placed> timeline;
    private final List<LimbCourse> limbs;
    private final List<LesionCourse> lesions;
    private final List<Infusion> infusions;

    private Course(PatientId patient, List<Entry> entries, AsOf asOf, ZoneId zone) {
        this.patient = patient;
        this.entries = List.copyOf(entries);
        for (Entry entry : entries) {
            Check.that(entry.patient().equals(patient), "an entry of %s in the course of %s",
                    entry.patient(), patient);
        }
        this.asOf = asOf;
        this.zone = zone;
        effective = new Effective(entries, asOf);
        dates = new Dates(effective, zone);
        timeline = timeline(effective.entries().stream().filter(Course::isShown).toList(), dates);
        limbs = Limbs.of(timeline);
        lesions = Lesions.of(timeline, limbs);
        infusions = limbs.stream()
                .flatMap(limb -> limb.infusions().stream())
                .sorted(Comparator.comparingInt(Infusion::number))
                .toList();
    }

    /// Folds the entries of one patient.
    ///
    /// @param entries all that the journal holds of this patient
    /// @param zone in which an instant becomes a day
    public static Course of(PatientId patient, List<Entry> entries, AsOf asOf, ZoneId zone) {
        return new Course(patient, entries, asOf, zone);
    }

    public PatientId patient() {
        return patient;
    }

    public AsOf asOf() {
        return asOf;
    }

    public ZoneId zone() {
        return zone;
    }

    /// What counts, in time: by the day used, on one day as it was recorded (instants by the
    /// clock); what has no date comes last. Of a procedure it has the beginning and the end.
    public List<Placed> timeline() {
        return timeline;
    }

    /// What counted once and was corrected or withdrawn, as it was recorded.
    public List<Struck> struck() {
        return effective.struck().stream().filter(one -> isShown(one.entry())).toList();
    }

    public List<LimbCourse> limbs() {
        return limbs;
    }

    public List<LesionCourse> lesions() {
        return lesions;
    }

    public Optional<LimbCourse> limb(Limb limb) {
        return limbs.stream().filter(each -> each.limb().equals(limb)).findFirst();
    }

    public Optional<LesionCourse> lesion(LesionId lesion) {
        return lesions.stream().filter(each -> each.id().equals(lesion)).findFirst();
    }

    /// All infusions of all limbs, in time.
    public List<Infusion> infusions() {
        return infusions;
    }

    /// The days from one event to another, along their common chain of anchors where they have one
    /// and by the calendar otherwise; both bounds narrow the answer. Empty where neither tells.
    public Optional<Elapsed> between(EventId from, EventId to) {
        return dates.between(from, to);
    }

    /// The entry that counts today for what was once written as `id`.
    public Optional<Entry> current(EventId id) {
        return effective.current(id);
    }

    public Person person() {
        return Persons.of(timeline);
    }

    /// How it stands with the disease, by the last that is known of it.
    public DiseaseCourse diseaseStatus() {
        return Disease.status(timeline);
    }

    /// The first sign of distant disease.
    public Optional<Placed> distantDisease() {
        return Disease.distant(timeline);
    }

    /// Where the patient is on the way on the day `today`, and what is due.
    public Standing station(LocalDate today) {
        return Way.standing(timeline, today);
    }

    /// Everything that follows from the events and has a name.
    public List<Derived> derived() {
        return Derivations.of(this);
    }

    /// What cannot be true in this course, however its partial dates are read, in sentences.
    public List<String> impossibilities() {
        return Impossible.in(this);
    }

    /// Why `candidate` cannot be true beside what is on record, however the dates are read; none
    /// means it may be appended. Ask a course that sees everything.
    public List<String> refusals(Entry candidate) {
        return refusals(List.of(candidate));
    }

    /// The same of several, all of them or none, one after the other.
    public List<String> refusals(List<Entry> candidates) {
        Check.that(asOf.equals(AsOf.NOW),
                "what may be recorded is asked of all that is on record, and not of a view of it");
        return Refusals.of(this, candidates);
    }

    /// The same course from another point of view.
    public Course asOf(AsOf other) {
        return of(patient, entries, other, zone);
    }

    /// The course with one more entry.
    public Course with(Entry candidate) {
        return with(List.of(candidate));
    }

    Course with(List<Entry> candidates) {
        List<Entry> more = new ArrayList<>(entries);
        more.addAll(candidates);
        return of(patient, more, asOf, zone);
    }

    /// What is unlikely in this course and worth another look, in sentences; what is impossible and
    /// on record nevertheless (an import keeps what it was given) comes first.
    public List<String> flags() {
        return Flags.of(this);
    }

    Effective effective() {
        return effective;
    }

    /// Whether two events are dated from one another, or both from a third.
    boolean hangTogether(EventId one, EventId other) {
        return dates.hangTogether(one, other);
    }

    /// Why an entry's date could not be used.
    Map<EventId, String> faults() {
        return dates.faults();
    }

    /// What is done and measured in a procedure, second by second, is read in the procedure.
    private static boolean isShown(Entry entry) {
        return !(entry.event() instanceof ProcedureEvent)
                || entry.event() instanceof ProcedureEvent.ProcedureEnded;
    }

    private static List<Placed> timeline(List<Entry> entries, Dates dates) {
        List<Placed> placed = new ArrayList<>();
        entries.forEach(entry -> placed.add(new Placed(entry, dates.span(entry.id()))));
        placed.sort(IN_TIME); // stable: on one day they stay as recorded
        int from = 0;
        for (int to = 1; to <= placed.size(); to++) {
            if (to == placed.size() || IN_TIME.compare(placed.get(from), placed.get(to)) != 0) {
                byTheClock(placed.subList(from, to));
                from = to;
            }
        }
        return List.copyOf(placed);
    }

    /// Of one day, those with an instant change places among themselves until the clock is right;
    /// the others stay where they were recorded.
    private static void byTheClock(List<Placed> day) {
        List<Integer> slots = new ArrayList<>();
        List<Placed> timed = new ArrayList<>();
        for (int i = 0; i < day.size(); i++) {
            if (day.get(i).entry().happened() instanceof When.At) {
                slots.add(i);
                timed.add(day.get(i));
            }
        }
        timed.sort(Comparator.comparing(
                placed -> ((When.At) placed.entry().happened()).instant()));
        for (int i = 0; i < slots.size(); i++) {
            day.set(slots.get(i), timed.get(i));
        }
    }
}
