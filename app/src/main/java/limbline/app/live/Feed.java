package limbline.app.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import limbline.app.journal.PatientKey;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tells who listens which patients' records have grown, whoever wrote: this process, another, the
/// command line. One thread asks the database for all listeners of the server, and for none if
/// there are none.
///
/// It follows transactions and not a sequence: numbers are drawn before a commit and become visible
/// after it. What is visible is told at once; what an older transaction may still bring is asked
/// for again. A `NOTIFY` in each append would make the appends wait for each other.
public final class Feed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /// Each screen shows the same within half a second, the way of the page and of its answer
    /// included.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String OLDEST = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    private static final String GROWN = """
            select centre, patient, max(position) as position
            from journal
            where xid >= ?::xid8
            group by centre, patient
            """;

    private final JdbcClient sql;
    private final Set<Listening> listeners = ConcurrentHashMap.newKeySet();
    private @Nullable Thread poller;
    private volatile boolean running;

    public Feed(JdbcClient sql) {
        this.sql = sql;
    }

    /// Listens from now on. To be closed.
    public Listening listen(Predicate<PatientKey> wanted) {
        Listening listening = new Listening(wanted, listeners::remove);
        listeners.add(listening);
        LockSupport.unpark(poller);
        if (!running) {
            listening.end();
        }
        return listening;
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public void start() {
        running = true;
        poller = Thread.ofVirtual().name("feed").start(this::follow);
    }

    /// Ends what listens, so that a server that stops need not wait for it. It is stopped before
    /// the web server, as a lifecycle of the last phase.
    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(poller);
        listeners.forEach(Listening::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        Place place = Place.NOWHERE;
        boolean failed = false;
        while (running) {
            try {
                place = listeners.isEmpty() ? Place.NOWHERE : after(place);
                failed = false;
            } catch (DataAccessException e) {
                if (!failed) { // once, and not twenty times a second while the database is away
                    LOG.warn("the record cannot be followed: {}", e.getClass().getSimpleName());
                }
                failed = true;
            }
            if (listeners.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, PAUSE.toNanos());
            }
        }
    }

    /// Up to where it was told.
    ///
    /// @param transaction the oldest that was under way; empty before the first look
    /// @param positions of the patients that were told since that one
    private record Place(String transaction, Map<PatientKey, Integer> positions) {

        static final Place NOWHERE = new Place("", Map.of());
    }

    private Place after(Place place) {
        String oldest = sql.sql(OLDEST).query(String.class).single();
        boolean first = place.transaction.isEmpty();
        Map<PatientKey, Integer> positions = new HashMap<>();
        sql.sql(GROWN).param(first ? oldest : place.transaction).query(row -> {
            positions.put(new PatientKey(row.getString("centre"),
                    new PatientId(row.getString("patient"))), row.getInt("position"));
        });
        positions.forEach((patient, position) -> {
            if (position > place.positions.getOrDefault(patient, 0)) {
                listeners.forEach(listening -> listening.tell(patient));
            }
        });
        return new Place(oldest, positions);
    }
}
