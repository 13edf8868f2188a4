package limbline.app.board;

import java.util.Locale;

/// Words that begin a sentence.
final class Sentence {

    private Sentence() {}

    static String of(String words) {
        return words.isEmpty() ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
