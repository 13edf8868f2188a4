package limbline.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An outside program that was run to its end.
///
/// @param output what it said, both streams
record Tool(int exitCode, String output) {

    /// The exit code a shell gives for a program that is not there.
    private static final int NOT_FOUND = 127;

    /// Runs a program as the service user. Its output goes through a file and not a pipe: what it
    /// leaves behind in the background would hold a pipe open for ever.
    static Tool run(ServiceUser user, Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile("limbline", ".out");
            try {
                Process process = new ProcessBuilder(user.command(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                return new Tool(process.waitFor(), Files.readString(output).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Tool(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Tool(NOT_FOUND, "interrupted while running " + command.getFirst());
        }
    }
}
