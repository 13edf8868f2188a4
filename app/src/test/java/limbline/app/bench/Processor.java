package limbline.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process has had of the processors. Unlike a time on the clock it hardly depends on what
/// else the machine does.
public final class Processor {

    private final long process;

    private Processor(long process) {
        this.process = process;
    }

    public static Processor of(long process) {
        return new Processor(process);
    }

    /// PostgreSQL's of a data folder.
    public static Processor ofPostgres(Path folder) throws IOException {
        return new Processor(Long.parseLong(Files.readAllLines(
                folder.resolve("cluster/postmaster.pid")).getFirst().strip()));
    }

    /// Microseconds, with those of its children that run.
    public double time() {
        ProcessHandle one = ProcessHandle.of(process).orElseThrow();
        return time(one) + one.children().mapToDouble(Processor::time).sum();
    }

    private static double time(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
    }
}
