package limbline.app.series;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import limbline.course.AsOf;

/// Everything of a series that goes into a paper: the rows with their dictionary, an R script that
/// reproduces our numbers, the figures, and a paragraph of methods.
public final class SeriesExport {

    /// 300 dots an inch at 19 cm.
    private static final double PIXELS = 3;

    private SeriesExport() {}

    /// File by its name within the export; the same question gives the same bytes.
    public static Map<String, byte[]> files(
            Definition definition, Withheld shown, AsOf asOf) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        new Sheets(shown).files().forEach((name, text) -> files.put(name, utf8(text)));
        files.put("numbers.csv", utf8(Numbers.of(shown)));
        files.put("series.R", script());
        files.put("methods.md", utf8(Methods.of(definition, shown, asOf)));
        SeriesFigures.all(shown).forEach(figure -> {
            files.put("figures/" + figure.name() + ".svg", utf8(figure.svg()));
            files.put("figures/" + figure.name() + ".png", figure.png(PIXELS));
            files.put("figures/" + figure.name() + ".pdf", Vector.pdf(figure));
        });
        return files;
    }

    /// Writes the files into a folder, which is made; files of the same names are replaced.
    public static void write(Map<String, byte[]> files, Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent(), "a folder"));
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the export cannot be written to %s: %s".formatted(
                    folder, e.getMessage()), e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] script() {
        try (InputStream in = SeriesExport.class.getResourceAsStream("series.R")) {
            return requireNonNull(in, "series.R").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
