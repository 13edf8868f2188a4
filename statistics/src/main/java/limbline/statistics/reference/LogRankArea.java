package limbline.statistics.reference;

import java.util.Set;
import limbline.statistics.LogRank;
import limbline.statistics.RiskTable;
import limbline.statistics.Survival;

/// `survdiff(Surv(time, event) ~ group [+ strata(strata)], rho=)`, and Gehan's and Tarone and
/// Ware's tests with times exactly as given.
final class LogRankArea implements Area {

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "event", "group", "strata", "rho", "factors", "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        RiskTable table = RiskTable.of(grouped(spec, rows));
        Fields fields = new Fields();
        for (double rho : spec.numbers("rho")) {
            fields.put("rho_" + text(rho), survdiff(spec, rows, table, rho));
        }
        return fields
                .put("gehan", exact(LogRank.of(table, new LogRank.Weighting.Gehan(), 0)))
                .put("tarone_ware", exact(LogRank.of(table, new LogRank.Weighting.TaroneWare(), 0)))
                .answer();
    }

    static Survival grouped(Spec spec, Rows rows) {
        Survival data = Survival.of(rows.numbers("time"), rows.integers("event"))
                .grouped(rows.codes("group"), rows.levels("group").size());
        return spec.has("strata")
                ? data.stratified(rows.codes("strata"), rows.levels("strata").size()) : data;
    }

    static Fields survdiff(Spec spec, Rows rows, RiskTable table, double rho) {
        LogRank test = LogRank.of(table, new LogRank.Weighting.GRho(rho));
        double[] sizes = new double[test.rows().length];
        for (int g = 0; g < sizes.length; g++) {
            sizes[g] = test.rows()[g];
        }
        return new Fields().put("groups", rows.levels("group")).put("n", sizes)
                .put("observed", test.observed()).put("expected", test.expected())
                .put("var", Fields.matrix(test.variance())).put("chisq", test.chiSquared())
                .put("df", test.degrees()).put("p", test.p()).put("log_p", test.logP());
    }

    private static Fields exact(LogRank test) {
        return new Fields().put("U", test.score()).put("V", Fields.matrix(test.variance()))
                .put("chisq", test.chiSquared()).put("df", test.degrees()).put("p", test.p());
    }

    /// A number as R pastes it into a name.
    private static String text(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number) : Double.toString(number);
    }
}
