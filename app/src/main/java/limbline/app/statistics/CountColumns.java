package limbline.app.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limbline.statistics.pooling.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which columns of a file count events among trials.
final class CountColumns {

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "A CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--events",
            paramLabel = "COLUMN",
            description = "How many had it (default: ${DEFAULT-VALUE}).")
    private String events = "events";

    @Option(
            names = "--trials",
            paramLabel = "COLUMN",
            description = "Of how many (default: ${DEFAULT-VALUE}).")
    private String trials = "trials";

    @Option(names = "--study", paramLabel = "COLUMN", description = "What each row is called.")
    private @Nullable String study;

    List<Study> read() {
        CsvColumns rows = rows();
        int[] counted = rows.wholeNumbers(events);
        int[] among = rows.wholeNumbers(trials);
        List<Study> studies = new ArrayList<>();
        for (int i = 0; i < counted.length; i++) {
            studies.add(new Study(
                    study == null ? "row " + (i + 1) : rows.texts(study).get(i),
                    counted[i], among[i]));
        }
        return studies;
    }

    /// The rows in which both counts stand.
    CsvColumns rows() {
        CsvColumns rows = CsvColumns.read(file).complete(List.of(events, trials));
        if (rows.size() == 0) {
            throw new IllegalArgumentException("%s has no row with both %s and %s"
                    .formatted(file, events, trials));
        }
        return rows;
    }
}
