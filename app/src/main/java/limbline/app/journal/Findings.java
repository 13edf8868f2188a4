package limbline.app.journal;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong: the first so many sentences, and a count of the rest, since a damaged
/// record can have as many findings as events.
final class Findings {

    static final int MOST_KEPT = 1_000;

    private final List<String> kept = new ArrayList<>();
    private long more;

    @FormatMethod
    void add(String sentence, Object... arguments) {
        if (kept.size() < MOST_KEPT) {
            kept.add(sentence.formatted(arguments));
        } else {
            more++;
        }
    }

    List<String> kept() {
        return kept;
    }

    long more() {
        return more;
    }
}
