package limbline.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.measure.Millimetres;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Response;
import org.junit.jupiter.api.Test;

/// More tumour never reads as a better response: random lesions and nodes, targets and others, with
/// gaps and without measurements, and each kind of "more" there is.
class MoreTumourTest {

    private static final List<Response> BEST_FIRST = List.of(
            Response.COMPLETE, Response.PARTIAL, Response.STABLE, Response.PROGRESSIVE);
    private static final List<Appearance> APPEARANCES = List.of(Appearance.values());
    private static final int RUNS = 40_000;

    private final long seed = System.nanoTime();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    @Test
    void byRecist() {
        System.out.println("MoreTumourTest.byRecist: seed " + seed);
        int compared = 0;
        for (int run = 0; run < RUNS; run++) {
            Look baseline = baseline();
            Set<LesionId> nodes = random.nextInt(3) > 0 ? Set.of() : Set.of(id(0));
            List<LesionId> possible = Recist.proposed(baseline, nodes, Map.of());
            List<LesionId> targets = possible.subList(0, random.nextInt(possible.size() + 1));
            Recist recist = new Recist(targets, nodes, baseline);
            List<Look> before = before(baseline);
            Look less = look(baseline);
            Look more = more(less);
            compared += compare(recist.at(with(before, less)), recist.at(with(before, more)),
                    "run %s of seed %s: %s, targets %s, %s, %s -> %s".formatted(run, seed, baseline,
                            targets, before, less, more));
        }
        assertThat(compared).as("runs in which both can be said").isGreaterThan(RUNS / 10);
    }

    @Test
    void byTheWho() {
        System.out.println("MoreTumourTest.byTheWho: seed " + seed);
        int compared = 0;
        for (int run = 0; run < RUNS; run++) {
            Look baseline = baseline();
            WhoCriterion who = new WhoCriterion(baseline);
            List<Look> before = before(baseline);
            Look less = look(baseline);
            Look more = more(less);
            compared += compare(who.at(with(before, less)), who.at(with(before, more)),
                    "run %s of seed %s: %s, %s, %s -> %s".formatted(run, seed, baseline, before,
                            less, more));
        }
        assertThat(compared).as("runs in which both can be said").isGreaterThan(RUNS / 10);
    }

    /// What is progressive stays so, and where both can be said the second is no better.
    private static int compare(Computed less, Computed more, String run) {
        if (less.response() == Response.PROGRESSIVE) {
            assertThat(more.response()).as(run).isEqualTo(Response.PROGRESSIVE);
        }
        int first = BEST_FIRST.indexOf(less.response());
        int second = BEST_FIRST.indexOf(more.response());
        if (first < 0 || second < 0) {
            return 0;
        }
        assertThat(second).as(run).isGreaterThanOrEqualTo(first);
        return 1;
    }

    private Look baseline() {
        List<LesionSize> sizes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            sizes.add(new LesionSize(id(i), random.nextInt(5) == 0
                    ? new Sight.Judged(Appearance.PRESENT) : measured(150)));
        }
        return new Look(sizes, Set.of());
    }

    private List<Look> before(Look baseline) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            looks.add(look(baseline));
        }
        return looks;
    }

    private Look look(Look baseline) {
        List<LesionSize> sizes = new ArrayList<>();
        for (LesionSize one : baseline.sizes()) {
            switch (random.nextInt(12)) {
                case 0 -> { } // nobody looked
                case 1 -> sizes.add(new LesionSize(one.lesion(), new Sight.Judged(
                        APPEARANCES.get(random.nextInt(APPEARANCES.size())))));
                case 2, 3, 4 -> sizes.add(
                        new LesionSize(one.lesion(), new Sight.Judged(Appearance.ABSENT)));
                default -> sizes.add(new LesionSize(one.lesion(), measured(60)));
            }
        }
        return new Look(sizes, Set.of());
    }

    /// The same look with more tumour in it, in one way.
    private Look more(Look look) {
        List<LesionSize> sizes = new ArrayList<>(look.sizes());
        if (sizes.isEmpty() || random.nextInt(6) == 0) {
            Set<LesionId> appeared = new HashSet<>(look.appeared());
            appeared.add(new LesionId("new"));
            return new Look(sizes, appeared);
        }
        int which = random.nextInt(sizes.size());
        LesionSize one = sizes.get(which);
        if (random.nextInt(6) == 0) { // a part that has fallen off it
            Sight.Measured part = measured(60);
            sizes.add(new LesionSize(new LesionId("part"), new Sight.Measured(
                    part.longest(), part.across(), Optional.of(one.lesion()))));
            return new Look(sizes, look.appeared());
        }
        sizes.set(which, new LesionSize(one.lesion(), switch (one.sight()) {
            case Sight.Measured(var longest, var across, var from) -> {
                BigDecimal factor = BigDecimal.valueOf(100 + random.nextInt(80), 2);
                yield new Sight.Measured(times(longest, factor),
                        across.map(short_ -> times(short_, factor)), from);
            }
            case Sight.GrownInto into -> into;
            case Sight.Judged(var appearance) -> switch (appearance) {
                case ABSENT -> random.nextBoolean() ? new Sight.Judged(Appearance.PRESENT)
                        : measured(60);
                case TOO_SMALL -> times(measured(60));
                case PRESENT, WORSE -> new Sight.Judged(Appearance.WORSE);
                case NOT_ASSESSABLE -> new Sight.Judged(Appearance.NOT_ASSESSABLE);
            };
        }));
        return new Look(sizes, look.appeared());
    }

    /// Whatever can be measured is larger than what is too small for it, which counts 5 mm: across
    /// too, and always known, since of a node that is what is summed.
    private static Sight times(Sight.Measured size) {
        Millimetres longest = atLeastFive(size.longest());
        return new Sight.Measured(longest,
                Optional.of(size.across().map(MoreTumourTest::atLeastFive).orElse(longest)),
                size.splitFrom());
    }

    private static Millimetres atLeastFive(Millimetres size) {
        return new Millimetres(size.value().max(new BigDecimal(5)));
    }

    private static Millimetres times(Millimetres size, BigDecimal factor) {
        return new Millimetres(size.value().multiply(factor));
    }

    private Sight.Measured measured(int most) {
        int longest = 1 + random.nextInt(most * 10);
        return new Sight.Measured(new Millimetres(BigDecimal.valueOf(longest, 1)),
                random.nextInt(8) == 0 ? Optional.empty()
                        : Optional.of(new Millimetres(
                                BigDecimal.valueOf(1 + random.nextInt(longest), 1))),
                Optional.empty());
    }

    private static List<Look> with(List<Look> before, Look last) {
        List<Look> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private static LesionId id(int number) {
        return new LesionId(String.valueOf((char) ('a' + number)));
    }
}
