package limbline.app.security;

import limbline.measure.Check;

/// A password as it was typed. It prints as dots.
///
/// @param text from 12 to 200 characters of any kind: length is what counts, see NIST SP 800-63B
public record Password(String text) {

    private static final int SHORTEST = 12;

    /// Longer ones only make the server work.
    static final int LONGEST = 200;

    public Password {
        Check.that(text.length() >= SHORTEST && text.length() <= LONGEST,
                "a password of %s characters is not taken: from %s to %s",
                text.length(), SHORTEST, LONGEST);
        Check.that(text.chars().distinct().count() >= 5,
                "a password of the same few characters again and again is not taken");
    }

    @Override
    public String toString() {
        return "......";
    }
}
