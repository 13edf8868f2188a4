package limbline.app.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.figure.Caption;
import limbline.app.figure.HazardRatioFigure;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.regression.FineGrayFit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `limbline stats finegray`
@Command(
        name = "finegray",
        description = "Fine and Gray's model of the cumulative incidence of one cause.",
        mixinStandardHelpOptions = true)
final class FineGrayCommand implements Callable<Integer> {

    @Mixin private ObservationReport report = new ObservationReport();
    @Mixin private CovariateColumns covariates = new CovariateColumns();
    @Mixin private Drawing drawing = new Drawing();

    @Option(
            names = "--cause",
            paramLabel = "NUMBER",
            description = "The status of interest (default: ${DEFAULT-VALUE}).")
    private int cause = 1;

    @Option(
            names = "--censoring-group",
            paramLabel = "COLUMN",
            description = "Estimate the censoring within groups.")
    private @Nullable String censoringGroup;

    @Override
    public Integer call() {
        Observed observed = report.read(covariates.and(censoringGroup));
        CovariateColumns.Design design = covariates.read(observed.rows());
        FineGrayFit fit;
        if (censoringGroup == null) {
            fit = FineGrayFit.of(observed.survival(), cause, design.covariates());
        } else {
            List<String> texts = observed.rows().texts(censoringGroup);
            fit = FineGrayFit.of(observed.survival(), cause, design.covariates(),
                    ObservationColumns.numbered(texts), ObservationColumns.sorted(texts).size());
        }
        Effects effects = new Effects(fit.coefficients(), report.confidence(), design.baseline());
        double[] times = covariates.times();
        double[] predicted =
                times.length == 0 ? times : fit.incidence(design.somebody(), times);
        drawing.draw("Subdistribution hazard ratios of cause " + cause,
                title -> HazardRatioFigure.of(
                        new Caption(title, report.time(), method(fit)),
                        fit.coefficients().effects(report.confidence()), report.confidence(), List.of()));
        return report.answer(method(fit), observed,
                json -> fill(json, fit, effects, times, predicted),
                lines -> lines.addAll(lines(fit, effects, times, predicted)));
    }

    private List<String> lines(
            FineGrayFit fit, Effects effects, double[] times, double[] predicted) {
        Printing printing = report.printing();
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(effects.table(printing, "hazard ratio"));
        lines.add("");
        lines.add(Effects.words(printing, "Wald", fit.wald()));
        for (int i = 0; i < times.length; i++) {
            lines.add("predicted incidence at %s: %s".formatted(Printing.plain(times[i]),
                    printing.number(predicted[i])));
        }
        lines.add("hazard ratios of the cumulative incidence, in the presence of the other causes");
        return lines;
    }

    private String method(FineGrayFit fit) {
        return "Fine and Gray's model of cause %s, sandwich standard errors, limits at %s; %s "
                .formatted(cause, report.percent(), fit.size())
                + "rows, %s events".formatted(fit.events());
    }

    private void fill(Map<String, @Nullable Object> json, FineGrayFit fit, Effects effects,
            double[] times, double[] predicted) {
        json.put("events", fit.events());
        json.put("covariates", effects.json());
        json.put("baseline", effects.baseline());
        json.put("variance", fit.coefficients().variance());
        json.put("log_likelihood_null", fit.nullLogLikelihood());
        json.put("log_likelihood", fit.logLikelihood());
        json.put("wald", Effects.json(fit.wald()));
        json.put("at", times.length == 0 ? null : times);
        json.put("predicted", predicted);
    }
}
