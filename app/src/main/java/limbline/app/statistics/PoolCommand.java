package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import limbline.app.figure.ForestPlot;
import limbline.statistics.pooling.Asymmetry;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Correction;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.FreemanTukey;
import limbline.statistics.pooling.Heterogeneity;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.Pooled;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Sensitivity;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Subgroups;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats pool`
@Command(
        name = "pool",
        description = "Pools the proportions of several studies.",
        mixinStandardHelpOptions = true)
final class PoolCommand implements Callable<Integer> {

    @Mixin private CountColumns columns = new CountColumns();
    @Mixin private Printing printing = new Printing();
    @Mixin private Drawing drawing = new Drawing();
    @Mixin private Confidence confidence = new Confidence();

    @Option(
            names = "--scale",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). FREEMAN_TUKEY is"
                    + " discouraged: its way back is a matter of choice.")
    private Scale scale = Scale.LOGIT;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "FE, DL, HE, SJ, REML, ML, PM or EB (default: ${DEFAULT-VALUE}).")
    private String estimator = "REML";

    @Option(
            names = "--limits",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Limits limits = Limits.HARTUNG_KNAPP;

    @Option(names = "--prediction", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
    private Prediction prediction = Prediction.T_K_MINUS_1;

    @Option(
            names = "--correction",
            paramLabel = "NAME",
            description = "For 0 or n of n: ${COMPLETION-CANDIDATES}.")
    private Correction correction = Correction.WHERE_NEEDED;

    @Option(names = "--group", paramLabel = "COLUMN", description = "Also pool by this column.")
    private @Nullable String group;

    @Option(names = "--leave-one-out", description = "Also without each study in turn.")
    private boolean leaveOneOut;

    @Option(names = "--cumulative", description = "Also study by study, in the order of the file.")
    private boolean cumulative;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Studies studies = Studies.of(columns.read());
        Estimator chosen = Estimator.parse(estimator);
        PooledProportion pooled =
                PooledProportion.of(studies, scale, correction, chosen, limits, confidence.share());
        BinomialNormal mixed =
                BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, confidence.share());
        List<Effect> effects = scale.effects(studies, correction);

        drawing.draw("Proportions of the studies, and pooled", title -> ForestPlot.of(title, pooled,
                estimate(pooled), range(pooled), mixed, mixed.prediction(prediction)));
        List<String> lines = new ArrayList<>();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        tell(pooled, mixed, lines, json);
        heterogeneity(effects, lines, json);
        if (leaveOneOut) {
            several("without", Sensitivity.leaveOneOut(effects, chosen, limits, confidence.share()),
                    lines, json);
        }
        if (cumulative) {
            several("up to", Sensitivity.cumulative(effects, chosen, limits, confidence.share()),
                    lines, json);
        }
        if (group != null) {
            groups(Subgroups.of(effects, names(studies), chosen, limits, confidence.share()), lines, json);
        }
        asymmetry(studies, effects, lines, json);
        studies.leftOut().forEach(out ->
                lines.add("left out: %s, %s".formatted(out.study().label(), out.reason())));
        json.put("left_out", studies.leftOut());
        if (printing.asJson()) {
            spec.commandLine().getOut().println(printing.json(json));
        } else {
            printing.lines(spec, lines);
        }
        return 0;
    }

    private PooledProportion.Estimate estimate(PooledProportion pooled) {
        return scale == Scale.FREEMAN_TUKEY
                ? pooled.proportion(FreemanTukey.HARMONIC_MEAN)
                : pooled.proportion();
    }

    private PooledProportion.Estimate range(PooledProportion pooled) {
        return scale == Scale.FREEMAN_TUKEY
                ? pooled.prediction(prediction, FreemanTukey.HARMONIC_MEAN)
                : pooled.prediction(prediction);
    }

    private void tell(PooledProportion pooled, BinomialNormal mixed, List<String> lines,
            Map<String, @Nullable Object> json) {
        Printing.Table table = new Printing.Table("model", "pooled", "lower", "upper",
                "predicted from", "to", "tau²");
        PooledProportion.Estimate estimate = estimate(pooled);
        PooledProportion.Estimate range = range(pooled);
        table.row(pooled.model(), printing.number(estimate.value()),
                printing.number(estimate.limits().lower()),
                printing.number(estimate.limits().upper()),
                printing.number(range.limits().lower()), printing.number(range.limits().upper()),
                printing.number(pooled.pooled().tau2()));
        table.row(mixed.model(), printing.number(mixed.proportion()),
                printing.number(mixed.limits().lower()), printing.number(mixed.limits().upper()),
                printing.number(mixed.prediction(prediction).lower()),
                printing.number(mixed.prediction(prediction).upper()),
                printing.number(mixed.tau() * mixed.tau()));
        lines.addAll(table.lines());
        lines.addAll(pooled.notes());
        json.put("model", pooled.model());
        json.put("studies", pooled.pooled().studies());
        json.put("pooled", estimate);
        json.put("prediction", range);
        json.put("tau2", pooled.pooled().tau2());
        json.put("i2", pooled.pooled().i2());
        json.put("notes", pooled.notes());
        if (scale == Scale.FREEMAN_TUKEY) {
            Map<String, @Nullable Object> choices = new LinkedHashMap<>();
            for (FreemanTukey way : FreemanTukey.values()) {
                choices.put(way.name().toLowerCase(Locale.ROOT), pooled.proportion(way));
                lines.add("back by %s: %s".formatted(way.name().toLowerCase(Locale.ROOT),
                        printing.number(pooled.proportion(way).value())));
            }
            json.put("back_transforms", choices);
        }
        Map<String, @Nullable Object> binomial = new LinkedHashMap<>();
        binomial.put("model", mixed.model());
        binomial.put("pooled", mixed.proportion());
        binomial.put("limits", mixed.limits());
        binomial.put("prediction", mixed.prediction(prediction));
        binomial.put("tau", mixed.tau());
        binomial.put("log_likelihood", mixed.logLikelihood());
        json.put("binomial_normal", binomial);
    }

    private void heterogeneity(
            List<Effect> effects, List<String> lines, Map<String, @Nullable Object> json) {
        if (effects.size() < 2) {
            return;
        }
        Heterogeneity found = Heterogeneity.of(effects, confidence.share());
        lines.add("heterogeneity: Q %s on %s degrees of freedom, %s; I² %s (%s to %s)".formatted(
                printing.number(found.q()), found.freedom(), printing.p(found.p()),
                printing.number(found.i2()), printing.number(found.i2Limits().lower()),
                printing.number(found.i2Limits().upper())));
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("q", found.q());
        one.put("degrees", found.freedom());
        one.put("p", found.p());
        one.put("h", found.h());
        one.put("h_limits", found.hLimits());
        one.put("i2", found.i2());
        one.put("i2_limits", found.i2Limits());
        one.put("tau2_limits", found.tau2());
        json.put("heterogeneity", one);
    }

    private void several(String word, List<Sensitivity.Part> parts,
            List<String> lines, Map<String, @Nullable Object> json) {
        Printing.Table table = new Printing.Table(word, "estimate", "lower", "upper", "tau²");
        List<Object> all = new ArrayList<>();
        for (Sensitivity.Part part : parts) {
            Pooled one = part.pooled();
            table.row(part.study(), printing.number(one.estimate()),
                    printing.number(one.interval().lower()),
                    printing.number(one.interval().upper()), printing.number(one.tau2()));
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("study", part.study());
            each.put("estimate", one.estimate());
            each.put("limits", one.interval());
            each.put("tau2", one.tau2());
            all.add(each);
        }
        lines.add("");
        lines.add("on the scale of pooling (%s)".formatted(scale.words()));
        lines.addAll(table.lines());
        json.put(word.replace(' ', '_'), all);
    }

    private void groups(
            Subgroups subgroups, List<String> lines, Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        subgroups.groups().forEach((name, pooled) -> {
            lines.add("%s: %s studies, %s (%s to %s) on the scale of pooling".formatted(name,
                    pooled.studies(), printing.number(pooled.estimate()),
                    printing.number(pooled.interval().lower()),
                    printing.number(pooled.interval().upper())));
            one.put(name, Map.of("studies", pooled.studies(), "estimate", pooled.estimate(),
                    "limits", pooled.interval(), "tau2", pooled.tau2()));
        });
        lines.add("between groups: Q %s on %s degrees of freedom, %s".formatted(
                printing.number(subgroups.betweenQ()), subgroups.freedom(),
                printing.p(subgroups.p())));
        json.put("groups", one);
        json.put("between", Map.of("q", subgroups.betweenQ(), "degrees", subgroups.freedom(),
                "p", subgroups.p()));
    }

    private List<String> names(Studies studies) {
        List<String> labels = columns.read().stream().map(study -> study.label()).toList();
        List<String> values = columns.rows().texts(Objects.requireNonNull(group));
        return studies.included().stream()
                .map(study -> values.get(labels.indexOf(study.label())))
                .toList();
    }

    private void asymmetry(Studies studies, List<Effect> effects, List<String> lines,
            Map<String, @Nullable Object> json) {
        if (effects.size() < 3) {
            return;
        }
        Map<String, @Nullable Object> tests = new LinkedHashMap<>();
        Map<String, Asymmetry> all = new LinkedHashMap<>();
        all.put("egger", Asymmetry.egger(effects));
        all.put("peters", Asymmetry.peters(studies));
        all.put("begg", Asymmetry.begg(effects));
        all.forEach((name, test) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("test", test);
            one.put("p", test.p());
            one.put("warning", test.warning().orElse(null));
            tests.put(name, one);
            lines.add("asymmetry, %s: %s".formatted(name, printing.p(test.p())));
        });
        all.values().stream().flatMap(test -> test.warning().stream()).distinct()
                .forEach(lines::add);
        json.put("asymmetry", tests);
    }
}
