package limbline.app.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;

/// What has been published for such a limb, per option, and what this centre has counted. Pooling
/// takes longer than a page may, so what was pooled of the same series is kept; our own counts are
/// made again in the background once they are ten minutes old.
public final class BoardEvidence {

    private static final double LEVEL = 0.95;
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 64;

    /// What is pooled for each modality, in the order shown.
    private static final List<Asked> ASKED = List.of(
            new Asked(Outcome.RESPONSE, "patient"), new Asked(Outcome.RESPONSE, "procedure"),
            new Asked(Outcome.LIMB_SALVAGE, "patient"));

    private record Asked(Outcome outcome, String unit) {}

    private record Key(List<PublishedSeries> series, List<Overlap> overlaps) {}

    private record Counted(Instant at, List<OwnSeries> rows) {}

    private final EvidenceDesk desk;
    private final Function<Outcome, List<OwnSeries>> ours;
    private final InstantSource clock;
    private final ConcurrentMap<Key, List<Pooling>> pooled = new ConcurrentHashMap<>();
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile @Nullable Counted counted;

    /// @param ours our own rows of an outcome as they are now
    public BoardEvidence(EvidenceDesk desk, Function<Outcome, List<OwnSeries>> ours,
            InstantSource clock) {
        this.desk = desk;
        this.ours = ours;
        this.clock = clock;
    }

    /// @param options ILI, then HILP
    /// @param alternatives by option
    /// @param until the last year of what is taken, for a page of an earlier day
    /// @param counted when our own were counted; empty where they were not, as for an earlier day
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
    public All all(AsOf asOf) {
        EvidenceDesk seen = asOf.recorded().map(desk::asRecordedBy).orElse(desk);
        Optional<Integer> until = asOf.known().map(day -> day.plusDays(1).getYear() - 1);
        List<PublishedSeries> series = seen.series().stream()
                .filter(one -> until.map(last -> isBy(one, last)).orElse(true)).toList();
        List<Pooling> pools = pooled(series, seen.overlaps(series));
        Optional<Counted> own = asOf.equals(AsOf.NOW) ? Optional.of(counted()) : Optional.empty();
        return new All(
                pools.stream().map(pooling -> new Published(pooling, own(pooling, own))).toList(),
                SeriesFile.rows(EvidenceFolder.ALTERNATIVES.shipped()).stream()
                        .map(Alternative::of)
                        .filter(one -> until.map(one::isBy).orElse(true)).toList(),
                until, own.map(Counted::at));
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

    private Counted counted() {
        Counted known = counted;
        if (known == null) {
            return count();
        }
        if (known.at().plus(FRESH).isBefore(clock.instant())
                && counting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("board-counts").start(() -> {
                try {
                    count();
                } finally {
                    counting.set(false);
                }
            });
        }
        return known;
    }

    private Counted count() {
        List<OwnSeries> rows = new ArrayList<>(ours.apply(Outcome.RESPONSE));
        rows.addAll(ours.apply(Outcome.LIMB_SALVAGE));
        Counted now = new Counted(clock.instant(), List.copyOf(rows));
        counted = now;
        return now;
    }
}
