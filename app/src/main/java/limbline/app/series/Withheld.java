package limbline.app.series;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import limbline.series.Count;
import limbline.series.Table;
import limbline.series.Times;

/// What a reader who may see no patient is not shown: a table in which a count lies from 1 to below
/// the limit, as a whole, since from its total and its other cells the small one could be told.
public final class Withheld {

    /// Of a researcher.
    public static final int LIMIT = 5;

    private Withheld() {}

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
                .anyMatch(count -> count > 0 && count < least);
    }
}
