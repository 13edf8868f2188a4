package limbline.statistics.regression;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import limbline.statistics.Parts;

/// Blocks that several threads work on, each of which takes the next block as it comes free. Where
/// a block needs what the blocks before it came to, it waits for its turn; since those before it
/// were begun before it, and by threads that are at work, the turn comes.
final class InTurn {

    /// Looking for the turn so often costs less than giving the processor away.
    private static final int LOOKS = 2000;

    /// Nanoseconds; then it looks again.
    private static final long PAUSE = 20_000;

    private final AtomicInteger[] turns;
    private volatile boolean failed;

    private InTurn(int stages) {
        turns = new AtomicInteger[stages];
        for (int stage = 0; stage < stages; stage++) {
            turns[stage] = new AtomicInteger();
        }
    }

    interface Worker {
        /// Works on one block; takes each turn once, in their order.
        void run(int block, InTurn turns);
    }

    /// @param stages how many turns a block takes
    /// @param worker what a thread works with
    static void run(int threads, int blocks, int stages, Supplier<Worker> worker) {
        InTurn turns = new InTurn(stages);
        AtomicInteger next = new AtomicInteger();
        Parts.run(threads, threads, (_, _, _) -> {
            boolean ended = false;
            try {
                Worker work = worker.get();
                for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
                    work.run(b, turns);
                }
                ended = true;
            } finally {
                turns.failed |= !ended;
            }
        });
    }

    /// Does something after the same was done for all blocks before, and before it is for any after.
    void take(int stage, int block, Runnable work) {
        AtomicInteger turn = turns[stage];
        for (int looks = 0; turn.get() != block; looks++) {
            if (failed) {
                throw new IllegalStateException("the work on a block before was broken off");
            }
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
        work.run();
        turn.set(block + 1);
    }
}
