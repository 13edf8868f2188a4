package limbline.app.exchange;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import limbline.patient.PatientId;

/// The course of one patient in a file that a clinician can read and write, YAML or JSON;
/// `docs/course-file.md` describes it, `docs/course-file.schema.json` is its schema.
///
/// @param centre where the patient is treated, or was
/// @param course the entries that could be read
/// @param problems the entries that could not
public record CourseFile(Centre centre, FiledCourse course, List<Problem> problems) {

    /// What an entry says beside the fields of its event.
    static final List<String> ENTRY_FIELDS = List.of("id", "type", "date", "after", "offset", "at",
            "undated", "implied", "known", "source", "place");

    static final List<String> FILE_FIELDS = List.of(
            "limbline-course", "centre", "centre-name", "patient", "source", "events");

    static final int MOST_EVENTS = 2_000;

    private static final String VERSION = "1";

    public CourseFile {
        problems = List.copyOf(problems);
    }

    /// @param centre in place of the file's own
    /// @param zone in which a moment becomes the day on which it was known
    /// @throws Unreadable if the file as a whole cannot be taken
    public static CourseFile read(Path path, Optional<String> centre, ZoneId zone) {
        return read(path.toString(), MarkedYaml.read(path), centre, zone);
    }

    static CourseFile read(
            String file, Fields whole, Optional<String> centre, ZoneId zone) {
        return new Reader(file, zone).read(whole, centre);
    }

    /// Reads one file; gathers what is wrong with its entries.
    private static final class Reader {

        private final String file;
        private final Dating dating;
        private final Map<String, Integer> labels = new HashMap<>();
        private final Set<String> read = new HashSet<>();
        private final List<Problem> problems = new ArrayList<>();

        Reader(String file, ZoneId zone) {
            this.file = file;
            this.dating = new Dating(zone);
        }

        CourseFile read(Fields whole, Optional<String> inPlace) {
            for (String name : whole.values().keySet()) {
                if (!FILE_FIELDS.contains(name)) {
                    throw refused(whole, name, "a course file has no such field; it has: "
                            + String.join(", ", FILE_FIELDS));
                }
            }
            String version = text(whole, "limbline-course");
            if (!version.equals(VERSION)) {
                throw refused(whole, "limbline-course", "\"%s\" is not a version of the course file"
                        .formatted(Text.shortened(version)) + " that this Limbline reads; it reads "
                        + VERSION);
            }
            String centre = inPlace.orElseGet(() -> text(whole, "centre"));
            Optional<String> source = optional(whole, "source");
            PatientKey patient;
            Centre place;
            try {
                patient = new PatientKey(centre, PatientId.parse(text(whole, "patient")));
                place = new Centre(centre, inPlace
                        .or(() -> optional(whole, "centre-name")).orElse(centre), false);
            } catch (IllegalArgumentException e) {
                throw new Unreadable(Problem.of(file, whole.line(), Problem.words(e)));
            }
            List<Filed> events = new ArrayList<>();
            for (Marked entry : entries(whole)) {
                try {
                    events.add(entry(patient, source, entry));
                } catch (Unreadable e) {
                    problems.add(e.problem());
                }
            }
            return new CourseFile(place, new FiledCourse(patient, events), problems);
        }

        private List<Marked> entries(Fields whole) {
            if (!(whole.values().get("events") instanceof Items(List<Marked> entries, _))) {
                throw refused(whole, "events", "a list of entries is wanted here, each beginning"
                        + " with a hyphen");
            }
            if (entries.size() > MOST_EVENTS) {
                throw refused(whole, "events", "%,d entries stand here; at most %,d are read"
                        .formatted(entries.size(), MOST_EVENTS));
            }
            return entries;
        }

        private Filed entry(PatientKey patient, Optional<String> source, Marked marked) {
            if (!(marked instanceof Fields entry)) {
                throw new Unreadable(Problem.of(file, marked.line(),
                        "an entry is a list of names and values, beginning with id and type"));
            }
            String label = label(entry);
            EventType type = at(entry, "type", () -> FieldValue.event(text(entry, "type")));
            Event event = event(type, entry);
            EventId id = Labels.event(patient, label);
            When happened = happened(patient, entry);
            Optional<PartialDate> stated = optional(entry, "known")
                    .map(known -> at(entry, "known", () -> PartialDate.parse(known)));
            PartialDate known = at(entry, "known", () -> dating.known(id, happened, stated));
            Draft draft = at(entry, "source", () -> new Draft(id, event, happened,
                    optional(entry, "implied").orElse(""), known, source(source, entry),
                    Optional.empty()));
            read.add(label);
            return new Filed(file, entry.line(), label, draft);
        }

        private String label(Fields entry) {
            String label = at(entry, "id", () -> Labels.checked(text(entry, "id")));
            Integer earlier = labels.putIfAbsent(label, entry.line());
            if (earlier != null) {
                throw refused(entry, "id", "\"%s\" names the entry on line %s already; each entry"
                        .formatted(label, earlier) + " has a name of its own");
            }
            return label;
        }

        private Event event(EventType type, Fields entry) {
            Map<String, EventField> known = new LinkedHashMap<>();
            type.fields().forEach(field -> known.put(field.name(), field));
            Map<String, Object> values = new LinkedHashMap<>();
            entry.without(ENTRY_FIELDS).values().forEach((name, value) -> {
                EventField field = known.get(name);
                if (field == null) {
                    throw refused(entry, name, "%s has no such field; it has: %s".formatted(
                            type.name(), String.join(", ", known.keySet())));
                }
                values.put(name, at(entry, name, () -> FieldValue.of(field, value)));
            });
            try {
                return type.read(values);
            } catch (IllegalArgumentException e) {
                throw FieldValue.refusal(type, e).in(file, entry);
            }
        }

        private When happened(PatientKey patient, Fields entry) {
            List<String> given = ENTRY_FIELDS.stream()
                    .filter(List.of("date", "after", "at", "undated")::contains)
                    .filter(entry.values()::containsKey).toList();
            if (given.size() != 1) {
                throw new Unreadable(Problem.of(file, entry.line(), (given.isEmpty()
                        ? "nothing says when it happened" : String.join(" and ", given)
                                + " stand together") + "; write one of date, after with offset, at,"
                        + " or undated: true"));
            }
            if (entry.values().containsKey("offset") && !given.getFirst().equals("after")) {
                throw refused(entry, "offset", "an offset is counted from another entry; name it"
                        + " with after");
            }
            String name = given.getFirst();
            String text = text(entry, name);
            return switch (name) {
                case "date" -> at(entry, name, () -> new When.On(PartialDate.parse(text)));
                case "at" -> at(entry, name, () -> new When.At(Dating.instant(text)));
                case "after" -> after(patient, entry, text);
                default -> {
                    if (!text.equals("true")) {
                        throw refused(entry, "undated", "write undated: true, or a date");
                    }
                    yield new When.Undated();
                }
            };
        }

        private When after(PatientKey patient, Fields entry, String anchor) {
            if (!labels.containsKey(anchor) || anchor.equals(text(entry, "id"))) {
                throw refused(entry, "after", "\"%s\" is no entry that stands before this one"
                        .formatted(Text.shortened(anchor)));
            }
            if (!read.contains(anchor)) {
                throw refused(entry, "after",
                        "the entry \"%s\" it is counted from could not be read".formatted(anchor));
            }
            Offset offset = at(entry, "offset", () -> Offset.parse(text(entry, "offset")));
            return new When.After(Labels.event(patient, anchor), offset);
        }

        private static String source(Optional<String> whole, Fields entry) {
            Optional<String> own = optional(entry, "source").or(() -> whole);
            Check.that(own.isPresent(),
                    "nothing says where this comes from; write source for the file or the entry");
            return own.get() + optional(entry, "place").map(place -> "; " + place).orElse("");
        }

        private static Optional<String> optional(Fields fields, String name) {
            return Optional.ofNullable(fields.values().get(name))
                    .filter(value -> value instanceof Word word && !word.isNothing())
                    .map(value -> ((Word) value).text().strip());
        }

        private String text(Fields fields, String name) {
            return optional(fields, name).orElseThrow(() -> refused(fields, name,
                    fields.values().containsKey(name) ? "a text or a number is wanted here"
                            : "is missing"));
        }

        /// Runs something on one field, so that what is wrong there names the field and its line.
        private <T> T at(Fields fields, String name, Supplier<T> read) {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                throw refused(fields, name, Problem.words(e));
            }
        }

        private Unreadable refused(Fields fields, String name, String reason) {
            Marked value = fields.values().get(name);
            return new Unreadable(
                    new Problem(file, value == null ? fields.line() : value.line(), name, reason));
        }
    }
}
