package limbline.app.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs (`initdb`, `pg_ctl`, `postgres`) that come packed in a jar.
final class PostgresBinaries {

    /// Kept equal to the version of the artifact in the build.
    static final String VERSION = "18.4.0";

    private PostgresBinaries() {}

    /// The folder with `bin`, `lib` and `share` below `folder`; unpacked there the first time. A
    /// run that was killed while unpacking leaves only a folder beside the place, done again here.
    static Path below(Path folder) throws IOException {
        Path place = folder.resolve("postgresql-" + VERSION);
        if (!Files.exists(place)) {
            Path fresh = folder.resolve("postgresql.new");
            Disk.delete(fresh);
            unpack(fresh);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    private static void unpack(Path folder) throws IOException {
        String resource = resource();
        InputStream packed = PostgresBinaries.class.getResourceAsStream(resource);
        if (packed == null) {
            throw CannotStart.because("This program brings no PostgreSQL for %s %s: set the address"
                    + " of a PostgreSQL 15 or newer (database.url).",
                    System.getProperty("os.name"), System.getProperty("os.arch"));
        }
        Disk.makeFolder(folder, "rwxr-xr-x");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(InputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path path = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
            makeFoldersDownTo(path, folder);
            return;
        }
        makeFoldersDownTo(path.resolveSibling("."), folder);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            Disk.sync(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(
                    (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /// Readable by the service user, whatever this user's mask is.
    private static void makeFoldersDownTo(Path path, Path top) throws IOException {
        Path folder = top;
        for (Path part : top.relativize(path.normalize())) {
            folder = folder.resolve(part);
            Disk.makeFolder(folder, "rwxr-xr-x");
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        return "/postgres-%s-%s.txz".formatted(
                system.startsWith("mac") ? "darwin" : system.split(" ", 2)[0],
                switch (machine) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> machine;
                });
    }
}
