package limbline.evidence;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import limbline.course.Course;
import limbline.course.Derived;
import limbline.course.LesionCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.Event;
import limbline.event.RecordEvent.ConsentWithdrawn;
import limbline.event.RecordEvent.Consented;
import limbline.event.EventType;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.measure.EventId;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.Finding.Why;
import limbline.measure.Term;
import limbline.measure.When;
import limbline.patient.ConsentTo;
import limbline.patient.DrugDose;
import limbline.patient.LesionKind;
import limbline.patient.Modality;

/// A structured draft of a case report from one course, after CARE 2013: what the record says, each
/// sentence with the events it rests on, and what CARE asks and the record does not hold.
///
/// Nobody is named: the patient has no id, days are told as months and as the time since the first
/// infusion. Words that people typed are copied as they are.
///
/// @param hasConsent whether the patient consented to publication and has not withdrawn it
/// @param consent the same in a sentence
/// @param timeline numbered from 1; the sentences refer to these numbers
/// @param open what the record itself leaves open
public record CaseReport(String title, List<String> keywords, boolean hasConsent, String consent,
        List<Line> summary, List<Section> sections, List<Row> timeline, List<Line> open) {

    /// Events of one kind told one by one in a section; more are counted.
    private static final int MOST_ALIKE = 8;

    /// Fields that say how events hang together, and nothing that a reader asks for.
    private static final Set<String> BOOKKEEPING =
            Set.of("operation", "sites", "limb", "resultStatus", "image", "observer", "by");

    /// A sentence and the numbers of the events it rests on.
    public record Line(String text, List<Integer> events) {}

    /// A section of the checklist.
    ///
    /// @param gaps what CARE asks here and the record does not hold
    public record Section(CareItem item, List<Line> lines, List<Line> gaps) {}

    /// A row of the timeline.
    ///
    /// @param when as the source has it, no finer than a month
    /// @param since the first infusion, or empty
    /// @param implied why the date is not the source's own, or empty
    public record Row(int number, EventId id, String when, String since, String what,
            String implied) {}

    /// @param say an event in a few words
    public static CaseReport of(Course course, Function<Event, String> say) {
        return new Writer(course, say).report();
    }

    /// All gaps, section by section.
    public List<Line> gaps() {
        return sections.stream().flatMap(section -> section.gaps().stream()).toList();
    }

    /// Goes through a course once.
    private static final class Writer {

        private final Course course;
        private final Function<Event, String> say;
        private final Map<EventId, Integer> numbers = new LinkedHashMap<>();
        private final List<Placed> told;
        private final Optional<Placed> first;

        Writer(Course course, Function<Event, String> say) {
            this.course = course;
            this.say = event -> coarse(say.apply(event));
            this.first = course.infusions().stream().findFirst().map(Infusion::placed);
            this.told = course.timeline().stream().filter(placed -> items(placed).size() == 1)
                    .toList();
            told.forEach(placed -> numbers.put(placed.id(), numbers.size() + 1));
        }

        CaseReport report() {
            return new CaseReport(title(), keywords(), mayBePublished(), consent(),
                    summary(), sections(), timeline(), open());
        }

        /// The last of what was said about publication.
        private Optional<Event> said() {
            return course.timeline().stream().map(Placed::event)
                    .filter(event -> switch (event) {
                        case Consented given -> given.purposes().contains(ConsentTo.PUBLICATION);
                        case ConsentWithdrawn withdrawn -> withdrawn.purposes().contains(ConsentTo.PUBLICATION);
                        default -> false;
                    })
                    .reduce((_, later) -> later);
        }

        private boolean mayBePublished() {
            return said().filter(Consented.class::isInstance).isPresent();
        }

        private String consent() {
            return "Consent to publication: " + (mayBePublished()
                    ? "recorded. Make sure that it covers this text and its pictures."
                    : (said().isPresent() ? "withdrawn." : "the record holds none.")
                            + " Nothing of this may be published before the patient, or whoever may"
                            + " answer for the patient, has consented in writing.");
        }

        private List<CareItem> items(Placed placed) {
            return List.of(CareItem.values()).stream()
                    .filter(item -> item.tells(placed.event(), isBefore(placed))).toList();
        }

        private boolean isBefore(Placed placed) {
            Optional<LocalDate> infused = first.flatMap(Placed::span).map(Span::used);
            Optional<LocalDate> happened = placed.span().map(Span::used);
            return infused.isEmpty() || happened.isEmpty()
                    || happened.get().isBefore(infused.get())
                    || (happened.equals(infused) && placed.entry().position()
                            < first.orElseThrow().entry().position()
                            && !sameOperation(placed));
        }

        /// What was resected at the operation of the first infusion is part of that.
        private boolean sameOperation(Placed placed) {
            return placed.event() instanceof Resected resected
                    && first.orElseThrow().event() instanceof Infused infused
                    && resected.operation().found().isPresent()
                    && resected.operation().equals(infused.operation());
        }

        private String title() {
            String treatment = course.infusions().stream().findFirst()
                    .map(infusion -> "%s %s of the %s".formatted(
                            course.infusions().size() > 1 ? "Repeated" : "Single",
                            infusion.event().modality() == Modality.ILI
                            ? "isolated limb infusion" : "isolated limb perfusion",
                            infusion.event().limb()))
                    .orElse("Treatment without infusion");
            return treatment + " for " + disease() + ": a case report";
        }

        private String disease() {
            return told.stream().map(Placed::event)
                    .flatMap(event -> event instanceof Diagnosed diagnosed
                            ? diagnosed.histology().found().map(Term::text).stream()
                            : Stream.empty())
                    .findFirst().map(word -> word.replace('-', ' ')).orElse("soft tissue sarcoma");
        }

        private List<String> keywords() {
            TreeSet<String> drugs = new TreeSet<>();
            course.infusions().forEach(infusion -> infusion.event().drugs().stream()
                    .map(dose -> dose.drug().term()).filter(name -> !name.contains("not-stated"))
                    .forEach(drugs::add));
            List<String> words = new ArrayList<>(List.of("case report", disease()));
            course.infusions().stream().map(each -> each.event().modality().term()).distinct()
                    .forEach(words::add);
            words.addAll(drugs);
            words.add("limb salvage");
            return words;
        }

        private List<Line> summary() {
            List<Line> lines = new ArrayList<>();
            told.stream().filter(placed -> placed.event() instanceof Presented)
                    .forEach(placed -> lines.add(line("The patient " + say.apply(placed.event())
                            + " (" + when(placed) + ").", placed.id())));
            for (Derived derived : course.derived()) {
                if (!derived.unit().equals("date") && !derived.name().equals("sex")
                        && !derived.name().equals("birth-year")) {
                    lines.add(new Line("%s: %s.".formatted(words(derived.name()),
                            derived.value().matches("[a-z, -]+")
                            ? derived.value().replace('-', ' ') : derived.value()),
                            events(derived)));
                }
            }
            return lines;
        }

        private List<Integer> events(Derived derived) {
            return derived.restsOn().stream().filter(numbers::containsKey)
                    .map(id -> numbers.getOrDefault(id, 0)).toList();
        }

        private List<Section> sections() {
            List<Section> sections = new ArrayList<>();
            for (CareItem item : CareItem.values()) {
                List<Placed> here = told.stream()
                        .filter(placed -> items(placed).contains(item)).toList();
                List<Line> gaps = new ArrayList<>();
                item.notHeld().forEach(asked -> gaps.add(new Line("Not on record: " + asked + ".",
                        List.of())));
                if (item == CareItem.THERAPY && !course.infusions().isEmpty()
                        && course.timeline().stream().noneMatch(
                                placed -> placed.event() instanceof ProcedureBegun)) {
                    gaps.add(new Line("Not on record: how the infusion went (volume of the limb,"
                            + " temperatures, anticoagulation, times).", List.of()));
                }
                gaps.addAll(missing(here));
                sections.add(new Section(item, lines(here), gaps));
            }
            return sections;
        }

        private List<Line> lines(List<Placed> here) {
            Map<String, Integer> alike = new LinkedHashMap<>();
            List<Line> lines = new ArrayList<>();
            for (Placed placed : here) {
                String name = EventType.of(placed.event()).name();
                if (alike.merge(name, 1, Integer::sum) <= MOST_ALIKE) {
                    lines.add(line("%s: %s.".formatted(
                            capital(time(placed)), say.apply(placed.event())), placed.id()));
                }
            }
            alike.forEach((name, count) -> {
                if (count > MOST_ALIKE) {
                    lines.add(new Line("%s more of the kind \"%s\" stand in the timeline.".formatted(
                            count - MOST_ALIKE, name.replace('-', ' ')), List.of()));
                }
            });
            return lines;
        }

        private List<Row> timeline() {
            return told.stream().map(placed -> new Row(numbers.getOrDefault(placed.id(), 0),
                    placed.id(), when(placed), since(placed), say.apply(placed.event()),
                    coarse(placed.entry().implied()))).toList();
        }

        /// What the events do not say, each thing once, with all events that lack it.
        private List<Line> missing(List<Placed> here) {
            Map<String, List<Integer>> lacking = new LinkedHashMap<>();
            for (Placed placed : here) {
                String kind = capital(EventType.of(placed.event()).name().replace('-', ' '));
                EventType.of(placed.event()).fields().forEach(field -> {
                    if (!BOOKKEEPING.contains(field.name())
                            && field.of(placed.event()) instanceof Missing<?>(Why why)
                            && why != Why.NOT_APPLICABLE) {
                        lack(lacking, placed, "%s: %s %s.".formatted(kind,
                                words(field.name()).toLowerCase(Locale.ROOT),
                                why.term().replace('-', ' ')));
                    }
                });
                if (placed.event() instanceof Infused infused) {
                    for (DrugDose drug : infused.drugs()) {
                        if (!(drug.dose() instanceof Known)) {
                            String name = drug.drug().term();
                            lack(lacking, placed, name.endsWith("not-stated")
                                    ? "Infused: which drugs, and their doses, not stated."
                                    : "Infused: dose of %s %s.".formatted(name,
                                            drug.dose().words()));
                        }
                    }
                }
            }
            return lines(lacking);
        }

        private void lack(Map<String, List<Integer>> lacking, Placed placed, String what) {
            lacking.computeIfAbsent(what, _ -> new ArrayList<>())
                    .add(numbers.getOrDefault(placed.id(), 0));
        }

        private static List<Line> lines(Map<String, List<Integer>> byText) {
            return byText.entrySet().stream()
                    .map(each -> new Line(each.getKey(), each.getValue())).toList();
        }

        /// Dates that are concluded, what was printed in place of a value, what is unlikely.
        private List<Line> open() {
            Map<String, List<Integer>> concluded = new LinkedHashMap<>();
            List<Line> open = new ArrayList<>();
            for (Placed placed : told) {
                if (!placed.entry().implied().isEmpty()) {
                    lack(concluded, placed, "The date is concluded: %s.".formatted(
                            coarse(placed.entry().implied())));
                }
                EventType.of(placed.event()).fields().forEach(field -> {
                    if (field.of(placed.event()) instanceof Printed<?>(String printed)) {
                        open.add(line("%s: the %s is printed as \"%s\", which is no value.".formatted(
                                capital(EventType.of(placed.event()).name().replace('-', ' ')),
                                words(field.name()).toLowerCase(Locale.ROOT), printed),
                                placed.id()));
                    }
                });
            }
            for (LesionCourse lesion : course.lesions()) {
                if (lesion.found().kind() == LesionKind.UNCERTAIN) {
                    open.add(line("What kind of lesion \"%s\" is, is uncertain.".formatted(
                            lesion.id()), lesion.placed().id()));
                }
            }
            open.addAll(lines(concluded));
            return open;
        }

        private Line line(String text, EventId id) {
            return new Line(text, numbers.containsKey(id)
                    ? List.of(numbers.getOrDefault(id, 0)) : List.of());
        }

        /// "July 2013, 4 months after the first infusion"
        private String time(Placed placed) {
            String since = since(placed);
            return when(placed) + (since.isEmpty() ? "" : ", " + since);
        }

        private String since(Placed placed) {
            if (first.isEmpty() || first.get().id().equals(placed.id())) {
                return "";
            }
            return course.between(first.get().id(), placed.id())
                    .filter(elapsed -> elapsed.earliest() >= 0 && elapsed.latest() > 0)
                    .map(elapsed -> elapsed + " after the first infusion").orElse("");
        }

        /// The source's words where they are no finer than a month, else the month.
        private static String when(Placed placed) {
            if (placed.entry().happened() instanceof When.On(var date) && !date.isExact()) {
                return placed.when();
            }
            return placed.span().map(span -> (span.isExact() ? "" : "about ")
                    + month(span.used())).orElse("no date stated");
        }

        /// A day in somebody's words, such as that of a visit, is cut to its month.
        private static String coarse(String words) {
            return words.replaceAll("\\b(\\d{4}-\\d{2})-\\d{2}\\b", "$1");
        }

        private static String month(LocalDate day) {
            return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                    + " " + day.getYear();
        }

        /// "first-infusion-to-amputation" and "inField" as words.
        private static String words(String name) {
            return capital(name.replace('-', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " "));
        }

        private static String capital(String words) {
            return words.isEmpty() ? words
                    : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }
}
