import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;

/// Makes the files that we and the peers are measured on: the same rows for everybody, from a fixed
/// seed. Per file n doubles (time), n ints (0 censored, 1 event, 2 competing event), n ints (group),
/// little-endian. Whole days lie between 1 and about 5000.
void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int largest = Integer.parseInt(arguments[1]);
    for (int n : List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
        if (n <= largest) {
            rows(folder.resolve("days-" + n + ".bin"), n, true);
            rows(folder.resolve("continuous-" + n + ".bin"), n, false);
        }
    }
    studies(folder.resolve("studies-100.csv"));
}

void rows(Path file, int n, boolean days) throws IOException {
    if (Files.exists(file) && Files.size(file) == 16L * n) {
        return;
    }
    SplittableRandom random = new SplittableRandom(20261123L + n);
    ByteBuffer bytes = ByteBuffer.allocate(16 * n).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
        int group = random.nextInt(2);
        double event = -Math.log(1 - random.nextDouble()) * (group == 0 ? 900 : 960);
        double other = -Math.log(1 - random.nextDouble()) * 2500;
        double censored = random.nextDouble() * 5000;
        double time = Math.min(censored, Math.min(event, other));
        bytes.putDouble(8 * i, days ? Math.ceil(time) : time);
        bytes.putInt(8 * n + 4 * i, time == censored ? 0 : time == event ? 1 : 2);
        bytes.putInt(12 * n + 4 * i, group);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
            StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

void studies(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(100);
    StringBuilder text = new StringBuilder("events,total\n");
    for (int i = 0; i < 100; i++) {
        int total = random.nextInt(12, 190);
        double rate = 0.35 + 0.4 * random.nextDouble();
        int events = 0;
        for (int patient = 0; patient < total; patient++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        text.append(Math.clamp(events, 1, total - 1)).append(',').append(total).append('\n');
    }
    Files.writeString(file, text);
}
