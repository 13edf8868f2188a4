package limbline.app.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import limbline.measure.Check;
import limbline.protocol.Protocol;

/// One version of a protocol, as two people signed it for a centre.
///
/// @param id of the protocol, as its file has it
/// @param version 1, 2, 3 ... of this protocol at this centre
/// @param hash SHA-256 of the text in UTF-8, in 64 hexadecimal digits
/// @param text of the file, to the letter
/// @param statement what the two put their names to
/// @param first, second two different accounts
public record SignedProtocol(
        String centre, String id, int version, String hash, String text, String statement,
        String first, String second, Instant signed) {

    public SignedProtocol {
        Check.that(hash.equals(hashOf(text)), "the text of %s version %s is not the one that was"
                + " signed: its SHA-256 is %s and not %s", id, version, hashOf(text), hash);
        Check.that(!first.equals(second), "%s signed %s twice", first, id);
    }

    /// What the text says.
    ///
    /// @throws IllegalStateException if this program cannot read it any more
    public Protocol protocol() {
        try {
            return ProtocolFile.signed(text);
        } catch (RefusedProtocol refused) {
            throw new IllegalStateException("%s version %s was signed and cannot be read: %s"
                    .formatted(id, version, refused.getMessage()), refused);
        }
    }

    public static String hashOf(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
