package limbline.app.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import limbline.measure.Check;

/// Paints a figure as PNG. Text is painted as outlines of the bundled typeface, so that a server
/// without any font paints the same picture.
final class Png {

    /// Largest picture, in pixels: 100 million take 400 MB of memory.
    private static final double LARGEST = 100e6;

    private final Graphics2D paper;

    private Png(Graphics2D paper) {
        this.paper = paper;
    }

    static byte[] write(Figure figure, double scale) {
        double width = Math.ceil(figure.width() * scale);
        double height = Math.ceil(figure.height() * scale);
        Check.that(width >= 1 && height >= 1 && width * height <= LARGEST,
                "a picture of %.0f x %.0f pixels is outside 1 to %.0f pixels",
                width, height, LARGEST);
        BufferedImage image = new BufferedImage(
                (int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = image.createGraphics();
        try {
            paper.setColor(Ink.PAPER.colour());
            paper.fillRect(0, 0, image.getWidth(), image.getHeight());
            paper.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            paper.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            paper.scale(scale, scale);
            paint(figure, paper);
        } finally {
            paper.dispose();
        }
        return encoded(image);
    }

    /// Paints the figure at the paper's own scale.
    static void paint(Figure figure, Graphics2D paper) {
        Png png = new Png(paper);
        figure.marks().forEach(png::mark);
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Mark.Form form -> form(form);
            case Mark.Words words -> words(words);
            case Mark.Group group -> group.marks().forEach(this::mark);
        }
    }

    private void words(Mark.Words words) {
        Path2D outline = words.face().outline(words.text(), words.x(), words.y(), words.size());
        if (words.haloed()) {
            paper.setColor(Ink.PAPER.colour());
            paper.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            paper.draw(outline);
        }
        paper.setColor(words.ink().colour());
        paper.fill(outline);
    }

    private void form(Mark.Form form) {
        form.fill().ifPresent(ink -> {
            Color whole = ink.colour();
            paper.setColor(new Color(whole.getRed(), whole.getGreen(), whole.getBlue(),
                    (int) Math.round(255 * form.opacity())));
            paper.fill(form.shape());
        });
        form.stroke().ifPresent(ink -> {
            paper.setColor(ink.colour());
            paper.setStroke(stroke(form));
            paper.draw(form.shape());
        });
    }

    private static BasicStroke stroke(Mark.Form form) {
        float width = (float) form.width();
        if (form.dash().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] dash = new float[form.dash().size()];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = form.dash().get(i).floatValue();
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
