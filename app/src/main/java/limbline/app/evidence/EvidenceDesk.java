package limbline.app.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import limbline.evidence.AuditFinding;
import limbline.evidence.ClaimFinding;
import limbline.evidence.Overlap;
import limbline.evidence.PaperEvidence;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.evidence.PublishedSeries;
import limbline.evidence.SeriesAudit;
import limbline.measure.Text;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The published series of a centre: those that ship, and what was changed here since.
public final class EvidenceDesk {

    private static final int LONGEST_CELL = 500;
    private static final String KEY = "[A-Za-z0-9][A-Za-z0-9_.-]{0,59}";

    private final SeriesVersions versions;
    private final String centre;

    public EvidenceDesk(JdbcClient sql, String centre) {
        this.versions = new SeriesVersions(sql);
        this.centre = centre;
    }

    /// What comes of a change.
    public sealed interface Change {

        record Made(SeriesVersion version) implements Change {}

        /// Nothing was written, and why.
        record Refused(List<String> reasons) implements Change {}

        /// Somebody else changed it in between; this is what stands there now.
        record Overtaken(SeriesVersion by) implements Change {}
    }

    /// All series as they stand, those of the file first.
    public List<PublishedSeries> series() {
        Map<String, PublishedSeries> all = new LinkedHashMap<>();
        shipped().forEach(series -> all.put(series.key(), series));
        versions.latest(centre).forEach(version ->
                all.put(version.series().key(), version.series()));
        return List.copyOf(all.values());
    }

    public Optional<PublishedSeries> find(String key) {
        return series().stream().filter(series -> series.key().equals(key)).findFirst();
    }

    /// What was changed of one series, the latest first.
    public List<SeriesVersion> history(String key) {
        return versions.of(centre, key);
    }

    /// The columns of the file, in its order.
    public List<String> columns() {
        return List.copyOf(shipped().getFirst().cells().keySet());
    }

    /// The table of overlaps; of series that it does not know, what their column says.
    public List<Overlap> overlaps(List<PublishedSeries> all) {
        List<Overlap> overlaps =
                new ArrayList<>(SeriesFile.overlaps(EvidenceFolder.OVERLAP.shipped()));
        List<String> shipped = shipped().stream().map(PublishedSeries::key).toList();
        Overlap.among(all).stream()
                .filter(one -> !shipped.contains(one.series()) || !shipped.contains(one.other()))
                .forEach(overlaps::add);
        return overlaps;
    }

    public List<AuditFinding> audit() {
        List<PublishedSeries> all = series();
        return SeriesAudit.of(all, overlaps(all));
    }

    public List<ClaimFinding> claims() {
        return new PaperEvidence(SeriesFile.read(EvidenceFolder.TABLE.shipped()).series(),
                SeriesFile.claims(EvidenceFolder.CLAIMS.shipped()), series(),
                SeriesFile.measurements(EvidenceFolder.MEASUREMENTS.shipped())).findings();
    }

    public Pooling pool(PoolQuestion question) {
        List<PublishedSeries> all = series();
        return Pooling.of(question, all, overlaps(all));
    }

    /// Puts other cells in the place of a series, or adds one.
    ///
    /// @param version that was read, 0 for what ships or is new
    /// @param cells by column; columns that are not of the file are refused
    /// @param author who answers for it
    public Change change(
            String key, int version, Map<String, String> cells, String reason, String author) {
        List<SeriesVersion> before = history(key);
        int now = before.isEmpty() ? 0 : before.getFirst().version();
        List<String> reasons = objections(key, cells, reason);
        if (reasons.isEmpty() && find(key).map(PublishedSeries::cells)
                .filter(same -> same.equals(ordered(key, cells))).isPresent()) {
            reasons = List.of("nothing is different from what stands there");
        }
        if (!reasons.isEmpty()) {
            return new Change.Refused(reasons);
        }
        if (now != version || !versions.add(centre, new PublishedSeries(key, ordered(key, cells)),
                now + 1, reason.strip(), author)) {
            List<SeriesVersion> between = history(key);
            return between.isEmpty()
                    ? new Change.Refused(List.of("version " + version + " never was"))
                    : new Change.Overtaken(between.getFirst());
        }
        return new Change.Made(history(key).getFirst());
    }

    private List<String> objections(String key, Map<String, String> cells, String reason) {
        List<String> reasons = new ArrayList<>();
        if (!key.matches(KEY)) {
            reasons.add("key: \"%s\" is not made of letters, digits, _, . and -, at most 60"
                    .formatted(Text.shortened(key)));
        }
        if (reason.isBlank()) {
            reasons.add("why: say why it is changed, and where it was read");
        } else if (reason.length() > LONGEST_CELL) {
            reasons.add("why: %d characters; at most %d".formatted(reason.length(), LONGEST_CELL));
        }
        List<String> columns = columns();
        cells.forEach((column, cell) -> {
            if (!columns.contains(column)) {
                reasons.add("%s: there is no such column".formatted(Text.shortened(column)));
            } else if (cell.length() > LONGEST_CELL) {
                reasons.add("%s: %d characters; at most %d".formatted(
                        column, cell.length(), LONGEST_CELL));
            } else if (cell.chars().anyMatch(Character::isISOControl)) {
                reasons.add("%s: it holds a character that cannot be kept".formatted(column));
            } else if (isCount(column) && !cell.isBlank() && !wholeNumber(cell)) {
                reasons.add("%s: \"%s\" is no whole number".formatted(
                        column, Text.shortened(cell)));
            }
        });
        return reasons;
    }

    private static boolean isCount(String column) {
        return column.startsWith("n_") || column.endsWith("_n");
    }

    private static boolean wholeNumber(String cell) {
        OptionalInt count = new PublishedSeries("cell", Map.of("cell", cell)).count("cell");
        return count.isPresent();
    }

    /// The cells in the order of the file, each column there.
    private Map<String, String> ordered(String key, Map<String, String> cells) {
        Map<String, String> ordered = new LinkedHashMap<>();
        columns().forEach(column -> ordered.put(column, column.equals("key") ? key
                : cells.getOrDefault(column, "").strip()));
        return Collections.unmodifiableMap(ordered);
    }

    private static List<PublishedSeries> shipped() {
        return SeriesFile.read(EvidenceFolder.SERIES.shipped()).series();
    }
}
