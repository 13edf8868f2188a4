package limbline.app.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patients and limbs cannot be added up, nor one be the denominator of the other: javac refuses.
/// The same lines with one unit are shown to compile, so that the refusal is for the unit.
class UnitsDoNotMixTest {

    @TempDir Path out;

    @Test
    void countsOfOneUnitAddUpAndOfTwoDoNotCompile() throws IOException {
        String sum = "new Count<>(Unit.Limbs.UNIT, 1).plus(new Count<>(Unit.%s.UNIT, 2));";
        assertThat(errors(sum.formatted("Limbs"))).isEmpty();
        assertThat(errors(sum.formatted("Patients")))
                .anyMatch(error -> error.contains("incompatible types"));
    }

    @Test
    void aProportionOfLimbsAmongPatientsDoesNotCompile() throws IOException {
        String proportion = "Proportion<Unit.%s> share = new Proportion<>("
                + "new Count<>(Unit.%s.UNIT, 1), new Count<>(Unit.%s.UNIT, 2), "
                + "java.util.Map.of());";
        assertThat(errors(proportion.formatted("Limbs", "Limbs", "Limbs"))).isEmpty();
        assertThat(errors(proportion.formatted("Limbs", "Limbs", "Patients"))).isNotEmpty();
        assertThat(errors(proportion.formatted("Patients", "Limbs", "Limbs"))).isNotEmpty();
    }

    @Test
    void anEndpointOfInfusionsGivesNoTableOfPatients() throws IOException {
        String table = "Table<Unit.%s> table(Series series, Endpoint<Unit.Infusions> endpoint) {"
                + " return series.table(endpoint); }";
        assertThat(errors("} " + table.formatted("Infusions") + " void more() {")).isEmpty();
        assertThat(errors("} " + table.formatted("Patients") + " void more() {")).isNotEmpty();
    }

    private List<String> errors(String lines) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject source = new SimpleJavaFileObject(
                URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
                return "import limbline.series.*; class Snippet { void run() { " + lines + " } }";
            }
        };
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            Path classes = Path.of("..", "core", "target", "classes").toAbsolutePath();
            Path numbers = Path.of("..", "statistics", "target", "classes").toAbsolutePath();
            compiler.getTask(new StringWriter(), files, found, List.of("-classpath",
                    classes + java.io.File.pathSeparator + numbers, "-d", out.toString(),
                    "-proc:none"), null, List.of(source)).call();
        }
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(java.util.Locale.ENGLISH)).toList();
    }
}
