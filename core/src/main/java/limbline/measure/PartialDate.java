package limbline.measure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A calendar date as well as it is known: a day, a month, a part of a year, a year, or from one of
/// these to another.
///
/// Early, mid and late are the thirds of a year (January to April, May to August, September to
/// December): our reading, since sources that print "late 2015" do not say theirs.
///
/// @param text as it was written, in canonical form: "2013-07-04", "2013-07", "2011", "late 2015",
///     "2012 to 2013-07"
/// @param earliest the first day it can be
/// @param latest the last day it can be
public record PartialDate(String text, LocalDate earliest, LocalDate latest) {

    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final Pattern THIRD = Pattern.compile("(early|mid|late)[ -](\\d{4})");

    public PartialDate {
        Check.that(!latest.isBefore(earliest), "the date %s ends before it begins", text);
        Check.that(earliest.getYear() >= 1850 && latest.getYear() <= 2200,
                "the year of \"%s\" is outside 1850 to 2200", text);
    }

    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString(), day, day);
    }

    /// From `earliest` to `latest`, both included.
    public static PartialDate between(LocalDate earliest, LocalDate latest) {
        return earliest.equals(latest)
                ? of(earliest)
                : new PartialDate(earliest + " to " + latest, earliest, latest);
    }

    /// @throws IllegalArgumentException if the text is no date, with what may be written
    public static PartialDate parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String[] ends = words.split(" to ", -1);
        if (ends.length == 2) {
            PartialDate from = simple(ends[0], text);
            PartialDate to = simple(ends[1], text);
            return new PartialDate(from.text + " to " + to.text, from.earliest, to.latest);
        }
        return simple(words, text);
    }

    /// The day a calculation takes when it needs one: the middle. The earliest and the latest go
    /// with every result.
    public LocalDate used() {
        return earliest.plusDays((latest.toEpochDay() - earliest.toEpochDay()) / 2);
    }

    /// For people: "July 2013" for a month, else as it was written.
    public String words() {
        return MONTH.matcher(text).matches()
                ? earliest.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        + " " + earliest.getYear()
                : text;
    }

    public boolean isExact() {
        return earliest.equals(latest);
    }

    private static PartialDate simple(String words, String whole) {
        try {
            Matcher day = DAY.matcher(words);
            if (day.matches()) {
                return of(LocalDate.parse(words));
            }
            Matcher month = MONTH.matcher(words);
            if (month.matches()) {
                YearMonth of = YearMonth.parse(words);
                return new PartialDate(words, of.atDay(1), of.atEndOfMonth());
            }
            Matcher year = YEAR.matcher(words);
            if (year.matches()) {
                return months(words, Integer.parseInt(words), 1, 12);
            }
            Matcher third = THIRD.matcher(words);
            if (third.matches()) {
                int of = Integer.parseInt(third.group(2));
                return switch (third.group(1)) {
                    case "early" -> months("early " + of, of, 1, 4);
                    case "mid" -> months("mid " + of, of, 5, 8);
                    default -> months("late " + of, of, 9, 12);
                };
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a day of the calendar".formatted(Text.shortened(whole)), e);
        }
        throw new IllegalArgumentException(
                ("\"%s\" is not a date; write 2013-07-04, 2013-07, 2013, early, mid or late 2013,"
                        + " or one of these \"to\" another").formatted(Text.shortened(whole)));
    }

    private static PartialDate months(String text, int year, int first, int last) {
        return new PartialDate(
                text, LocalDate.of(year, first, 1), YearMonth.of(year, last).atEndOfMonth());
    }

    @Override
    public String toString() {
        return text;
    }
}
