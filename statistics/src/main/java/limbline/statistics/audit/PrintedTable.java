package limbline.statistics.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.statistics.Check;

/// Percentages printed of the same people, which must come from whole counts of them.
///
/// @param values by name, in the order of the paper
/// @param relations between the values; none is fine
/// @param denominators candidates from 1 to 10⁸, the one the paper states first
public record PrintedTable(
        Map<String, Percentage> values, List<Relation> relations, List<Integer> denominators) {

    public PrintedTable {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        relations = List.copyOf(relations);
        denominators = List.copyOf(denominators);
        Check.that(!values.isEmpty(), "no percentage to audit");
        Check.that(!denominators.isEmpty(), "no denominator to audit by");
        for (int n : denominators) {
            Check.that(n >= 1 && n <= 100_000_000, "denominator %d not in [1, 100000000]", n);
        }
        for (Relation relation : relations) {
            List<String> names = new ArrayList<>(relation.parts());
            if (relation instanceof Relation.Sum sum) {
                names.add(sum.total());
            }
            for (String name : names) {
                Check.that(values.containsKey(name), "%s: no value %s; there are %s",
                        relation, name, values.keySet());
            }
            Check.that(new HashSet<>(names).size() == names.size(),
                    "%s: a value stands in it twice", relation);
        }
    }

    /// One value on its own.
    public static PrintedTable of(String printed, Integer... denominators) {
        return new PrintedTable(
                Map.of("value", Percentage.parse(printed)), List.of(), List.of(denominators));
    }

    /// The verdict over every denominator, rounding rule and way of adding up.
    ///
    /// @throws IllegalArgumentException if relations that cut across each other leave more cases
    ///     than can be tried
    public Verdict verdict() {
        List<Verdict.Solution> solutions = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Reading reading : readings()) {
            Optional<Verdict.Solution> solution = solve(reading);
            if (solution.isPresent()) {
                solutions.add(solution.get());
                fewest = Math.min(fewest, reading.deviations());
            }
        }
        if (solutions.isEmpty()) {
            return new Verdict.Impossible(why());
        }
        int least = fewest;
        solutions.removeIf(solution -> solution.reading().deviations() > least);
        return least == 0
                ? new Verdict.Consistent(solutions.getFirst())
                : new Verdict.OnlyUnder(solutions);
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        boolean canAddRounded = relations.stream()
                .anyMatch(relation -> relation instanceof Relation.Sum sum && addsUpAsPrinted(sum));
        for (int n : new java.util.LinkedHashSet<>(denominators)) {
            for (Rounding rule : Rounding.values()) {
                boolean stated = n == denominators.getFirst();
                readings.add(new Reading(n, stated, rule, false));
                if (canAddRounded) {
                    readings.add(new Reading(n, stated, rule, true));
                }
            }
        }
        return readings;
    }

    /// The counts under one reading, or nothing if there are none.
    private Optional<Verdict.Solution> solve(Reading reading) {
        List<String> names = List.copyOf(values.keySet());
        CountSearch search = new CountSearch(names.size());
        for (int i = 0; i < names.size(); i++) {
            Percentage printed = values.get(names.get(i));
            search.allow(i, isAddedUp(names.get(i), reading) || printed == null
                    ? new Counts(0, reading.denominator())
                    : reading.rule().counts(printed, reading.denominator()));
        }
        for (Relation relation : relations) {
            int[] parts = relation.parts().stream().mapToInt(names::indexOf).toArray();
            switch (relation) {
                case Relation.Sum sum -> search.addUp(parts, names.indexOf(sum.total()));
                case Relation.Whole _ -> search.addUpTo(parts, reading.denominator());
            }
        }
        return search.solution().map(found -> {
            Map<String, Counts> possible = new LinkedHashMap<>();
            Map<String, Integer> example = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                possible.put(names.get(i), found.possible().get(i));
                example.put(names.get(i), found.example().get(i));
            }
            return new Verdict.Solution(reading, Collections.unmodifiableMap(possible),
                    Collections.unmodifiableMap(example));
        });
    }

    /// Whether a value's print says nothing of its own count, being the sum of other prints.
    private boolean isAddedUp(String name, Reading reading) {
        return reading.sumsOfRoundedParts() && relations.stream().anyMatch(relation ->
                relation instanceof Relation.Sum sum
                        && sum.total().equals(name) && addsUpAsPrinted(sum));
    }

    private boolean addsUpAsPrinted(Relation.Sum sum) {
        int decimals = values.values().stream().mapToInt(Percentage::decimals).max().orElse(0);
        long parts = 0;
        for (String part : sum.parts()) {
            parts += units(part, decimals);
        }
        return parts == units(sum.total(), decimals);
    }

    private long units(String name, int decimals) {
        Percentage printed = values.get(name);
        return printed == null ? 0 : printed.unitsAt(decimals);
    }

    private String why() {
        for (Map.Entry<String, Percentage> value : values.entrySet()) {
            boolean alone = readings().stream().anyMatch(reading ->
                    isAddedUp(value.getKey(), reading)
                            || !reading.rule().counts(value.getValue(), reading.denominator())
                                    .isEmpty());
            if (!alone) {
                return "%s: no whole count out of %s prints as %s under any rounding rule; %s."
                        .formatted(value.getKey(), among(), value.getValue(),
                                neighbours(value.getValue()));
            }
        }
        return "Every value is possible alone, but no counts out of %s satisfy %s together."
                .formatted(among(), String.join("; ",
                        relations.stream().map(Relation::toString).toList()));
    }

    private String among() {
        return String.join(" or ", denominators.stream().map(String::valueOf).toList());
    }

    /// The counts on either side of a value that cannot be, out of the stated denominator.
    private String neighbours(Percentage printed) {
        int n = denominators.getFirst();
        long below = Math.min(n, printed.units() * n / printed.whole());
        String one = "%d/%d is %.3f".formatted(below, n, 100.0 * below / n);
        return below == n ? one
                : one + ", %d/%d is %.3f".formatted(below + 1, n, 100.0 * (below + 1) / n);
    }
}
