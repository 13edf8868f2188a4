import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How often a second the disk takes 1 KiB for good (fdatasync), in a file that is there already, as
/// PostgreSQL writes its log.
class Disk {

    private static final int SIZE = 16 * 1024 * 1024;
    private static final int WRITE = 1024;
    private static final long SECONDS = 3;

    public static void main(String[] arguments) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            file.write(ByteBuffer.allocate(SIZE));
            file.force(true);
            ByteBuffer one = ByteBuffer.allocateDirect(WRITE);
            long begin = System.nanoTime();
            long end = begin + SECONDS * 1_000_000_000L;
            long times = 0;
            while (System.nanoTime() < end) {
                file.write(one.clear(), times * WRITE % SIZE);
                file.force(false);
                times++;
            }
            System.out.printf("%.0f%n", times * 1e9 / (System.nanoTime() - begin));
        }
    }
}
