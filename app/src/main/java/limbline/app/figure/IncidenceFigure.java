package limbline.app.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limbline.statistics.AalenJohansen;
import limbline.statistics.Limits;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;

/// Cumulative incidence curves of competing events with their limits, and the numbers at risk.
public final class IncidenceFigure {

    private static final double[] NONE = {};

    private IncidenceFigure() {}

    /// @param curves by the name of the group
    /// @param counts what the curves were computed from, with the same groups in the same order
    public static Figure of(Caption caption, Map<String, AalenJohansen> curves, RiskTable counts,
            AalenJohansen.Errors errors, Scale scale, double confidence) {
        List<Trace> traces = new ArrayList<>();
        curves.forEach((name, curve) -> {
            for (int cause = 1; cause <= curve.causes(); cause++) {
                Limits limits = curve.limits(cause, errors, scale, confidence);
                double[] incidence = curve.incidence(cause);
                String detail = "%s, incidence at the end %s %%".formatted(
                        Axis.count(Arrays.stream(curve.events(cause)).sum(), "event"),
                        Axis.percent(incidence[incidence.length - 1]));
                traces.add(new Trace(
                        curves.size() == 1 ? "cause " + cause : name + ", cause " + cause, detail,
                        0, curve.times(), incidence, limits.lower(), limits.upper(), NONE));
            }
        });
        double highest = traces.stream().mapToDouble(Trace::highest).max().orElse(1);
        return new CurvePlot(
                caption, "Cumulative incidence", traces, counts, List.copyOf(curves.keySet()))
                .drawn("incidence", Math.clamp(Math.ceil(10 * highest) / 10, 0.1, 1));
    }

    /// The competing events of one group, each under its name.
    public static Figure of(Caption caption, List<String> causes, AalenJohansen curve,
            RiskTable counts, AalenJohansen.Errors errors, Scale scale, double confidence) {
        List<Trace> traces = new ArrayList<>();
        for (int cause = 1; cause <= curve.causes(); cause++) {
            double events = Arrays.stream(curve.events(cause)).sum();
            if (events > 0) {
                Limits limits = curve.limits(cause, errors, scale, confidence);
                double[] incidence = curve.incidence(cause);
                traces.add(new Trace(causes.get(cause - 1), "%s, incidence at the end %s %%"
                        .formatted(Axis.count(events, "event"),
                                Axis.percent(incidence[incidence.length - 1])),
                        0, curve.times(), incidence, limits.lower(), limits.upper(), NONE));
            }
        }
        double highest = traces.stream().mapToDouble(Trace::highest).max().orElse(1);
        return new CurvePlot(caption, "Cumulative incidence", traces, counts, List.of("all"))
                .drawn("incidence", Math.clamp(Math.ceil(10 * highest) / 10, 0.1, 1));
    }
}
