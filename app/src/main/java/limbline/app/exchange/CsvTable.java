package limbline.app.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import limbline.measure.Text;

/// A table of text with its column names in the first row, after RFC 4180: cells in quotes may hold
/// delimiters and line breaks, a quote in them is written twice. A row that does not fit is a
/// problem and the others are kept.
///
/// @param rows those that fit
/// @param problems those that do not
public record CsvTable(String file, List<String> columns, List<Row> rows, List<Problem> problems) {

    /// Columns of the widest registry export we know, ten times.
    private static final int MOST_COLUMNS = 20_000;

    public CsvTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /// One row.
    ///
    /// @param line where it begins
    public record Row(String file, int line, Map<String, String> cells) {

        public String cell(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }

        public Problem problem(String field, String reason) {
            return new Problem(file, line, field, reason);
        }
    }

    /// @throws Unreadable if there are no columns, one has no name, or two have the same
    public static CsvTable read(TextFile file, char delimiter, char quote) {
        return new Reader(file, delimiter, quote).table();
    }

    /// Walks through the text, character by character.
    private static final class Reader {

        private final String name;
        private final String text;
        private final char delimiter;
        private final char quote;
        private final List<Problem> problems = new ArrayList<>();
        private int at;
        private int line = 1;

        Reader(TextFile file, char delimiter, char quote) {
            this.name = file.name();
            this.text = file.text();
            this.delimiter = delimiter;
            this.quote = quote;
        }

        CsvTable table() {
            if (text.isBlank()) {
                throw new Unreadable(Problem.of(name, 0, "nothing stands in it"));
            }
            List<String> columns = cells().stream().map(String::strip).toList();
            checkColumns(columns);
            List<Row> rows = new ArrayList<>();
            while (at < text.length()) {
                int begins = line;
                List<String> cells = cells();
                if (cells.size() == columns.size()) {
                    rows.add(new Row(name, begins, row(columns, cells)));
                } else if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                    problems.add(Problem.of(name, begins, ("the row has %s cells and the table"
                            + " %s columns; look for a missing quote or delimiter")
                            .formatted(cells.size(), columns.size())));
                }
            }
            return new CsvTable(name, columns, rows, problems);
        }

        private void checkColumns(List<String> columns) {
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (column.isEmpty()) {
                    throw new Unreadable(Problem.of(name, 1, "column %s has no name"
                            .formatted(columns.indexOf(column) + 1)));
                }
                if (!seen.add(column)) {
                    throw new Unreadable(Problem.of(name, 1, "two columns are called \"%s\"; give"
                            .formatted(Text.shortened(column)) + " one of them another name"));
                }
            }
            if (columns.size() > MOST_COLUMNS) {
                throw new Unreadable(Problem.of(name, 1, "%,d columns; at most %,d are read"
                        .formatted(columns.size(), MOST_COLUMNS)));
            }
        }

        private static Map<String, String> row(List<String> columns, List<String> cells) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), cells.get(i).strip());
            }
            return row;
        }

        /// The cells up to the end of the row.
        private List<String> cells() {
            List<String> cells = new ArrayList<>();
            while (true) {
                cells.add(cell());
                if (at >= text.length()) {
                    return cells;
                }
                char c = text.charAt(at++);
                if (c != delimiter) { // then it is the end of the line
                    if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                        at++;
                    }
                    line++;
                    return cells;
                }
            }
        }

        private String cell() {
            StringBuilder cell = new StringBuilder();
            if (at < text.length() && text.charAt(at) == quote) {
                quoted(cell);
            }
            while (at < text.length() && text.charAt(at) != delimiter
                    && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                cell.append(text.charAt(at++));
            }
            return cell.toString();
        }

        private void quoted(StringBuilder cell) {
            int opened = line;
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == quote) {
                    if (at >= text.length() || text.charAt(at) != quote) {
                        return;
                    }
                    at++;
                } else if (c == '\n') {
                    line++;
                }
                cell.append(c);
            }
            problems.add(Problem.of(name, opened, "a quote opens here and never closes"));
        }
    }
}
