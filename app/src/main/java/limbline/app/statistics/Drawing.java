package limbline.app.statistics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import limbline.app.figure.Figure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether and where a result is drawn.
final class Drawing {

    /// Three pixels to the CSS pixel: 300 dots an inch at 19 cm width.
    private static final double PIXELS = 3;

    @Option(
            names = "--figure",
            paramLabel = "FILE",
            description = "Also draws it: FILE.svg or FILE.png.")
    private @Nullable Path file;

    @Option(names = "--title", paramLabel = "TEXT", description = "Above the figure.")
    private @Nullable String title;

    /// Draws and writes the figure, if one was asked for.
    ///
    /// @param usual the title where none was given
    /// @param drawn the figure with a title
    void draw(String usual, Function<String, Figure> drawn) {
        if (file == null) {
            return;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new IllegalArgumentException(
                    "a figure is written as .svg or .png; \"%s\" ends in neither".formatted(file));
        }
        Figure figure = drawn.apply(title == null || title.isBlank() ? usual : title);
        try {
            Files.write(file, name.endsWith(".svg")
                    ? figure.svg().getBytes(StandardCharsets.UTF_8)
                    : figure.png(PIXELS));
        } catch (IOException e) {
            throw new IllegalArgumentException("the figure cannot be written to %s: %s; name a file"
                    .formatted(file, e.getMessage()) + " in a folder that exists and is yours", e);
        }
    }
}
