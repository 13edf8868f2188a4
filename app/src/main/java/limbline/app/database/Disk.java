package limbline.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the data folder needs of a disk, with the sentences for when it does not give it.
final class Disk {

    private Disk() {}

    /// A step that touches the disk.
    interface Step<T> {
        T run() throws IOException;
    }

    /// Runs a step below `folder` and turns what a disk can answer into a sentence.
    static <T> T doing(Path folder, Step<T> step) {
        try {
            return step.run();
        } catch (AccessDeniedException e) {
            throw CannotStart.because("May not write %s: give this user write permission there, "
                    + "or choose another data folder with --data.", e.getFile());
        } catch (FileSystemException e) {
            throw isFull(e.getMessage()) ? full(folder) : CannotStart.because(
                    "The data folder %s cannot be used (%s): choose another one with --data.",
                    folder, e);
        } catch (IOException e) {
            if (isFull(e.getMessage())) {
                throw full(folder);
            }
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a message of the system or of PostgreSQL speaks of a full disk or quota.
    static boolean isFull(@Nullable String message) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return text.contains("no space left on device") || text.contains("quota exceeded");
    }

    static CannotStart full(Path folder) {
        return CannotStart.because(
                "The disk that holds %s is full: free some space there and start again.", folder);
    }

    /// Makes the folder if it is not there, with these permissions (such as `rwx------`).
    static void makeFolder(Path folder, String permissions) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    /// Writes a file that only its owner may read, beside its place, and moves it there: nobody
    /// ever reads half of it.
    static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        sync(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Waits until a file that was just written is on the disk: a power cut may leave one that was
    /// only renamed to its place empty there.
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Deletes a folder and what is in it, if it is there. Links are not followed.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
