package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.KaplanMeier;
import limbline.statistics.RestrictedMean;
import limbline.statistics.RestrictedMeanComparison;
import limbline.statistics.RestrictedMeanComparison.Contrast;
import limbline.statistics.RestrictedMeanRegression;
import limbline.statistics.RestrictedMeanRegression.Link;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `limbline stats rmst`
@Command(
        name = "rmst",
        description = "Restricted mean survival time, and two groups compared by it.",
        mixinStandardHelpOptions = true)
final class RestrictedMeanCommand implements Callable<Integer> {

    @Mixin private ObservationReport report = new ObservationReport();

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            description = "Up to when; else as far as both groups are known.")
    private @Nullable Double horizon;

    @Option(
            names = "--adjust",
            paramLabel = "COLUMN",
            split = ",",
            description = "Also adjusted for these numeric columns, as survRM2 does.")
    private List<String> adjust = List.of();

    @Override
    public Integer call() {
        Observed observed = report.read(adjust.toArray(String[]::new));
        double until = horizon != null ? horizon
                : observed.groups().size() == 2
                ? RestrictedMeanComparison.latestHorizon(observed.survival())
                : KaplanMeier.of(observed.survival().onlyGroup(0)).lastTime();
        Map<String, RestrictedMean> means = new LinkedHashMap<>();
        for (int i = 0; i < observed.groups().size(); i++) {
            means.put(observed.groups().get(i),
                    KaplanMeier.of(observed.survival().onlyGroup(i)).restrictedMean(until));
        }
        Map<String, Contrast> contrasts = contrasts(observed, until, List.copyOf(means.values()));
        return report.answer("Restricted mean up to " + Printing.plain(until), observed, json -> {
            json.put("horizon", until);
            json.put("means", means);
            json.put("contrasts", contrasts);
        }, lines -> lines.addAll(lines(observed, means, contrasts)));
    }

    private List<String> lines(Observed observed, Map<String, RestrictedMean> means,
            Map<String, Contrast> contrasts) {
        Printing printing = report.printing();
        List<String> lines = new ArrayList<>(List.of(""));
        Printing.Table table = new Printing.Table("group", "mean", "std. error", "mean lost");
        means.forEach((group, mean) -> table.row(group, printing.number(mean.mean()),
                printing.number(mean.standardError()), printing.number(mean.lost())));
        lines.addAll(table.lines());
        if (!contrasts.isEmpty()) {
            lines.add("");
            lines.add("%s compared with %s".formatted(
                    observed.groups().get(1), observed.groups().getFirst()));
            Printing.Table compared = new Printing.Table("", "estimate", "lower", "upper", "");
            contrasts.forEach((name, contrast) -> compared.row(name,
                    printing.number(contrast.estimate()), printing.number(contrast.lower()),
                    printing.number(contrast.upper()), printing.p(contrast.p())));
            lines.addAll(compared.lines());
        }
        return lines;
    }

    /// The second group against the first, where there are two.
    private Map<String, Contrast> contrasts(
            Observed observed, double until, List<RestrictedMean> means) {
        Map<String, Contrast> contrasts = new LinkedHashMap<>();
        if (means.size() != 2) {
            return contrasts;
        }
        RestrictedMeanComparison plain =
                new RestrictedMeanComparison(means.getFirst(), means.getLast());
        contrasts.put("difference", plain.difference(report.confidence()));
        contrasts.put("ratio", plain.ratio(report.confidence()));
        contrasts.put("ratio of time lost", plain.ratioOfLost(report.confidence()));
        if (!adjust.isEmpty()) {
            double[][] covariates =
                    adjust.stream().map(observed.rows()::numbers).toArray(double[][]::new);
            for (Link link : Link.values()) {
                RestrictedMeanRegression.Term term = RestrictedMeanRegression
                        .of(observed.survival(), until, link, covariates).terms().get(1);
                boolean ratio = link != Link.IDENTITY;
                var limits = term.limits(report.confidence());
                contrasts.put("adjusted " + switch (link) {
                    case IDENTITY -> "difference";
                    case LOG -> "ratio";
                    case LOG_OF_LOST -> "ratio of time lost";
                }, ratio
                        ? new Contrast(Math.exp(term.coefficient()), Math.exp(limits.lower()),
                                Math.exp(limits.upper()), term.p())
                        : new Contrast(term.coefficient(), limits.lower(), limits.upper(),
                                term.p()));
            }
        }
        return contrasts;
    }
}
