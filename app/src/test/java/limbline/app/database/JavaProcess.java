package limbline.app.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A main class of the tests in a process of its own. Closing lets it end in order.
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private JavaProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts it with the class path of the tests; quickly, since it lives for a moment only.
    public static JavaProcess start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new JavaProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next line it prints that begins with this word; the end of its output is an error.
    public String await(String word) {
        while (true) {
            @Nullable String line = next();
            if (line == null) {
                throw new IllegalStateException("ended without saying " + word);
            }
            if (line.startsWith(word)) {
                return line;
            }
        }
    }

    /// The next line it prints, null at the end.
    public @Nullable String next() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for its end and gives its exit code; what it still says is in `said`.
    public int end(StringBuilder said) throws InterruptedException {
        for (@Nullable String line = next(); line != null; line = next()) {
            said.append(line).append('\n');
        }
        return process.waitFor();
    }

    /// SIGTERM, as a service is stopped; waits for its end.
    public void stop() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor();
    }

    /// `kill -9`. By its handle, since destroying the process object would throw away what it has
    /// said and nobody has read yet.
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /// Ends its input and waits for its end.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
