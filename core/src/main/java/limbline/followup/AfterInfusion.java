package limbline.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.course.LesionCourse.State;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.patient.Extent;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Limb;
import limbline.patient.Site;

/// The lesions from an infusion to the next one of that limb: how they were before it, and at each
/// look since.
///
/// What was measured on one day is one look, in whatever order it was written down; of two entries
/// about one lesion on one day the later one counts. The baseline of a lesion is its last size up to
/// the day of the infusion, and a lesion that was there and not measured is present.
public final class AfterInfusion {

    private final Course course;
    private final Infusion infusion;
    private final Optional<LocalDate> day;
    private final Optional<LocalDate> end;
    private final Map<LesionId, LesionCourse> lesions = new LinkedHashMap<>();
    private final Map<LesionId, LesionSize> baseline = new LinkedHashMap<>();
    private final Map<LesionId, LocalDate> measuredOn = new HashMap<>();
    private final Set<LesionId> chosen = new LinkedHashSet<>();
    private final TreeMap<LocalDate, Map<LesionId, LesionSize>> days = new TreeMap<>();
    private final Map<LesionId, LesionId> partOf = new HashMap<>();
    private final Map<LesionId, Part> parts = new LinkedHashMap<>();

    /// One look.
    ///
    /// @param look with every lesion that has come up since the infusion
    public record Dated(LocalDate day, Look look) {}

    private AfterInfusion(Course course, Infusion infusion) {
        this.course = course;
        this.infusion = infusion;
        day = infusion.placed().span().map(Span::used);
        end = next().flatMap(next -> next.placed().span()).map(Span::used);
        course.lesions().forEach(lesion -> lesions.put(lesion.id(), lesion));
        day.ifPresent(this::gather);
    }

    /// Every infusion of the course, in time.
    public static List<AfterInfusion> all(Course course) {
        return course.infusions().stream().map(one -> new AfterInfusion(course, one)).toList();
    }

    /// Whether an assessment speaks of the field, or of lesions, of an infusion of its limb.
    static boolean isAbout(Infusion infusion, ResponseAssessed assessed) {
        return assessed.limb().found()
                .map(limb -> limb.mayBe(infusion.event().limb()))
                .orElse(true);
    }

    public Infusion infusion() {
        return infusion;
    }

    public Course course() {
        return course;
    }

    /// The day used for the infusion; empty where it has no date and nothing can be said.
    public Optional<LocalDate> day() {
        return day;
    }

    /// The day of the next infusion of this limb: up to it everything is counted here.
    public Optional<LocalDate> end() {
        return end;
    }

    private Optional<Infusion> next() {
        return course.limb(infusion.event().limb()).map(LimbCourse::infusions).stream()
                .flatMap(List::stream)
                .filter(other -> other.ordinal() == infusion.ordinal() + 1).findFirst();
    }

    private Optional<LocalDate> before() {
        return course.limb(infusion.event().limb()).map(LimbCourse::infusions).stream()
                .flatMap(List::stream)
                .filter(other -> other.ordinal() == infusion.ordinal() - 1)
                .findFirst().flatMap(other -> other.placed().span()).map(Span::used);
    }

    private void gather(LocalDate start) {
        Optional<LocalDate> before = before();
        for (Placed placed : course.timeline()) {
            Optional<LocalDate> at = placed.span().map(Span::used);
            if (placed.event() instanceof LesionsMeasured measured && at.isPresent()) {
                LocalDate when = at.get();
                if (when.isAfter(start) && end.map(last -> !when.isAfter(last)).orElse(true)) {
                    Map<LesionId, LesionSize> look =
                            days.computeIfAbsent(when, _ -> new LinkedHashMap<>());
                    measured.sizes().forEach(size -> look.put(size.lesion(), size));
                } else if (!when.isAfter(start)
                        && before.map(earlier -> !when.isBefore(earlier)).orElse(true)) {
                    baseline(measured, when);
                }
            }
        }
        lesions.values().forEach(lesion -> unmeasured(lesion, start));
        baseline.keySet().removeIf(lesion -> isGone(lesion, start));
        days.forEach((on, look) -> look.values().forEach(size -> relate(size, on)));
        Set<LesionId> all = new LinkedHashSet<>(baseline.keySet());
        lesions.values().stream().filter(lesion -> foundOn(lesion).map(found ->
                        found.isAfter(start) && end.map(last -> !found.isAfter(last)).orElse(true))
                .orElse(false)).map(LesionCourse::id).forEach(all::add);
        days.values().forEach(look -> all.addAll(look.keySet()));
        all.forEach(lesion -> parts.put(lesion, part(lesion)));
    }

    private void baseline(LesionsMeasured measured, LocalDate when) {
        measured.sizes().forEach(size -> {
            baseline.put(size.lesion(), size);
            measuredOn.put(size.lesion(), when);
        });
        if (!measured.targets().isEmpty()) {
            chosen.clear();
            chosen.addAll(measured.targets());
        }
    }

    /// A lesion that nobody measured: as large as when it was found, or just there.
    private void unmeasured(LesionCourse lesion, LocalDate start) {
        foundOn(lesion).filter(found -> !found.isAfter(start)).ifPresent(found -> {
            if (!baseline.containsKey(lesion.id())) {
                baseline.put(lesion.id(), new LesionSize(lesion.id(), lesion.found().size().found()
                        .<Sight>map(size -> new Sight.Measured(
                                size, Optional.empty(), Optional.empty()))
                        .orElse(new Sight.Judged(Appearance.PRESENT))));
                lesion.found().size().found().ifPresent(_ -> measuredOn.put(lesion.id(), found));
            }
        });
    }

    private boolean isGone(LesionId lesion, LocalDate start) {
        return Optional.ofNullable(lesions.get(lesion))
                .map(known -> known.stateAt(start))
                .filter(state -> state == State.RESECTED || state == State.REMOVED_WITH_LIMB)
                .isPresent();
    }

    /// Parts of one mass and masses that have become one lie where the others do.
    private void relate(LesionSize size, LocalDate on) {
        switch (size.sight()) {
            case Sight.Measured(_, _, var from) ->
                from.ifPresent(whole -> partOf.put(size.lesion(), whole));
            case Sight.GrownInto(var other) -> {
                if (!baseline.containsKey(other) && !wasThereBefore(other, on)) {
                    partOf.putIfAbsent(other, size.lesion());
                }
            }
            case Sight.Judged _ -> { }
        }
    }

    /// A new lesion stays new also when an old one grows into it.
    private boolean wasThereBefore(LesionId lesion, LocalDate on) {
        return days.headMap(on).values().stream().anyMatch(look -> look.containsKey(lesion))
                || Optional.ofNullable(lesions.get(lesion)).flatMap(AfterInfusion::foundOn)
                        .filter(found -> found.isBefore(on)).isPresent();
    }

    /// Whether it came out of another lesion, and is none of its own.
    private boolean isOfAnother(LesionId lesion) {
        return !baseline.containsKey(lesion) && !origin(lesion).equals(lesion);
    }

    private LesionId origin(LesionId lesion) {
        Set<LesionId> met = new LinkedHashSet<>();
        LesionId at = lesion;
        while (met.add(at) && partOf.containsKey(at) && !baseline.containsKey(at)) {
            at = partOf.getOrDefault(at, at);
        }
        return at;
    }

    private Part part(LesionId named) {
        LesionId lesion = origin(named);
        if (infusion.event().inField().contains(lesion)) {
            return Part.IN_FIELD;
        }
        Optional<Part> said = said(lesion);
        if (said.isPresent()) {
            return said.get();
        }
        boolean onLimb = Optional.ofNullable(lesions.get(lesion)).map(known ->
                known.found().site().zone() == Site.Zone.LIMB
                        && known.found().site().extremity().map(extremity -> new Limb(extremity,
                                known.found().side().found()).mayBe(infusion.event().limb()))
                        .orElse(false)).orElse(true);
        if (!onLimb) {
            return Part.OUT_OF_FIELD;
        }
        boolean wasThere = baseline.containsKey(lesion);
        if (wasThere && infusion.event().inField().isEmpty()) {
            return Part.IN_FIELD; // the record names no field; says so: isFieldTaken
        }
        return wasThere ? Part.OUT_OF_FIELD : Part.NOT_STATED;
    }

    /// What a progression since the infusion says of where the lesion lies.
    private Optional<Part> said(LesionId lesion) {
        Optional<Part> said = Optional.empty();
        for (Placed placed : course.timeline()) {
            boolean since = placed.span().map(Span::used).filter(on -> day.filter(on::isAfter)
                    .isPresent() && end.map(last -> !on.isAfter(last)).orElse(true)).isPresent();
            if (since && placed.event() instanceof Progressed progressed
                    && progressed.lesions().contains(lesion)) {
                boolean in = progressed.extent().contains(Extent.IN_FIELD);
                boolean out = progressed.extent().stream().anyMatch(extent ->
                        extent == Extent.OUT_OF_FIELD || extent == Extent.DISTANT);
                said = in == out ? said : Optional.of(in ? Part.IN_FIELD : Part.OUT_OF_FIELD);
            }
        }
        return said;
    }

    private static Optional<LocalDate> foundOn(LesionCourse lesion) {
        return lesion.placed().span().map(Span::used);
    }

    /// Whether the record names no field, so that the lesions on the limb are taken for it.
    public boolean isFieldTaken() {
        return infusion.event().inField().isEmpty()
                && parts.containsValue(Part.IN_FIELD);
    }

    /// Each lesion of this time, with where it lies.
    public Map<LesionId, Part> parts() {
        return Map.copyOf(parts);
    }

    /// The lesions of this time, those of the baseline first.
    public List<LesionId> lesions() {
        return List.copyOf(parts.keySet());
    }

    /// As they were before the infusion.
    public Look baseline() {
        return new Look(List.copyOf(baseline.values()), Set.of());
    }

    /// When the baseline of a lesion was measured; empty for one that was not.
    public Optional<LocalDate> measuredOn(LesionId lesion) {
        return Optional.ofNullable(measuredOn.get(lesion));
    }

    /// The targets that were chosen at the baseline; none if nobody chose.
    public List<LesionId> chosen() {
        return List.copyOf(chosen);
    }

    /// The lesions that are lymph nodes.
    public Set<LesionId> nodes() {
        Set<LesionId> nodes = new LinkedHashSet<>();
        lesions.values().stream()
                .filter(lesion -> lesion.found().kind() == LesionKind.NODAL_METASTASIS
                        || lesion.found().site() == Site.LYMPH_NODE_ELSEWHERE)
                .forEach(lesion -> nodes.add(lesion.id()));
        return nodes;
    }

    /// Where each lesion sits, in words.
    Map<LesionId, String> places() {
        Map<LesionId, String> places = new HashMap<>();
        lesions.forEach((id, lesion) -> places.put(id, lesion.found().place()));
        return places;
    }

    /// The looks since the infusion, in time. A lesion that came up stays new at each of them.
    public List<Dated> looks() {
        List<Dated> looks = new ArrayList<>();
        days.forEach((on, sizes) -> looks.add(new Dated(on, new Look(
                List.copyOf(sizes.values()), appeared(on)))));
        return looks;
    }

    private Set<LesionId> appeared(LocalDate on) {
        Set<LesionId> appeared = new LinkedHashSet<>();
        parts.keySet().stream()
                .filter(lesion -> !baseline.containsKey(lesion) && !isOfAnother(lesion))
                .filter(lesion -> Optional.ofNullable(lesions.get(lesion))
                        .flatMap(AfterInfusion::foundOn)
                        .map(found -> !found.isAfter(on) && day.filter(found::isAfter).isPresent())
                        .orElseGet(() -> days.headMap(on, true).values().stream()
                                .anyMatch(look -> look.containsKey(lesion))))
                .forEach(appeared::add);
        return appeared;
    }

    /// The lesion and everything that has come out of it or that it has become part of.
    Set<LesionId> family(LesionId lesion) {
        Set<LesionId> family = new LinkedHashSet<>(Set.of(lesion));
        int before;
        do {
            before = family.size();
            days.values().forEach(look -> look.values().forEach(size -> {
                switch (size.sight()) {
                    case Sight.Measured(_, _, var from) -> from.filter(family::contains)
                            .ifPresent(_ -> family.add(size.lesion()));
                    case Sight.GrownInto(var other) -> {
                        if (family.contains(size.lesion())) {
                            family.add(other);
                        }
                    }
                    case Sight.Judged _ -> { }
                }
            }));
        } while (family.size() > before);
        return family;
    }
}
