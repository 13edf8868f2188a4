package limbline.app.ward;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limbline.app.hl7.Message;
import limbline.app.hl7.Moment;
import limbline.app.hl7.Segment;
import limbline.app.ward.LaboratoryMap.Code;
import limbline.app.ward.LaboratoryMap.Known;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.app.ward.Part.Standing;
import limbline.app.ward.Part.What;
import limbline.app.ward.Part.Whose;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.LabValue;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import limbline.patient.ResultStatus;

/// Reads what an ORU^R01 reports: each OBX is a part.
///
/// It happened when the specimen was taken (OBX-14, else OBR-7, else SPM-17) and was known when the
/// result was reported (OBR-22, else MSH-7). Results of the same order (OBR-3, else ORC-3, else
/// OBR-2 and ORC-2), code (OBX-3) and part (OBX-4) are reports of the same.
final class Results {

    private static final String ENZYME = "U/L";

    /// The two halves of a power of ten that an unescaped separator parts.
    private static final Pattern TEN = Pattern.compile("[xX*]?\\s*10");
    private static final Pattern POWER = Pattern.compile("\\d{1,2}\\s*/\\S+");

    private static final Set<String> NO_RESULT = Set.of("X", "O", "I", "S");

    /// Systems without a value for a time write one of long ago.
    private static final Duration LONG_AGO = Duration.ofDays(20 * 365);

    private static final Pattern WITH_COMMA = Pattern.compile("[<>=\\d.' ]*,[\\d.,' ]*");

    /// No field of an event keeps it.
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final Message message;
    private final LaboratoryMap map;
    private final ZoneId zone;
    private final Instant received;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private Results(Message message, LaboratoryMap map, ZoneId zone, Instant received) {
        this.message = message;
        this.map = map;
        this.zone = zone;
        this.received = received;
    }

    /// @param zone of the sender's clocks where no offset is written
    static List<Part> of(Message message, LaboratoryMap map, ZoneId zone, Instant received) {
        Results results = new Results(message, map, zone, received);
        results.read();
        return results.parts;
    }

    /// Whether it is only about orders that were cancelled (X), or have no result yet (O, I, S), and
    /// gives none.
    static boolean isWithoutAny(Message message) {
        List<Segment> requests = message.all("OBR");
        return !requests.isEmpty() && message.all("OBX").isEmpty() && requests.stream()
                .allMatch(one -> NO_RESULT.contains(one.field(25).toUpperCase(Locale.ROOT)));
    }

    /// The segments between one OBR and the next.
    private record Order(Whose whose, Optional<Segment> control, Optional<Segment> request,
            List<Segment> rest) {}

    private void read() {
        Whose whose = Whose.NOBODY;
        Optional<Segment> control = Optional.empty();
        List<Order> orders = new ArrayList<>();
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    whose = Movements.whose(segment);
                    control = Optional.empty();
                    orders.add(new Order(whose, control, Optional.empty(), new ArrayList<>()));
                }
                case "ORC" -> control = Optional.of(segment);
                case "OBR" -> {
                    orders.add(new Order(
                            whose, control, Optional.of(segment), new ArrayList<>()));
                    control = Optional.empty();
                }
                default -> {
                    if (orders.isEmpty()) {
                        orders.add(new Order(whose, control, Optional.empty(), new ArrayList<>()));
                    }
                    orders.getLast().rest().add(segment);
                }
            }
        }
        orders.forEach(this::order);
    }

    private void order(Order order) {
        List<Segment> rest = order.rest();
        for (int i = 0; i < rest.size(); i++) {
            if (rest.get(i).name().equals("OBX")) {
                List<String> notes = new ArrayList<>();
                for (int j = i + 1; j < rest.size() && rest.get(j).name().equals("NTE"); j++) {
                    notes.addAll(rest.get(j).whole(3));
                }
                observation(order, rest.get(i), String.join("\n", notes));
            }
        }
    }

    private void observation(Order order, Segment observation, String note) {
        int place = parts.size() + 1;
        Instant issued = received;
        String key = "";
        What what;
        try {
            issued = issued(order);
            key = key(order, observation);
            what = what(order, observation, note, issued);
        } catch (IllegalArgumentException e) {
            what = new What.Unclear("OBX %s: %s".formatted(place, e.getMessage()));
        }
        parts.add(new Part(place, order.whose(), key, issued, what));
    }

    private What what(Order order, Segment observation, String note, Instant issued) {
        if (observation.field(3).isEmpty() && observation.component(3, 4).isEmpty()) {
            throw new IllegalArgumentException("OBX-3, the code, is empty");
        }
        Known known = code(observation, map);
        String status = status(order, observation);
        return switch (known) {
            case Known.NotNeeded _ -> new What.NotNeeded();
            case Known.Unknown _ -> throw new IllegalArgumentException(
                    "the code %s (%s) is not known; say what it measures, or that it is not needed"
                            .formatted(shown(observation), Text.shortened(name(observation))));
            case Known.Measures(Meaning meaning) -> switch (status) {
                case "D" -> new What.TakenBack(
                        "the laboratory deleted the result", false, false);
                case "W" -> new What.TakenBack(
                        "the laboratory says that the result was wrong, for another patient say",
                        true, false);
                case "I", "N", "O" -> new What.NotNeeded(); // nothing was measured yet, or asked
                case "P", "R", "S" -> happened(
                        order, observation, note, issued, meaning, Standing.PRELIMINARY);
                case "C", "A", "B" -> happened(
                        order, observation, note, issued, meaning, Standing.CORRECTED);
                case "F", "U", "V", "X", "" -> happened(
                        order, observation, note, issued, meaning, Standing.FINAL);
                default -> throw new IllegalArgumentException(
                        "the status %s (OBX-11) is none that is known"
                                .formatted(Text.shortened(status)));
            };
        };
    }

    private What happened(Order order, Segment observation, String note, Instant issued,
            Meaning meaning, Standing standing) {
        Optional<Moment> taken = taken(order, observation);
        Instant latest = taken.map(Moment::latest).orElse(issued);
        boolean partial = taken.map(Moment::when).filter(When.On.class::isInstance).isPresent();
        Instant earliest = taken.map(Moment::when).map(this::earliest).orElse(issued);
        Check.that(!earliest.isAfter(received.plusSeconds(3_600)),
                "the specimen was taken %s %s, and the message came in at %s, before that",
                partial ? "on" : "at", taken.map(Moment::when).map(Object::toString).orElse(""),
                received.truncatedTo(ChronoUnit.SECONDS));
        Check.that(latest.isAfter(received.minus(LONG_AGO)),
                "the specimen was taken at %s, says the message, and that is too long ago",
                latest);
        LocalDate reported = issued.atZone(zone).toLocalDate();
        LocalDate specimen = partial ? reported : latest.atZone(zone).toLocalDate();
        String remark = cleaned(note);
        boolean obtained = !status(order, observation).equals("X");
        return new What.Happened(
                new LaboratoryReported(
                        meaning.analyte(),
                        obtained ? value(observation, meaning) : Finding.missing(Why.UNKNOWN),
                        remark.isEmpty() ? Finding.notStated() : Finding.known(remark),
                        Finding.notStated(),
                        resultStatus(order, observation, standing)),
                taken.map(Moment::when).orElse(new When.At(issued)),
                taken.isPresent() ? "" : "the laboratory does not say when the specimen was taken;"
                        + " this is when it reported the result",
                PartialDate.of(specimen.isAfter(reported) ? specimen : reported), standing);
    }

    private Instant earliest(When when) {
        return switch (when) {
            case When.At(Instant instant) -> instant;
            case When.On(PartialDate date) -> date.earliest().atStartOfDay(zone).toInstant();
            case When.After _, When.Undated _ -> received; // no message says so
        };
    }

    private Finding<LabValue> value(Segment observation, Meaning meaning) {
        List<String> written = observation.whole(5);
        if (written.isEmpty()) {
            return Finding.notStated();
        }
        Optional<Measured> measured = Measured.of(observation, map.decimalComma());
        if (measured.isEmpty()) {
            String words = (observation.repetitions(5) > written.size()
                    && observation.field(5).isEmpty() ? "~" : "") // perhaps "about": not lost
                    + String.join(" ~ ", written);
            boolean comma = WITH_COMMA.matcher(words).matches()
                    && Measured.mayBeNumber(observation);
            if (comma || Measured.type(observation).equals("NM")) {
                throw new IllegalArgumentException("\"%s\" is not a number%s".formatted(
                        Text.shortened(words), comma
                                ? "; a comma may part decimals or thousands: say in the map which"
                                : ""));
            }
            String kept = cleaned(words);
            return kept.isEmpty() ? Finding.notStated() : Finding.printed(kept);
        }
        LabValue value = map.inKeptUnit(measured.get(), unit(observation, measured.get()), meaning);
        Check.that(!value.unit().equals(ENZYME) || measured.get().number().scale() != 3
                        || value.value().compareTo(measured.get().number()) != 0,
                "\"%s %s\" may be meant in thousands: an enzyme is not measured to three decimals;"
                        + " ask the laboratory", measured.get().number(), ENZYME);
        return Finding.known(value);
    }

    /// The unit of OBX-6, or the one behind the number, which must not say something else.
    private String unit(Segment observation, Measured measured) {
        LaboratoryUnits units = new LaboratoryUnits(map.units());
        String field = units(observation).stream().filter(units::isKnown).findFirst()
                .or(() -> units(observation).stream().findFirst()).orElse("");
        if (field.isEmpty() || measured.unit().isEmpty()) {
            return field.isEmpty() ? measured.unit() : field;
        }
        Check.that(units.isKnown(field) && units.isKnown(measured.unit())
                        && units.ucum(field).equals(units.ucum(measured.unit())),
                "behind the number stands \"%s\", and OBX-6 names the unit \"%s\"",
                measured.unit(), field);
        return field;
    }

    /// The unit and its alternate, as they stand in OBX-6. A separator within a unit (`x10^9/L`)
    /// should be escaped, and often is not.
    static List<String> units(Segment observation) {
        String first = observation.component(6, 1);
        String second = observation.component(6, 2);
        boolean parted = TEN.matcher(first).matches() && POWER.matcher(second).matches();
        return Stream.of(parted ? first + "^" + second : first, observation.component(6, 4))
                .filter(unit -> !unit.isEmpty()).toList();
    }

    private static Finding<ResultStatus> resultStatus(
            Order order, Segment observation, Standing standing) {
        return switch (standing) {
            case PRELIMINARY -> Finding.known(ResultStatus.PRELIMINARY);
            case CORRECTED -> Finding.known(ResultStatus.CORRECTED);
            case FINAL, TAKEN_BACK -> status(order, observation).isEmpty()
                    ? Finding.notStated() : Finding.known(ResultStatus.FINAL);
        };
    }

    /// OBX-11; where it is empty, the status of the whole order.
    private static String status(Order order, Segment observation) {
        String own = observation.field(11);
        return (own.isEmpty() ? order.request().map(one -> one.field(25)).orElse("") : own)
                .toUpperCase(Locale.ROOT);
    }

    /// The first of the codes of an OBX-3 of which anything is known; since 2.7 there may be three.
    static Known code(Segment observation, LaboratoryMap map) {
        return Stream.of(1, 4, 10)
                .filter(first -> !observation.component(3, first).isEmpty())
                .map(first -> map.find(new Code(
                        observation.component(3, first), observation.component(3, first + 2))))
                .filter(known -> !(known instanceof Known.Unknown))
                .findFirst().orElse(new Known.Unknown());
    }

    private Optional<Moment> taken(Order order, Segment observation) {
        Optional<Moment> own = moment(observation, 14);
        return own.isPresent() ? own
                : order.request().flatMap(request -> moment(request, 7))
                        .or(() -> order.rest().stream()
                                .filter(segment -> segment.name().equals("SPM"))
                                .findFirst().flatMap(specimen -> moment(specimen, 17)));
    }

    private Optional<Moment> moment(Segment segment, int field) {
        return Moment.parse(segment.field(field), zone);
    }

    /// A sender's clock that is ahead must not make all later reports look old.
    private Instant issued(Order order) {
        Instant said = order.request().flatMap(request -> moment(request, 22))
                .or(() -> Moment.parse(message.header().component(7, 1), zone))
                .map(Moment::latest).orElse(received);
        return said.isAfter(received) ? received : said;
    }

    private String key(Order order, Segment observation) {
        String number = Stream.of(identifier(order.request(), 3), identifier(order.control(), 3),
                        identifier(order.request(), 2), identifier(order.control(), 2))
                .filter(text -> !text.isEmpty()).findFirst()
                .orElseGet(() -> "of " + String.join(",", order.whose().numbers()) + " at "
                        + taken(order, observation).map(Moment::when).map(Object::toString)
                                .orElse(""));
        String key = String.join("/", message.header().component(4, 1), number,
                shown(observation), observation.field(4));
        int times = seen.merge(key, 1, Integer::sum);
        return cleaned(times == 1 ? key : key + "#" + times);
    }

    /// An entity identifier: the number, and who gave it.
    private static String identifier(Optional<Segment> segment, int field) {
        return segment.filter(one -> !one.field(field).isEmpty())
                .map(one -> one.field(field) + (one.component(field, 2).isEmpty() ? ""
                        : "^" + one.component(field, 2)))
                .orElse("");
    }

    private static String shown(Segment observation) {
        return first(observation).toString();
    }

    private static Code first(Segment observation) {
        int first = observation.field(3).isEmpty() ? 4 : 1;
        return new Code(observation.component(3, first), observation.component(3, first + 2));
    }

    /// The code to ask somebody about.
    static FeedDesk.Asked asked(Segment observation) {
        Code code = first(observation);
        return new FeedDesk.Asked(code.value(), code.system(), name(observation));
    }

    private static String name(Segment observation) {
        return Stream.of(2, 5).map(component -> observation.component(3, component))
                .filter(text -> !text.isEmpty()).findFirst().orElse("no name");
    }

    /// What a field of an event can keep.
    static String cleaned(String text) {
        String plain = UNFIT.matcher(text).replaceAll(" ").strip();
        String kept = plain.length() <= Text.LONGEST ? plain : plain.substring(0, Text.LONGEST);
        return Character.isHighSurrogate(kept.isEmpty() ? ' ' : kept.charAt(kept.length() - 1))
                ? kept.substring(0, kept.length() - 1) : kept;
    }
}
