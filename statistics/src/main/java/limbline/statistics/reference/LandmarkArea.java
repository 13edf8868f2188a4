package limbline.statistics.reference;

import java.util.List;
import java.util.Set;
import limbline.statistics.Check;
import limbline.statistics.RiskTable;
import limbline.statistics.Survival;

/// Curves, the log-rank test and Cox's model of those still under observation after the landmark,
/// with the clock restarted there.
final class LandmarkArea implements Area {

    @Override
    public Set<String> fields() {
        return KaplanMeierArea.with(new KaplanMeierArea().fields(), "landmark", "strata",
                "covariates", "offset", "ties", "zph", "newdata", "residuals");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Check.that(!spec.has("start"), "a landmark with delayed entry is not supported");
        double landmark = spec.number("landmark");
        Rows rows = Rows.of(spec, files).after("time", landmark);
        Survival all = KaplanMeierArea.observed(spec, rows).landmark(landmark);
        Fields fields = new Fields().put("landmark", landmark).put("n", rows.size())
                .put("km_from_landmark", KaplanMeierArea.curve(spec, all));
        if (spec.has("group")) {
            Fields groups = new Fields();
            List<String> levels = rows.levels("group");
            for (String level : levels) {
                Survival group = KaplanMeierArea.observed(spec, rows.ofLevel("group", level));
                groups.put(level, KaplanMeierArea.curve(spec, group.landmark(landmark)));
            }
            RiskTable table = RiskTable.of(LogRankArea.grouped(spec, rows).landmark(landmark));
            fields.put("by_group", groups)
                    .put("logrank", LogRankArea.survdiff(spec, rows, table, 0));
        }
        if (spec.has("covariates")) {
            fields.put("cox", CoxArea.fit(spec, rows, all));
        }
        return fields.answer();
    }
}
