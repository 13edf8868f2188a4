package limbline.followup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.measure.Millimetres;
import limbline.patient.Criterion;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;
import limbline.patient.Response;

/// Response by RECIST 1.1: Eisenhauer EA et al., Eur J Cancer 2009;45:228-247,
/// doi 10.1016/j.ejca.2008.10.026, with the clarifications of the EORTC's RECIST page.
///
/// Targets are chosen at the baseline, at most five. The sum of their diameters (of a lymph node its
/// short axis) is held against the baseline for a response and against the smallest sum so far for
/// progression: a fall of at least 30 % is partial, a rise of at least 20 % and of at least 5 mm
/// progressive, and so is a new lesion or one not measured that is clearly worse. After a complete
/// response whatever is there again is progressive, however small; else it counts with its size.
///
/// A node below 10 mm is normal (section 4.3.2), and none that was is back before 10 mm (EORTC,
/// recist.eortc.org/faq/abnormal-lymph-node-2). Its short axis is in the sum all the same, so that
/// normal nodes can make a sum progressive by themselves; then the working says so. Where all that was
/// seen is gone or normal and a target was not looked at, the response may yet be complete: it is not
/// assessable.
/// Decimals are compared exactly, without rounding.
public final class Recist {

    private static final int MOST_TARGETS = 5;
    private static final int MOST_IN_ONE_ORGAN = 2;
    private static final BigDecimal LEAST_LESION = new BigDecimal(10);
    private static final BigDecimal LEAST_NODE = new BigDecimal(15);
    private static final BigDecimal NORMAL_NODE = new BigDecimal(10);
    private static final BigDecimal LEAST_RISE = new BigDecimal(5);
    private static final BigDecimal FIVE = new BigDecimal(5);

    /// What counts for a target that is there and cannot be measured.
    private static final BigDecimal TOO_SMALL = new BigDecimal(5);

    private final Set<LesionId> targets;
    private final Set<LesionId> nodes;
    private final Look baseline;

    /// @param targets chosen at the baseline; none where nothing can be measured
    /// @param nodes those of all lesions that are lymph nodes
    /// @throws IllegalArgumentException if there are more than five targets, or one of them is not
    ///     measured at the baseline, or is too small
    public Recist(List<LesionId> targets, Set<LesionId> nodes, Look baseline) {
        this.targets = new LinkedHashSet<>(targets);
        this.nodes = Set.copyOf(nodes);
        this.baseline = baseline;
        Check.that(this.targets.size() <= MOST_TARGETS,
                "%s targets; RECIST 1.1 follows at most %s", this.targets.size(), MOST_TARGETS);
        for (LesionId target : this.targets) {
            Optional<BigDecimal> size = found(baseline, target).filter(one ->
                    one.sight() instanceof Sight.Measured).flatMap(this::size);
            Check.that(size.isPresent(), nodes.contains(target)
                    ? "the node %s has no short axis at the baseline; write both diameters"
                    : "%s is not measured at the baseline, so it cannot be a target", target);
            BigDecimal least = nodes.contains(target) ? LEAST_NODE : LEAST_LESION;
            Check.that(size.get().compareTo(least) >= 0,
                    "%s is %s mm at the baseline; a target has at least %s mm", target,
                    size.get().toPlainString(), least);
        }
    }

    /// The lesions that can be targets, largest first, at most two in one organ and five in all. A
    /// proposal: which ones can be measured again is for a person to say.
    ///
    /// @param organs by lesion, in words
    public static List<LesionId> proposed(
            Look baseline, Set<LesionId> nodes, Map<LesionId, String> organs) {
        Recist none = new Recist(List.of(), nodes, baseline);
        Map<String, Integer> taken = new LinkedHashMap<>();
        List<LesionId> proposed = new ArrayList<>();
        baseline.sizes().stream()
                .filter(one -> one.sight() instanceof Sight.Measured)
                .filter(one -> none.size(one).filter(size -> size.compareTo(
                        nodes.contains(one.lesion()) ? LEAST_NODE : LEAST_LESION) >= 0).isPresent())
                .sorted((one, other) -> none.size(other).orElseThrow()
                        .compareTo(none.size(one).orElseThrow()))
                .forEach(one -> {
                    String organ = nodes.contains(one.lesion()) ? "lymph nodes"
                            : organs.getOrDefault(one.lesion(), one.lesion().value());
                    if (proposed.size() < MOST_TARGETS
                            && taken.merge(organ, 1, Integer::sum) <= MOST_IN_ONE_ORGAN) {
                        proposed.add(one.lesion());
                    }
                });
        return proposed;
    }

    /// The response at the last of `looks`, which follow the baseline in time.
    public Computed at(List<Look> looks) {
        Check.that(!looks.isEmpty(), "there is no look after the baseline");
        Burden burden = new Burden(targets, this::size);
        BigDecimal first = burden.next(baseline).total();
        BigDecimal smallest = first;
        Look smallestLook = baseline;
        boolean partialBefore = false;
        for (Look earlier : looks.subList(0, looks.size() - 1)) {
            Burden.Sum sum = burden.next(earlier);
            if (sum.isWhole()) {
                if (sum.total().compareTo(smallest) < 0) {
                    smallest = sum.total();
                    smallestLook = earlier;
                }
                partialBefore |= isPartial(first, sum.total());
            }
        }
        Look look = looks.getLast();
        Burden.Sum now = burden.next(look);
        List<String> working = new ArrayList<>();
        Response ofTargets = targets(first, smallest, now, goneOrNormal(burden, look, now), working);
        if (ofTargets == Response.PROGRESSIVE && !isProgressive(smallest, now.total().subtract(smallest)
                .subtract(riseOfNormalNodes(burden, smallestLook, look)))) {
            working.add("Without what nodes below " + NORMAL_NODE + " mm have grown it would not be:"
                    + " they are normal still.");
        }
        if (ofTargets == Response.STABLE && partialBefore) {
            working.add("An earlier look was partial; the EORTC counts that as partial until it is"
                    + " progressive.");
        }
        return new Computed(Criterion.RECIST_1_1,
                back(burden, looks, overall(ofTargets, looks, working), working), working);
    }

    /// EORTC, does a new lesion always result in PD (recist.eortc.org/faq): what comes back after an
    /// overall complete response is progressive. A node is back from 10 mm on.
    private Response back(
            Burden burden, List<Look> looks, Response response, List<String> working) {
        List<LesionId> back = looks.getLast().sizes().stream()
                .filter(one -> isThere(one) && (burden.followed().contains(one.lesion())
                        || found(baseline, one.lesion()).isPresent()))
                .map(LesionSize::lesion).toList();
        if (response == Response.PROGRESSIVE || back.isEmpty() || looks.size() == 1
                || at(looks.subList(0, looks.size() - 1)).response() != Response.COMPLETE) {
            return response;
        }
        working.add("Back after a complete response: " + join(back) + ".");
        return Response.PROGRESSIVE;
    }

    private boolean isThere(LesionSize one) {
        return switch (one.sight()) {
            case Sight.Measured _ -> size(one).isPresent() && !isGone(one);
            case Sight.GrownInto _ -> false; // the whole is
            case Sight.Judged(var appearance) -> switch (appearance) {
                case PRESENT, WORSE -> true;
                case TOO_SMALL -> !isGone(one);
                case ABSENT, NOT_ASSESSABLE -> false;
            };
        };
    }

    /// The sum of the targets' diameters in millimetres at the baseline, then at each look; empty where a
    /// target's size cannot be said.
    ///
    /// @param looks after the baseline, in time
    public List<Optional<BigDecimal>> sums(List<Look> looks) {
        Burden burden = new Burden(targets, this::size);
        List<Optional<BigDecimal>> sums = new ArrayList<>();
        for (Look look : Stream.concat(Stream.of(baseline), looks.stream()).toList()) {
            Burden.Sum sum = burden.next(look);
            sums.add(sum.isWhole() ? Optional.of(sum.total()) : Optional.empty());
        }
        return sums;
    }

    private Response targets(BigDecimal first, BigDecimal smallest, Burden.Sum now,
            boolean gone, List<String> working) {
        if (targets.isEmpty()) {
            working.add("No lesion is followed by measurement.");
            return Response.NOT_ASSESSABLE;
        }
        BigDecimal sum = now.total();
        BigDecimal rise = sum.subtract(smallest);
        working.add("%s: baseline %s mm, smallest %s mm, now %s%s mm.".formatted(
                targets.size() == 1 ? "One target" : "Sum of " + targets.size() + " targets",
                plain(first), plain(smallest), now.isWhole() ? "" : "at least ", plain(sum)));
        if (!now.isWhole()) {
            working.add("Not measured: " + join(now.missing()) + ".");
        }
        if (gone) {
            if (!now.isWhole()) { // and the rest may be gone too
                return Response.NOT_ASSESSABLE;
            }
            working.add("No target is left" + (nodes.stream().anyMatch(targets::contains)
                    ? ", and every node is below " + NORMAL_NODE + " mm." : "."));
            return Response.COMPLETE;
        }
        if (isProgressive(smallest, rise)) {
            working.add("%s mm (%s) above the smallest sum: progressive from 20 %% and 5 mm on."
                    .formatted(plain(rise), percent(rise, smallest)));
            return Response.PROGRESSIVE;
        }
        if (!now.isWhole()) {
            return Response.NOT_ASSESSABLE;
        }
        BigDecimal fall = first.subtract(sum);
        working.add("%s mm (%s) %s the baseline: partial from a fall of 30 %% on.".formatted(
                plain(fall.abs()), percent(fall.abs(), first),
                fall.signum() >= 0 ? "below" : "above"));
        return isPartial(first, sum) ? Response.PARTIAL : Response.STABLE;
    }

    private static boolean isProgressive(BigDecimal smallest, BigDecimal rise) {
        return rise.compareTo(LEAST_RISE) >= 0
                && rise.multiply(FIVE).compareTo(smallest) >= 0; // 20 %
    }

    /// What nodes of normal size add to the sum that they did not at the smallest.
    private BigDecimal riseOfNormalNodes(Burden burden, Look smallest, Look look) {
        return look.sizes().stream()
                .filter(one -> nodes.contains(one.lesion())
                        && burden.followed().contains(one.lesion()) && isGone(one))
                .map(one -> size(one).orElseThrow().subtract(found(smallest, one.lesion())
                        .flatMap(this::size).orElse(BigDecimal.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isPartial(BigDecimal first, BigDecimal sum) {
        return first.subtract(sum).multiply(BigDecimal.TEN)
                .compareTo(first.multiply(new BigDecimal(3))) >= 0;
    }

    /// Everything that is followed and was seen is gone, or is a node of normal size.
    private boolean goneOrNormal(Burden burden, Look look, Burden.Sum now) {
        return burden.followed().stream()
                .filter(lesion -> !burden.isMerged(lesion) && !now.missing().contains(lesion))
                .allMatch(lesion -> found(look, lesion).filter(this::isGone).isPresent());
    }

    private boolean isGone(LesionSize one) {
        return size(one).filter(left -> nodes.contains(one.lesion())
                ? left.compareTo(NORMAL_NODE) < 0 : left.signum() == 0).isPresent();
    }

    /// RECIST 1.1, tables 1 and 2: targets, other lesions and new ones together.
    private Response overall(Response ofTargets, List<Look> looks, List<String> working) {
        Look look = looks.getLast();
        if (!look.appeared().isEmpty()) {
            working.add("New: " + join(look.appeared()) + ".");
            return Response.PROGRESSIVE;
        }
        List<LesionId> others = others();
        List<LesionId> worse = others.stream().filter(other -> isSeen(look, other,
                Appearance.WORSE)).toList();
        if (!worse.isEmpty()) {
            working.add("Clearly worse: " + join(worse) + ".");
            return Response.PROGRESSIVE;
        }
        if (ofTargets == Response.PROGRESSIVE) {
            return ofTargets;
        }
        List<LesionId> left = others.stream().filter(other -> !isLeftNowhere(looks, other)).toList();
        List<LesionId> unseen = left.stream().filter(other -> latest(looks, other).isEmpty()
                || isSeen(look, other, Appearance.NOT_ASSESSABLE)).toList();
        if (targets.isEmpty()) {
            return withoutTargets(others, left, unseen, working);
        }
        if (ofTargets == Response.COMPLETE && !left.isEmpty()) {
            working.add("Still there or not assessed beside the targets: " + join(left) + ".");
            return Response.PARTIAL;
        }
        return ofTargets;
    }

    private static Response withoutTargets(List<LesionId> others, List<LesionId> left,
            List<LesionId> unseen, List<String> working) {
        if (others.isEmpty() || !unseen.isEmpty()) {
            working.add(others.isEmpty() ? "There was no lesion at the baseline."
                    : "Not assessed: " + join(unseen) + ".");
            return Response.NOT_ASSESSABLE;
        }
        working.add(left.isEmpty() ? "No lesion is left."
                : "Neither gone nor clearly worse: " + join(left) + ".");
        return left.isEmpty() ? Response.COMPLETE : Response.STABLE;
    }

    /// The lesions of the baseline that are no targets; a node of normal size is no lesion.
    private List<LesionId> others() {
        return baseline.sizes().stream()
                .filter(one -> !targets.contains(one.lesion()) && !isGone(one))
                .map(LesionSize::lesion).toList();
    }

    private Optional<BigDecimal> size(LesionSize one) {
        return switch (one.sight()) {
            case Sight.Measured(var longest, var across, _) -> nodes.contains(one.lesion())
                    ? across.map(Millimetres::value) : Optional.of(longest.value());
            case Sight.GrownInto _ -> Optional.empty();
            case Sight.Judged(var appearance) -> switch (appearance) {
                case ABSENT -> Optional.of(BigDecimal.ZERO);
                case TOO_SMALL -> Optional.of(TOO_SMALL);
                case PRESENT, WORSE, NOT_ASSESSABLE -> Optional.empty();
            };
        };
    }

    /// Gone itself, or grown into one that is gone.
    private boolean isLeftNowhere(List<Look> looks, LesionId lesion) {
        LesionId at = lesion;
        for (int i = 0; i <= looks.size(); i++) { // no chain is longer than there are looks
            Optional<LesionSize> found = latest(looks, at);
            if (found.isPresent() && found.get().sight() instanceof Sight.GrownInto(var other)) {
                at = other;
            } else {
                return found.filter(this::isGone).isPresent();
            }
        }
        return false;
    }

    /// As the last look has it; what has grown into another one stays so until it is seen by itself.
    private static Optional<LesionSize> latest(List<Look> looks, LesionId lesion) {
        Optional<LesionSize> now = found(looks.getLast(), lesion);
        if (now.isPresent()) {
            return now;
        }
        return looks.reversed().stream().flatMap(look -> found(look, lesion).stream()).findFirst()
                .filter(one -> one.sight() instanceof Sight.GrownInto);
    }

    private static Optional<LesionSize> found(Look look, LesionId lesion) {
        return look.sizes().stream().filter(one -> one.lesion().equals(lesion)).findFirst();
    }

    private static boolean isSeen(Look look, LesionId lesion, Appearance appearance) {
        return found(look, lesion).filter(one ->
                one.sight().equals(new Sight.Judged(appearance))).isPresent();
    }

    private static String join(Iterable<LesionId> lesions) {
        List<String> names = new ArrayList<>();
        lesions.forEach(lesion -> names.add(lesion.value()));
        return String.join(", ", names);
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /// For the eye only; nothing is decided by it.
    static String percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? "from nothing"
                : part.multiply(new BigDecimal(100)).divide(whole, 1, RoundingMode.HALF_UP)
                        .toPlainString() + " %";
    }
}
