package limbline.app.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.exchange.CsvTable.Row;
import limbline.measure.Check;
import limbline.measure.Text;

/// A text with the cells of a row in it: `{histology}[ ({morphology})]`. Of `{one or other}` the
/// first that is not missing is taken. A part in square brackets is left out if a cell in it is
/// missing; outside of them a missing cell makes the whole text missing. `{row}` is the number of
/// the row among those of the patient in its file, from 1.
record Template(String text, List<Part> parts) {

    /// The number of the row; a column of that name would hide it.
    static final String ROW = "row";

    private static final Pattern PIECE =
            Pattern.compile("\\{([^{}]+)}|\\[([^\\[\\]]*)]|([^{}\\[\\]]+)");

    /// A piece of the text.
    sealed interface Part {

        record Plain(String words) implements Part {}

        /// @param columns of which the first that is not missing is taken
        record Cell(List<String> columns) implements Part {
            public Cell {
                columns = List.copyOf(columns);
            }
        }

        record Optionally(List<Part> parts) implements Part {
            public Optionally {
                parts = List.copyOf(parts);
            }
        }
    }

    Template {
        parts = List.copyOf(parts);
    }

    /// @throws IllegalArgumentException if a bracket stands alone
    static Template parse(String text) {
        return new Template(text, parts(text, text));
    }

    private static List<Part> parts(String piece, String whole) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PIECE.matcher(piece);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            String cell = matcher.group(1);
            String optional = matcher.group(2);
            if (cell != null) {
                parts.add(new Part.Cell(List.of(cell.strip().split("\\s+or\\s+"))));
            } else if (optional != null) {
                parts.add(new Part.Optionally(parts(optional, whole)));
            } else {
                parts.add(new Part.Plain(matcher.group()));
            }
        }
        Check.that(end == piece.length(), "a bracket in \"%s\" is not closed, or not opened",
                Text.shortened(whole));
        return parts;
    }

    /// The columns it takes cells from.
    List<String> columns() {
        return columns(parts);
    }

    private static List<String> columns(List<Part> parts) {
        return parts.stream().flatMap(part -> switch (part) {
            case Part.Plain _ -> List.<String>of().stream();
            case Part.Cell(List<String> columns) ->
                columns.stream().filter(column -> !column.equals(ROW));
            case Part.Optionally(List<Part> inner) -> columns(inner).stream();
        }).toList();
    }

    /// The text for a row; empty if a cell that it needs is missing.
    ///
    /// @param missing the words by which the table says that there is no value
    Optional<String> of(Row row, int number, Words missing) {
        return text(parts, row, number, missing);
    }

    private static Optional<String> text(List<Part> parts, Row row, int number, Words missing) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            Optional<String> piece = switch (part) {
                case Part.Plain(String words) -> Optional.of(words);
                case Part.Cell(List<String> columns) -> columns.stream()
                        .map(column -> column.equals(ROW) ? "" + number : row.cell(column))
                        .filter(cell -> !missing.has(cell))
                        .findFirst();
                case Part.Optionally(List<Part> inner) ->
                    text(inner, row, number, missing).or(() -> Optional.of(""));
            };
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            text.append(piece.get());
        }
        return Optional.of(text.toString());
    }
}
