package limbline.app.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.figure.Caption;
import limbline.app.figure.SurvivalFigure;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.Estimation;
import limbline.statistics.FollowUp;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Limits;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats km`
@Command(
        name = "km",
        description = "Kaplan-Meier curves with limits and quantiles, by group.",
        mixinStandardHelpOptions = true)
final class KaplanMeierCommand implements Callable<Integer> {

    @Mixin private ObservationColumns columns = new ObservationColumns();
    @Mixin private Printing printing = new Printing();
    @Mixin private Drawing drawing = new Drawing();
    @Mixin private Confidence confidence = new Confidence();

    @Option(
            names = "--limits",
            paramLabel = "SCALE",
            converter = Printing.ScaleName.class,
            description = "plain, log, log-log, arcsin or logit (default: log-log; R's is log).")
    private Scale scale = Scale.LOG_LOG;

    @Option(
            names = "--quantiles",
            paramLabel = "SHARE",
            split = ",",
            description = "Shares of events, 0.5 for the median (default: 0.25,0.5,0.75).")
    private double[] shares = {0.25, 0.5, 0.75};

    @Option(
            names = "--flat",
            paramLabel = "R|SAS",
            description = "Whose convention where the curve is flat at a quantile (default: R).")
    private Flat flat = Flat.R;

    @Option(names = "--at", paramLabel = "TIME", split = ",", description = "Also at these times.")
    private double @Nullable [] at;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            description = "Also the restricted mean up to this time.")
    private @Nullable Double horizon;

    @Option(
            names = "--follow-up",
            description = "Of the censoring in place of the event (reverse Kaplan-Meier): the"
                    + " length of follow-up, not survival.")
    private boolean followUp;

    @Option(names = "--robust", description = "Standard errors by the infinitesimal jackknife.")
    private boolean robust;

    @Spec private CommandSpec spec = CommandSpec.create();

    enum Flat { R, SAS }

    @Override
    public Integer call() {
        Observed observed = columns.read();
        Estimation how = robust
                ? Estimation.KAPLAN_MEIER.withRobustErrors()
                : Estimation.KAPLAN_MEIER;
        Map<String, SurvivalCurve> curves = new LinkedHashMap<>();
        for (int i = 0; i < observed.groups().size(); i++) {
            Survival one = observed.survival().onlyGroup(i);
            curves.put(observed.groups().get(i), followUp
                    ? FollowUp.of(one).stillFollowed()
                    : KaplanMeier.of(one, how));
        }
        drawing.draw(followUp ? "Length of follow-up" : "Survival", title -> SurvivalFigure.of(
                new Caption(title, columns.timeColumn(), method()),
                followUp ? "Share under observation" : "Survival", curves,
                counts(observed), scale, confidence.share(), convention()));
        if (printing.asJson()) {
            spec.commandLine().getOut().println(printing.json(json(observed, curves)));
        } else {
            print(observed, curves);
        }
        return 0;
    }

    private String method() {
        return "Kaplan-Meier%s, %s standard errors, %s limits at %s %%, quantiles as in %s".formatted(
                followUp ? " of follow-up (reversed)" : "",
                robust ? "robust" : "Greenwood's",
                Printing.ScaleName.of(scale), Printing.plain(100 * confidence.share()), flat);
    }

    private Quantile quantile(SurvivalCurve curve, double share) {
        return curve.quantile(share, scale, confidence.share(), convention());
    }

    private Quantile.Flat convention() {
        return switch (flat) {
            case R -> Quantile.Flat.AS_R;
            case SAS -> Quantile.Flat.AS_SAS;
        };
    }

    private RiskTable counts(Observed observed) {
        RiskTable counts = RiskTable.of(observed.survival());
        return followUp ? counts.reversed() : counts;
    }

    private void print(Observed observed, Map<String, SurvivalCurve> curves) {
        List<String> lines = new ArrayList<>();
        lines.add(method());
        lines.add(columns.heading(observed));
        curves.forEach((group, curve) -> {
            lines.add("");
            lines.add("%s: %s rows, %s events".formatted(group, curve.rows(),
                    Printing.plain(Arrays.stream(curve.events()).sum())));
            for (double share : shares) {
                Quantile quantile = quantile(curve, share);
                lines.add("  %s of them by %s (%s to %s)".formatted(Printing.plain(share),
                        words(quantile.time()), words(quantile.lower()), words(quantile.upper())));
            }
            if (horizon != null) {
                var mean = curve.restrictedMean(horizon);
                lines.add("  restricted mean to %s: %s (standard error %s)".formatted(
                        Printing.plain(horizon), printing.number(mean.mean()),
                        printing.number(mean.standardError())));
            }
            lines.addAll(table(curve));
            lines.addAll(curve.warnings());
        });
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private List<String> table(SurvivalCurve curve) {
        Printing.Table table = new Printing.Table(columns.timeColumn(), "at risk", "events",
                "censored", "survival", "std. error", "lower", "upper");
        Limits limits = curve.limits(scale, confidence.share());
        double[] times = curve.times();
        double[] events = curve.events();
        for (int i = 0; i < times.length; i++) {
            if (events[i] > 0) {
                table.row(Printing.plain(times[i]), Printing.plain(curve.atRisk()[i]),
                        Printing.plain(events[i]), Printing.plain(curve.censored()[i]),
                        printing.number(curve.survival()[i]),
                        printing.number(curve.standardErrors()[i]),
                        printing.number(limits.lower()[i]), printing.number(limits.upper()[i]));
            }
        }
        if (at != null) {
            for (SurvivalCurve.Point point : curve.at(scale, confidence.share(), at)) {
                table.row("at " + Printing.plain(point.time()), Printing.plain(point.atRisk()), "", "",
                        printing.number(point.survival()), printing.number(point.standardError()),
                        printing.number(point.lower()), printing.number(point.upper()));
            }
        }
        return table.lines();
    }

    private Map<String, @Nullable Object> json(
            Observed observed, Map<String, SurvivalCurve> curves) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("method", method());
        whole.put("rows", observed.rows().size());
        whole.put("dropped", observed.dropped());
        whole.put("groups", curves.entrySet().stream()
                .map(each -> json(each.getKey(), each.getValue())).toList());
        return whole;
    }

    private Map<String, @Nullable Object> json(String group, SurvivalCurve curve) {
        Limits limits = curve.limits(scale, confidence.share());
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("group", group);
        one.put("rows", curve.rows());
        List<Object> quantiles = new ArrayList<>();
        for (double share : shares) {
            Quantile quantile = quantile(curve, share);
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("share", share);
            each.put("time", time(quantile.time()));
            each.put("lower", time(quantile.lower()));
            each.put("upper", time(quantile.upper()));
            quantiles.add(each);
        }
        one.put("quantiles", quantiles);
        if (horizon != null) {
            one.put("restricted_mean", curve.restrictedMean(horizon));
        }
        if (at != null) {
            one.put("at", curve.at(scale, confidence.share(), at));
        }
        one.put("time", curve.times());
        one.put("at_risk", curve.atRisk());
        one.put("events", curve.events());
        one.put("censored", curve.censored());
        one.put("survival", curve.survival());
        one.put("std_error", curve.standardErrors());
        one.put("lower", limits.lower());
        one.put("upper", limits.upper());
        one.put("warnings", curve.warnings());
        return one;
    }

    private String words(Reached reached) {
        return switch (reached) {
            case Reached.At(double time) -> Printing.plain(time);
            case Reached.Not() -> "not reached";
        };
    }

    private static @Nullable Double time(Reached reached) {
        return switch (reached) {
            case Reached.At(double time) -> time;
            case Reached.Not() -> null;
        };
    }
}
