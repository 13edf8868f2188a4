package limbline.app.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.figure.Figure;
import limbline.app.figure.ForestPlot;
import limbline.evidence.Comparison;
import limbline.evidence.PoolSelection;
import limbline.evidence.Pooling;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;

/// A pooling for people and for programs.
public final class PoolReport {

    private PoolReport() {}

    /// The forest plot; empty where nothing is pooled.
    public static Optional<Figure> figure(Pooling pooling) {
        List<String> notes = new ArrayList<>(List.of(pooling.verdict()));
        notes.addAll(pooling.selection().notes());
        return pooling.both().map(both -> ForestPlot.of(pooling.question().title(), both.reml(),
                both.mixed(), Pooling.PREDICTION, new ForestPlot.Published(
                        pooling.selection().taken().stream().filter(PoolSelection.Taken::isOwn)
                                .map(PoolSelection.Taken::key).collect(Collectors.toSet()),
                        notes)));
    }

    /// In plain text: the verdict first.
    public static List<String> lines(Pooling pooling, Optional<Comparison> comparison) {
        List<String> lines = new ArrayList<>();
        comparison.ifPresent(compared -> {
            lines.add(compared.sentence());
            compared.numbers().ifPresent(lines::add);
            lines.add("");
        });
        lines.add(pooling.question().title());
        lines.add(pooling.verdict());
        lines.add("");
        for (PoolSelection.Taken taken : pooling.selection().taken()) {
            lines.add("  %-28s %9s  %s%s".formatted(taken.study().label(),
                    taken.study().events() + "/" + taken.study().trials(),
                    exact(taken, pooling.question().level()), taken.isOwn() ? "  (ours)" : ""));
        }
        pooling.both().ifPresent(both -> both(both, lines));
        pooling.selection().notes().forEach(lines::add);
        if (!pooling.selection().leftOut().isEmpty()) {
            lines.add("");
            lines.add("left out");
            leftOut(pooling).forEach((reason, keys) ->
                    lines.add("  %s: %s".formatted(reason, String.join(", ", keys))));
        }
        return lines;
    }

    /// Who is left out, by the reason.
    public static Map<String, List<String>> leftOut(Pooling pooling) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        pooling.selection().leftOut().forEach(out ->
                byReason.computeIfAbsent(out.reason(), _ -> new ArrayList<>()).add(out.key()));
        return byReason;
    }

    private static void both(Pooling.Both both, List<String> lines) {
        lines.add("");
        lines.add(summary("binomial-normal", both.mixed().proportion(), both.mixed().limits(),
                both.mixed().prediction(Pooling.PREDICTION)));
        lines.add(summary("REML, Hartung-Knapp", both.reml().proportion().value(),
                both.reml().proportion().limits(),
                both.reml().prediction(Pooling.PREDICTION).limits()));
        lines.add("  %s; tau² %.4f".formatted(
                both.mixed().model(), both.mixed().tau() * both.mixed().tau()));
        lines.add("  %s; tau² %.4f".formatted(
                both.reml().model(), both.reml().pooled().tau2()));
        lines.add("  heterogeneity: Q %.2f on %d degrees of freedom, p = %.4f; I² %s %%".formatted(
                both.heterogeneity().q(), both.heterogeneity().freedom(), both.heterogeneity().p(),
                percent(both.reml().pooled().i2())));
        both.reml().notes().forEach(note -> lines.add("  " + note));
        if (!both.without().isEmpty()) {
            lines.add("");
            lines.add("without each in turn          binomial-normal      REML, Hartung-Knapp");
            both.without().forEach(without -> lines.add("  %-28s %-20s %s".formatted(
                    without.label(), words(without.mixed(), without.mixedLimits()),
                    words(without.reml(), without.remlLimits()))));
        }
        lines.add("");
    }

    private static String summary(String name, double value, Interval limits, Interval next) {
        return "  %-28s %-20s one more series %s".formatted(
                name, words(value, limits), range(next));
    }

    static String exact(PoolSelection.Taken taken, double level) {
        int x = taken.study().events();
        int n = taken.study().trials();
        return words((double) x / n, ProportionInterval.CLOPPER_PEARSON.of(x, n, level));
    }

    /// "77.0 (54.3–90.1)", in per cent.
    public static String words(double value, Interval limits) {
        return "%s (%s)".formatted(percent(value), range(limits));
    }

    static String range(Interval limits) {
        return Double.isNaN(limits.lower()) ? "too few series"
                : percent(limits.lower()) + "–" + percent(limits.upper());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /// For programs: every number in full, as a share of 1.
    public static Map<String, Object> json(Pooling pooling, Optional<Comparison> comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", pooling.question().title());
        json.put("verdict", pooling.verdict());
        json.put("series", pooling.selection().taken().stream().map(taken -> {
            Map<String, Object> one = new LinkedHashMap<>();
            Interval exact = ProportionInterval.CLOPPER_PEARSON.of(taken.study().events(),
                    taken.study().trials(), pooling.question().level());
            one.put("key", taken.key());
            one.put("label", taken.study().label());
            one.put("events", taken.study().events());
            one.put("trials", taken.study().trials());
            one.put("lower", exact.lower());
            one.put("upper", exact.upper());
            one.put("own", taken.isOwn());
            return one;
        }).toList());
        pooling.both().ifPresent(both -> {
            json.put("binomial_normal", model(both.mixed().model(), both.mixed().proportion(),
                    both.mixed().limits(), both.mixed().prediction(Pooling.PREDICTION),
                    both.mixed().tau() * both.mixed().tau()));
            json.put("reml_hartung_knapp", model(both.reml().model(),
                    both.reml().proportion().value(), both.reml().proportion().limits(),
                    both.reml().prediction(Pooling.PREDICTION).limits(),
                    both.reml().pooled().tau2()));
            json.put("heterogeneity", Map.of("q", both.heterogeneity().q(),
                    "degrees", both.heterogeneity().freedom(), "p", both.heterogeneity().p(),
                    "i2", both.reml().pooled().i2()));
            json.put("leave_one_out", both.without());
        });
        json.put("notes", pooling.selection().notes());
        json.put("left_out", pooling.selection().leftOut());
        comparison.ifPresent(compared -> json.put("comparison", comparison(compared)));
        return json;
    }

    private static Map<String, Object> comparison(Comparison compared) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("answer", compared.answer().term());
        json.put("sentence", compared.sentence());
        json.put("questions", compared.questions().stream().map(question -> Map.of(
                "of", question.of(), "answer", question.answer().term(),
                "sentence", question.sentence())).toList());
        compared.numbers().ifPresent(numbers -> json.put("numbers", numbers));
        return json;
    }

    private static Map<String, Object> model(
            String model, double pooled, Interval limits, Interval predicted, double tau2) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("pooled", pooled);
        json.put("lower", limits.lower());
        json.put("upper", limits.upper());
        json.put("predicted_lower", predicted.lower());
        json.put("predicted_upper", predicted.upper());
        json.put("tau2", tau2);
        return json;
    }
}
