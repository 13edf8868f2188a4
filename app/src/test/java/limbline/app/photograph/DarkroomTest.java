package limbline.app.photograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is left of an uploaded file: the pixels, upright, and nothing else.
class DarkroomTest {

    /// The corner of the scene that is red, whichever way the camera was held.
    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;

    @Test
    void nothingTheCameraWroteIsLeft() throws IOException {
        byte[] file = withExif(jpeg(scene()), 1, "Jane Doe, ward 4, N 52.52 E 13.40");

        Photograph kept = Darkroom.develop(file);

        assertThat(text(file)).contains("Jane Doe", "Exif");
        assertThat(text(kept.file())).doesNotContain("Jane Doe").doesNotContain("Exif");
        assertThat(kept.type()).isEqualTo("image/jpeg");
        assertThat(kept.hash()).isEqualTo(Photograph.hashOf(kept.file()));
    }

    @Test
    void whatIsHiddenBehindThePictureIsGone() throws IOException {
        byte[] picture = png(scene());
        byte[] file = Arrays.copyOf(picture, picture.length + 9);
        byte[] hidden = "<script>!".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hidden, 0, file, picture.length, 9);

        assertThat(text(Darkroom.develop(file).file())).doesNotContain("<script>");
    }

    /// The red corner lies where the camera, held so, has the scene's upper left: CIPA DC-008,
    /// table of tag 0x0112.
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 59, 0", "3, 59, 39", "4, 0, 39",
            "5, 0, 0", "6, 39, 0", "7, 39, 59", "8, 0, 59"})
    void aPictureStandsAsItWasHeld(int orientation, int x, int y) throws IOException {
        byte[] file = withExif(jpeg(scene()), orientation, "");

        BufferedImage upright = ImageIO.read(
                new ByteArrayInputStream(Darkroom.develop(file).file()));

        assertThat(upright.getWidth()).isEqualTo(orientation < 5 ? WIDTH : HEIGHT);
        Color corner = new Color(upright.getRGB(x, y));
        assertThat(corner.getRed()).isGreaterThan(180);
        assertThat(corner.getGreen()).isLessThan(90);
    }

    @Test
    void theSameFileGivesTheSameHash() throws IOException {
        byte[] file = jpeg(scene());
        assertThat(Darkroom.develop(file).hash()).isEqualTo(Darkroom.develop(file).hash());
    }

    @Test
    void whatIsNoPictureIsRefusedWithASentence() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> Darkroom.develop(new byte[0]))
                .withMessage("the file is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Darkroom.develop(
                        "GIF89a....".getBytes(StandardCharsets.US_ASCII)))
                .withMessage("the file is neither a JPEG nor a PNG picture");
        byte[] cut = Arrays.copyOf(png(scene()), 60);
        assertThatIllegalArgumentException().isThrownBy(() -> Darkroom.develop(cut))
                .withMessageStartingWith("the picture cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Darkroom.develop(new byte[Darkroom.LARGEST + 1]))
                .withMessage("the file has 20 MB; at most 20 MB");
    }

    @Test
    void aPictureWithTooManyPixelsIsRefusedBeforeItIsUnpacked() throws IOException {
        byte[] file = png(scene());
        file[16] = 0; // the width in the header of a PNG: bytes 16 to 19, the height: 20 to 23
        file[17] = 0;
        file[18] = 0x27;
        file[19] = 0x10; // 10 000
        file[20] = 0;
        file[21] = 0;
        file[22] = 0x27;
        file[23] = 0x10;
        assertThatIllegalArgumentException().isThrownBy(() -> Darkroom.develop(file))
                .withMessage("the picture has 10000 x 10000 pixels; at most 40 million in all");
    }

    private static BufferedImage scene() {
        BufferedImage scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = scene.createGraphics();
        paper.setColor(Color.GREEN);
        paper.fillRect(0, 0, WIDTH, HEIGHT);
        paper.setColor(Color.RED);
        paper.fillRect(0, 0, 16, 16);
        paper.dispose();
        return scene;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /// The file with an Exif block behind its first marker: one directory, one entry, then words.
    private static byte[] withExif(byte[] jpeg, int orientation, String words) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        block.write(new byte[] {0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0,
                (byte) orientation, 0, 0, 0, 0, 0, 0});
        block.write(words.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1,
                (byte) ((block.size() + 2) >> 8), (byte) (block.size() + 2)});
        block.writeTo(out);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
