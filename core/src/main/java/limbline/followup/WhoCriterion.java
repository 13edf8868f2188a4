package limbline.followup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limbline.measure.Check;
import limbline.patient.Criterion;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Response;

/// Response by the WHO's criteria: Miller AB et al., Cancer 1981;47:207-214.
///
/// A lesion counts with the product of its two diameters. A fall of the sum of products by at least
/// 50 % is partial; a lesion whose product grew by at least 25 %, or a new lesion, is progressive.
/// Growth is held against the smallest product that lesion has had. Decimals are compared exactly.
/// A complete and a partial response wait for a second look at least four weeks later, which this
/// does not judge.
public final class WhoCriterion {

    private static final BigDecimal FOUR = new BigDecimal(4);
    private static final BigDecimal TWO = new BigDecimal(2);

    private final Look baseline;
    private final Set<LesionId> measured = new LinkedHashSet<>();

    /// @param baseline every lesion with two diameters is followed by its product
    public WhoCriterion(Look baseline) {
        this.baseline = baseline;
        baseline.sizes().stream()
                .filter(one -> product(one).filter(size -> size.signum() > 0).isPresent())
                .forEach(one -> measured.add(one.lesion()));
    }

    /// The response at the last of `looks`, which follow the baseline in time.
    public Computed at(List<Look> looks) {
        Check.that(!looks.isEmpty(), "there is no look after the baseline");
        Burden burden = new Burden(measured, WhoCriterion::product);
        Burden.Sum first = burden.next(baseline);
        Map<LesionId, BigDecimal> smallest = new HashMap<>(first.known());
        for (Look earlier : looks.subList(0, looks.size() - 1)) {
            Burden.Sum sum = burden.next(earlier);
            smallest = smaller(burden.regrouped(smallest), sum);
        }
        Look look = looks.getLast();
        Burden.Sum now = burden.next(look);
        List<String> working = new ArrayList<>();
        Response response = response(first.total(), burden.regrouped(smallest), now, look, working);
        return new Computed(Criterion.WHO, response, working);
    }

    /// Only what could be said at a look can be the smallest.
    private static Map<LesionId, BigDecimal> smaller(
            Map<LesionId, BigDecimal> smallest, Burden.Sum sum) {
        if (sum.isWhole()) {
            sum.known().forEach((lesion, size) ->
                    smallest.merge(lesion, size, BigDecimal::min));
        }
        return smallest;
    }

    private Response response(BigDecimal first, Map<LesionId, BigDecimal> smallest, Burden.Sum now,
            Look look, List<String> working) {
        working.add("Sum of the products of %s lesions: baseline %s mm2, now %s%s mm2.".formatted(
                measured.size(), Recist.plain(first), now.isWhole() ? "" : "at least ",
                Recist.plain(now.total())));
        List<String> progressive = new ArrayList<>();
        look.appeared().forEach(lesion -> progressive.add("New: " + lesion + "."));
        now.known().forEach((lesion, size) -> {
            BigDecimal least = smallest.getOrDefault(lesion, BigDecimal.ZERO);
            BigDecimal rise = size.subtract(least);
            if (size.signum() > 0 && rise.multiply(FOUR).compareTo(least) >= 0
                    && rise.signum() > 0) {
                progressive.add("%s: %s mm2, at the smallest %s mm2 (%s): progressive from 25 %% on."
                        .formatted(lesion, Recist.plain(size), Recist.plain(least),
                                Recist.percent(rise, least)));
            }
        });
        look.sizes().stream()
                .filter(one -> one.sight().equals(new Sight.Judged(Appearance.WORSE)))
                .forEach(one -> progressive.add("Clearly worse: " + one.lesion() + "."));
        if (!progressive.isEmpty()) {
            working.addAll(progressive);
            return Response.PROGRESSIVE;
        }
        List<LesionId> unsaid = unsaid(now, look);
        if (!unsaid.isEmpty() || baseline.sizes().isEmpty()) {
            working.add(unsaid.isEmpty() ? "There was no lesion at the baseline."
                    : "Not assessed: " + unsaid.stream().map(LesionId::value)
                            .collect(Collectors.joining(", ")) + ".");
            return Response.NOT_ASSESSABLE;
        }
        if (now.total().signum() == 0 && othersAreGone(look)) {
            working.add("No lesion is left.");
            return Response.COMPLETE;
        }
        BigDecimal fall = first.subtract(now.total());
        if (first.signum() > 0) {
            working.add("%s mm2 (%s) %s the baseline: partial from a fall of 50 %% on.".formatted(
                    Recist.plain(fall.abs()), Recist.percent(fall.abs(), first),
                    fall.signum() >= 0 ? "below" : "above"));
        }
        return first.signum() > 0 && fall.multiply(TWO).compareTo(first) >= 0
                ? Response.PARTIAL : Response.STABLE;
    }

    /// The lesions of the baseline of which this look does not say enough. One that was measured in
    /// one diameter has no product: unless it is gone, nothing can be said of it.
    private List<LesionId> unsaid(Burden.Sum now, Look look) {
        List<LesionId> unsaid = new ArrayList<>(now.missing());
        for (LesionSize other : baseline.sizes()) {
            boolean said = look.sizes().stream().anyMatch(one -> one.lesion().equals(other.lesion())
                    && !one.sight().equals(new Sight.Judged(Appearance.NOT_ASSESSABLE))
                    && (isAbsent(one) || !(other.sight() instanceof Sight.Measured)));
            if (!measured.contains(other.lesion()) && !isAbsent(other) && !said) {
                unsaid.add(other.lesion());
            }
        }
        return unsaid;
    }

    private boolean othersAreGone(Look look) {
        return baseline.sizes().stream()
                .filter(other -> !measured.contains(other.lesion()) && !isAbsent(other))
                .allMatch(other -> look.sizes().stream().anyMatch(one ->
                        one.lesion().equals(other.lesion()) && isAbsent(one)));
    }

    private static boolean isAbsent(LesionSize one) {
        return one.sight().equals(new Sight.Judged(Appearance.ABSENT));
    }

    private static Optional<BigDecimal> product(LesionSize one) {
        return switch (one.sight()) {
            case Sight.Measured(var longest, var across, _) ->
                across.map(short_ -> longest.value().multiply(short_.value()));
            case Sight.GrownInto _ -> Optional.empty();
            case Sight.Judged(var appearance) -> appearance == Appearance.ABSENT
                    ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        };
    }
}
