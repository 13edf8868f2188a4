package limbline.app.series;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import limbline.course.AsOf;
import limbline.measure.Check;
import limbline.series.Count;
import limbline.series.Subgroups;
import limbline.series.Table;
import limbline.series.Times;

/// What a reader who may see no patient is not shown: a table in which a count lies from 1 to below
/// the limit, as a whole, since from its total and its other cells the small one could be told.
public final class Withheld {

    /// Of a researcher.
    public static final int LIMIT = 5;

    private static final String ONLY_YEARS = "an account that may see no patient may ask for now, or"
            + " as known on the last day of a year; numbers of days near to one another would tell"
            + " of a person";

    private Withheld() {}

    /// Whether a count is one that is not told.
    ///
    /// @param least 0 withholds nothing
    static boolean is(int count, int least) {
        return count > 0 && count < least;
    }

    /// The days as of which somebody who sees no small count may ask: now, and the end of a year. The
    /// numbers of two days near to one another differ by a person, and would tell of him.
    ///
    /// @throws IllegalArgumentException for any other day
    public static void checkDay(AsOf asOf) {
        asOf.known().ifPresent(day -> Check.that(day.getMonthValue() == 12
                && day.getDayOfMonth() == 31, "as of %s: %s", day, ONLY_YEARS));
        Check.that(asOf.recorded().isEmpty(), "as recorded: %s", ONLY_YEARS);
    }

    /// Whether a group, its events or the rest of it is small.
    static boolean from(Subgroups<?> found, int least) {
        return found.groups().stream().anyMatch(group -> is(group.size().value(), least)
                || is(group.events().value(), least)
                || is(group.size().value() - group.events().value(), least));
    }

    /// @param least 0 withholds nothing
    static boolean from(Table<?> table, int least) {
        IntStream own = switch (table) {
            case Table.Grades<?> grades -> grades.levels().stream().mapToInt(Count::value);
            case Table.Measures<?> measures -> IntStream.of(measures.used().length);
            case Times<?> times -> IntStream.rangeClosed(0, times.kind().causes().size())
                    .map(cause -> times.ended(cause).events().value());
        };
        IntStream missing = table.notAssessable().values().stream().mapToInt(Count::value);
        return Stream.of(own, missing).flatMapToInt(each -> each)
                .anyMatch(count -> is(count, least));
    }
}
