package limbline.app.figure;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import limbline.measure.Check;

/// A picture, ready to be written as SVG or PNG.
///
/// @param name tells it from other figures on the same page, small letters and hyphens
/// @param title short, for everybody
/// @param description in sentences, for those who do not see it
/// @param width in CSS pixels
public record Figure(
        String name, String title, String description, double width, double height,
        List<Mark> marks) {

    public Figure {
        Check.that(width > 0 && height > 0, "a figure of %s x %s has no area", width, height);
        marks = List.copyOf(marks);
    }

    /// The figure as an SVG element to stand in a page, or, with its XML head, in a file.
    public String svg() {
        return Svg.write(this);
    }

    /// The figure as PNG, `scale` pixels to the CSS pixel, on white.
    public byte[] png(double scale) {
        return Png.write(this, scale);
    }

    /// Paints the figure, one unit to the CSS pixel. Text is painted as outlines.
    public void paint(Graphics2D paper) {
        Png.paint(this, paper);
    }

    /// The same picture without what a pointer resting on its marks would be told, and with each day
    /// that is written in it cut to its month.
    Figure withoutNotes(String words) {
        List<Mark> bare = new ArrayList<>();
        addBare(marks, bare);
        return new Figure(name, title, words, width, height, bare);
    }

    private static void addBare(List<Mark> marks, List<Mark> bare) {
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Form _ -> bare.add(mark);
                case Mark.Words words -> bare.add(words.saying(
                        words.text().replaceAll("\\b(\\d{4}-\\d{2})-\\d{2}\\b", "$1")));
                case Mark.Group group -> addBare(group.marks(), bare);
            }
        }
    }

    /// Every line of text in it.
    List<Mark.Words> words() {
        List<Mark.Words> found = new ArrayList<>();
        collect(marks, found);
        return found;
    }

    private static void collect(List<Mark> marks, List<Mark.Words> found) {
        for (Mark mark : marks) {
            switch (mark) {
                case Mark.Words words -> found.add(words);
                case Mark.Group group -> collect(group.marks(), found);
                case Mark.Form _ -> { }
            }
        }
    }
}
