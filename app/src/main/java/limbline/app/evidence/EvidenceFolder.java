package limbline.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import limbline.app.exchange.TextFile;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;

/// The files of the evidence folder. They are read from the project's folder where there is one, so
/// that a change shows at once, and else from the program.
public enum EvidenceFolder implements Term {
    SERIES("series.csv"),
    OVERLAP("overlap.csv"),
    TABLE("paper-table2.csv"),
    CLAIMS("paper-claims.csv"),
    MEASUREMENTS("measurements.csv"),
    ALTERNATIVES("alternatives.csv");

    /// The sheets that a centre can change.
    static final List<EvidenceFolder> CHANGED = List.of(SERIES, OVERLAP, TABLE, CLAIMS);

    private static final long MOST_BYTES = 20_000_000;

    private final String file;

    EvidenceFolder(String file) {
        this.file = file;
    }

    /// @param given in its place, if something was
    /// @throws limbline.app.exchange.Unreadable if it is no text, too large, or not there
    public TextFile or(@Nullable Path given) {
        return given == null ? shipped() : read(given);
    }

    public TextFile shipped() {
        Path here = Path.of(System.getProperty("limbline.home", ".")).resolve("evidence")
                .resolve(file);
        return Files.isRegularFile(here) ? read(here) : inTheProgram();
    }

    static TextFile read(Path path) {
        return TextFile.read(path, StandardCharsets.UTF_8, MOST_BYTES);
    }

    private TextFile inTheProgram() {
        String name = "/evidence/" + file;
        try (InputStream in = EvidenceFolder.class.getResourceAsStream(name)) {
            return new TextFile(file, new String(Objects.requireNonNull(in, name).readAllBytes(),
                    StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
