package limbline.app.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.Settings;
import limbline.app.exchange.TextFile;
import limbline.board.Criteria;
import limbline.patient.Treatment;
import org.jspecify.annotations.Nullable;

/// The files of criteria that stand on the page: every `.yaml` of a folder, read again when one
/// changes, or else those in the program.
public final class CriteriaFolder {

    private static final List<String> SHIPPED = List.of(
            "ili-nct00004250.yaml", "hilp-beromun.yaml", "trial-nct04332874.yaml");

    private final Path folder;
    private volatile @Nullable Held held;

    /// @param files with the moments of their last change
    private record Held(List<Stamped> files, All all) {}

    private record Stamped(Path file, FileTime changed) {}

    /// @param refused a sentence for each file that cannot be used
    public record All(List<Criteria> criteria, List<String> refused) {
        public All {
            criteria = List.copyOf(criteria);
            refused = List.copyOf(refused);
        }
    }

    /// The centre's own, or else those of the project.
    public static CriteriaFolder of(Settings settings) {
        return new CriteriaFolder(settings.criteria().orElseGet(() ->
                Path.of(System.getProperty("limbline.home", ".")).resolve("criteria")));
    }

    public CriteriaFolder(Path folder) {
        this.folder = folder;
    }

    /// Those that can be used, and why others cannot. Files of the same option stand together.
    public All all() {
        List<Stamped> now = Files.isDirectory(folder) ? files() : List.of();
        Held before = held;
        if (before != null && before.files().equals(now)) {
            return before.all();
        }
        All all = now.isEmpty() ? shipped() : read(now);
        held = new Held(now, all);
        return all;
    }

    private List<Stamped> files() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Stamped> stamped = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted().toList()) {
                stamped.add(new Stamped(file, Files.getLastModifiedTime(file)));
            }
            return stamped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static All read(List<Stamped> files) {
        Sorted sorted = new Sorted();
        files.forEach(one -> sorted.add(
                String.valueOf(one.file().getFileName()), CriteriaFile.read(one.file())));
        return sorted.all();
    }

    private static All shipped() {
        Sorted sorted = new Sorted();
        for (String name : SHIPPED) {
            inTheProgram(name).ifPresent(text -> sorted.add(name, CriteriaFile.parse(text)));
        }
        return sorted.all();
    }

    private static Optional<TextFile> inTheProgram(String name) {
        try (@Nullable InputStream in =
                CriteriaFolder.class.getResourceAsStream("/criteria/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new TextFile(name,
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was taken and what was not; no two files of one id.
    private static final class Sorted {

        private final List<Criteria> taken = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        private void add(String name, CriteriaFile.Read read) {
            switch (read) {
                case CriteriaFile.Read.Taken(Criteria one) -> {
                    if (taken.stream().anyMatch(other -> other.id().equals(one.id()))) {
                        refused.add("%s: another file is called %s too".formatted(name, one.id()));
                    } else {
                        taken.add(one);
                    }
                }
                case CriteriaFile.Read.Refused(var refusals) -> refused.add("%s: %s%s".formatted(
                        name, refusals.getFirst(), refusals.size() == 1 ? ""
                                : " (and %d more)".formatted(refusals.size() - 1)));
            }
        }

        private All all() {
            taken.sort(Comparator.comparing(Criteria::trial)
                    .thenComparingInt(one -> one.option() == Treatment.ILI ? 0 : 1)
                    .thenComparing(Criteria::option));
            return new All(taken, refused);
        }
    }
}
