package limbline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;
import limbline.measure.TouchesTheWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pure modules read no files, no clock and no randomness: instants, ids and seeds come in as
/// arguments. That makes a fold and an estimate the same again tomorrow.
class PureTest {

    /// Of `java.io`, those that stay in memory: the first is what a serializable lambda would name.
    /// Everything else there, and everything in these packages, is the world.
    private static final Set<String> IN_MEMORY = Set.of("Serializable", "ByteArrayOutputStream");

    private static final ArchRule NO_WORLD = noClasses()
            .should().dependOnClassesThat(DescribedPredicate.describe(
                    "are the world", PureTest::isTheWorld))
            .orShould().accessTargetWhere(DescribedPredicate.describe(
                    "the target reads a clock, dice or the machine", PureTest::readsTheWorld));

    private static final Set<String> NOW =
            Set.of("now", "currentTimeMillis", "nanoTime", "randomUUID", "random");
    private static final Set<String> HARMLESS_OF_SYSTEM = Set.of("arraycopy", "identityHashCode");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../statistics/target/classes", "target/classes"})
    void aPureModuleDoesNotTouchTheWorld(String folder) {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of(folder));

        assertThat(classes).as("classes under %s", folder).isNotEmpty();
        NO_WORLD.check(classes);
    }

    @Test
    void theRuleBites() {
        for (Class<?> planted : TouchesTheWorld.PLANTED) {
            JavaClasses broken = new ClassFileImporter().importClasses(planted);

            assertThatThrownBy(() -> NO_WORLD.check(broken))
                    .as(planted.getSimpleName())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(planted.getSimpleName());
        }
    }

    private static boolean isTheWorld(JavaClass type) {
        String name = type.getPackageName();
        return (name.equals("java.io") && !IN_MEMORY.contains(type.getSimpleName()))
                || name.startsWith("java.nio.file") || name.startsWith("java.nio.channels")
                || name.startsWith("java.net") || name.startsWith("java.sql")
                || name.startsWith("java.security")
                || type.getName().equals("java.util.Random")
                || type.getName().equals("java.util.concurrent.ThreadLocalRandom")
                || type.getName().equals("java.time.Clock");
    }

    private static boolean readsTheWorld(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String target = access.getTarget().getName();
        boolean library = owner.startsWith("java.");
        return (library && NOW.contains(target))
                || (owner.equals("java.lang.System") && !HARMLESS_OF_SYSTEM.contains(target))
                || owner.equals("java.lang.ProcessBuilder")
                || (owner.equals("java.util.random.RandomGenerator")
                        && (target.equals("getDefault") || target.equals("of")));
    }
}
