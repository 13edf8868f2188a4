package limbline.app.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import limbline.app.exchange.CsvTable;
import limbline.app.exchange.Problem;
import limbline.app.exchange.TextFile;
import limbline.evidence.Claim;
import limbline.evidence.Measurement;
import limbline.evidence.Overlap;
import limbline.evidence.PublishedSeries;
import limbline.measure.Check;
import limbline.measure.Term;

/// Reads tables of the evidence folder: CSV in UTF-8, column names in the first row.
///
/// @param problems rows that could not be read; the others are kept
public record SeriesFile(List<PublishedSeries> series, List<Problem> problems) {

    public SeriesFile {
        series = List.copyOf(series);
        problems = List.copyOf(problems);
    }

    /// @throws limbline.app.exchange.Unreadable if the file is no such table
    /// @throws IllegalArgumentException if no column holds a percentage
    public static SeriesFile read(Path file) {
        return read(EvidenceFolder.read(file));
    }

    /// The same of a text.
    public static SeriesFile read(TextFile file) {
        CsvTable table = table(file);
        Check.that(table.columns().stream().anyMatch(name -> name.endsWith("_pct")),
                "%s: no column holds percentages; they are called CR_pct, PR_pct, SD_pct, PD_pct,"
                        + " ORR_pct, limb_salvage_pct and the like", file.name());
        List<PublishedSeries> series = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(table.problems());
        for (CsvTable.Row row : table.rows()) {
            String key = row.cells().getOrDefault("key", "");
            series.add(new PublishedSeries(key.isBlank() ? "line " + row.line() : key,
                    row.cells()));
        }
        Check.that(!series.isEmpty() || !problems.isEmpty(),
                "%s: no series stands under the names of the columns", file.name());
        return new SeriesFile(series, problems);
    }

    /// The rows of a table as they stand, column by column.
    public static List<Map<String, String>> rows(TextFile file) {
        return rows(file, cells -> cells);
    }

    /// @throws IllegalArgumentException with the line, if a claim cannot be read
    public static List<Claim> claims(TextFile file) {
        return rows(file, Claim::of);
    }

    /// @throws IllegalArgumentException with the line, if a number is none
    public static List<Measurement> measurements(TextFile file) {
        return rows(file, Measurement::of);
    }

    /// The table of overlaps: series, other, relation, why.
    ///
    /// @throws IllegalArgumentException with the line, if a relation is none
    public static List<Overlap> overlaps(TextFile file) {
        return rows(file, SeriesFile::overlap);
    }

    static Overlap overlap(Map<String, String> cells) {
        return new Overlap(cell(cells, "series"), cell(cells, "other"),
                Term.parse(Overlap.Relation.class, cell(cells, "relation")),
                cells.getOrDefault("why", ""));
    }

    /// Each row as something; one that does not fit refuses the file, with its line.
    private static <T> List<T> rows(TextFile file, Function<Map<String, String>, T> read) {
        CsvTable table = table(file);
        Check.that(table.problems().isEmpty(), "%s", table.problems());
        List<T> all = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            try {
                all.add(read.apply(row.cells()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s, line %d: %s".formatted(
                        file.name(), row.line(), e.getMessage()), e);
            }
        }
        return all;
    }

    /// Between commas; between semicolons or tabs where the row of names says so.
    private static CsvTable table(TextFile file) {
        String names = file.text().lines().findFirst().orElse("");
        char delimiter = names.indexOf(',') >= 0 ? ','
                : names.indexOf(';') >= 0 ? ';' : names.indexOf('\t') >= 0 ? '\t' : ',';
        return CsvTable.read(file, delimiter, '"');
    }

    private static String cell(Map<String, String> cells, String column) {
        String cell = cells.getOrDefault(column, "").strip();
        Check.that(!cell.isEmpty(), "nothing stands in the column \"%s\"",
                column.toLowerCase(Locale.ROOT));
        return cell;
    }
}
