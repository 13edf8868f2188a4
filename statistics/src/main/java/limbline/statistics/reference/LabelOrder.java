package limbline.statistics.reference;

import java.util.Comparator;

/// The order of texts as R sorts the levels of a factor with the collation of Unicode, its usual
/// one: blanks, signs and digits before letters, capitals beside small letters, and of two texts
/// that differ in that alone the one with the small letter first. Beyond ASCII by code point.
final class LabelOrder implements Comparator<String> {

    private static final String FIRST =
            " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

    @Override
    public int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            int order = Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            if (order != 0) {
                return order;
            }
        }
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : b.compareTo(a); // small letters come after capitals
    }

    private static int rank(char letter) {
        int place = FIRST.indexOf(Character.toLowerCase(letter));
        return place >= 0 ? place : FIRST.length() + letter;
    }
}
