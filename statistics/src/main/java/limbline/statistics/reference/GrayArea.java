package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import limbline.statistics.AalenJohansen;
import limbline.statistics.ChiSquared;
import limbline.statistics.GrayTest;
import limbline.statistics.RiskTable;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// `cmprsk::cuminc(time, state, group, strata, rho)`: Gray's test of every cause that occurs, and
/// the curves at given times.
final class GrayArea implements Area {

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "state", "group", "strata", "rho", "times", "factors",
                "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        int[] state = rows.integers("state");
        int[] causes = Arrays.stream(state).filter(s -> s != 0).sorted().distinct().toArray();
        int most = causes.length == 0 ? 1 : causes[causes.length - 1];
        List<String> groups = rows.levels("group");
        Survival data = Survival.of(rows.numbers("time"), state, most)
                .grouped(rows.codes("group"), groups.size());
        if (spec.has("strata")) {
            data = data.stratified(rows.codes("strata"), rows.levels("strata").size());
        }
        RiskTable table = RiskTable.of(data);
        double[] times = spec.numbers("times");
        List<String> names = new ArrayList<>();
        List<String> curves = new ArrayList<>();
        List<Object> estimates = new ArrayList<>();
        List<Object> variances = new ArrayList<>();
        double[] statistics = new double[causes.length];
        double[] ps = new double[causes.length];
        for (int c = 0; c < causes.length; c++) {
            names.add(Integer.toString(causes[c]));
            statistics[c] = statistic(table, causes[c], spec.number("rho", 0));
            // R takes 1 - pchisq, and so keeps few digits of a small p.
            ps[c] = 1 - new ChiSquared(groups.size() - 1).lower(statistics[c]);
            for (int g = 0; g < groups.size(); g++) {
                curves.add(groups.get(g) + " " + causes[c]);
                AalenJohansen curve = AalenJohansen.of(table.group(g), 0);
                List<AalenJohansen.Point> points = curve.at(causes[c],
                        AalenJohansen.Errors.AALEN,
                        Arrays.stream(times).sorted().distinct().toArray());
                List<@Nullable Object> estimate = new ArrayList<>();
                List<@Nullable Object> variance = new ArrayList<>();
                for (AalenJohansen.Point point : points) {
                    boolean beyond = point.time() > curve.lastTime();
                    double error = point.standardError();
                    estimate.add(beyond ? null : point.incidence());
                    variance.add(beyond ? null : error * error);
                }
                estimates.add(estimate);
                variances.add(variance);
            }
        }
        double[] degrees = new double[causes.length];
        Arrays.fill(degrees, groups.size() - 1);
        return new Fields()
                .put("tests", new Fields().put("cause", names).put("stat", statistics)
                        .put("p", ps).put("df", degrees))
                .put("times", times).put("curves", curves).put("est", estimates)
                .put("var", variances).answer();
    }

    /// R gives -1 where the groups cannot be compared.
    private static double statistic(RiskTable table, int cause, double rho) {
        try {
            return GrayTest.of(table, cause, rho).chiSquared();
        } catch (GrayTest.NotComparable _) {
            return -1;
        }
    }
}
