package limbline.app.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said when the disk does not give what is needed.
class DiskTest {

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsNamed() {
        // /dev/full answers every write as a full disk does.
        assertSays("The disk that holds %s is full: free some space there and start again.",
                () -> Files.writeString(Path.of("/dev/full"), "one byte more"));
    }

    @Test
    void missingPermissionIsNamed() {
        // Thrown here and not met, because root may write everywhere.
        assertSays("May not write %s: give this user write permission there, or choose another data"
                + " folder with --data.", () -> {
            throw new AccessDeniedException(folder.toString());
        });
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Database.embedded(file.resolve("data")))
                .withMessageStartingWith("The data folder %s cannot be used (",
                        file.resolve("data"))
                .withMessageEndingWith("): choose another one with --data.");
    }

    private void assertSays(String message, Disk.Step<Object> step) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Disk.doing(folder, step))
                .withMessage(message, folder);
    }
}
