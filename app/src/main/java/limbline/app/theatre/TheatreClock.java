package limbline.app.theatre;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The time in theatre: the machine's, except that it never goes back. Where the machine's clock is
/// set back, the theatre's goes on from where it was, at the same pace; where the record is ahead of
/// the machine after a start, from the record. So what is done later never stands earlier.
///
/// A clock set forward is followed: a machine that slept wakes up with one.
final class TheatreClock implements InstantSource {

    /// Less is how clocks are kept right all day long.
    private static final Duration STEP = Duration.ofSeconds(1);

    private final InstantSource machine;
    private final LongSupplier nanoseconds;
    private Instant last;
    private long lastNanoseconds;
    private Duration setBack = Duration.ZERO;

    TheatreClock(InstantSource machine) {
        this(machine, System::nanoTime);
    }

    /// @param nanoseconds a count that nobody can set
    TheatreClock(InstantSource machine, LongSupplier nanoseconds) {
        this.machine = machine;
        this.nanoseconds = nanoseconds;
        this.last = machine.instant();
        this.lastNanoseconds = nanoseconds.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Instant now = machine.instant();
        long count = nanoseconds.getAsLong();
        Instant expected = last.plusNanos(count - lastNanoseconds);
        Duration ahead = Duration.between(expected, now);
        if (now.isBefore(last)) {
            setBack = setBack.minus(ahead);
        } else if (setBack.isPositive() && ahead.compareTo(STEP) > 0) {
            setBack = setBack.minus(ahead); // set right again
            setBack = setBack.isNegative() ? Duration.ZERO : setBack;
        }
        last = now;
        lastNanoseconds = count;
        return now.plus(setBack);
    }

    /// Now; no earlier than `recorded`, which happened.
    synchronized Instant after(Instant recorded) {
        Instant now = instant();
        if (recorded.isAfter(now)) {
            setBack = setBack.plus(Duration.between(now, recorded));
            return recorded;
        }
        return now;
    }

    /// How much earlier than this the machine's clock is.
    synchronized Duration setBack() {
        return setBack;
    }
}
