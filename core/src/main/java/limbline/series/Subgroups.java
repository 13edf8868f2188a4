package limbline.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limbline.statistics.Interval;
import limbline.statistics.KaplanMeier;
import limbline.statistics.LogRank;
import limbline.statistics.Quantile;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.NotEstimable;
import limbline.statistics.regression.ProportionalHazards;

/// A timed endpoint, divided by a fact: each group with its events and median, the log-rank test,
/// and hazard ratios by Cox's model (Efron) beside the largest group, of the first cause; what
/// competes counts as censored, so the ratio is one of cause-specific hazards.
///
/// @param groups the largest first, it is the reference
/// @param logRank p of the test that all groups are alike; empty with one group
/// @param proportional p of the test that ratios do not change with time (Grambsch and Therneau)
/// @param notes what the numbers do not say, in sentences
public record Subgroups<U extends Unit>(Fact fact, List<Group<U>> groups, Optional<Double> logRank,
        Optional<Double> proportional, List<String> notes) {

    /// Below this many events for each coefficient, ratios are biased and limits too narrow: Peduzzi
    /// P et al. J Clin Epidemiol 1995;48:1503-1510, <https://doi.org/10.1016/0895-4356(95)00048-8>.
    private static final int EVENTS_PER_COEFFICIENT = 10;

    /// One group.
    ///
    /// @param ratio of its hazard to the first group's, with limits
    public record Group<U extends Unit>(String value, Count<U> size, Count<U> events,
            Quantile median, Optional<Ratio> ratio) {}

    public record Ratio(double hazard, double lower, double upper, double p) {}

    public Subgroups {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /// @param values of the fact, row by row of `times`
    static <U extends Unit> Optional<Subgroups<U>> of(
            Times<U> times, Fact fact, List<String> values) {
        Map<String, Integer> sizes = new TreeMap<>();
        values.forEach(value -> sizes.merge(value, 1, Integer::sum));
        List<String> names = new ArrayList<>(sizes.keySet());
        names.sort(Comparator.comparingInt((String name) -> -sizes.getOrDefault(name, 0)));
        if (names.size() < 2 || names.size() > 50) {
            return Optional.empty();
        }
        int[] group = values.stream().mapToInt(names::indexOf).toArray();
        int[] status = times.status().clone();
        for (int i = 0; i < status.length; i++) {
            status[i] = status[i] == 1 ? 1 : 0;
        }
        Survival data = Survival.ofDays(times.used(), status);
        RiskTable table = RiskTable.of(data.grouped(group, names.size()));
        List<String> notes = new ArrayList<>();
        Map<Integer, Ratio> ratios = new LinkedHashMap<>();
        int events = Arrays.stream(status).sum();
        Optional<Double> proportional = ratios(data, names, group, events, ratios, notes);
        List<Group<U>> groups = new ArrayList<>();
        U unit = times.endpoint().unit();
        for (int g = 0; g < names.size(); g++) {
            int had = 0;
            for (int i = 0; i < status.length; i++) {
                had += group[i] == g ? status[i] : 0;
            }
            groups.add(new Group<>(names.get(g),
                    new Count<>(unit, sizes.getOrDefault(names.get(g), 0)),
                    new Count<>(unit, had), KaplanMeier.of(table.group(g))
                            .quantile(0.5, Scale.LOG, Times.CONFIDENCE),
                    Optional.ofNullable(ratios.get(g))));
        }
        Optional<Double> logRank = events == 0 ? Optional.empty() : logRank(table, notes);
        return Optional.of(new Subgroups<>(fact, groups, logRank, proportional, notes));
    }

    /// Small groups may never have been at risk at one time: then there is no test, and a note.
    private static Optional<Double> logRank(RiskTable table, List<String> notes) {
        try {
            return Optional.of(LogRank.of(table, new LogRank.Weighting.Equal()).p())
                    .filter(p -> !Double.isNaN(p));
        } catch (IllegalArgumentException no) {
            notes.add("No log-rank test: %s.".formatted(no.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Double> ratios(Survival data, List<String> names, int[] group,
            int events, Map<Integer, Ratio> ratios, List<String> notes) {
        double[][] columns = new double[names.size() - 1][group.length];
        for (int i = 0; i < group.length; i++) {
            if (group[i] > 0) {
                columns[group[i] - 1][i] = 1;
            }
        }
        if (events < EVENTS_PER_COEFFICIENT * columns.length) {
            notes.add(String.format(Locale.ROOT, "%d events for %d hazard ratio%s: fewer than %d"
                    + " for each, so ratios are unsure beyond what their limits say.", events,
                    columns.length, columns.length == 1 ? "" : "s", EVENTS_PER_COEFFICIENT));
        }
        try {
            CoxFit fit = CoxFit.of(data, Covariates.of(names.subList(1, names.size()), columns));
            List<Coefficients.Effect> effects = fit.coefficients().effects(Times.CONFIDENCE);
            for (int g = 1; g < names.size(); g++) {
                Coefficients.Effect effect = effects.get(g - 1);
                Interval limits = effect.limits();
                ratios.put(g, new Ratio(effect.ratio(), limits.lower(), limits.upper(),
                        effect.p()));
            }
            double p = fit.proportionality(ProportionalHazards.Clock.KAPLAN_MEIER).global().p();
            notes.add(p < 0.05
                    ? "Hazards are not proportional (p %s): one ratio does not describe them."
                            .formatted(p(p))
                    : "Nothing speaks against proportional hazards (p %s); with few events little"
                            .formatted(p(p)) + " could.");
            return Optional.of(p);
        } catch (NotEstimable no) {
            notes.add("No hazard ratio: " + no.getMessage());
            return Optional.empty();
        }
    }

    private static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
