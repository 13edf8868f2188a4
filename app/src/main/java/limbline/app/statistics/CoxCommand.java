package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.figure.Caption;
import limbline.app.figure.HazardRatioFigure;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.regression.Concordance;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxCurve;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.CoxOptions;
import limbline.statistics.regression.ProportionalHazards;
import limbline.statistics.regression.Ties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `limbline stats cox`
@Command(
        name = "cox",
        description = "Cox's proportional hazards model: hazard ratios, tests and checks.",
        mixinStandardHelpOptions = true)
final class CoxCommand implements Callable<Integer> {

    @Mixin private ObservationReport report = new ObservationReport();
    @Mixin private CovariateColumns covariates = new CovariateColumns();
    @Mixin private Drawing drawing = new Drawing();

    @Option(
            names = "--ties",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as R; SAS takes"
                    + " BRESLOW).")
    private Ties ties = Ties.EFRON;

    @Option(names = "--robust", description = "Robust standard errors, by cluster or subject.")
    private boolean robust;

    @Option(
            names = "--cluster",
            paramLabel = "COLUMN",
            description = "Which rows are not independent; makes standard errors robust.")
    private @Nullable String cluster;

    @Option(
            names = "--offset",
            paramLabel = "COLUMN",
            description = "A part of the linear predictor without a coefficient.")
    private @Nullable String offset;

    @Option(
            names = "--clock",
            paramLabel = "NAME",
            description = "For the check of proportional hazards: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private ProportionalHazards.Clock clock = ProportionalHazards.Clock.KAPLAN_MEIER;

    @Override
    public Integer call() {
        Observed observed = report.read(covariates.and(cluster, offset));
        CovariateColumns.Design design = covariates.read(observed.rows());
        Survival data = cluster == null ? observed.survival() : observed.survival()
                .inClusters(ObservationColumns.numbered(observed.rows().texts(cluster)));
        Covariates x = offset == null ? design.covariates()
                : design.covariates().withOffset(observed.rows().numbers(offset));
        CoxOptions plain = new CoxOptions(ties, false, CoxOptions.EFRON.tolerance(), false);
        CoxFit fit = CoxFit.of(data, x,
                robust || cluster != null ? plain.withRobustErrors() : plain);
        Effects effects = new Effects(fit.coefficients(), report.confidence(), design.baseline());
        List<CoxCurve.Point> predicted = predicted(fit, data, design);
        drawing.draw("Hazard ratios", title -> HazardRatioFigure.of(
                new Caption(title, report.time(), method(fit)),
                fit.coefficients().effects(report.confidence()), report.confidence(), fit.warnings()));
        return report.answer(method(fit), observed, json -> fill(json, fit, effects, predicted),
                lines -> lines.addAll(lines(fit, effects, predicted)));
    }

    private String method(CoxFit fit) {
        String how = switch (ties) {
            case EFRON -> "Efron's ties";
            case BRESLOW -> "Breslow's ties";
            case EXACT -> "exact ties";
        };
        return "Cox's model, %s, %s standard errors, limits at %s; %s rows, %s events"
                .formatted(how,
                        fit.options().robust() ? "robust" : "model", report.percent(),
                        fit.size(), fit.events());
    }

    private List<CoxCurve.Point> predicted(
            CoxFit fit, Survival data, CovariateColumns.Design design) {
        double[] times = covariates.times();
        if (times.length == 0) {
            return List.of();
        }
        if (data.strata() > 1) {
            throw new IllegalArgumentException("with --stratum no single curve can be predicted");
        }
        CoxCurve curve = fit.curve(design.somebody());
        List<CoxCurve.Point> points = new ArrayList<>();
        for (double time : times) {
            points.add(curve.at(Scale.LOG, report.confidence(), time));
        }
        return points;
    }

    private List<String> lines(CoxFit fit, Effects effects, List<CoxCurve.Point> predicted) {
        Printing printing = report.printing();
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(effects.table(printing, "hazard ratio"));
        lines.add("");
        lines.add(Effects.words(printing, "likelihood ratio", fit.likelihoodRatio()));
        lines.add(Effects.words(printing, "Wald", fit.wald()));
        lines.add(Effects.words(printing, "score", fit.score()));
        if (fit.options().robust()) {
            lines.add(Effects.words(printing, "robust score", fit.robustScore()));
        }
        if (ties != Ties.EXACT) {
            Concordance concordance = fit.concordance();
            lines.add("concordance: %s (standard error %s)".formatted(
                    printing.number(concordance.c()),
                    printing.number(concordance.standardError())));
            lines.add("");
            lines.addAll(check(fit.proportionality(clock)));
        }
        if (!predicted.isEmpty()) {
            lines.add("");
            lines.addAll(curve(predicted));
        }
        lines.addAll(fit.warnings());
        return lines;
    }

    private List<String> check(ProportionalHazards found) {
        Printing printing = report.printing();
        Printing.Table table =
                new Printing.Table("proportional?", "chi-squared", "degrees", "");
        for (int j = 0; j < found.names().size(); j++) {
            table.row(found.names().get(j), printing.number(found.each().get(j).chiSquared()), "1",
                    printing.p(found.each().get(j).p()));
        }
        table.row("all", printing.number(found.global().chiSquared()),
                Integer.toString(found.global().degrees()), printing.p(found.global().p()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("a small p speaks against proportional hazards (time as %s)".formatted(
                clock.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return lines;
    }

    private List<String> curve(List<CoxCurve.Point> points) {
        Printing printing = report.printing();
        Printing.Table table = new Printing.Table(report.time(), "survival", "std. error",
                "lower", "upper");
        points.forEach(point -> table.row(Printing.plain(point.time()),
                printing.number(point.survival()), printing.number(point.standardError()),
                printing.number(point.lower()), printing.number(point.upper())));
        return table.lines();
    }

    private void fill(Map<String, @Nullable Object> json, CoxFit fit, Effects effects,
            List<CoxCurve.Point> predicted) {
        json.put("events", fit.events());
        json.put("covariates", effects.json());
        json.put("baseline", effects.baseline());
        json.put("variance", fit.coefficients().variance());
        json.put("log_likelihood_null", fit.nullLogLikelihood());
        json.put("log_likelihood", fit.logLikelihood());
        json.put("likelihood_ratio", Effects.json(fit.likelihoodRatio()));
        json.put("wald", Effects.json(fit.wald()));
        json.put("score", Effects.json(fit.score()));
        if (fit.options().robust()) {
            json.put("robust_score", Effects.json(fit.robustScore()));
        }
        if (ties != Ties.EXACT) {
            json.put("concordance", Map.of("c", fit.concordance().c(),
                    "std_error", fit.concordance().standardError()));
            ProportionalHazards found = fit.proportionality(clock);
            Map<String, @Nullable Object> check = new LinkedHashMap<>();
            for (int j = 0; j < found.names().size(); j++) {
                check.put(found.names().get(j), Effects.json(found.each().get(j)));
            }
            check.put("all", Effects.json(found.global()));
            json.put("proportional_hazards", check);
        }
        json.put("predicted", predicted);
        json.put("warnings", fit.warnings());
    }
}
