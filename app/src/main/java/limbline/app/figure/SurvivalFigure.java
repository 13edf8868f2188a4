package limbline.app.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limbline.statistics.Limits;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.SurvivalCurve;

/// Kaplan-Meier curves with their limits, the median of each, and the numbers at risk.
public final class SurvivalFigure {

    private SurvivalFigure() {}

    /// @param valueName what the curves estimate, such as "Survival"
    /// @param curves by the name of the group
    /// @param counts what the curves were computed from, with the same groups in the same order
    public static Figure of(Caption caption, String valueName, Map<String, SurvivalCurve> curves,
            RiskTable counts, Scale scale, double confidence, Quantile.Flat flat) {
        List<Trace> traces = new ArrayList<>();
        curves.forEach((name, curve) -> traces.add(trace(name, curve, scale, confidence, flat)));
        return new CurvePlot(caption, valueName, traces, counts, List.copyOf(curves.keySet()))
                .drawn("survival", 1);
    }

    private static Trace trace(String name, SurvivalCurve curve, Scale scale, double confidence,
            Quantile.Flat flat) {
        Quantile median = curve.quantile(0.5, scale, confidence, flat);
        String detail = "%s, %s, median %s (%s to %s)".formatted(
                Axis.count((double) curve.rows(), "row"),
                Axis.count(Arrays.stream(curve.events()).sum(), "event"),
                words(median.time()), words(median.lower()), words(median.upper()));
        Limits limits = curve.limits(scale, confidence);
        return new Trace(name, detail, 1, curve.times(), curve.survival(), limits.lower(),
                limits.upper(), censored(curve));
    }

    private static double[] censored(SurvivalCurve curve) {
        double[] times = curve.times();
        double[] censored = curve.censored();
        double[] found = new double[times.length];
        int next = 0;
        for (int i = 0; i < times.length; i++) {
            if (censored[i] > 0) {
                found[next++] = times[i];
            }
        }
        return Arrays.copyOf(found, next);
    }

    private static String words(Reached reached) {
        return switch (reached) {
            case Reached.At(double time) -> Axis.words(time);
            case Reached.Not() -> "not reached";
        };
    }
}
