package limbline.app.photograph;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a camera was held, by tag 0x0112 of the Exif block of a JPEG file: the numbers 1 to 8 of
/// CIPA DC-008 (Exif 2.32), section 4.6.4, in their order.
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    TURNED_LEFT_MIRRORED,
    TURNED_LEFT,
    TURNED_RIGHT_MIRRORED,
    TURNED_RIGHT;

    private static final int TAG = 0x0112;

    boolean isOnItsSide() {
        return switch (this) {
            case UPRIGHT, MIRRORED, UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> false;
            case TURNED_LEFT_MIRRORED, TURNED_LEFT, TURNED_RIGHT_MIRRORED, TURNED_RIGHT -> true;
        };
    }

    /// What sets a picture of that size, as it lies in the file, upright.
    AffineTransform turn(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case TURNED_LEFT_MIRRORED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case TURNED_LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TURNED_RIGHT_MIRRORED -> new AffineTransform(0, -1, -1, 0, height, width);
            case TURNED_RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    /// Of a JPEG file; upright where it says nothing, or nothing that can be read.
    static Orientation of(byte[] file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file).position(2);
            while (bytes.remaining() > 4) {
                int marker = bytes.getShort() & 0xffff;
                if (marker < 0xffc0 || marker == 0xffda) { // pixels begin
                    return UPRIGHT;
                }
                int length = bytes.getShort() & 0xffff;
                if (marker == 0xffe1 && isExif(bytes)) {
                    return inExif(bytes.slice(bytes.position() + 6, length - 8));
                }
                bytes.position(bytes.position() + length - 2);
            }
        } catch (BufferUnderflowException | IllegalArgumentException
                | IndexOutOfBoundsException _) {
            return UPRIGHT; // a damaged block says nothing
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer bytes) {
        byte[] name = new byte[6];
        bytes.duplicate().get(name);
        return new String(name, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
    }

    private static Orientation inExif(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int number = tiff.getShort(entry + 8) & 0xffff;
                return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
