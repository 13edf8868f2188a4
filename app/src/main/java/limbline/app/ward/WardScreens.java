package limbline.app.ward;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import limbline.app.journal.PatientKey;
import limbline.app.live.Feed;
import limbline.app.live.Listening;
import limbline.app.live.Stream.Source;
import limbline.app.page.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// The lines of a centre's ward, worked out and drawn once for all screens that show it: those of
/// patients whose record has grown at once, and all of them once a minute, since what is overdue
/// changes with the clock alone.
///
/// Each change of a line has a number. A screen says up to which it has shown, in its first request
/// or when it comes back, and is sent what changed since; so it misses nothing, however long it was
/// away. One that was drawn by another run of the server is sent the whole ward.
public final class WardScreens {

    private static final Logger LOG = LoggerFactory.getLogger(WardScreens.class);

    private static final Duration ALL_EVERY = Duration.ofMinutes(1);

    /// From one set of changes to the next. Each costs every screen a layout, and nobody sees the
    /// difference.
    private static final Duration GATHER = Duration.ofMillis(100);

    private final WardBoard board;
    private final Feed feed;
    private final String centre;
    private final Function<WardRow, String> drawing;
    private final String run = UUID.randomUUID().toString();

    /// Who has it works lines out, so that no older line takes the place of a later one.
    private final ReentrantLock turn = new ReentrantLock();

    /// Of everything below.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Line> lines = new HashMap<>();
    private final Set<Screen> screens = new HashSet<>();
    private long change;
    private boolean following;

    /// @param drawing the line of a patient as HTML, a `tr`
    WardScreens(WardBoard board, Feed feed, String centre, Function<WardRow, String> drawing) {
        this.board = board;
        this.feed = feed;
        this.centre = centre;
        this.drawing = drawing;
    }

    /// A line as it was last drawn.
    ///
    /// @param row empty when the patient has left the ward
    /// @param change the number of its last change
    private record Line(String id, Optional<WardRow> row, String html, long change) {

        int weight() {
            return row.map(WardRow::weight).orElse(-1);
        }
    }

    /// The ward as it is now.
    ///
    /// @param mark for the stream that goes on from here
    /// @param lines the worst first
    public record Ward(String mark, List<String> lines) {}

    Ward now() {
        look(Optional.empty());
        lock.lock();
        try {
            return new Ward(mark(), lines.values().stream().filter(line -> line.row.isPresent())
                    .sorted(Comparator.comparingInt(Line::weight).reversed()
                            .thenComparing(Line::id))
                    .map(Line::html).toList());
        } finally {
            lock.unlock();
        }
    }

    /// The changes from a mark on. To be closed.
    Source from(String mark) {
        Screen screen = new Screen(mark);
        lock.lock();
        try {
            screens.add(screen);
            if (!following) {
                following = true;
                Thread.ofVirtual().name("ward-screens").start(this::follow);
            }
        } finally {
            lock.unlock();
        }
        return screen;
    }

    private String mark() {
        return run + "." + change;
    }

    /// Works lines out.
    ///
    /// @param patients those whose record has grown; empty for everybody
    private void look(Optional<Set<PatientKey>> patients) {
        turn.lock();
        try {
            List<WardRow> rows = patients.map(some -> board.rows(centre, some))
                    .orElseGet(() -> board.rows(centre));
            Map<String, Line> before = copy();
            Map<String, Line> drawn = new HashMap<>();
            rows.forEach(row -> draw(row, Optional.ofNullable(before.get(row.id())))
                    .ifPresent(line -> drawn.put(row.id(), line)));
            Set<String> here = new HashSet<>();
            rows.forEach(row -> here.add(row.id()));
            ids(patients, before.values()).filter(id -> !here.contains(id)).forEach(id -> {
                Line old = before.get(id);
                if (old != null && old.row.isPresent()) {
                    drawn.put(id, new Line(id, Optional.empty(), gone(id), 0));
                }
            });
            put(drawn);
        } finally {
            turn.unlock();
        }
    }

    private static Stream<String> ids(
            Optional<Set<PatientKey>> patients, Collection<Line> before) {
        return patients.map(some -> some.stream().map(patient -> patient.patient().value()))
                .orElseGet(() -> before.stream().map(Line::id));
    }

    private Map<String, Line> copy() {
        lock.lock();
        try {
            return Map.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /// The new line, if it is another than before.
    private Optional<Line> draw(WardRow row, Optional<Line> before) {
        if (before.flatMap(Line::row).filter(row::equals).isPresent()) {
            return Optional.empty();
        }
        String html = oneLine(drawing.apply(row));
        return before.filter(line -> line.row.isPresent() && line.html.equals(html)).isPresent()
                ? Optional.empty() : Optional.of(new Line(row.id(), Optional.of(row), html, 0));
    }

    /// As it goes into an event.
    private static String oneLine(String html) {
        return String.join(" ", html.lines().map(String::strip)
                .filter(line -> !line.isEmpty()).toList());
    }

    private static String gone(String id) {
        return "<tr id=\"row-" + id + "\" data-gone></tr>";
    }

    private void put(Map<String, Line> drawn) {
        if (drawn.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            change++;
            drawn.values().forEach(line ->
                    lines.put(line.id, new Line(line.id, line.row, line.html, change)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// As long as there is a screen. Where the database does not answer, the screens' streams end:
    /// they say that they hear nothing, and come back.
    private void follow() {
        boolean watched = true;
        try (Listening listening = feed.listen(patient -> patient.centre().equals(centre))) {
            long all = System.nanoTime();
            Optional<Set<PatientKey>> grown = Optional.of(Set.of());
            while (grown.isPresent() && watched) {
                if (System.nanoTime() - all >= 0) {
                    look(Optional.empty());
                    all = System.nanoTime() + ALL_EVERY.toNanos();
                } else if (!grown.get().isEmpty()) {
                    look(grown);
                    LockSupport.parkNanos(this, GATHER.toNanos());
                }
                grown = listening.await(Duration.ofSeconds(1));
                watched = isWatched();
            }
        } catch (DataAccessException e) {
            LOG.warn("the ward cannot be followed: {}", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.warn("the ward cannot be followed, by a mistake of ours, number {}",
                    Incident.log(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (watched) { // or another thread is there for whoever came since
                endAll();
            }
        }
    }

    private boolean isWatched() {
        lock.lock();
        try {
            following = !screens.isEmpty();
            return following;
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        lock.lock();
        try {
            following = false;
            screens.forEach(screen -> screen.ended = true);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// One screen that is looked at somewhere.
    private final class Screen implements Source {

        private long shown;
        private boolean ended;

        Screen(String mark) {
            int dot = mark.lastIndexOf('.');
            boolean ours = dot > 0 && mark.substring(0, dot).equals(run);
            shown = ours ? number(mark.substring(dot + 1)) : -1;
        }

        @Override
        public Optional<String> await(Duration most) throws InterruptedException {
            lock.lock();
            try {
                long left = most.toNanos();
                while (!ended && shown >= change && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return ended ? Optional.empty() : Optional.of(shown >= change ? "" : news());
            } finally {
                lock.unlock();
            }
        }

        private String news() {
            boolean whole = shown < 0;
            StringBuilder event = new StringBuilder(whole ? "event: whole\n" : "event: lines\n")
                    .append("id: ").append(mark()).append("\ndata:\n");
            lines.values().stream()
                    .filter(line -> whole ? line.row.isPresent() : line.change > shown)
                    .forEach(line -> event.append("data: ").append(line.html).append('\n'));
            shown = change;
            return event.append('\n').toString();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                screens.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
