package limbline.app.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limbline.evidence.AuditFinding;
import limbline.evidence.Claim;
import limbline.evidence.ClaimFinding;
import limbline.evidence.Overlap;
import limbline.evidence.PaperEvidence;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.evidence.PublishedSeries;
import limbline.evidence.SeriesAudit;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The evidence of a centre: the sheets that ship, and what was changed here since. The audit, the
/// claims and pooling all take it from here.
public final class EvidenceDesk {

    /// Later than anything recorded.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final RowVersions versions;
    private final String centre;
    private final Instant until;

    public EvidenceDesk(JdbcClient sql, String centre) {
        this(new RowVersions(sql), centre, END_OF_TIME);
    }

    private EvidenceDesk(RowVersions versions, String centre, Instant until) {
        this.versions = versions;
        this.centre = centre;
        this.until = until;
    }

    /// The same as it had been recorded by an instant; the files are those of this program.
    public EvidenceDesk asRecordedBy(Instant instant) {
        return new EvidenceDesk(versions, centre, instant);
    }

    /// What comes of a change.
    public sealed interface Change {

        record Made(RowVersion version) implements Change {}

        /// Nothing was written, and why.
        record Refused(List<String> reasons) implements Change {}

        /// Somebody else changed it in between; this is what stands there now.
        record Overtaken(RowVersion by) implements Change {}
    }

    /// The rows of a sheet as they stand, those of the file first; what was withdrawn is not there.
    ///
    /// @return cells by column, by the row's key
    public Map<String, Map<String, String>> rows(EvidenceFolder sheet) {
        Map<String, Map<String, String>> rows = shipped(sheet);
        versions.latest(centre, sheet, until).forEach(version -> {
            if (version.isWithdrawn()) {
                rows.remove(version.key());
            } else {
                rows.put(version.key(), version.cells());
            }
        });
        return Collections.unmodifiableMap(rows);
    }

    /// All series as they stand.
    public List<PublishedSeries> series() {
        return series(rows(EvidenceFolder.SERIES));
    }

    private static List<PublishedSeries> series(Map<String, Map<String, String>> rows) {
        return rows.entrySet().stream()
                .map(row -> new PublishedSeries(row.getKey(), row.getValue())).toList();
    }

    public Optional<PublishedSeries> find(String key) {
        return series().stream().filter(series -> series.key().equals(key)).findFirst();
    }

    /// What was changed of one row, the latest first.
    public List<RowVersion> history(EvidenceFolder sheet, String key) {
        return versions.of(centre, sheet, key, until);
    }

    /// The latest change of each row that was changed, withdrawn ones too.
    public Map<String, RowVersion> changed(EvidenceFolder sheet) {
        Map<String, RowVersion> changed = new LinkedHashMap<>();
        versions.latest(centre, sheet, until).forEach(version -> changed.put(version.key(), version));
        return changed;
    }

    /// The columns of a sheet, in the order of its file.
    public List<String> columns(EvidenceFolder sheet) {
        return List.copyOf(shipped(sheet).values().iterator().next().keySet());
    }

    /// The table of overlaps; of series that the file does not know, what their column says, unless
    /// somebody has stated or withdrawn it.
    public List<Overlap> overlaps(List<PublishedSeries> all) {
        List<Overlap> overlaps = new ArrayList<>(
                rows(EvidenceFolder.OVERLAP).values().stream().map(SeriesFile::overlap).toList());
        Map<String, Map<String, String>> shipped = shipped(EvidenceFolder.SERIES);
        Map<String, RowVersion> stated = changed(EvidenceFolder.OVERLAP);
        Overlap.among(all).stream()
                .filter(one -> !shipped.containsKey(one.series())
                        || !shipped.containsKey(one.other()))
                .filter(one -> !stated.containsKey(one.series() + "~" + one.other())
                        && !stated.containsKey(one.other() + "~" + one.series()))
                .forEach(overlaps::add);
        return overlaps;
    }

    public List<AuditFinding> audit() {
        List<PublishedSeries> all = series();
        return SeriesAudit.of(all, overlaps(all));
    }

    public List<ClaimFinding> claims() {
        return paper(rows(EvidenceFolder.TABLE), rows(EvidenceFolder.CLAIMS),
                rows(EvidenceFolder.SERIES)).findings();
    }

    private static PaperEvidence paper(Map<String, Map<String, String>> table,
            Map<String, Map<String, String>> claims, Map<String, Map<String, String>> series) {
        return new PaperEvidence(series(table), claims.values().stream().map(Claim::of).toList(),
                series(series), SeriesFile.measurements(EvidenceFolder.MEASUREMENTS.shipped()));
    }

    public Pooling pool(PoolQuestion question) {
        List<PublishedSeries> all = series();
        return Pooling.of(question, all, overlaps(all));
    }

    /// Puts other cells in the place of a row, adds one, or withdraws one.
    ///
    /// @param key of the row; of an overlap it is made of its two series, whatever is given
    /// @param version that was read, 0 for what ships or is new
    /// @param cells by column; columns that are not of the file are refused
    /// @param author who answers for it
    public Change change(EvidenceFolder sheet, String key, int version, Map<String, String> cells,
            boolean isWithdrawn, String reason, String author) {
        String named = sheet == EvidenceFolder.OVERLAP && key.isEmpty()
                ? overlapKey(cells) : key;
        Map<String, Map<String, String>> rows = rows(sheet);
        Map<String, String> ordered = isWithdrawn
                ? rows.getOrDefault(named, Map.of()) : ordered(sheet, named, cells);
        List<String> reasons = new ArrayList<>(new Objections(columns(sheet))
                .to(sheet, named, isWithdrawn ? Map.of() : cells, reason));
        if (isWithdrawn ? !rows.containsKey(named) : ordered.equals(rows.get(named))) {
            reasons.add("nothing is different from what stands there");
        }
        if (reasons.isEmpty()) {
            reasons.addAll(breaks(sheet, named, isWithdrawn ? Optional.empty()
                    : Optional.of(ordered)));
        }
        if (!reasons.isEmpty()) {
            return new Change.Refused(reasons);
        }
        List<RowVersion> before = history(sheet, named);
        int now = before.isEmpty() ? 0 : before.getFirst().version();
        if (now != version || !versions.add(centre, sheet, named, ordered, isWithdrawn, now + 1,
                reason.strip(), author)) {
            List<RowVersion> between = history(sheet, named);
            return between.isEmpty()
                    ? new Change.Refused(List.of("version " + version + " never was"))
                    : new Change.Overtaken(between.getFirst());
        }
        return new Change.Made(history(sheet, named).getFirst());
    }

    private static String overlapKey(Map<String, String> cells) {
        return cells.getOrDefault("series", "").strip() + "~"
                + cells.getOrDefault("other", "").strip();
    }

    /// Why what is read off the sheets could no longer be read with this row.
    private List<String> breaks(
            EvidenceFolder sheet, String key, Optional<Map<String, String>> cells) {
        Function<EvidenceFolder, Map<String, Map<String, String>>> changed = one -> {
            Map<String, Map<String, String>> rows = new LinkedHashMap<>(rows(one));
            if (one == sheet) {
                cells.ifPresentOrElse(row -> rows.put(key, row), () -> rows.remove(key));
            }
            return rows;
        };
        try {
            Map<String, Map<String, String>> series = changed.apply(EvidenceFolder.SERIES);
            for (Map<String, String> row : changed.apply(EvidenceFolder.OVERLAP).values()) {
                Overlap overlap = SeriesFile.overlap(row);
                if (sheet == EvidenceFolder.OVERLAP && cells.filter(row::equals).isPresent()) {
                    series(series, overlap.series());
                    series(series, overlap.other());
                }
            }
            paper(changed.apply(EvidenceFolder.TABLE), changed.apply(EvidenceFolder.CLAIMS), series)
                    .findings();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static void series(Map<String, Map<String, String>> series, String key) {
        if (!series.containsKey(key)) {
            throw new IllegalArgumentException("there is no series \"%s\"".formatted(key));
        }
    }

    /// The cells in the order of the file, each column there.
    private Map<String, String> ordered(
            EvidenceFolder sheet, String key, Map<String, String> cells) {
        Map<String, String> ordered = new LinkedHashMap<>();
        columns(sheet).forEach(column -> ordered.put(column, column.equals("key") ? key
                : cells.getOrDefault(column, "").strip()));
        return Collections.unmodifiableMap(ordered);
    }

    private static Map<String, Map<String, String>> shipped(EvidenceFolder sheet) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        SeriesFile.rows(sheet.shipped()).forEach(cells -> rows.put(
                sheet == EvidenceFolder.OVERLAP ? overlapKey(cells)
                        : cells.getOrDefault("key", ""), cells));
        return rows;
    }
}
