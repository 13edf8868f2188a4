import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Limits;
import limbline.statistics.Scale;
import limbline.statistics.SurvivalCurve;

/// The most heap that a Kaplan-Meier curve of 10^7 continuous times takes with its limits, the
/// input included, as a multiple of the input.
void main(String[] arguments) throws IOException {
    int n = 10_000_000;
    double[] time = new double[n];
    int[] event = new int[n];
    Path file = Path.of(arguments[0], "continuous-" + n + ".bin");
    try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, 12L * n)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            time[i] = bytes.getDouble(8 * i);
            event[i] = bytes.getInt(8 * n + 4 * i) == 0 ? 0 : 1;
        }
    }
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        pool.resetPeakUsage();
    }
    SurvivalCurve curve = KaplanMeier.of(time, event);
    Limits limits = curve.limits(Scale.LOG_LOG, 0.95);
    long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    IO.println("%.2f times the input, %.0f MB, at %d times".formatted(
            peak / (12.0 * n), peak / 1e6, limits.lower().length));
}
