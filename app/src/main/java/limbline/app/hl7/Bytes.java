package limbline.app.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Bytes that nobody changes any more.
public final class Bytes {

    private final byte[] array;

    public Bytes(byte[] array) {
        this.array = array.clone();
    }

    public byte[] array() {
        return array.clone();
    }

    public int length() {
        return array.length;
    }

    /// The same with each line ended by a carriage return, as the standard has it.
    Bytes withCarriageReturns() {
        String text = new String(array, StandardCharsets.ISO_8859_1);
        return new Bytes(text.replace("\r\n", "\r").replace('\n', '\r')
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /// SHA-256 of what the message says: not how its lines end, nor when it was sent (MSH-7), which
    /// a sender that repeats itself may change.
    ///
    /// @param sent MSH-7 as it stands there, or empty
    byte[] contentHash(String sent) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(said(sent));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Each run of line ends as one, and without `sent` where it stands first.
    private ByteBuffer said(String sent) {
        ByteBuffer said = ByteBuffer.allocate(array.length);
        int skip = sent.isEmpty() ? -1 : firstOf(sent);
        boolean lineEnded = false;
        for (int i = 0; i < array.length; i++) {
            if (i == skip) {
                i += sent.length() - 1;
            } else if (array[i] == '\r' || array[i] == '\n') {
                lineEnded = true;
            } else {
                if (lineEnded) {
                    said.put((byte) '\r');
                    lineEnded = false;
                }
                said.put(array[i]);
            }
        }
        return said.flip();
    }

    private int firstOf(String text) {
        for (int i = 0; i + text.length() <= array.length; i++) {
            int j = 0;
            while (j < text.length() && (array[i + j] & 0xFF) == text.charAt(j)) {
                j++;
            }
            if (j == text.length()) {
                return i;
            }
        }
        return -1;
    }
}
