package limbline.patient;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// Lymph nodes with tumour among those examined: "2 of 27".
public record NodeCount(int positive, int examined) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");

    public NodeCount {
        Check.that(positive >= 0 && positive <= examined && examined >= 1 && examined <= 999,
                "%s of %s nodes cannot be", positive, examined);
    }

    public static NodeCount parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        Check.that(matcher.matches(), "\"%s\" is not a count of nodes; write for example 2 of 27",
                Text.shortened(text));
        return new NodeCount(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return positive + " of " + examined;
    }
}
