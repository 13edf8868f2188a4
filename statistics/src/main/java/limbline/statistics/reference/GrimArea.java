package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.statistics.Check;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.PrintedTable;
import limbline.statistics.audit.Rounding;

/// Single printed percentages: all counts behind them, by rounding rule.
final class GrimArea implements Area {

    private static final Map<Rounding, String> NAMES = Map.of(
            Rounding.HALF_UP, "half_up", Rounding.HALF_EVEN, "half_even",
            Rounding.HALF_DOWN, "half_down", Rounding.TRUNCATE, "truncate",
            Rounding.CEILING, "ceiling");

    private static final Set<Rounding> TO_NEAREST =
            Set.of(Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.HALF_DOWN);

    @Override
    public Set<String> fields() {
        return Set.of("items");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        List<Object> results = new ArrayList<>();
        for (Object one : spec.list("items")) {
            Check.that(one instanceof Map<?, ?> map && map.keySet().equals(Set.of("value", "n")),
                    "each of items must have a value and an n and nothing else, but one is %s",
                    one);
            results.add(item((Map<?, ?>) one));
        }
        return new Answer.Computed(new Fields()
                .put("results", results)
                .put("note", "each array lists the integer counts k in 0..n whose 100k/n, brought"
                        + " to the stated decimals by that rule, equals the printed value")
                .map(), Map.of());
    }

    private static Object item(Map<?, ?> item) {
        if (!(item.get("value") instanceof String text && item.get("n") instanceof Number given)) {
            throw new IllegalArgumentException(
                    "an item must have a value in quotes and a number n, but is " + item);
        }
        int n = Fields.whole(given, "n");
        Percentage printed = Percentage.parse(text);
        // The table checks the denominator.
        int denominator = new PrintedTable(
                Map.of("value", printed), List.of(), List.of(n)).denominators().getFirst();
        boolean nearest = false;
        boolean any = false;
        Fields fields = new Fields()
                .put("value", text)
                .put("n", n)
                .put("decimals", printed.decimals());
        for (Rounding rule : Rounding.values()) {
            List<Integer> counts =
                    rule.counts(printed, denominator).stream().boxed().toList();
            fields.put(NAMES.getOrDefault(rule, rule.name()), counts);
            any |= !counts.isEmpty();
            nearest |= !counts.isEmpty() && TO_NEAREST.contains(rule);
        }
        return fields
                .put("consistent_rounding", nearest)
                .put("consistent_any", any)
                .map();
    }
}
