package limbline.app.ward;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limbline.app.hl7.Message;
import limbline.app.hl7.Moment;
import limbline.app.hl7.Segment;
import limbline.app.ward.Part.Standing;
import limbline.app.ward.Part.What;
import limbline.app.ward.Part.Whose;
import limbline.event.Event;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.Transferred;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;

/// Reads what an ADT message reports: where the patient lies, or that two numbers are one person.
///
/// It happened at EVN-6, for an admission else at PV1-44 and for a discharge at PV1-45, else at
/// EVN-2, else when the message was sent. Reports of the same visit (PV1-19) and the same kind are
/// reports of the same; where no visit is named, those of the same time.
final class Movements {

    private static final int MOST_NUMBERS = 20;
    private static final int ADMITTED = 44;
    private static final int DISCHARGED = 45;

    /// Patient classes: outpatient, preadmitted, recurring, commercial account.
    private static final Set<String> NO_STAY = Set.of("O", "P", "R", "C");

    private static final Pattern A_DAY = Pattern.compile("\\d{8}.*");

    private final Message message;
    private final ZoneId zone;
    private final Instant received;

    private Movements(Message message, ZoneId zone, Instant received) {
        this.message = message;
        this.zone = zone;
        this.received = received;
    }

    static List<Part> of(Message message, ZoneId zone, Instant received) {
        Movements movements = new Movements(message, zone, received);
        Whose whose = message.first("PID").map(Movements::whose).orElse(Whose.NOBODY);
        try {
            String event = message.header().component(9, 2);
            if (event.equals("A40")) {
                return movements.merges();
            }
            return List.of(new Part(1, whose, movements.key(event, whose), movements.issued(),
                    movements.what(event)));
        } catch (IllegalArgumentException e) {
            return List.of(new Part(
                    1, whose, "", received, new What.Unclear(String.valueOf(e.getMessage()))));
        }
    }

    /// The numbers in PID-3, else those in PID-2, and the birth date in PID-7.
    static Whose whose(Segment patient) {
        List<String> numbers = numbers(patient, 3);
        String born = patient.field(7);
        return new Whose(numbers.isEmpty() ? numbers(patient, 2) : numbers,
                A_DAY.matcher(born).matches() ? day(born) : Optional.empty());
    }

    private static List<String> numbers(Segment segment, int field) {
        return Stream.iterate(1, repetition -> repetition + 1)
                .limit(Math.min(MOST_NUMBERS, segment.repetitions(field)))
                .map(repetition -> segment.component(field, repetition, 1))
                .map(number -> Text.shortened(Results.cleaned(number)))
                .filter(number -> !number.isEmpty())
                .distinct().toList();
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Moment.parse(written.substring(0, 8), ZoneOffset.UTC)
                    .map(Moment::when)
                    .filter(When.On.class::isInstance)
                    .map(when -> ((When.On) when).date().earliest());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a birth date that is none is nothing to compare with
        }
    }

    private What what(String event) {
        if (isNoStay()) {
            return new What.NotNeeded();
        }
        return switch (event) {
            case "A01" -> happened(new Admitted(lies()), ADMITTED);
            case "A02" -> happened(new Transferred(lies()), 0);
            case "A03" -> happened(new Discharged(
                    text(message.first("PV1").map(visit -> visit.field(37)).orElse(""))), DISCHARGED);
            case "A08" -> lies().found().<What>map(where -> new What.Lies(where, when(0), known()))
                    .orElseGet(What.NotNeeded::new);
            case "A11" -> takenBack("the admission was cancelled", event);
            case "A12" -> takenBack("the transfer was cancelled", event);
            case "A13" -> takenBack("the discharge was cancelled", event);
            default -> throw new IllegalArgumentException(
                    "ADT^%s is not read here".formatted(Text.shortened(event)));
        };
    }

    private What takenBack(String reason, String event) {
        return new What.TakenBack(reason, false, visit().isEmpty() || event.equals("A12"));
    }

    /// Each PID with the MRG behind it; a message may have several.
    private List<Part> merges() {
        List<Part> merges = new ArrayList<>();
        Whose whose = Whose.NOBODY;
        for (Segment segment : message.segments()) {
            if (segment.name().equals("PID")) {
                whose = whose(segment);
            } else if (segment.name().equals("MRG") && !numbers(segment, 1).isEmpty()) {
                if (whose.numbers().isEmpty()) {
                    throw new IllegalArgumentException(
                            "a merge names the number that goes on in PID-3, before MRG, and there"
                                    + " is none");
                }
                merges.add(new Part(merges.size() + 1, whose, key("A40", whose), issued(),
                        new What.Merged(numbers(segment, 1))));
            }
        }
        if (merges.isEmpty()) {
            throw new IllegalArgumentException("a merge names the earlier number in MRG-1, and"
                    + " there is none");
        }
        return merges;
    }

    /// Who only comes for a visit (PV1-2), or is expected, lies nowhere.
    private boolean isNoStay() {
        return message.first("PV1").map(visit -> visit.field(2)).filter(NO_STAY::contains)
                .isPresent();
    }

    private What happened(Event event, int visitField) {
        return new What.Happened(event, when(visitField), "", known(), Standing.FINAL);
    }

    private When when(int visitField) {
        Optional<Moment> moment = message.first("EVN").flatMap(one -> at(one, 6))
                .or(() -> visitField == 0 ? Optional.empty()
                        : message.first("PV1").flatMap(visit -> at(visit, visitField)))
                .or(() -> message.first("EVN").flatMap(one -> at(one, 2)));
        if (moment.isPresent() && moment.get().when() instanceof When.At(Instant instant)
                && instant.isAfter(received.plusSeconds(3_600))) {
            throw new IllegalArgumentException(
                    "it happened at %s, and the message came in at %s, before that"
                            .formatted(instant, received.truncatedTo(ChronoUnit.SECONDS)));
        }
        return moment.map(Moment::when).orElse(new When.At(issued()));
    }

    private Optional<Moment> at(Segment segment, int field) {
        return Moment.parse(segment.field(field), zone);
    }

    private Instant issued() {
        Instant said = Moment.parse(message.header().component(7, 1), zone)
                .map(Moment::latest).orElse(received);
        return said.isAfter(received) ? received : said;
    }

    private PartialDate known() {
        return PartialDate.of(received.atZone(zone).toLocalDate());
    }

    private Finding<String> lies() {
        return text(message.first("PV1").map(visit -> visit.whole(3)).orElse(List.of()).stream()
                .findFirst().orElse(""));
    }

    private static Finding<String> text(String text) {
        String kept = Results.cleaned(text);
        return kept.isEmpty() ? Finding.notStated() : Finding.known(kept);
    }

    /// A visit is admitted and discharged once and may be transferred often. Where no visit is named,
    /// all of it may come again, so the time tells which is which.
    private String key(String event, Whose whose) {
        String of = String.join("/", "visit", message.header().component(4, 1),
                visit().orElseGet(() -> "of " + String.join(",", whose.numbers())), switch (event) {
                    case "A01", "A11" -> "admitted";
                    case "A03", "A13" -> "discharged";
                    case "A02", "A08", "A12" -> "transferred";
                    default -> "other";
                });
        boolean oneOfSeveral = switch (event) {
            case "A02", "A08", "A12" -> true;
            default -> visit().isEmpty();
        };
        if (!oneOfSeveral) {
            return Results.cleaned(of);
        }
        return Results.cleaned(of + "/" + switch (event) {
            case "A01" -> when(ADMITTED);
            case "A02", "A08" -> when(0);
            case "A03" -> when(DISCHARGED);
            default -> ""; // the last of them
        });
    }

    private Optional<String> visit() {
        return message.first("PV1").map(one -> one.field(19)).filter(one -> !one.isEmpty());
    }
}
