package limbline.app.theatre;

import java.util.List;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.event.Entry;
import limbline.event.ProtocolVersion;
import limbline.measure.EventId;
import limbline.protocol.Protocol;
import limbline.theatre.SignedOrder;

/// What was signed and the theatre goes by.
public interface Signed {

    /// The version of a protocol with which a procedure begins; none if nobody signed one.
    Optional<ProtocolVersion> inForce(String centre, String protocol);

    /// @throws IllegalArgumentException if the centre never signed such a version
    Protocol protocol(String centre, ProtocolVersion version);

    /// The order that this event signed.
    ///
    /// @param entries all that the journal holds of the patient
    Optional<SignedOrder> order(PatientKey patient, List<Entry> entries, EventId order);
}
