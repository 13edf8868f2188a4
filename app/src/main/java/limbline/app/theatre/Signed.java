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

    /// A version that the centre signed, in force or not any more.
    Optional<Protocol> find(String centre, ProtocolVersion version);

    /// @throws IllegalArgumentException if the centre never signed such a version
    default Protocol protocol(String centre, ProtocolVersion version) {
        return find(centre, version).orElseThrow(() -> new IllegalArgumentException(
                "%s never signed a protocol with the SHA-256 %s".formatted(centre, version)));
    }

    /// The order that this event signed.
    ///
    /// @param entries all that the journal holds of the patient
    Optional<SignedOrder> order(PatientKey patient, List<Entry> entries, EventId order);
}
