package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on machines that lack something. It runs from a copy, beside a JDK and a Maven that
/// only say how they were called: what is tested is the shell's part.
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "limbline");

    @TempDir
    private Path machine;

    private Path clone;
    private Path jdk;

    record Outcome(int exit, String printed) {}

    @BeforeEach
    void aCloneAJdkAndAMaven() throws IOException {
        clone = Files.createDirectories(machine.resolve("clone"));
        Files.copy(LAUNCHER, clone.resolve("limbline"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("statistics", "core", "app")) {
            Files.createDirectories(clone.resolve(module).resolve("src/main"));
            Files.writeString(clone.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        jdk = jdk("jdk-25", "25.0.3");
        program("mvn", """
                echo "mvn $*" >> "%s/maven.log"
                mkdir -p app/target/lib && touch app/target/limbline-app-1.jar app/target/lib/a.jar
                """.formatted(machine));
    }

    @Test
    void itBuildsOnceAndThenOnlyRuns() throws Exception {
        Outcome first = run(Map.of(), "show", "PAPER-1");
        Outcome second = run(Map.of(), "list");

        assertThat(first.printed).contains("Building Limbline").contains("show PAPER-1");
        assertThat(second.printed).doesNotContain("Building").contains("cli.Main list");
        assertThat(Files.readAllLines(machine.resolve("maven.log"))).hasSize(1);
    }

    @Test
    void whoAsksWhatVerifyDoesIsToldAndStartsNoTest() throws Exception {
        assertThat(run(Map.of(), "verify", "--help").printed).contains("cli.Main --help");
        assertThat(Files.readString(machine.resolve("maven.log"))).doesNotContain("verify");
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        run(Map.of(), "list");
        Path source = clone.resolve("core/src/main/New.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(
                System.currentTimeMillis() + 10_000));

        assertThat(run(Map.of(), "list").printed).contains("Building Limbline");
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        assertThat(run(Map.of("LIMBLINE_JDKS", "/nowhere", "JAVA_HOME", ""), "list"))
                .isEqualTo(new Outcome(2, "limbline: a JDK 25 or newer is needed and none was found."
                        + " Install one (for example Temurin 25) and set JAVA_HOME to it.\n"));
    }

    @Test
    void anOldJdkIsNoJdk() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");

        assertThat(run(Map.of("LIMBLINE_JDKS", old.toString(), "JAVA_HOME", old.toString()), "list")
                .printed).startsWith("limbline: a JDK 25 or newer is needed");
    }

    @Test
    void whereItMayNotWriteItSaysSo() throws Exception {
        Files.delete(clone.resolve("app/pom.xml"));
        Files.delete(clone.resolve("app/src/main"));
        Files.delete(clone.resolve("app/src"));
        Files.delete(clone.resolve("app"));
        Files.writeString(clone.resolve("app"), "a file where a folder belongs");

        assertThat(run(Map.of(), "list")).isEqualTo(new Outcome(2,
                "limbline: cannot write to %s/app/target. Give yourself the right to, or clone Limbline"
                        .formatted(clone.toRealPath()) + " to a folder of your own.\n"));
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        program("mvn", "echo '[ERROR] write failed: No space left on device'; exit 1");

        assertThat(run(Map.of(), "list").printed)
                .endsWith("limbline: the disk is full. Make room and try again.\n");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheLogIs() throws Exception {
        program("mvn", "echo '[ERROR] no such class'; exit 1");

        assertThat(run(Map.of(), "list").printed).endsWith(
                "[ERROR] no such class\nlimbline: the build failed; the whole log is "
                        + clone.toRealPath() + "/app/target/build.log\n");
    }

    private Outcome run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", clone.resolve("limbline").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("LIMBLINE_JAVA_OPTIONS");
        builder.environment().put("PATH", machine.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("LIMBLINE_JDKS", jdk.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
        return new Outcome(process.exitValue(), printed);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(machine.resolve(name));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/javac"), "exit 0");
        executable(home.resolve("bin/java"), "echo \"$@\"");
        return home;
    }

    private void program(String name, String script) throws IOException {
        executable(machine.resolve("bin").resolve(name), script);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
