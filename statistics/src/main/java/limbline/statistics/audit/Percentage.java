package limbline.statistics.audit;

import limbline.statistics.Check;

/// A percentage as it was printed: its decimals are part of what it says.
///
/// @param units the digits without the point: 905 for 90.5
/// @param decimals from 0 to 6
public record Percentage(long units, int decimals) {

    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 9;

    public Percentage {
        Check.that(decimals >= 0 && decimals <= MOST_DECIMALS,
                "%d decimals not in [0, %d]", decimals, MOST_DECIMALS);
        Check.that(units >= 0 && units < 1_000_000_000, "a percentage of %d units is not in"
                + " [0, 999999999]", units);
    }

    /// What stands on paper: digits, with a point if need be, and a percent sign if you like.
    public static Percentage parse(String text) {
        String digits = text.strip().replaceFirst("\\s*%$", "");
        Check.that(digits.matches("\\d+(\\.\\d+)?"),
                "\"%s\" is not a printed percentage; write it like 85 or 90.5", text);
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        String all = digits.replace(".", "");
        Check.that(all.length() <= MOST_DIGITS && decimals <= MOST_DECIMALS,
                "\"%s\" has too many digits; at most %d, %d of them decimals",
                text, MOST_DIGITS, MOST_DECIMALS);
        return new Percentage(Long.parseLong(all), decimals);
    }

    /// How many units make the whole: 1000 for 90.5.
    long whole() {
        return atDecimals(100, decimals);
    }

    /// Its value in units of a finer or equal number of decimals.
    long unitsAt(int more) {
        return atDecimals(units, more - decimals);
    }

    private static long atDecimals(long value, int decimals) {
        long scaled = value;
        for (int i = 0; i < decimals; i++) {
            scaled *= 10;
        }
        return scaled;
    }

    @Override
    public String toString() {
        String digits = "%0" + (decimals + 1) + "d";
        StringBuilder text = new StringBuilder(digits.formatted(units));
        if (decimals > 0) {
            text.insert(text.length() - decimals, '.');
        }
        return text.toString();
    }
}
