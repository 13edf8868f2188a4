package limbline.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A data folder of its own for a test that starts, kills or spoils a whole PostgreSQL.
///
/// In memory where there is room: `kill -9` does not reach what the system holds for the disk, so
/// that a disk adds nothing to such a test but time. The programs are unpacked once for all.
public final class DataFolder {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final long ROOM = 500_000_000;

    private DataFolder() {}

    public static Path fresh(String name) throws IOException {
        boolean inMemory = Files.isDirectory(MEMORY)
                && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        Path folder = Files.createTempDirectory(inMemory ? MEMORY : TARGET, name);
        Path unpacked = Files.createDirectories(TARGET.resolve("test-unpacked"));
        Disk.makeFolder(unpacked, "rwxr-xr-x");
        Files.createSymbolicLink(programs(folder), PostgresBinaries.below(unpacked));
        return folder;
    }

    public static void delete(Path folder) throws IOException {
        if (Files.isSymbolicLink(programs(folder))) {
            Files.delete(programs(folder));
        }
        Disk.delete(folder);
    }

    static Path programs(Path folder) {
        return folder.resolve("postgresql-" + PostgresBinaries.VERSION);
    }
}
