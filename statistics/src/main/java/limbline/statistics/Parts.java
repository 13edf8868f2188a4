package limbline.statistics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Work cut into equal parts that run side by side. Public for the sub-packages only.
public final class Parts {

    /// Waking a second thread costs some 20 microseconds: below this many rows it costs more than
    /// it gives.
    private static final int WORTHWHILE = 100_000;

    /// The parts beyond which another thread waits for memory rather than computes.
    private static final int MOST = 8;

    private Parts() {}

    /// What is done to one part.
    public interface Part {
        /// The part from `from` to just before `to`.
        void run(int part, int from, int to);
    }

    /// Into how many parts to cut `size` rows on this machine. No result depends on it.
    public static int howMany(int size) {
        return size < WORTHWHILE ? 1
                : Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }

    /// Where part `part` of `parts` begins.
    static int begin(int part, int parts, int size) {
        return (int) ((long) size * part / parts);
    }

    public static void run(int parts, int size, Part work) {
        if (parts == 1) {
            work.run(0, 0, size);
        } else {
            IntStream.range(0, parts).parallel().forEach(part -> work.run(part,
                    begin(part, parts, size), begin(part + 1, parts, size)));
        }
    }

    interface Task {
        void run(int number);
    }

    /// Runs tasks 0, 1, ... of any length on several threads, each of which takes the next task
    /// as it comes free.
    ///
    /// @param worker what a thread works with
    static void shared(int threads, int tasks, Supplier<Task> worker) {
        AtomicInteger next = new AtomicInteger();
        run(threads, threads, (_, _, _) -> {
            Task work = worker.get();
            for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                work.run(task);
            }
        });
    }
}
