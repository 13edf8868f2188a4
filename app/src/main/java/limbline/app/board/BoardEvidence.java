package limbline.app.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.evidence.EvidenceFolder;
import limbline.app.evidence.SeriesFile;
import limbline.course.AsOf;
import limbline.evidence.Outcome;
import limbline.evidence.Overlap;
import limbline.evidence.OwnSeries;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.evidence.PublishedSeries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been published for such a limb, per option, and what this centre has counted, both as they
/// could be known from a point of view. Pooling takes longer than a page may, so what was pooled of
/// the same series is kept. So are our own counts: they are made in the background, one after
/// another, and again once they are ten minutes old.
public final class BoardEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(BoardEvidence.class);
    private static final double LEVEL = 0.95;
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(40);
    private static final int MOST_KEPT = 64;

    /// What is pooled for each modality, in the order shown.
    private static final List<Asked> ASKED = List.of(
            new Asked(Outcome.RESPONSE, "patient"), new Asked(Outcome.RESPONSE, "procedure"),
            new Asked(Outcome.LIMB_SALVAGE, "patient"));

    private record Asked(Outcome outcome, String unit) {}

    private record Key(List<PublishedSeries> series, List<Overlap> overlaps) {}

    private record Counted(Instant at, List<OwnSeries> rows) {}

    private final EvidenceDesk desk;
    private final Ours ours;
    private final InstantSource clock;
    private final ConcurrentMap<Key, List<Pooling>> pooled = new ConcurrentHashMap<>();
    private final ReentrantLock oneByOne = new ReentrantLock();
    private final Map<AsOf, Future<Counted>> counting = new HashMap<>();
    private final Map<AsOf, Counted> counted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AsOf, Counted> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /// Our own rows of some outcomes.
    @FunctionalInterface
    public interface Ours {

        List<OwnSeries> of(Set<Outcome> outcomes, AsOf asOf);
    }

    /// How long somebody waits for counts that are not there yet.
    public enum Wait {
        /// As long as a page may: what is not there by then is on the page that is loaded next.
        A_MOMENT,
        UNTIL_COUNTED
    }

    public BoardEvidence(EvidenceDesk desk, Ours ours, InstantSource clock) {
        this.desk = desk;
        this.ours = ours;
        this.clock = clock;
    }

    /// @param options ILI, then HILP
    /// @param alternatives by option
    /// @param until the last year of what is taken, for a page of an earlier day
    /// @param counted when our own were counted; empty while they are being counted
    public record All(List<Published> options, List<Alternative> alternatives,
            Optional<Integer> until, Optional<Instant> counted) {
        public All {
            options = List.copyOf(options);
            alternatives = List.copyOf(alternatives);
        }

        public List<Published> of(String modality) {
            return options.stream().filter(one ->
                    one.pooling().question().modality().equals(modality)).toList();
        }
    }

    /// As it could be known from a point of view: what was published "in 2013" counts from the end
    /// of that year.
    ///
    /// @param own from where our own counts are looked at
    public All all(AsOf asOf, AsOf own, Wait wait) {
        EvidenceDesk seen = asOf.recorded().map(desk::asRecordedBy).orElse(desk);
        Optional<Integer> until = asOf.known().map(day -> day.plusDays(1).getYear() - 1);
        List<PublishedSeries> series = seen.series().stream()
                .filter(one -> until.map(last -> isBy(one, last)).orElse(true)).toList();
        List<Pooling> pools = pooled(series, seen.overlaps(series));
        Optional<Counted> counts = counted(own, wait);
        return new All(
                pools.stream().map(pooling -> new Published(pooling, own(pooling, counts))).toList(),
                SeriesFile.rows(EvidenceFolder.ALTERNATIVES.shipped()).stream()
                        .map(Alternative::of)
                        .filter(one -> until.map(one::isBy).orElse(true)).toList(),
                until, counts.map(Counted::at));
    }

    private static boolean isBy(PublishedSeries series, int last) {
        String year = series.cell("year").replaceAll("\\D", "");
        return year.length() == 4 && Integer.parseInt(year) <= last;
    }

    private List<Pooling> pooled(List<PublishedSeries> series, List<Overlap> overlaps) {
        if (pooled.size() > MOST_KEPT) {
            pooled.clear();
        }
        return pooled.computeIfAbsent(new Key(series, overlaps), _ -> {
            List<Pooling> pools = new ArrayList<>();
            for (String modality : List.of("ILI", "HILP")) {
                for (Asked asked : ASKED) {
                    pools.add(Pooling.of(new PoolQuestion(asked.outcome(), asked.unit(), modality,
                            Optional.empty(), List.of(), false, false, LEVEL, Optional.empty()),
                            series, overlaps));
                }
            }
            return List.copyOf(pools);
        });
    }

    /// A limb that was kept is counted by limb here and by patient in print; both are shown.
    private static List<OwnSeries> own(Pooling pooling, Optional<Counted> counted) {
        PoolQuestion question = pooling.question();
        String unit = question.outcome() == Outcome.LIMB_SALVAGE ? "limb" : question.unit();
        return counted.map(Counted::rows).orElse(List.of()).stream()
                .filter(row -> row.outcome() == question.outcome() && row.unit().equals(unit)
                        && row.modality().equals(question.modality()))
                .toList();
    }

    private Optional<Counted> counted(AsOf asOf, Wait wait) {
        Optional<Counted> known;
        Optional<Future<Counted>> running;
        synchronized (counted) {
            known = Optional.ofNullable(counted.get(asOf));
            if (known.isEmpty() || known.get().at().plus(FRESH).isBefore(clock.instant())) {
                counting.computeIfAbsent(asOf, this::start);
            }
            running = Optional.ofNullable(counting.get(asOf));
        }
        return known.isPresent() || running.isEmpty() ? known : got(running.get(), wait);
    }

    private static Optional<Counted> got(Future<Counted> counting, Wait wait) {
        try {
            return Optional.of(wait == Wait.UNTIL_COUNTED ? counting.get()
                    : counting.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("our own series could not be counted", e.getCause());
        }
    }

    private Future<Counted> start(AsOf asOf) {
        FutureTask<Counted> task = new FutureTask<>(() -> count(asOf));
        Thread.ofVirtual().name("board-counts").start(task);
        return task;
    }

    private Counted count(AsOf asOf) {
        oneByOne.lock();
        try {
            Counted now = new Counted(clock.instant(), List.copyOf(ours.of(
                    Set.of(Outcome.RESPONSE, Outcome.LIMB_SALVAGE), asOf)));
            synchronized (counted) {
                counted.put(asOf, now);
            }
            return now;
        } catch (RuntimeException e) { // nobody may be waiting for it any more
            LOG.error("our own series could not be counted", e);
            throw e;
        } finally {
            oneByOne.unlock();
            synchronized (counted) {
                counting.remove(asOf);
            }
        }
    }
}
