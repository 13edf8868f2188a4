package limbline.app.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import limbline.app.statistics.ObservationColumns.Observed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// What the commands have in common that read a table of observations and print an estimate: which
/// columns are read, how sure limits are to be, and how the answer begins.
final class ObservationReport {

    @Mixin private ObservationColumns columns = new ObservationColumns();
    @Mixin private Printing printing = new Printing();
    @Mixin private Confidence confidence = new Confidence();

    /// @param more columns that must not be missing either
    Observed read(String... more) {
        return columns.read(more);
    }

    Printing printing() {
        return printing;
    }

    /// The share of the limits, and the same in percent.
    double confidence() {
        return confidence.share();
    }

    String percent() {
        return Printing.plain(100 * confidence.share()) + " %";
    }

    /// The column of times, with its unit.
    String time() {
        return columns.timeColumn();
    }

    /// Prints the method, of how many rows it is, and what follows.
    ///
    /// @param json adds its fields to an answer in JSON
    /// @param lines adds its lines to one in words
    /// @return the exit code
    int answer(String method, Observed observed, Consumer<Map<String, @Nullable Object>> json,
            Consumer<List<String>> lines) {
        return printing.answer(() -> {
            Map<String, @Nullable Object> answer = ObservationColumns.head(method, observed);
            json.accept(answer);
            return answer;
        }, () -> {
            List<String> answer = new ArrayList<>(List.of(method, columns.heading(observed)));
            lines.accept(answer);
            return answer;
        });
    }
}
