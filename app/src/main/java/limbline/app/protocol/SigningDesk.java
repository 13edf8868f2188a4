package limbline.app.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.app.journal.Centre;
import limbline.app.protocol.ShippedProtocols.Compared;
import limbline.app.security.Pins;
import limbline.app.security.Pins.Confirmation;
import limbline.app.security.Role;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;

/// Puts a protocol into force: looks at it as a whole, and takes the signatures of two people.
public final class SigningDesk {

    /// Who may answer for a protocol.
    private static final Role[] SIGNERS = {Role.CLINICIAN, Role.THEATRE};

    private final SignedProtocols signed;
    private final Pins pins;

    public SigningDesk(SignedProtocols signed, Pins pins) {
        this.signed = signed;
        this.pins = pins;
    }

    /// A protocol before its signatures.
    ///
    /// @param against why it cannot be signed, in sentences; empty if it can
    /// @param version that it would be
    /// @param statement that would be signed
    /// @param before the version in force, which this one would take the place of
    /// @param compared with the shipped file it is most like
    public record Examined(
            Centre centre, String text, Protocol protocol, Proof proof, List<String> against,
            int version, String statement, Optional<SignedProtocol> before,
            Optional<Compared> compared) {
        public Examined {
            against = List.copyOf(against);
        }
    }

    /// What came of it.
    public sealed interface Signing {

        record Signed(SignedProtocol protocol) implements Signing {}

        /// @param reasons sentences, at least one
        record NotSigned(List<String> reasons) implements Signing {
            public NotSigned {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// @param bound states after which the proof gives up
    /// @throws RefusedProtocol if the text is no protocol file
    public Examined examine(Centre centre, String text, int bound) throws RefusedProtocol {
        Protocol protocol = ProtocolFile.parse(text);
        Proof proof = ProtocolFile.prove(protocol, bound);
        Optional<SignedProtocol> before = signed.inForce(centre.id(), protocol.id());
        int version = before.map(SignedProtocol::version).orElse(0) + 1;
        List<String> against = new ArrayList<>();
        proof.verdicts().stream().filter(verdict -> !verdict.holds()).forEach(verdict ->
                against.add("It is not proved (%s): %s".formatted(verdict.id(), verdict.says())));
        if (!proof.unset().isEmpty()) {
            against.add(("Not set by this centre: %s. Fill each in with its source, or mark it"
                    + " not-used with the reason.").formatted(String.join(", ", proof.unset())));
        }
        if (protocol.demonstration() && !centre.invented()) {
            against.add(("It is a demonstration's, with invented values, and %s is a real centre."
                    + " Copy it, put in the centre's own values, and take \"demonstration: yes\""
                    + " out.").formatted(centre.name()));
        }
        before.filter(one -> one.hash().equals(SignedProtocol.hashOf(text))).ifPresent(one ->
                against.add("It is in force already, as version %s.".formatted(one.version())));
        return new Examined(centre, text, protocol, proof, against, version,
                statement(centre, protocol, text, version), before,
                ShippedProtocols.compared(text, protocol));
    }

    private static String statement(Centre centre, Protocol protocol, String text, int version) {
        return ("We have read the protocol %s (%s), version %s, SHA-256 %s, and the proof of it. We"
                + " answer for its steps, limits and doses, and put it into force at %s.")
                .formatted(protocol.id(), protocol.title(), version, SignedProtocol.hashOf(text),
                        centre.name());
    }

    /// Takes two signatures under the statement of `examined`.
    public Signing sign(Examined examined, Pins.Typed first, Pins.Typed second) {
        if (!examined.against.isEmpty()) {
            return new Signing.NotSigned(examined.against);
        }
        return switch (pins.confirm(first, second, SIGNERS)) {
            case Confirmation.Refused(var reasons) -> new Signing.NotSigned(reasons);
            case Confirmation.ByBoth(var one, var other) ->
                    sign(examined, one.name(), other.name());
        };
    }

    private Signing sign(Examined examined, String first, String second) {
        return signed.add(examined.centre.id(), examined.protocol.id(), examined.version,
                        examined.text, examined.statement, first, second)
                .<Signing>map(Signing.Signed::new)
                .orElseGet(() -> new Signing.NotSigned(List.of(("Meanwhile somebody signed version"
                        + " %s of %s. Compare the two, and sign again if it is still wanted.")
                        .formatted(examined.version, examined.protocol.id()))));
    }
}
