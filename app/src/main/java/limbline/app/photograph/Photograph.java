package limbline.app.photograph;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import limbline.patient.ImageHash;

/// A picture as it is kept.
///
/// @param type "image/jpeg" or "image/png"
/// @param bytes of the file
public record Photograph(ImageHash hash, String type, ByteBuffer bytes) {

    public Photograph {
        bytes = bytes.asReadOnlyBuffer();
    }

    static Photograph of(String type, byte[] bytes) {
        return new Photograph(hashOf(bytes), type, ByteBuffer.wrap(bytes));
    }

    /// A copy of the file.
    public byte[] file() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    static ImageHash hashOf(byte[] bytes) {
        try {
            return new ImageHash(HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
