package limbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The table under a survival figure, as data: for each group and time how many are at risk, and
/// how many had an event or were censored until then.
///
/// @param groups one list of counts for each group, in the order of the times
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AtRiskTable(double[] times, List<List<Counts>> groups) {

    public AtRiskTable {
        times = times.clone();
        groups = groups.stream().map(List::copyOf).toList();
    }

    /// @param atRisk just before the time, as curves count it
    /// @param events of any cause up to and including the time
    /// @param censored up to and including the time
    public record Counts(double atRisk, double events, double censored) {}

    /// @param times in any order; each at least 0
    public static AtRiskTable of(RiskTable table, double... times) {
        List<List<Counts>> groups = new ArrayList<>();
        for (int g = 0; g < table.groups; g++) {
            RiskTable group = table.group(g).joined(RiskTable.TOLERANCE);
            groups.add(Arrays.stream(times).mapToObj(t -> counts(group, t)).toList());
        }
        return new AtRiskTable(times, groups);
    }

    private static Counts counts(RiskTable group, double at) {
        Check.that(at >= 0 && at < Double.POSITIVE_INFINITY,
                "a time of %s is not a number of at least 0", at);
        double atRisk = 0;
        double events = 0;
        double censored = 0;
        for (int i = 0; i < group.time().length; i++) {
            int fate = group.cell()[i];
            if (group.time()[i] >= at) {
                atRisk += fate == group.entered() ? -group.weight(i) : group.weight(i);
            }
            if (group.time()[i] <= at) {
                events += fate >= 1 && fate <= group.causes ? group.weight(i) : 0;
                censored += fate == 0 ? group.weight(i) : 0;
            }
        }
        return new Counts(atRisk, events, censored);
    }
}
