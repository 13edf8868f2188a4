package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Measures whether the texts of a figure run into each other or over its edge.
final class Collisions {

    private Collisions() {}

    static void assertNone(Figure figure) {
        assertThat(in(figure)).as(figure.title()).isEmpty();
    }

    static List<String> in(Figure figure) {
        List<String> found = new ArrayList<>();
        List<Mark.Words> words = figure.words();
        Rectangle2D edge = new Rectangle2D.Double(0, 0, figure.width(), figure.height());
        for (int i = 0; i < words.size(); i++) {
            if (!edge.contains(words.get(i).box())) {
                found.add("\"%s\" is cut off".formatted(words.get(i).text()));
            }
            for (int j = i + 1; j < words.size(); j++) {
                if (words.get(i).box().intersects(words.get(j).box())) {
                    found.add("\"%s\" meets \"%s\"".formatted(
                            words.get(i).text(), words.get(j).text()));
                }
            }
        }
        return found;
    }
}
