package limbline.app.ward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import limbline.app.hl7.Letter.State;
import limbline.app.page.Incident;
import limbline.app.ward.FeedStore.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/// Works on what the listener has kept, one message after the other in the order in which they
/// came: a correction must not overtake what it corrects. What was not worked on when a server was
/// stopped, or killed, is worked on by the next.
final class FeedWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWorker.class);
    private static final int MOST_AT_ONCE = 100;

    /// From a batch to the next: a stream of messages is worked on some at a time, which costs less
    /// than one by one. Nobody sees so short a wait.
    private static final Duration GATHER = Duration.ofMillis(25);

    /// Another process may have kept something.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration EMPTIED_EVERY = Duration.ofHours(6);

    private final FeedStore store;
    private final FeedDesk desk;
    private final InstantSource clock;
    private final Duration keep;
    private Instant emptied = Instant.EPOCH;
    private final Semaphore came = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    /// @param keep how long messages that are about nobody here are kept
    FeedWorker(FeedStore store, FeedDesk desk, InstantSource clock, Duration keep) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
        this.keep = keep;
        this.thread = Thread.ofPlatform().name("feed").daemon().start(this::run);
    }

    /// Says that there is something to work on.
    void wake() {
        came.release();
    }

    private void run() {
        while (!closing) {
            try {
                switch (work()) {
                    case 0 -> {
                        empty();
                        pause(LOOK_AGAIN);
                    }
                    case MOST_AT_ONCE -> { } // more waits
                    default -> LockSupport.parkNanos(this, GATHER.toNanos());
                }
            } catch (DataAccessResourceFailureException | TransientDataAccessException
                    | RecoverableDataAccessException e) {
                LOG.warn("The database did not answer; the feed waits: {}", e.getMessage());
                pause(AFTER_FAILURE);
            } catch (RuntimeException e) {
                LOG.warn("The feed was held up by a mistake of ours, number {}", Incident.log(e));
                pause(AFTER_FAILURE);
            }
        }
    }

    /// When there is nothing else to do, and some time has passed: empties what is kept no longer.
    private void empty() {
        Instant now = clock.instant();
        if (emptied.plus(EMPTIED_EVERY).isBefore(now)) {
            long messages = store.empty(now.minus(keep));
            if (messages > 0) {
                LOG.info("{} messages that were about nobody here were emptied", messages);
            }
            emptied = now;
        }
    }

    /// Works on what there is, and says how many that were.
    private int work() {
        came.drainPermits(); // what came before is in what is read now
        List<Stored> news = desk.news(MOST_AT_ONCE);
        if (news.isEmpty()) {
            return 0;
        }
        LaboratoryMap map = desk.map();
        if (!work(news, map)) {
            for (Stored message : news) {
                if (!closing) {
                    alone(message, map);
                }
            }
        }
        return news.size();
    }

    /// Works on all of them; false if one of them stands in the way.
    private boolean work(List<Stored> messages, LaboratoryMap map) {
        try {
            desk.work(messages, map);
            return true;
        } catch (DataAccessResourceFailureException | TransientDataAccessException
                | RecoverableDataAccessException e) {
            throw e;
        } catch (DataAccessException | IllegalArgumentException | IllegalStateException e) {
            LOG.info("{} messages are worked on one by one: {}", messages.size(), e.getMessage());
            return false;
        }
    }

    /// One message that nobody can work on must not hold up the others.
    private void alone(Stored message, LaboratoryMap map) {
        try {
            desk.work(List.of(message), map);
        } catch (DataAccessResourceFailureException | TransientDataAccessException
                | RecoverableDataAccessException e) {
            throw e;
        } catch (DataAccessException | IllegalArgumentException | IllegalStateException e) {
            store.settle(message.id(), State.WAITING, "It could not be worked on, and the mistake is"
                    + " ours: tell your administrator the number " + Incident.log(e) + ".", "");
        }
    }

    private void pause(Duration most) {
        try {
            if (came.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                came.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
