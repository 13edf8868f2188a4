package limbline.followup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limbline.measure.Check;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Sight;

/// How much tumour there is of the followed lesions, look by look.
///
/// Lesions that grow together or fall apart stay one family from there on: the whole of a merged
/// mass counts once, the parts of a split one are added up. So the sum goes on meaning the same
/// tissue (RECIST 1.1, Eisenhauer 2009, doi 10.1016/j.ejca.2008.10.026, on lesions that split or
/// coalesce).
final class Burden {

    private final Function<LesionSize, Optional<BigDecimal>> size;
    private final Map<LesionId, LesionId> parents = new HashMap<>();
    private final Set<LesionId> followed;
    private final Map<LesionId, LesionId> merged = new HashMap<>();

    /// @param followed the lesions that count from the first look on
    /// @param size what a lesion adds to the sum; empty if that cannot be said
    Burden(Set<LesionId> followed, Function<LesionSize, Optional<BigDecimal>> size) {
        this.followed = new LinkedHashSet<>(followed);
        this.size = size;
    }

    /// What there is at a look.
    ///
    /// @param known by family, named after one of its lesions: what could be added up
    /// @param missing the lesions whose size cannot be said
    record Sum(Map<LesionId, BigDecimal> known, List<LesionId> missing) {

        BigDecimal total() {
            return known.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        boolean isWhole() {
            return missing.isEmpty();
        }
    }

    /// Takes the next look, later than those before.
    Sum next(Look look) {
        Map<LesionId, LesionSize> seen = new LinkedHashMap<>();
        look.sizes().forEach(one -> seen.put(one.lesion(), one));
        int before;
        do { // a chain is told in any order
            before = followed.size();
            seen.values().forEach(this::relate);
        } while (followed.size() > before);
        Map<LesionId, BigDecimal> known = new LinkedHashMap<>();
        List<LesionId> missing = new ArrayList<>();
        for (LesionId lesion : followed) {
            LesionSize found = seen.get(lesion);
            if (found == null && merged.containsKey(lesion)) {
                continue; // it counts where it has grown into
            }
            Optional<BigDecimal> adds = found == null ? Optional.empty()
                    : found.sight() instanceof Sight.GrownInto
                    ? Optional.of(BigDecimal.ZERO) : size.apply(found);
            known.merge(family(lesion), adds.orElse(BigDecimal.ZERO), BigDecimal::add);
            if (adds.isEmpty()) {
                missing.add(lesion);
            }
        }
        return new Sum(known, missing);
    }

    /// Everything that counts by now: the lesions of the first look, what they have grown into and
    /// the parts they have fallen into.
    Set<LesionId> followed() {
        return Set.copyOf(followed);
    }

    /// Whether the lesion is part of another one now, and counts there.
    boolean isMerged(LesionId lesion) {
        return merged.containsKey(lesion);
    }

    /// The families as they are now, of sums taken earlier.
    Map<LesionId, BigDecimal> regrouped(Map<LesionId, BigDecimal> earlier) {
        Map<LesionId, BigDecimal> now = new LinkedHashMap<>();
        earlier.forEach((lesion, sum) -> now.merge(family(lesion), sum, BigDecimal::add));
        return now;
    }

    private void relate(LesionSize one) {
        switch (one.sight()) {
            case Sight.GrownInto(var other) -> {
                if (followed.contains(one.lesion())) {
                    checkNoRing(one.lesion(), other);
                    merged.put(one.lesion(), other);
                    followed.add(other);
                    join(one.lesion(), other);
                }
            }
            case Sight.Measured(_, _, Optional<LesionId> from) -> {
                merged.remove(one.lesion());
                from.filter(followed::contains).ifPresent(whole -> {
                    followed.add(one.lesion());
                    join(one.lesion(), whole);
                });
            }
            case Sight.Judged _ -> merged.remove(one.lesion());
        }
    }

    private void checkNoRing(LesionId lesion, LesionId into) {
        LesionId next = into;
        while (merged.containsKey(next)) {
            next = merged.get(next);
            Check.that(!next.equals(lesion), "%s and %s have each grown into the other; name one of"
                    + " them as the whole", lesion, into);
        }
    }

    private void join(LesionId one, LesionId other) {
        LesionId root = family(one);
        LesionId otherRoot = family(other);
        if (!root.equals(otherRoot)) {
            parents.put(root, otherRoot);
        }
    }

    private LesionId family(LesionId lesion) {
        LesionId root = lesion;
        while (parents.containsKey(root)) {
            root = parents.get(root);
        }
        return root;
    }
}
