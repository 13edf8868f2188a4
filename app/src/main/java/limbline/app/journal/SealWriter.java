package limbline.app.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/// Writes a seal beside its place and, when it is whole and on the disk, moves it there.
final class SealWriter implements AutoCloseable {

    private final Path fresh;
    private final BufferedWriter lines;
    private final MessageDigest digest = Chain.sha256();

    SealWriter(Path fresh, Instant sealed) throws IOException {
        this.fresh = fresh;
        lines = Files.newBufferedWriter(fresh);
        write(Seal.FORMAT);
        write(Seal.SEALED + sealed);
    }

    void add(Head head) {
        try {
            write(head.line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path sign(SealKey key, Path file) throws IOException {
        byte[] hash = digest.digest();
        lines.write(Seal.HASH + HexFormat.of().formatHex(hash) + "\n");
        lines.write(Seal.SIGNATURE + key.sign(hash) + "\n");
        lines.close();
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Throws away what was not signed.
    @Override
    public void close() throws IOException {
        lines.close();
        Files.deleteIfExists(fresh);
    }

    private void write(String line) throws IOException {
        lines.write(line);
        lines.write('\n');
        Seal.update(digest, line);
    }
}
