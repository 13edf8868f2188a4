package limbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import limbline.app.Settings;
import limbline.app.database.CannotStart;
import limbline.app.database.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which data a command works on.
final class DataFolder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder; else LIMBLINE_DATA, else \"data\" beside the launcher.")
    private @Nullable Path folder;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings; else, without --data, LIMBLINE_CONFIG, else"
                    + " limbline.properties in the data folder.")
    private @Nullable Path settings;

    Path path() {
        if (folder != null) {
            return folder.toAbsolutePath().normalize();
        }
        String named = System.getenv("LIMBLINE_DATA");
        return named == null || named.isBlank()
                ? home().resolve("data")
                : Path.of(named).toAbsolutePath().normalize();
    }

    /// The folder the launcher lies in.
    static Path home() {
        return Path.of(System.getProperty("limbline.home", ".")).toAbsolutePath().normalize();
    }

    /// Another folder than the usual one has settings of its own: it may be a backup that is tried.
    Settings settings() {
        String named = folder == null ? System.getenv("LIMBLINE_CONFIG") : null;
        Optional<Path> usual = Optional.ofNullable(named).filter(text -> !text.isBlank())
                .map(Path::of);
        return Settings.read(path(), Optional.ofNullable(settings).or(() -> usual),
                Map.copyOf(System.getenv()));
    }

    /// Whether an embedded database was begun in the folder.
    boolean holdsRecord() {
        return Files.isDirectory(path().resolve("cluster"));
    }

    /// The database of the settings: the hospital's own, or the embedded one in the data folder.
    Database open(Settings of) {
        if (of.database().isPresent()) {
            Settings.External external = of.database().get();
            return Database.external(external.owner(), external.server());
        }
        Path path = path();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw CannotStart.because("The data folder %s cannot be made: %s. Give yourself the right"
                    + " to, or name another one with --data.", path, e.getMessage());
        }
        return Database.embedded(path);
    }
}
