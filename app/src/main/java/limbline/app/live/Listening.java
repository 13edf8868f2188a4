package limbline.app.live;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import limbline.app.journal.PatientKey;

/// Somebody who listens. It keeps which patients changed and not how often, so however slow its
/// reader is, it does not grow beyond one entry a patient.
public final class Listening implements AutoCloseable {

    private final Predicate<PatientKey> wanted;
    private final Consumer<Listening> goodbye;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<PatientKey> patients = new LinkedHashSet<>();
    private boolean ended;

    Listening(Predicate<PatientKey> wanted, Consumer<Listening> goodbye) {
        this.wanted = wanted;
        this.goodbye = goodbye;
    }

    /// Waits until something changed, or for `most`.
    ///
    /// @return whose record has grown, none if nothing came in that time; empty when there will be
    ///     nothing any more
    public Optional<Set<PatientKey>> await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (patients.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (ended) {
                return Optional.empty();
            }
            Set<PatientKey> told = Set.copyOf(patients);
            patients.clear();
            return Optional.of(told);
        } finally {
            lock.unlock();
        }
    }

    void tell(PatientKey patient) {
        if (wanted.test(patient)) {
            lock.lock();
            try {
                patients.add(patient);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        goodbye.accept(this);
    }
}
