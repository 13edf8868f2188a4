package limbline.theatre;

import java.util.List;
import java.util.Optional;
import limbline.event.ProtocolVersion;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.patient.Drug;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.PatientId;

/// What the theatre may give, to whom, into which limb; signed by two people.
///
/// @param id the event by which it was signed
/// @param protocol the id of the protocol it was written for
/// @param version whose dose rules it was worked out by
/// @param drugs each once
/// @param inField the lesions below the tourniquet, as far as the order names them
/// @param signedBy two different accounts
public record SignedOrder(
        EventId id,
        PatientId patient,
        Limb limb,
        String protocol,
        ProtocolVersion version,
        List<OrderedDrug> drugs,
        List<LesionId> inField,
        List<String> signedBy) {

    /// One drug and how much of it.
    public record OrderedDrug(Drug drug, Amount dose) {}

    public SignedOrder {
        drugs = List.copyOf(drugs);
        inField = List.copyOf(inField);
        signedBy = List.copyOf(signedBy);
        Check.that(signedBy.stream().distinct().count() >= 2,
                "an order is signed by two different people, and not by %s", signedBy);
        Check.that(drugs.stream().map(OrderedDrug::drug).distinct().count() == drugs.size(),
                "the order has a drug twice: %s", drugs);
        Check.that(limb.side().isPresent(), "the order does not say which %s",
                limb.extremity().term());
    }

    public Optional<Amount> dose(Drug drug) {
        return drugs.stream().filter(one -> one.drug() == drug).findFirst().map(OrderedDrug::dose);
    }
}
