package limbline.app.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limbline.evidence.PublishedSeries;
import limbline.measure.Text;

/// What speaks against the cells of a row, before anything is read off them.
///
/// @param columns of the sheet
record Objections(List<String> columns) {

    private static final int LONGEST_CELL = 500;
    private static final String KEY = "[A-Za-z0-9][A-Za-z0-9_.-]{0,59}";
    private static final String TWO_KEYS = KEY + "~" + KEY;

    Objections {
        columns = List.copyOf(columns);
    }

    List<String> to(
            EvidenceFolder sheet, String key, Map<String, String> cells, String reason) {
        List<String> reasons = new ArrayList<>();
        if (!key.matches(sheet == EvidenceFolder.OVERLAP ? TWO_KEYS : KEY)) {
            reasons.add(sheet == EvidenceFolder.OVERLAP ? "name both series by their keys"
                    : "key: \"%s\" is not made of letters, digits, _, . and -, at most 60"
                            .formatted(Text.shortened(key)));
        }
        if (reason.isBlank()) {
            reasons.add("why: say why it is changed, and where it was read");
        } else if (reason.length() > LONGEST_CELL) {
            reasons.add("why: %d characters; at most %d".formatted(reason.length(), LONGEST_CELL));
        }
        cells.forEach((column, cell) -> cell(sheet, column, cell, reasons));
        return reasons;
    }

    private void cell(EvidenceFolder sheet, String column, String cell, List<String> reasons) {
        if (!columns.contains(column)) {
            reasons.add("%s: there is no such column".formatted(Text.shortened(column)));
        } else if (cell.length() > LONGEST_CELL) {
            reasons.add("%s: %d characters; at most %d".formatted(
                    column, cell.length(), LONGEST_CELL));
        } else if (cell.chars().anyMatch(Character::isISOControl)) {
            reasons.add("%s: it holds a character that cannot be kept".formatted(column));
        } else if (sheet == EvidenceFolder.SERIES && isCount(column) && !cell.isBlank()
                && new PublishedSeries("cell", Map.of("cell", cell)).count("cell").isEmpty()) {
            reasons.add("%s: \"%s\" is no whole number".formatted(column, Text.shortened(cell)));
        }
    }

    private static boolean isCount(String column) {
        return column.startsWith("n_") || column.endsWith("_n");
    }
}
