package limbline.app.photograph;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import limbline.measure.Check;

/// Makes of an uploaded file a picture that holds nothing but its pixels.
///
/// A camera writes beside the picture where and when it was taken, and with what: about a patient
/// that is too much. So the pixels are decoded, turned as the camera said they stand, and encoded
/// anew; nothing else of the file survives, neither place nor comment nor anything hidden in it.
public final class Darkroom {

    /// Largest file, in bytes: a camera's finest JPEG fits.
    public static final int LARGEST = 20 * 1024 * 1024;

    /// Most pixels. They are held in memory, four bytes each, twice while being turned.
    static final long MOST_PIXELS = 40_000_000;

    /// High enough that a second encoding is not seen beside the first.
    private static final float QUALITY = 0.93f;

    private Darkroom() {}

    /// @throws IllegalArgumentException if it is no JPEG or PNG or too large, with what is allowed
    public static Photograph develop(byte[] file) {
        Check.that(file.length > 0, "the file is empty");
        Check.that(file.length <= LARGEST, "the file has %s MB; at most %s MB",
                file.length / (1024 * 1024), LARGEST / (1024 * 1024));
        String format = format(file);
        BufferedImage pixels = decoded(file);
        if (format.equals("jpeg")) {
            pixels = turned(pixels, Orientation.of(file));
        }
        return Photograph.of("image/" + format, encoded(pixels, format));
    }

    private static String format(byte[] file) {
        if (file.length > 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
            return "jpeg";
        }
        Check.that(file.length > 8 && (file[0] & 0xff) == 0x89 && file[1] == 'P' && file[2] == 'N'
                && file[3] == 'G', "the file is neither a JPEG nor a PNG picture");
        return "png";
    }

    private static BufferedImage decoded(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            Check.that(readers.hasNext(), "the picture cannot be read");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                Check.that(width * height <= MOST_PIXELS,
                        "the picture has %s x %s pixels; at most %s million in all",
                        width, height, MOST_PIXELS / 1_000_000);
                return flat(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(
                    "the picture cannot be read; it is damaged or of a rare kind", e);
        }
    }

    /// In plain red, green and blue, on white where it was transparent.
    private static BufferedImage flat(BufferedImage image) {
        BufferedImage flat = new BufferedImage(
                image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = flat.createGraphics();
        paper.setColor(java.awt.Color.WHITE);
        paper.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        paper.drawImage(image, 0, 0, null);
        paper.dispose();
        return flat;
    }

    private static BufferedImage turned(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage turned = orientation.isOnItsSide()
                ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
                : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        AffineTransform turn = orientation.turn(width, height);
        Graphics2D paper = turned.createGraphics();
        paper.drawImage(image, turn, null);
        paper.dispose();
        return turned;
    }

    private static byte[] encoded(BufferedImage pixels, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format.toLowerCase(Locale.ROOT))
                .next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(pixels, null, null), how);
        } catch (IOException e) {
            throw new IllegalStateException(e); // into memory
        } finally {
            writer.dispose();
        }
        byte[] file = out.toByteArray();
        Check.that(file.length <= LARGEST, "the picture without its metadata has %s MB; at most %s"
                + " MB: send a smaller one", file.length / (1024 * 1024), LARGEST / (1024 * 1024));
        return file;
    }
}
