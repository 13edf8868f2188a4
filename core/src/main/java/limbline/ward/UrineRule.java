package limbline.ward;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.event.WardEvent.UrineMeasured;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Kilograms;
import limbline.protocol.WardRule.UrineBelow;
import limbline.ward.Judgement.Verdict;

/// Urine by body weight over a moving stretch of time that ends with each collection.
final class UrineRule {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

    private UrineRule() {}

    /// What was collected in the stretch that ends with `last`.
    ///
    /// @param volume in mL, of collections that reach beyond the stretch their share
    /// @param covered how much of the stretch was collected
    record Window(
            Noted<UrineMeasured> last,
            BigDecimal volume,
            Duration covered,
            Duration over,
            List<EventId> members) {

        /// A minute is lost at each change of the bag, and nobody's clock is better.
        boolean isWhole() {
            return !covered.plusMinutes(1).minus(over).isNegative();
        }

        boolean overlaps() {
            return covered.compareTo(over) > 0;
        }

        /// In mL/kg/h, to be shown.
        BigDecimal rate(Kilograms weight) {
            return volume.divide(hours().multiply(weight.value()), 2, RoundingMode.HALF_EVEN);
        }

        boolean isBelow(BigDecimal limit, Kilograms weight) {
            return volume.compareTo(limit.multiply(hours()).multiply(weight.value())) < 0;
        }

        private BigDecimal hours() {
            return BigDecimal.valueOf(over.toSeconds()).divide(
                    SECONDS_AN_HOUR, MathContext.DECIMAL64);
        }
    }

    static List<Window> windows(Episode episode, Duration over) {
        List<Noted<UrineMeasured>> timed = timed(episode);
        List<Window> windows = new ArrayList<>();
        for (Noted<UrineMeasured> last : timed) {
            windows.add(window(timed, last, over));
        }
        return windows;
    }

    /// Collections that say over which time; the others belong to no stretch.
    private static List<Noted<UrineMeasured>> timed(Episode episode) {
        return episode.all(UrineMeasured.class).stream()
                .filter(one -> one.isExact() && one.event().over().found().isPresent()).toList();
    }

    private static Window window(
            List<Noted<UrineMeasured>> all, Noted<UrineMeasured> last, Duration over) {
        Instant end = last.at();
        Instant start = end.minus(over);
        BigDecimal volume = BigDecimal.ZERO;
        Duration covered = Duration.ZERO;
        List<EventId> members = new ArrayList<>();
        for (Noted<UrineMeasured> one : all) {
            Instant to = one.at().isBefore(end) ? one.at() : end;
            Instant from = one.at().minus(length(one));
            Duration shared = Duration.between(from.isAfter(start) ? from : start, to);
            if (shared.isPositive() && !one.at().isAfter(end)) {
                covered = covered.plus(shared);
                volume = volume.add(one.event().volume().value()
                        .multiply(BigDecimal.valueOf(shared.toSeconds()))
                        .divide(BigDecimal.valueOf(length(one).toSeconds()),
                                MathContext.DECIMAL64));
                members.add(one.root());
            }
        }
        return new Window(last, volume, covered, over, members);
    }

    private static Duration length(Noted<UrineMeasured> one) {
        BigDecimal hours = one.event().over().found().orElseThrow().value();
        return Duration.ofSeconds(hours.multiply(SECONDS_AN_HOUR)
                .setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    static Judgement judge(UrineBelow rule, Episode episode) {
        Optional<Kilograms> weight = episode.weight();
        List<String> missing = new ArrayList<>();
        if (weight.isEmpty()) {
            missing.add("No body weight is on record: mL/kg/h cannot be worked out.");
        }
        int untimed = episode.all(UrineMeasured.class).size() - timed(episode).size();
        if (untimed > 0) {
            missing.add("%s collections do not say over which time.".formatted(untimed));
        }
        List<Window> windows = windows(episode, rule.over().amount().orElseThrow().duration());
        if (windows.isEmpty()) {
            missing.add("No urine on record since the infusion.");
        }
        if (weight.isEmpty() || windows.isEmpty()) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(), missing, List.of());
        }
        return answer(rule, episode, windows, weight.get(), missing);
    }

    private static Judgement answer(UrineBelow rule, Episode episode, List<Window> windows,
            Kilograms weight, List<String> missing) {
        BigDecimal limit = rule.below().amount().map(Amount::value).orElseThrow();
        List<Fact> facts = new ArrayList<>();
        List<Window> run = new ArrayList<>();
        for (Window window : windows) {
            if (!window.isWhole() || window.overlaps()) {
                continue; // it ends nothing and begins nothing
            }
            if (window.isBelow(limit, weight)) {
                run.add(window);
            } else {
                fact(rule, run, weight, episode, false).ifPresent(facts::add);
                run = new ArrayList<>();
            }
        }
        Optional<Fact> standing = fact(rule, run, weight, episode, true);
        standing.ifPresent(facts::add);
        Window last = windows.getLast();
        if (!last.isWhole()) {
            missing.add("Of the %s to %s only %s h were collected.".formatted(
                    rule.over().words(), Say.moment(last.last.at(), episode),
                    hours(last.covered)));
        } else if (last.overlaps()) {
            missing.add("Collections before %s overlap: correct their times.".formatted(
                    Say.moment(last.last.at(), episode)));
        }
        if (standing.isPresent()) {
            return new Judgement(
                    rule, Verdict.FOUND, List.of(standing.get().sentence()), missing, facts);
        }
        if (!last.isWhole() || last.overlaps()) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(), missing, facts);
        }
        return new Judgement(rule, Verdict.QUIET, List.of(
                words(last, weight, episode) + ", not below " + rule.below().words() + "."),
                missing, facts);
    }

    private static Optional<Fact> fact(UrineBelow rule, List<Window> run, Kilograms weight,
            Episode episode, boolean stands) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal limit = rule.below().amount().map(Amount::value).orElseThrow();
        BigDecimal least = run.stream().map(window -> window.rate(weight))
                .reduce(BigDecimal::min).orElseThrow();
        int lacking = limit.subtract(least).movePointRight(2)
                .setScale(0, RoundingMode.CEILING).intValue();
        String sentence = words(run.getLast(), weight, episode) + ", below "
                + rule.below().words() + ".";
        return Optional.of(new Fact("urine", rule.telling().id(), rule.telling().tier(),
                run.stream().map(window -> window.last.root()).toList(),
                Math.max(0, lacking), 0, sentence, run.getFirst().last.at(), stands, true));
    }

    static String words(Window window, Kilograms weight, Episode episode) {
        return "Urine %s mL in the %s h to %s: %s mL/kg/h at %s".formatted(
                window.volume.setScale(0, RoundingMode.HALF_EVEN).toPlainString(),
                hours(window.over), Say.moment(window.last.at(), episode), window.rate(weight),
                weight);
    }

    private static String hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMinutes())
                .divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros().toPlainString();
    }
}
