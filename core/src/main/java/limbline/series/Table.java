package limbline.series;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limbline.series.Endpoint.Kind;
import limbline.series.Endpoint.Together;

/// What a cohort amounts to by one endpoint. Every table says its unit, how many could not be
/// assessed, and why.
public sealed interface Table<U extends Unit> permits Table.Grades, Table.Measures, Times {

    Endpoint<U> endpoint();

    /// With an answer or a reason.
    Count<U> all();

    Count<U> assessed();

    /// By the reason.
    Map<String, Count<U>> notAssessable();

    /// Counts of levels.
    record Grades<U extends Unit>(Endpoint<U> endpoint, Kind.Grades kind, List<Count<U>> levels,
            Map<String, Count<U>> notAssessable) implements Table<U> {

        public Grades {
            levels = List.copyOf(levels);
            notAssessable = Map.copyOf(notAssessable);
        }

        @Override
        public Count<U> assessed() {
            return levels.stream().reduce(new Count<>(endpoint.unit(), 0), Count::plus);
        }

        @Override
        public Count<U> all() {
            return notAssessable.values().stream().reduce(assessed(), Count::plus);
        }

        public Proportion<U> of(int level) {
            return new Proportion<>(levels.get(level), assessed(), notAssessable);
        }

        public Proportion<U> of(Together together) {
            return new Proportion<>(together.levels().stream().map(levels::get)
                    .reduce(new Count<>(endpoint.unit(), 0), Count::plus),
                    assessed(), notAssessable);
        }
    }

    /// Numbers, in order; each of them three times, as far as partial dates allow to say.
    @SuppressWarnings("ArrayRecordComponent") // columns, sorted once
    record Measures<U extends Unit>(Endpoint<U> endpoint, Kind.Measure kind, int[] used,
            int[] earliest, int[] latest, Map<String, Count<U>> notAssessable)
            implements Table<U> {

        public Measures {
            used = sorted(used);
            earliest = sorted(earliest);
            latest = sorted(latest);
            notAssessable = Map.copyOf(notAssessable);
        }

        private static int[] sorted(int[] values) {
            int[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted;
        }

        @Override
        public Count<U> assessed() {
            return new Count<>(endpoint.unit(), used.length);
        }

        @Override
        public Count<U> all() {
            return notAssessable.values().stream().reduce(assessed(), Count::plus);
        }

        /// A quantile as R's type 7 has it; there must be a value.
        ///
        /// @param sorted one of the three
        public static double quantile(int[] sorted, double share) {
            double at = share * (sorted.length - 1);
            int low = (int) Math.floor(at);
            int high = Math.min(low + 1, sorted.length - 1);
            return sorted[low] + (at - low) * (sorted[high] - (double) sorted[low]);
        }
    }

    /// Counts by the reason, in the order of the alphabet.
    static <U extends Unit> Map<String, Count<U>> missing(U unit, Map<String, Integer> counts) {
        Map<String, Count<U>> all = new TreeMap<>();
        counts.forEach((why, count) -> all.put(why, new Count<>(unit, count)));
        return all;
    }
}
