package limbline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limbline.measure.LooksAhead;
import org.junit.jupiter.api.Test;

/// A package knows the ones before it on the patient's way and none after it.
///
/// Read from the constant pools of the class files: `permits`, casts, patterns and generic
/// signatures all leave a name there, and ArchUnit sees none of the first three.
class TimesArrowTest {

    /// The patient's way, after the packages all of it speaks in.
    private static final List<String> WAY =
            List.of("measure", "patient", "event", "course", "protocol", "theatre", "ward",
                    "board", "followup", "series", "evidence");

    private static final Path CLASSES = Path.of("target", "classes", "limbline");
    private static final Pattern NAMED = Pattern.compile("limbline/([a-z]+)/");

    @Test
    void noPackageLooksAhead() throws IOException {
        List<String> lookingAhead = new ArrayList<>();
        for (Path file : classes(CLASSES)) {
            lookingAhead.addAll(lookingAhead(file));
        }
        assertThat(lookingAhead).isEmpty();
    }

    /// A rule about a package that does not exist holds for ever. So the list must be the packages.
    @Test
    void theWayIsEveryPackageThereIs() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (Path file : classes(CLASSES)) {
            packages.add(CLASSES.relativize(file).getName(0).toString());
        }
        assertThat(packages).containsExactlyInAnyOrderElementsOf(WAY);
    }

    /// A rule that has never failed has never been tested: a cast, a pattern, a generic type.
    @Test
    void theRuleBites() throws IOException {
        for (Class<?> planted : LooksAhead.PLANTED) {
            Path file = Path.of("target", "test-classes",
                    planted.getName().replace('.', '/') + ".class");
            assertThat(lookingAhead(file)).as(planted.getSimpleName()).singleElement().asString()
                    .contains("measure", "course");
        }
    }

    private static List<String> lookingAhead(Path file) throws IOException {
        Matcher own = NAMED.matcher(file.toString().replace('\\', '/'));
        assertThat(own.find()).as("%s lies in a package of ours", file).isTrue();
        int place = WAY.indexOf(own.group(1));
        return named(file).stream()
                .filter(other -> WAY.indexOf(other) > place)
                .map(other -> "%s in %s knows %s".formatted(
                        file.getFileName(), own.group(1), other))
                .toList();
    }

    /// The packages of ours whose types a class file names anywhere.
    private static Set<String> named(Path file) throws IOException {
        Set<String> packages = new TreeSet<>();
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof Utf8Entry text) {
                NAMED.matcher(text.stringValue()).results()
                        .forEach(found -> packages.add(found.group(1)));
            }
        }
        return packages;
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }
}
