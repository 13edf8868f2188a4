package limbline.measure;

import java.util.Locale;

/// Words typed by people, with their limits.
public final class Text {

    /// Longest free text of one field, in characters. A letter fits; a scanned book does not.
    public static final int LONGEST = 10_000;

    private Text() {}

    /// `words` without blanks around them.
    ///
    /// @throws IllegalArgumentException if nothing is left, if it is longer than [#LONGEST], or if
    ///     it holds a control character other than a line break or a tab, or half a character
    ///     (an unpaired surrogate), which no file can keep
    public static String line(String name, String words) {
        String stripped = words.strip();
        Check.that(!stripped.isEmpty(), "%s: nothing is written there", name);
        Check.that(stripped.length() <= LONGEST, "%s: %s characters; at most %s", name,
                stripped.length(), LONGEST);
        int unfit = firstUnfit(stripped);
        Check.that(unfit < 0, "%s: the character at position %s cannot be kept", name, unfit + 1);
        return stripped;
    }

    /// `words`, cut for a message, and not within a character.
    public static String shortened(String words) {
        if (words.length() <= 60) {
            return words;
        }
        return words.substring(0, Character.isHighSurrogate(words.charAt(56)) ? 56 : 57) + "...";
    }

    /// A count with its noun, in the plural but for one.
    public static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static int firstUnfit(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == words.length()
                        || !Character.isLowSurrogate(words.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
