package limbline.statistics.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import limbline.statistics.Check;

/// Finds whole numbers within ranges that satisfy sums: narrows the ranges by each sum until
/// nothing moves, then halves a range and tries both sides.
final class CountSearch {

    private static final int MOST_TRIALS = 200_000;
    private static final int CONSTANT = -1;

    private final int[] low;
    private final int[] high;
    private final List<Sum> sums = new ArrayList<>();
    private int trials;

    CountSearch(int variables) {
        low = new int[variables];
        high = new int[variables];
    }

    /// @param total a variable, or [#CONSTANT]
    private record Sum(List<Integer> parts, int total, int constant) {}

    /// @param possible each variable's range, narrowed by the sums
    /// @param example one value of each, all sums satisfied
    record Found(List<Counts> possible, List<Integer> example) {}

    void allow(int variable, Counts counts) {
        low[variable] = counts.first();
        high[variable] = counts.last();
    }

    void addUp(int[] parts, int total) {
        sums.add(new Sum(Arrays.stream(parts).boxed().toList(), total, 0));
    }

    void addUpTo(int[] parts, int constant) {
        sums.add(new Sum(Arrays.stream(parts).boxed().toList(), CONSTANT, constant));
    }

    Optional<Found> solution() {
        if (!narrow(low, high)) {
            return Optional.empty();
        }
        List<Counts> possible = new ArrayList<>();
        for (int i = 0; i < low.length; i++) {
            possible.add(new Counts(low[i], high[i]));
        }
        return search(low, high).map(example -> new Found(possible, example));
    }

    private Optional<List<Integer>> search(int[] low, int[] high) {
        trials++;
        Check.that(trials <= MOST_TRIALS, "the sums cut across each other and leave more than %d"
                + " cases; audit fewer of them at once", MOST_TRIALS);
        if (!narrow(low, high)) {
            return Optional.empty();
        }
        int open = smallestOpen(low, high);
        if (open < 0) {
            return Optional.of(Arrays.stream(low).boxed().toList());
        }
        int middle = low[open] + (high[open] - low[open]) / 2;
        int[] cutHigh = high.clone();
        cutHigh[open] = middle;
        int[] cutLow = low.clone();
        cutLow[open] = middle + 1;
        return search(low.clone(), cutHigh).or(() -> search(cutLow, high.clone()));
    }

    /// The variable with the fewest values left but more than one, or -1.
    private static int smallestOpen(int[] low, int[] high) {
        int best = -1;
        for (int i = 0; i < low.length; i++) {
            if (high[i] > low[i] && (best < 0 || high[i] - low[i] < high[best] - low[best])) {
                best = i;
            }
        }
        return best;
    }

    /// False if some range becomes empty.
    private boolean narrow(int[] low, int[] high) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < low.length; i++) {
                if (low[i] > high[i]) {
                    return false;
                }
            }
            for (Sum sum : sums) {
                moved |= narrow(sum, low, high);
            }
        }
        return true;
    }

    /// Whether a range moved.
    private static boolean narrow(Sum sum, int[] low, int[] high) {
        long least = 0;
        long most = 0;
        for (int part : sum.parts()) {
            least += low[part];
            most += high[part];
        }
        boolean isConstant = sum.total() == CONSTANT;
        long totalLow = isConstant ? sum.constant() : low[sum.total()];
        long totalHigh = isConstant ? sum.constant() : high[sum.total()];
        boolean moved = false;
        for (int part : sum.parts()) {
            moved |= cut(part, totalLow - (most - high[part]), totalHigh - (least - low[part]),
                    low, high);
        }
        if (!isConstant) {
            moved |= cut(sum.total(), least, most, low, high);
        }
        return moved;
    }

    private static boolean cut(int variable, long first, long last, int[] low, int[] high) {
        boolean moved = false;
        if (first > low[variable]) {
            low[variable] = (int) Math.min(first, high[variable] + 1L);
            moved = true;
        }
        if (last < high[variable]) {
            high[variable] = (int) Math.max(last, low[variable] - 1L);
            moved = true;
        }
        return moved;
    }
}
