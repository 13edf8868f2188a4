package limbline.app.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.course.LesionCourse.State;
import limbline.event.Event;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.followup.AfterInfusion;
import limbline.followup.Part;
import limbline.measure.Finding;
import limbline.measure.Millimetres;
import limbline.measure.PartialDate;
import limbline.measure.Term;
import limbline.patient.AssessmentMethod;
import limbline.patient.Criterion;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Limb;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site;
import org.jspecify.annotations.Nullable;

/// What was typed at a visit, made into events. A field that is left empty was not looked at; a
/// visit may be entered in parts, and for any day.
///
/// @param errors by field, in sentences
record VisitForm(PartialDate day, List<Event> events, Map<String, String> errors) {

    /// Rows to begin with for lesions that came up at the visit: new ones and parts of one that fell
    /// apart.
    static final int NEW_ROWS = 3;

    /// What is chosen where two lesions have become one, beside the appearances.
    static final String GROWN_INTO = "grown into";

    VisitForm {
        events = List.copyOf(events);
        errors = Map.copyOf(errors);
    }

    /// @param sent the fields by name
    /// @param several those that can be sent several times
    /// @param rows for lesions that came up
    static VisitForm read(Function<String, String> sent, Function<String, List<String>> several,
            int rows, Course course, LocalDate today) {
        return new Reader(sent, several, rows, course, today).read();
    }

    /// The lesions that may still be there: those that were not cut out or taken off.
    static List<LesionCourse> followed(Course course, LocalDate today) {
        return course.lesions().stream().filter(lesion -> {
            State state = lesion.stateAt(today);
            return state != State.RESECTED && state != State.REMOVED_WITH_LIMB;
        }).toList();
    }

    /// Reads field by field and goes on after a mistake, so that all are seen at once.
    private static final class Reader {

        private final Function<String, String> sent;
        private final Function<String, List<String>> several;
        private final int rows;
        private final Course course;
        private final LocalDate today;
        private final Map<String, String> errors = new LinkedHashMap<>();
        private final List<Event> found = new ArrayList<>();
        private final List<LesionSize> sizes = new ArrayList<>();
        private final Map<Part, List<LesionId>> appeared = new LinkedHashMap<>();

        Reader(Function<String, String> sent, Function<String, List<String>> several,
                int rows, Course course, LocalDate today) {
            this.sent = sent;
            this.several = several;
            this.rows = rows;
            this.course = course;
            this.today = today;
        }

        VisitForm read() {
            PartialDate day = parsed("day", PartialDate::parse).orElse(PartialDate.of(today));
            if (day.earliest().isAfter(today)) {
                errors.put("day", day.words() + " lies in the future");
            }
            followed(course, today).forEach(lesion -> size(lesion.id()));
            for (int row = 1; row <= rows; row++) {
                appeared(row);
            }
            Finding<AssessmentMethod> method = finding("method",
                    text -> Term.parse(AssessmentMethod.class, text));
            List<Event> events = new ArrayList<>(found);
            measured(method).ifPresent(events::add);
            events.addAll(progressed());
            events.addAll(responses(method));
            events.addAll(late());
            parsed("status", text -> Term.parse(DiseaseStatus.class, text)).ifPresent(status ->
                    events.add(new LastSeen(Finding.known(status))));
            if (events.isEmpty() && errors.isEmpty()) {
                errors.put("day", "nothing is filled in; for a visit without findings there is"
                        + " \"Seen, no change\"");
            }
            return new VisitForm(day, events, errors);
        }

        private Optional<Event> measured(Finding<AssessmentMethod> method) {
            List<LesionId> targets = several.apply("target").stream().map(LesionId::parse).toList();
            if (sizes.isEmpty()) {
                if (!targets.isEmpty()) {
                    errors.put("target", "a target is chosen at the look at which it is measured");
                }
                return Optional.empty();
            }
            return Optional.of(new LesionsMeasured(sizes, targets, method));
        }

        private void size(LesionId lesion) {
            String sight = text("sight." + lesion);
            boolean typed = !text("longest." + lesion).isEmpty();
            if (sight.isEmpty() && !typed) {
                return;
            }
            Optional<Sight> seen = sight.isEmpty() || sight.equals("measured")
                    ? measured("longest." + lesion, "across." + lesion, Optional.empty())
                    : sight.equals(GROWN_INTO)
                    ? parsed("into." + lesion, LesionId::parse).map(Sight.GrownInto::new)
                    : parsed("sight." + lesion, text -> new Sight.Judged(
                            Term.parse(Appearance.class, text)));
            if (!sight.isEmpty() && !sight.equals("measured") && typed) {
                errors.put("longest." + lesion, "\"%s\" and a size: take one of them out"
                        .formatted(sight));
            } else if (sight.equals(GROWN_INTO) && seen.isEmpty()) {
                errors.putIfAbsent("into." + lesion, "say into which lesion");
            }
            seen.ifPresent(one -> checked("sight." + lesion, () ->
                    sizes.add(new LesionSize(lesion, one))));
        }

        private Optional<Sight> measured(
                String longest, String across, Optional<LesionId> splitFrom) {
            Optional<Millimetres> first = parsed(longest, Reader::millimetres);
            Optional<Millimetres> second = parsed(across, Reader::millimetres);
            if (first.isEmpty()) {
                errors.putIfAbsent(longest, "write the longest diameter");
                return Optional.empty();
            }
            return checked(across, () -> new Sight.Measured(first.get(), second, splitFrom));
        }

        /// A lesion that nobody knew: a new one, or a part of one that fell apart.
        private void appeared(int row) {
            String field = "new." + row;
            Optional<LesionId> name = parsed(field, LesionId::parse);
            if (name.isEmpty()) {
                return;
            }
            String which = text("new-is." + row);
            Optional<LesionId> whole = which.equals("split")
                    ? parsed("new-from." + row, LesionId::parse) : Optional.empty();
            Optional<LesionCourse> parent = whole.flatMap(course::lesion);
            if (which.equals("split") && parent.isEmpty()) {
                errors.putIfAbsent("new-from." + row, "say of which lesion it was a part");
                return;
            }
            Optional<Site> site = parent.map(one -> one.found().site())
                    .or(() -> parsed("new-site." + row, text -> Term.parse(Site.class, text)));
            if (site.isEmpty()) {
                errors.putIfAbsent("new-site." + row, "say where it sits");
                return;
            }
            Finding<Side> side = parent.map(one -> one.found().side()).orElseGet(() ->
                    finding("new-side." + row, text -> Term.parse(Side.class, text)));
            LesionKind kind = parent.map(one -> one.found().kind()).or(() -> parsed(
                    "new-kind." + row, text -> Term.parse(LesionKind.class, text)))
                    .orElse(LesionKind.UNCERTAIN);
            Optional<Sight> size = text("new-longest." + row).isEmpty() && whole.isEmpty()
                    ? Optional.of(new Sight.Judged(Appearance.PRESENT))
                    : measured("new-longest." + row, "new-across." + row, whole);
            found.add(new LesionFound(name.get(), kind, site.get(), side, Finding.notStated(),
                    Finding.notStated(), Finding.notStated(), Set.of(), Finding.notStated()));
            size.ifPresent(one -> checked(field, () ->
                    sizes.add(new LesionSize(name.get(), one))));
            if (whole.isEmpty()) {
                Part part = which.equals("in-field") ? Part.IN_FIELD
                        : which.equals("out-of-field") ? Part.OUT_OF_FIELD : Part.NOT_STATED;
                appeared.computeIfAbsent(part, _ -> new ArrayList<>()).add(name.get());
            }
        }

        /// One progression for what was found; where something came up on both sides of the border,
        /// one for each, so that it stays told which lesion lies where.
        private List<Event> progressed() {
            Set<Extent> said = EnumSet.noneOf(Extent.class);
            several.apply("progressed").forEach(one -> checked("progressed", () ->
                    said.add(Term.parse(Extent.class, one))));
            Finding<String> sites = finding("progressed-sites", text -> text);
            List<LesionId> inside = appeared.getOrDefault(Part.IN_FIELD, List.of());
            List<LesionId> outside = appeared.getOrDefault(Part.OUT_OF_FIELD, List.of());
            List<Event> events = new ArrayList<>();
            if (!inside.isEmpty() && !outside.isEmpty()) {
                said.remove(Extent.IN_FIELD);
                said.add(Extent.OUT_OF_FIELD);
                events.add(new Progressed(
                        Set.of(Extent.IN_FIELD), inside, Finding.notStated()));
                events.add(new Progressed(said, outside, sites));
                return events;
            }
            if (!inside.isEmpty()) {
                said.add(Extent.IN_FIELD);
            } else if (!outside.isEmpty()) {
                said.add(Extent.OUT_OF_FIELD);
            }
            if (!said.isEmpty()) {
                events.add(new Progressed(said, inside.isEmpty() ? outside : inside, sites));
            } else if (sites.found().isPresent()) {
                errors.put("progressed", "say whether in the field, out of it or distant");
            }
            return events;
        }

        private List<Event> responses(Finding<AssessmentMethod> method) {
            List<Event> events = new ArrayList<>();
            Criterion criterion = parsed("criterion", text -> Term.parse(Criterion.class, text))
                    .orElse(Criterion.CLINICAL_JUDGEMENT);
            Optional<AfterInfusion> after = AfterInfusion.all(course).stream()
                    .reduce((_, later) -> later);
            response("own-field").ifPresent(own -> after.ifPresentOrElse(one ->
                    events.add(new ResponseAssessed(Finding.known(own), criterion, method,
                            Finding.known(one.infusion().event().limb()), List.of())),
                    () -> errors.put("own-field", "no limb was infused")));
            response("own-rest").ifPresent(own -> {
                List<LesionId> rest = after.map(AfterInfusion::parts).orElse(Map.of()).entrySet()
                        .stream().filter(part -> part.getValue() == Part.OUT_OF_FIELD)
                        .map(Map.Entry::getKey).sorted((one, other) ->
                                one.value().compareTo(other.value())).toList();
                if (rest.isEmpty()) {
                    errors.put("own-rest", "no lesion lies out of the field");
                } else {
                    events.add(new ResponseAssessed(Finding.known(own), criterion, method,
                            Finding.notStated(), rest));
                }
            });
            for (LesionCourse lesion : followed(course, today)) {
                response("own." + lesion.id()).ifPresent(own -> events.add(new ResponseAssessed(
                        Finding.known(own), criterion, method, Finding.notStated(),
                        List.of(lesion.id()))));
            }
            return events;
        }

        private Optional<Response> response(String field) {
            return parsed(field, text -> Term.parse(Response.class, text));
        }

        private List<Event> late() {
            List<Event> events = new ArrayList<>();
            Set<LateEffect> graded = new LinkedHashSet<>();
            for (LateEffect effect : LateEffect.values()) {
                if (!text("late." + effect.term()).isEmpty()) {
                    graded.add(effect);
                }
            }
            if (graded.isEmpty()) {
                return events;
            }
            Optional<Limb> limb = parsed("late-limb", Limb::parse);
            if (limb.isEmpty()) {
                errors.putIfAbsent("late-limb", "say of which limb");
            }
            for (LateEffect effect : graded) {
                Optional<LateGrade> grade = parsed("late." + effect.term(),
                        text -> Term.parse(LateGrade.class, text));
                limb.ifPresent(one -> grade.ifPresent(known -> events.add(new LateToxicityGraded(
                        one, effect, Finding.known(known), finding("late-scale", text -> text),
                        finding("late-words", text -> text)))));
            }
            return events;
        }

        private static Millimetres millimetres(String text) {
            return Millimetres.parse(text.matches("\\d+([.,]\\d+)?")
                    ? text.replace(',', '.') + " mm" : text);
        }

        private String text(String field) {
            return sent.apply(field).strip();
        }

        private <T> Finding<T> finding(String field, Function<String, T> parse) {
            return parsed(field, parse).map(Finding::known).orElseGet(Finding::notStated);
        }

        private <T> Optional<T> parsed(String field, Function<String, T> parse) {
            return text(field).isEmpty() ? Optional.empty()
                    : checked(field, () -> parse.apply(text(field)));
        }

        private <T> Optional<T> checked(String field, Supplier<T> made) {
            @Nullable T value = null;
            try {
                value = made.get();
            } catch (IllegalArgumentException e) {
                errors.putIfAbsent(field, String.valueOf(e.getMessage()));
            }
            return Optional.ofNullable(value);
        }
    }
}
