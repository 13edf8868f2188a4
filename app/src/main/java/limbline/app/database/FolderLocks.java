package limbline.app.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/// The two locks by which processes share one embedded database.
///
/// `gate` is held alone by whoever starts or stops it, or works on it alone; `in-use` is held
/// together by everybody who works with it. They are locks of the kernel: a killed process loses
/// them. They need a local disk. Each file may be opened only once in a process, since closing any
/// opening of it gives the lock up.
final class FolderLocks implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final FileChannel gate;
    private final FileChannel use;
    private @Nullable FileLock inUse;

    FolderLocks(Path folder) throws IOException {
        this.folder = folder;
        gate = FileChannel.open(folder.resolve("gate"), CREATE, READ, WRITE);
        use = FileChannel.open(folder.resolve("in-use"), CREATE, READ, WRITE);
    }

    /// Takes the gate, waiting while another process starts, stops or works alone.
    FileLock enter() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        FileLock lock = gate.tryLock();
        while (lock == null) {
            if (System.nanoTime() > end) {
                throw CannotStart.because("Another process has been starting, stopping, migrating"
                        + " or restoring the database in %s for %s s: wait until it is done, or"
                        + " end it.", folder, PATIENCE.toSeconds());
            }
            Pause.briefly();
            lock = gate.tryLock();
        }
        return lock;
    }

    /// Says that this process works with the database. Only with the gate.
    void use() throws IOException {
        inUse = use.lock(0, Long.MAX_VALUE, true);
    }

    /// No longer. True if nobody else works with the database either. Only with the gate, which
    /// keeps others from coming in meanwhile.
    boolean leave() throws IOException {
        if (inUse != null) {
            inUse.release();
            inUse = null;
        }
        return nobodyElse();
    }

    /// Whether this process is the only one. Only with the gate.
    boolean alone() throws IOException {
        boolean mine = inUse != null;
        boolean alone = leave();
        if (mine) {
            use();
        }
        return alone;
    }

    private boolean nobodyElse() throws IOException {
        FileLock all = use.tryLock();
        if (all == null) {
            return false;
        }
        all.release();
        return true;
    }

    @Override
    public void close() throws IOException {
        gate.close();
        use.close();
    }
}
