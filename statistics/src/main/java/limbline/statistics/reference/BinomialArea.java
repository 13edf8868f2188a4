package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.statistics.BinomialTest;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// Limits and tests of single proportions.
final class BinomialArea implements Area {

    private static final Map<String, ProportionInterval> METHODS = Map.of(
            "clopper_pearson", ProportionInterval.CLOPPER_PEARSON,
            "wilson", ProportionInterval.WILSON,
            "wilson_cc", ProportionInterval.WILSON_CORRECTED_AS_R,
            "agresti_coull_unclipped", ProportionInterval.AGRESTI_COULL,
            "jeffreys", ProportionInterval.JEFFREYS,
            "jeffreys_plain_quantiles", ProportionInterval.JEFFREYS_PLAIN,
            "wald_unclipped", ProportionInterval.WALD,
            "mid_p", ProportionInterval.MID_P,
            "blaker", ProportionInterval.BLAKER);

    @Override
    public Set<String> fields() {
        return Set.of("cases", "tests");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        List<Object> intervals = new ArrayList<>();
        for (List<?> one : triples(spec, "cases")) {
            intervals.add(intervals(Fields.whole(one.get(0), "x"), Fields.whole(one.get(1), "n"),
                    Fields.number(one.get(2), "level")));
        }
        List<Object> tests = new ArrayList<>();
        for (List<?> one : triples(spec, "tests")) {
            tests.add(test(new BinomialTest(Fields.whole(one.get(0), "x"),
                    Fields.whole(one.get(1), "n"), Fields.number(one.get(2), "p0"))));
        }
        return new Answer.Computed(
                new Fields().put("intervals", intervals).put("tests", tests).map(), Map.of());
    }

    private static Object intervals(int x, int n, double level) {
        Fields fields = new Fields().put("x", x).put("n", n).put("level", level);
        METHODS.forEach((name, method) -> {
            Interval interval = method.of(x, n, level);
            fields.put(name, interval);
        });
        return fields.put("estimate", (double) x / n).map();
    }

    private static Object test(BinomialTest test) {
        // For a hypothesis of 0 or 1 R answers whether the outcome is the one it allows.
        boolean isCertain = test.hypothesis() == 0 || test.hypothesis() == 1;
        return new Fields()
                .put("x", test.events())
                .put("n", test.trials())
                .put("p0", test.hypothesis())
                .put("two_sided", isCertain ? (Object) (test.twoSided() == 1) : test.twoSided())
                .put("greater", test.greater())
                .put("less", test.less())
                .map();
    }

    private static List<List<?>> triples(Spec spec, String name) {
        List<List<?>> triples = new ArrayList<>();
        for (Object one : spec.has(name) ? spec.list(name) : List.of()) {
            Check.that(one instanceof List<?> list && list.size() == 3,
                    "each of %s must have three numbers, but one is %s", name, one);
            triples.add((List<?>) one);
        }
        return triples;
    }
}
