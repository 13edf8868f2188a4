package limbline.app.order;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.EntryText;
import limbline.app.course.Reading;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Pins;
import limbline.app.security.Pins.Confirmation;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProtocolVersion;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.LesionId;
import limbline.theatre.DoseSheet;
import limbline.theatre.LimbMeasured;
import limbline.theatre.Orders;
import limbline.theatre.Orders.Order;

/// Orders for the theatre: worked out, written, signed by two people.
public final class OrderDesk {

    private static final String SOURCE = "dose sheet";

    private final Journal journal;
    private final CourseDesk courses;
    private final SignedProtocols protocols;
    private final Pins pins;
    private final InstantSource clock;
    private final ZoneId zone;

    public OrderDesk(Journal journal, CourseDesk courses, SignedProtocols protocols, Pins pins,
            InstantSource clock, ZoneId zone) {
        this.journal = journal;
        this.courses = courses;
        this.protocols = protocols;
        this.pins = pins;
        this.clock = clock;
        this.zone = zone;
    }

    /// An order before it is written.
    ///
    /// @param protocol the version in force
    /// @param inField lesions below the tourniquet
    public record Wish(SignedProtocol protocol, LimbMeasured measured, List<LesionId> inField) {
        public Wish {
            inField = List.copyOf(inField);
        }
    }

    /// A wish worked out.
    ///
    /// @param refusals why there is no order to write, in sentences
    /// @param questions what has to be confirmed first, in sentences
    public record Worked(DoseSheet sheet, List<String> refusals, List<String> questions) {
        public Worked {
            refusals = List.copyOf(refusals);
            questions = List.copyOf(questions);
        }
    }

    /// What came of writing or signing.
    public sealed interface Came {

        record Done(EventId event) implements Came {}

        /// @param reasons sentences, at least one
        record NotDone(List<String> reasons) implements Came {
            public NotDone {
                reasons = List.copyOf(reasons);
            }
        }
    }

    public Orders orders(PatientKey patient) {
        return Orders.of(journal.read(patient).stream().map(EntryText::entry).toList());
    }

    /// The doses, and what speaks against them: on the sheet, and beside the patient's record.
    public Worked work(PatientKey patient, Wish wish) {
        DoseSheet sheet = DoseSheet.of(wish.protocol.protocol(), wish.measured);
        List<String> refusals = new ArrayList<>(sheet.refusals());
        List<String> questions = new ArrayList<>(sheet.questions());
        orders(patient).open().forEach(open -> refusals.add(("There is a signed order for the %s"
                + " that nobody used: %s. Withdraw it first.").formatted(open.written().limb(),
                open.written().doses())));
        Course course = courses.read(patient, AsOf.NOW).course();
        if (course.limbs().stream().noneMatch(
                limb -> limb.limb().mayBe(wish.measured.limb()))) {
            questions.add("Nothing on record concerns the %s%s. Is it the right limb?".formatted(
                    wish.measured.limb(), course.limbs().isEmpty() ? "" : "; on record: "
                            + String.join(", ", course.limbs().stream()
                                    .map(limb -> limb.limb().toString()).toList())));
        }
        return new Worked(sheet, refusals, questions);
    }

    /// Writes an order, to be signed.
    ///
    /// @param command the id of this wish; the same again when it is sent again
    /// @param confirmed the questions that were answered with yes
    public Came write(PatientKey patient, UUID command, String author, Wish wish,
            List<String> confirmed) {
        if (orders(patient).find(new EventId(command)).isPresent()) {
            return new Came.Done(new EventId(command));
        }
        Worked worked = work(patient, wish);
        List<String> against = new ArrayList<>(worked.refusals);
        worked.questions.stream().filter(question -> !confirmed.contains(question))
                .forEach(question -> against.add("Still to be confirmed: " + question));
        if (!against.isEmpty()) {
            return new Came.NotDone(against);
        }
        LimbMeasured measured = wish.measured;
        return append(patient, command, author, new OrderWritten(measured.limb(),
                wish.protocol.id(), new ProtocolVersion(wish.protocol.hash()), measured.girths(),
                measured.displaced(), measured.weight(), measured.height(), measured.sex(),
                measured.correction(), worked.sheet.doses(), wish.inField, worked.questions));
    }

    /// The sheet of an order, worked out again from what it keeps.
    public DoseSheet sheet(PatientKey patient, OrderWritten written) {
        return DoseSheet.of(
                protocols.protocol(patient.centre(), written.version().sha256()),
                new LimbMeasured(written.limb(), written.girths(), written.displaced(),
                        written.weight(), written.height(), written.sex(), written.correction()));
    }

    /// Signs an order with the PINs of two people.
    public Came sign(PatientKey patient, UUID command, String author, EventId written,
            Pins.Typed first, Pins.Typed second) {
        Optional<Order> order = orders(patient).find(written);
        if (order.isEmpty()) {
            return new Came.NotDone(List.of("There is no such order; it may be withdrawn."));
        }
        if (order.get().signed().isPresent()) {
            return new Came.NotDone(List.of("The order is signed already."));
        }
        List<String> against = againstSigning(patient, order.get());
        if (!against.isEmpty()) {
            return new Came.NotDone(against);
        }
        return switch (pins.confirm(first, second, Role.CLINICIAN, Role.THEATRE)) {
            case Confirmation.Refused(var reasons) -> new Came.NotDone(reasons);
            case Confirmation.ByBoth(var one, var other) -> append(patient, command, author,
                    new OrderSigned(written, one.name(), other.name()));
        };
    }

    /// What the two would sign has to be what the working gives, by the protocol in force.
    private List<String> againstSigning(PatientKey patient, Order order) {
        List<String> against = new ArrayList<>();
        OrderWritten written = order.written();
        if (protocols.inForce(patient.centre(), written.protocol())
                .filter(now -> now.hash().equals(written.version().sha256())).isEmpty()) {
            against.add(("The protocol %s was signed anew since; withdraw this order and write it"
                    + " again.").formatted(written.protocol()));
        } else if (!sheet(patient, written).doses().equals(written.doses())) {
            against.add("The working does not give these doses any more; withdraw this order and"
                    + " write it again.");
        }
        orders(patient).open().forEach(_ -> against.add(
                "Another order is signed and not used; withdraw one of the two."));
        return against;
    }

    private Came append(PatientKey patient, UUID command, String author, Event event) {
        Reading reading = courses.read(patient, AsOf.NOW);
        Instant now = clock.instant();
        Draft draft = new Draft(new EventId(command), event, new When.At(now), "",
                PartialDate.of(now.atZone(zone).toLocalDate()), SOURCE, Optional.empty());
        return switch (courses.append(
                patient, reading.position(), command, author, List.of(draft))) {
            case Answer.Recorded _ -> new Came.Done(draft.id());
            case Answer.Refused(var reasons) -> new Came.NotDone(reasons);
            case Answer.Overtaken _ -> new Came.NotDone(List.of("Meanwhile something else of this"
                    + " patient was recorded. Look at it, then send this again."));
        };
    }
}
