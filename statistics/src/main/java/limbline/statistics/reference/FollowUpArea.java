package limbline.statistics.reference;

import java.util.Set;
import limbline.statistics.Survival;

/// The reverse Kaplan-Meier estimate of follow-up: the curve with events and censoring exchanged.
final class FollowUpArea implements Area {

    @Override
    public Set<String> fields() {
        return new KaplanMeierArea().fields();
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        Fields fields = new Fields().put("reverse_km", curve(spec, rows));
        if (spec.has("group")) {
            Fields groups = new Fields();
            for (String level : rows.levels("group")) {
                groups.put(level, curve(spec, rows.ofLevel("group", level)));
            }
            fields.put("by_group", groups);
        }
        return fields.put("note", "median follow-up is quantiles at prob 0.5 of the reverse "
                + "Kaplan-Meier (event indicator flipped)").answer();
    }

    private static Fields curve(Spec spec, Rows rows) {
        Survival reversed = KaplanMeierArea.observed(spec, rows).reversed();
        return KaplanMeierArea.curve(spec, reversed).without("ci");
    }
}
