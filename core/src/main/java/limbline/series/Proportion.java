package limbline.series;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limbline.measure.Check;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// A share, with everything it takes to read it: what was counted, of how many, in which unit, and
/// how many more could not be assessed, by the reason.
///
/// @param notAssessable by the reason, none of them 0
public record Proportion<U extends Unit>(
        Count<U> events, Count<U> assessed, Map<String, Count<U>> notAssessable) {

    public Proportion {
        Check.that(events.value() <= assessed.value(), "%s of %s", events, assessed);
        notAssessable = Collections.unmodifiableMap(new TreeMap<>(notAssessable));
    }

    public U unit() {
        return assessed.unit();
    }

    public Proportion<U> plus(Proportion<U> other) {
        Map<String, Count<U>> missing = new TreeMap<>(notAssessable);
        other.notAssessable.forEach((why, count) -> missing.merge(why, count, Count::plus));
        return new Proportion<>(
                events.plus(other.events), assessed.plus(other.assessed), missing);
    }

    /// Empty where nothing was assessed.
    public Optional<Double> share() {
        return assessed.value() == 0
                ? Optional.empty()
                : Optional.of((double) events.value() / assessed.value());
    }

    /// Exact limits (Clopper and Pearson); empty where nothing was assessed.
    public Optional<Interval> limits(double confidence) {
        return assessed.value() == 0
                ? Optional.empty()
                : Optional.of(ProportionInterval.CLOPPER_PEARSON.of(
                        events.value(), assessed.value(), confidence));
    }

    public Count<U> allNotAssessable() {
        return notAssessable.values().stream()
                .reduce(new Count<>(unit(), 0), Count::plus);
    }

    /// "7 of 12 infusions: 58.3 % (95 % limits 27.7 to 84.8); 2 not assessable: amputated before
    /// (1), no assessment (1)".
    @Override
    public String toString() {
        String share = limits(0.95).map(limits -> String.format(Locale.ROOT,
                ": %.1f %% (95 %% limits %.1f to %.1f)", 100 * share().orElseThrow(),
                100 * limits.lower(), 100 * limits.upper())).orElse("");
        String missing = notAssessable.isEmpty() ? "" : "; %s not assessable: %s".formatted(
                allNotAssessable().value(), notAssessable.entrySet().stream()
                        .map(each -> "%s (%s)".formatted(each.getKey(), each.getValue().value()))
                        .collect(Collectors.joining(", ")));
        return "%s of %s%s%s".formatted(events.value(), assessed, share, missing);
    }
}
