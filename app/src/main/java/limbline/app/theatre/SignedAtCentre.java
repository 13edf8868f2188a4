package limbline.app.theatre;

import java.util.List;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.event.Entry;
import limbline.event.ProtocolVersion;
import limbline.measure.EventId;
import limbline.protocol.Protocol;
import limbline.theatre.Orders;
import limbline.theatre.SignedOrder;

/// The protocols that a centre signed, and the orders on its patients' record.
public final class SignedAtCentre implements Signed {

    private final SignedProtocols protocols;

    public SignedAtCentre(SignedProtocols protocols) {
        this.protocols = protocols;
    }

    @Override
    public Optional<ProtocolVersion> inForce(String centre, String protocol) {
        return protocols.inForce(centre, protocol).map(one -> new ProtocolVersion(one.hash()));
    }

    @Override
    public Optional<Protocol> find(String centre, ProtocolVersion version) {
        return protocols.withHash(centre, version.sha256()).map(SignedProtocol::protocol);
    }

    /// From memory, once it was read.
    @Override
    public Protocol protocol(String centre, ProtocolVersion version) {
        return protocols.protocol(centre, version.sha256());
    }

    @Override
    public Optional<SignedOrder> order(PatientKey patient, List<Entry> entries, EventId order) {
        return Orders.of(entries).signed(order);
    }
}
