package limbline.measure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of time as sources print it: "3 days", "4 months", "about 9 months", also backwards
/// ("-7 days").
///
/// Days are counted and exact. A number of weeks, months or years is taken as rounded, so it can be
/// half a unit more or less; "about" makes it a whole unit, and a day for days. A month is 30.4375
/// days and a year 365.25. These are our readings; every result carries its earliest and latest.
///
/// @param amount from -100 000 to 100 000
public record Offset(int amount, Unit unit, boolean about) {

    private static final double DAYS_A_MONTH = 30.4375;

    /// What is counted.
    public enum Unit implements Term {
        DAYS(1),
        WEEKS(7),
        MONTHS(DAYS_A_MONTH),
        YEARS(365.25);

        private final double days;

        Unit(double days) {
            this.days = days;
        }
    }

    private static final Pattern WRITTEN =
            Pattern.compile("(about |approximately |~ ?)?([+-]?\\d{1,6}) (day|week|month|year)s?");

    public Offset {
        Check.that(Math.abs(amount) <= 100_000, "%s %s is too far away", amount, unit.term());
    }

    public static Offset days(int amount) {
        return new Offset(amount, Unit.DAYS, false);
    }

    /// @throws IllegalArgumentException if the text is no such stretch, with what may be written
    public static Offset parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        Check.that(matcher.matches(),
                "\"%s\" is not a stretch of time; write for example 3 days or about 9 months",
                Text.shortened(text));
        return new Offset(
                Integer.parseInt(matcher.group(2)),
                Term.parse(Unit.class, matcher.group(3) + "s"),
                matcher.group(1) != null);
    }

    /// The days it takes as known: earliest, latest and used.
    public Elapsed elapsed() {
        double slack = unit == Unit.DAYS ? (about ? 1 : 0) : unit.days * (about ? 1 : 0.5);
        double middle = amount * unit.days;
        return new Elapsed(
                (long) Math.ceil(middle - slack),
                (long) Math.floor(middle + slack),
                Math.round(middle));
    }

    @Override
    public String toString() {
        String noun = Math.abs(amount) == 1
                ? unit.term().substring(0, unit.term().length() - 1)
                : unit.term();
        return (about ? "about " : "") + amount + " " + noun;
    }
}
