package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One case of the reference folder: what was asked, and what R answered.
record CaseFile(String area, String id, Map<String, Object> spec, Map<String, Object> expected) {

    /// The tolerances that the origin of the cases suggests: relative, and absolute near zero.
    static final double RELATIVE = 1e-10;
    static final double ABSOLUTE = 1e-12;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, List<CaseFile>> CASES = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, List<String>>> DATA = new ConcurrentHashMap<>();
    private static final Map<String, Object> NEWER = newerVersions();

    /// All cases of an area, by name.
    static Stream<CaseFile> ofArea(String area) {
        return in("/reference/cases/" + area);
    }

    /// All cases in a folder, by name.
    static Stream<CaseFile> in(String path) {
        return CASES.computeIfAbsent(path, CaseFile::readAll).stream();
    }

    private static List<CaseFile> readAll(String path) {
        Path folder = Path.of(resource(path).getPath());
        try (Stream<Path> files = Files.list(folder)) {
            List<CaseFile> cases = files.sorted().map(CaseFile::read).toList();
            assertThat(cases).as("cases in " + path).isNotEmpty();
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static CaseFile read(Path file) {
        Map<String, Object> json = JSON.readValue(file.toFile(), Map.class);
        return new CaseFile(
                (String) Objects.requireNonNull(json.get("area")),
                (String) Objects.requireNonNull(json.get("id")),
                (Map<String, Object>) Objects.requireNonNull(json.get("spec")),
                (Map<String, Object>) Objects.requireNonNull(json.get("expected")));
    }

    /// The data files of the cases.
    static Map<String, List<String>> columns(String path) {
        return DATA.computeIfAbsent(path, CaseFile::readData);
    }

    private static Map<String, List<String>> readData(String path) {
        try (InputStream in = resource("/reference/" + path).openStream()) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().toList();
            List<String> names = List.of(lines.getFirst().split(",", -1));
            Map<String, List<String>> columns = new LinkedHashMap<>();
            for (int column = 0; column < names.size(); column++) {
                List<String> values = new ArrayList<>();
                for (String line : lines.subList(1, lines.size())) {
                    values.add(line.split(",", -1)[column]);
                }
                columns.put(names.get(column), values);
            }
            return columns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer() {
        return ReferenceCase.answer(area, spec, CaseFile::columns);
    }

    /// Asserts that every field of R's answer is there and equal, but for what only says how far
    /// R's own iteration came: how much it still moved, and the slope that was left.
    void agrees() {
        // R's crr stops short of the optimum now and then; a p-value feels that most.
        double p = Boolean.FALSE.equals(expected.get("converged")) ? 1e-9 : RELATIVE;
        agrees(path -> path.endsWith("/refine_rel_change") || path.equals("/converged")
                || path.startsWith("/score_at_optimum") ? Double.POSITIVE_INFINITY
                : path.startsWith("/p/") ? p : RELATIVE);
    }

    /// The same, with a tolerance of its own for some fields.
    ///
    /// @param tolerance relative, by the path of the field, such as `/all/table/surv`; infinite for
    ///     a field that is R's own affair and not an answer
    void agrees(ToDoubleFunction<String> tolerance) {
        Answer answer = answer();
        assertThat(answer).as(id).isInstanceOf(Answer.Computed.class);
        Answer.Computed computed = (Answer.Computed) answer;
        List<String> differences = new ArrayList<>();
        for (var field : expected.entrySet()) {
            if (!computed.leftOut().containsKey(field.getKey())) {
                compare("/" + field.getKey(), field.getValue(),
                        computed.fields().get(field.getKey()), tolerance, differences);
            }
        }
        assertThat(differences).as(id).isEmpty();
    }

    private void compare(String path, @Nullable Object theirs, @Nullable Object ours,
            ToDoubleFunction<String> tolerance, List<String> differences) {
        if (Double.isInfinite(tolerance.applyAsDouble(path))) {
            return;
        }
        switch (theirs) {
            case Map<?, ?> map when ours instanceof Map<?, ?> found -> map.forEach((key, value) ->
                    compare(path + "/" + key, value, found.get(key), tolerance, differences));
            case List<?> list when ours instanceof List<?> found && list.size() == found.size() -> {
                for (int i = 0; i < list.size(); i++) {
                    compare(path + "/" + i, list.get(i), found.get(i), tolerance, differences);
                }
            }
            case Number number when ours instanceof Number found
                    && close(number.doubleValue(), found.doubleValue(),
                            tolerance.applyAsDouble(path)) -> {}
            case null, default -> {
                if (!Objects.equals(theirs, ours) && !newerVersionSays(path, ours)) {
                    differences.add("%s: R %s, here %s".formatted(path, theirs, ours));
                }
            }
        }
    }

    private static boolean close(double theirs, double ours, double relative) {
        return Math.abs(theirs - ours)
                <= Math.max(ABSOLUTE, relative * Math.max(Math.abs(theirs), Math.abs(ours)));
    }

    /// Whether a newer version of the R packages answers this way at this place.
    private boolean newerVersionSays(String path, @Nullable Object ours) {
        if (!(NEWER.get(id) instanceof Map<?, ?> paths) || !(ours instanceof Number found)) {
            return false;
        }
        int last = path.lastIndexOf('/');
        return paths.get(path.substring(0, last)) instanceof List<?> list
                && list.get(Integer.parseInt(path.substring(last + 1))) instanceof Number number
                && close(number.doubleValue(), found.doubleValue(), RELATIVE);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> newerVersions() {
        try (InputStream in = resource("/reference/newer_versions.json").openStream()) {
            Map<String, Object> json = JSON.readValue(in, Map.class);
            return (Map<String, Object>) Objects.requireNonNull(json.get("cases"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.net.URL resource(String path) {
        return Objects.requireNonNull(CaseFile.class.getResource(path), path);
    }

    @Override
    public String toString() {
        return id;
    }
}
