package limbline.theatre;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.course.AsOf;
import limbline.course.Effective;
import limbline.event.Entry;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProtocolVersion;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Unit;
import limbline.patient.DrugDose;
import limbline.theatre.SignedOrder.OrderedDrug;

/// The orders of a patient: the fold of the entries. What was corrected or withdrawn is not among
/// them.
public final class Orders {

    private final List<Order> all;

    private Orders(List<Order> all) {
        this.all = List.copyOf(all);
    }

    /// One order.
    ///
    /// @param signed the event that signed it, if it is signed
    /// @param begun the procedure that was begun on it, if one was: an order is good for one
    public record Order(
            Entry entry, OrderWritten written, Optional<Entry> signed, Optional<EventId> begun) {

        public EventId id() {
            return entry.id();
        }

        /// Whether a procedure may be begun on it.
        public boolean isOpen() {
            return signed.isPresent() && begun.isEmpty();
        }

        public ProtocolVersion version() {
            return written.version();
        }

        /// What the theatre may give; empty until it is signed.
        public Optional<SignedOrder> asSigned() {
            return signed.map(signature -> {
                OrderSigned by = (OrderSigned) signature.event();
                return new SignedOrder(signature.id(), entry.patient(), written.limb(),
                        written.protocol(), written.version(),
                        written.doses().stream().map(Order::ordered).toList(),
                        written.inField(), List.of(by.first(), by.second()));
            });
        }

        private static OrderedDrug ordered(DrugDose dose) {
            return new OrderedDrug(dose.drug(), dose.dose()
                    .map(mass -> new Amount(mass.value(), Unit.MILLIGRAM))
                    .found().orElseThrow());
        }
    }

    /// @param entries all that the journal holds of the patient
    public static Orders of(List<Entry> entries) {
        List<Entry> counting = new Effective(entries, AsOf.NOW).entries();
        return new Orders(counting.stream()
                .flatMap(entry -> entry.event() instanceof OrderWritten written
                        ? Stream.of(order(entry, written, counting)) : Stream.empty())
                .toList());
    }

    private static Order order(Entry entry, OrderWritten written, List<Entry> counting) {
        Optional<Entry> signed = counting.stream()
                .filter(other -> other.event() instanceof OrderSigned it
                        && it.order().equals(entry.id()))
                .findFirst();
        return new Order(entry, written, signed, counting.stream()
                .filter(other -> other.event() instanceof ProcedureBegun begun
                        && signed.filter(one -> one.id().equals(begun.order())).isPresent())
                .map(Entry::id).findFirst());
    }

    /// As they were written.
    public List<Order> all() {
        return all;
    }

    /// Those on which a procedure may be begun.
    public List<Order> open() {
        return all.stream().filter(Order::isOpen).toList();
    }

    /// The order written by this event.
    public Optional<Order> find(EventId written) {
        return all.stream().filter(order -> order.id().equals(written)).findFirst();
    }

    /// What may be given by the order that this event signed, also after its procedure began.
    public Optional<SignedOrder> signed(EventId signature) {
        return all.stream().flatMap(order -> order.asSigned().stream())
                .filter(order -> order.id().equals(signature)).findFirst();
    }
}
