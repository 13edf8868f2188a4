package limbline.app.statistics;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.app.exchange.TextFile;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A CSV file, column by column: commas, a header, UTF-8, `NA` for missing.
///
/// @param file it was read from, for messages
/// @param columns by name, in the order of the file, all of one length
/// @param lines for each row the line it ends on
public record CsvColumns(Path file, Map<String, List<String>> columns, List<Long> lines) {

    private static final String MISSING = "NA";

    /// @throws IllegalArgumentException with file and line
    public static CsvColumns read(Path file) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        List<Long> lines = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVFormat.RFC4180.builder()
                        .setIgnoreEmptyLines(true).get().parse(reader)) {
            List<String> names = List.of();
            for (CSVRecord row : parser) {
                if (names.isEmpty()) {
                    names = header(file, row, columns);
                    continue;
                }
                if (row.size() != names.size()) {
                    throw refusal(file, parser.getCurrentLineNumber(),
                            "%s values where the header has %s".formatted(row.size(), names.size()));
                }
                int i = 0;
                for (List<String> column : columns.values()) { // in the order of the header
                    column.add(row.get(i++).strip());
                }
                lines.add(parser.getCurrentLineNumber());
            }
            if (names.isEmpty()) {
                throw new IllegalArgumentException(file + " is empty; it needs a header line");
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (UncheckedIOException e) { // from the second record on
            throw refusal(file, e.getCause());
        } catch (IOException e) {
            throw refusal(file, e);
        }
        return new CsvColumns(file, columns, lines);
    }

    public int size() {
        return lines.size();
    }

    /// @throws IllegalArgumentException with the columns there are
    public List<String> texts(String column) {
        List<String> values = columns.get(column);
        if (values == null) {
            throw new IllegalArgumentException("%s has no column \"%s\"; it has: %s"
                    .formatted(file, column, String.join(", ", columns.keySet())));
        }
        return values;
    }

    public double[] numbers(String column) {
        List<String> texts = texts(column);
        double[] numbers = new double[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(texts.get(i));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        at(i, "%s is \"%s\", which is no number".formatted(column, texts.get(i))), e);
            }
        }
        return numbers;
    }

    public int[] wholeNumbers(String column) {
        double[] numbers = numbers(column);
        int[] whole = new int[numbers.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) numbers[i];
            if (whole[i] != numbers[i]) {
                throw new IllegalArgumentException(at(i,
                        "%s is \"%s\", which is no whole number".formatted(column,
                                texts(column).get(i))));
            }
        }
        return whole;
    }

    /// The rows in which none of these columns is missing.
    public CsvColumns complete(List<String> wanted) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            int row = i;
            if (wanted.stream().noneMatch(column -> texts(column).get(row).equals(MISSING)
                    || texts(column).get(row).isEmpty())) {
                kept.add(i);
            }
        }
        if (kept.size() == size()) {
            return this;
        }
        Map<String, List<String>> fewer = new LinkedHashMap<>();
        columns.forEach((name, values) -> fewer.put(name, kept.stream().map(values::get).toList()));
        return new CsvColumns(file, fewer, kept.stream().map(lines::get).toList());
    }

    private String at(int row, String words) {
        return "%s line %s: %s".formatted(file, lines.get(row), words);
    }

    private static List<String> header(
            Path file, CSVRecord row, Map<String, List<String>> columns) {
        List<String> names = new ArrayList<>();
        for (String name : row) {
            String clean = (names.isEmpty() && name.startsWith("\uFEFF") ? name.substring(1) : name)
                    .strip();
            if (columns.put(clean, new ArrayList<>()) != null) {
                throw refusal(file, 1, "the column \"%s\" stands twice".formatted(clean));
            }
            names.add(clean);
        }
        return names;
    }

    private static IllegalArgumentException refusal(Path file, @Nullable IOException cause) {
        return new IllegalArgumentException(switch (cause) {
            case CharacterCodingException _ -> file + " is not in UTF-8; save it in that encoding";
            case CSVException e -> ("%s cannot be read as CSV: a quotation mark is not closed, or"
                    + " something stands behind a closing one (%s)").formatted(file, e.getMessage());
            case null -> file + " cannot be read";
            default -> "%s: %s".formatted(file, TextFile.why(file, cause));
        }, cause);
    }

    private static IllegalArgumentException refusal(Path file, long line, String words) {
        return new IllegalArgumentException("%s line %s: %s".formatted(file, line, words));
    }
}
