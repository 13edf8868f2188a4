package limbline.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The files of the evidence folder that ship with the program.
enum EvidenceFolder {
    SERIES("series.csv"),
    OVERLAP("overlap.csv"),
    TABLE("paper-table2.csv"),
    CLAIMS("paper-claims.csv"),
    MEASUREMENTS("measurements.csv");

    private final String file;

    EvidenceFolder(String file) {
        this.file = file;
    }

    /// @param given in its place, if something was
    Path or(@Nullable Path given) {
        return given == null ? path() : given;
    }

    Path path() {
        return DataFolder.home().resolve("evidence").resolve(file);
    }
}
