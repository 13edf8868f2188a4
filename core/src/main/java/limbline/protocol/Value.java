package limbline.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.Unit;

/// One case of a measurement that the proof tries: not measured, or a value, fresh or stale. Values
/// are taken from each limit of the file, from each gap between two limits and from either end, so
/// that within a case every gate of the file answers alike.
///
/// @param assumed for each empty limit, the value it is taken to have here
/// @param words for a path: "act 349 s, too old"
record Value(Reading reading, Map<String, Amount> assumed, String words) {

    /// Each may lie below, at or above a value, so each more makes three cases of one.
    private static final int MOST_EMPTY = 6;

    /// Older than any limit.
    private static final Duration STALE = Duration.ofDays(36_500);

    Value {
        assumed = Map.copyOf(assumed);
    }

    /// All cases of `measurement`; the first is that it is missing.
    static List<Value> of(Measurement measurement, List<Limit> limits) {
        List<Value> values = new ArrayList<>();
        values.add(new Value(new Reading.Missing(), Map.of(), measurement.id() + " not measured"));
        List<Limit> empty = limits.stream().filter(Limit::isEmpty).distinct().toList();
        Check.that(empty.size() <= MOST_EMPTY, "%s has %s limits that are not set; the proof tries"
                + " at most %s", measurement.id(), empty.size(), MOST_EMPTY);
        for (BigDecimal value : samples(measurement.measures(), limits)) {
            Amount amount = new Amount(value, measurement.measures().unit());
            for (Assumption assumption : assumptions(amount, empty)) {
                String words = measurement.id() + " " + amount.written() + assumption.words();
                values.add(new Value(new Reading.Taken(amount, Duration.ZERO),
                        assumption.limits(), words));
                values.add(new Value(new Reading.Taken(amount, STALE), assumption.limits(),
                        words + ", too old"));
            }
        }
        return values;
    }

    /// Empty limits may lie on either side of a value or on it.
    private record Assumption(Map<String, Amount> limits, String words) {}

    private static List<Assumption> assumptions(Amount found, List<Limit> empty) {
        List<Assumption> all = List.of(new Assumption(Map.of(), ""));
        for (Limit limit : empty) {
            List<Assumption> more = new ArrayList<>();
            for (Assumption one : all) {
                more.add(with(one, limit, found, 1, "below"));
                more.add(with(one, limit, found, 0, "at"));
                more.add(with(one, limit, found, -1, "above"));
            }
            all = more;
        }
        return all;
    }

    private static Assumption with(
            Assumption one, Limit limit, Amount found, int further, String side) {
        Map<String, Amount> limits = new HashMap<>(one.limits());
        limits.put(limit.id(), new Amount(
                found.value().add(BigDecimal.valueOf(further)), found.unit()));
        return new Assumption(limits,
                one.words() + (one.words().isEmpty() ? " (" : " and (") + side + " " + limit.id()
                        + ")");
    }

    private static List<BigDecimal> samples(Measurand measurand, List<Limit> limits) {
        TreeSet<BigDecimal> cuts = new TreeSet<>();
        limits.stream().flatMap(limit -> limit.amount().stream()).map(Amount::value)
                .forEach(cuts::add);
        List<BigDecimal> samples = new ArrayList<>();
        if (cuts.isEmpty()) {
            samples.add(measurand.middle());
            return samples;
        }
        between(measurand.least(), cuts.first(), cuts.first().subtract(BigDecimal.ONE))
                .ifPresent(samples::add);
        BigDecimal before = cuts.first();
        for (BigDecimal cut : cuts) {
            if (cut.compareTo(before) > 0) {
                samples.add(before.add(cut).divide(BigDecimal.TWO));
            }
            samples.add(cut);
            before = cut;
        }
        between(cuts.last(), measurand.most(), cuts.last().add(BigDecimal.ONE))
                .ifPresent(samples::add);
        return samples;
    }

    /// A value between two others, `wanted` if it is; empty if they are the same. The last gap may
    /// be narrow: a pH ends a little beyond its window.
    private static Optional<BigDecimal> between(
            BigDecimal low, BigDecimal high, BigDecimal wanted) {
        if (low.compareTo(high) >= 0) {
            return Optional.empty();
        }
        boolean isBetween = wanted.compareTo(low) >= 0 && wanted.compareTo(high) <= 0;
        return Optional.of(isBetween ? wanted : low.add(high).divide(BigDecimal.TWO));
    }

    /// The limit as this case takes it to be.
    Limit assume(Limit limit) {
        Amount amount = assumed.get(limit.id());
        if (amount == null || !limit.isEmpty()) {
            return limit;
        }
        return assumed(limit, amount);
    }

    /// An empty time of freshness is taken to be an hour: what is stale is stale by any limit.
    static Measurement withFreshness(Measurement measurement) {
        return new Measurement(measurement.id(), measurement.says(), measurement.measures(),
                measurement.freshFor().map(limit -> limit.isEmpty()
                        ? assumed(limit, Amount.of("1", Unit.HOUR)) : limit),
                measurement.atAnyTime());
    }

    private static Limit assumed(Limit limit, Amount amount) {
        return Limit.of(limit.id(), amount, "assumed", Level.DERIVED);
    }
}
