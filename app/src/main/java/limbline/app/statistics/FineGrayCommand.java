package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats finegray`
@Command(
        name = "finegray",
        description = "Fine and Gray's model of the cumulative incidence of one cause.",
        mixinStandardHelpOptions = true)
final class FineGrayCommand implements Callable<Integer> {

    @Mixin private ObservationColumns columns = new ObservationColumns();
    @Mixin private CovariateColumns covariates = new CovariateColumns();
    @Mixin private Printing printing = new Printing();
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

    @Option(names = "--confidence", paramLabel = "SHARE", description = "Of the limits.")
    private double confidence = 0.95;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            split = ",",
            description = "With --for: also the predicted incidence at these times.")
    private double @Nullable [] at;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<String> more = new ArrayList<>(List.of(covariates.names()));
        if (censoringGroup != null) {
            more.add(censoringGroup);
        }
        Observed observed = columns.read(more.toArray(String[]::new));
        CovariateColumns.Design design = covariates.read(observed.rows());
        FineGrayFit fit;
        if (censoringGroup == null) {
            fit = FineGrayFit.of(observed.survival(), cause, design.covariates());
        } else {
            List<String> texts = observed.rows().texts(censoringGroup);
            fit = FineGrayFit.of(observed.survival(), cause, design.covariates(),
                    ObservationColumns.numbered(texts), ObservationColumns.sorted(texts).size());
        }
        Effects effects = new Effects(fit.coefficients(), confidence, design.baseline());
        double[] predicted = predicted(fit, design);
        drawing.draw("Subdistribution hazard ratios of cause " + cause,
                title -> HazardRatioFigure.of(
                        new Caption(title, columns.timeColumn(), method(fit)),
                        fit.coefficients().effects(confidence), confidence, List.of()));
        if (printing.asJson()) {
            spec.commandLine().getOut().println(
                    printing.json(json(observed, fit, effects, predicted)));
            return 0;
        }
        List<String> lines = new ArrayList<>(List.of(method(fit), columns.heading(observed), ""));
        lines.addAll(effects.table(printing, "hazard ratio"));
        lines.add("");
        lines.add(Effects.words(printing, "Wald", fit.wald()));
        for (int i = 0; at != null && i < predicted.length; i++) {
            lines.add("predicted incidence at %s: %s".formatted(Printing.plain(at[i]),
                    printing.number(predicted[i])));
        }
        lines.add("hazard ratios of the cumulative incidence, in the presence of the other causes");
        printing.lines(spec, lines);
        return 0;
    }

    private String method(FineGrayFit fit) {
        return "Fine and Gray's model of cause %s, sandwich standard errors, limits at %s %%; %s "
                .formatted(cause, Printing.plain(100 * confidence), fit.size())
                + "rows, %s events".formatted(fit.events());
    }

    private double[] predicted(FineGrayFit fit, CovariateColumns.Design design) {
        double[] somebody = design.somebody();
        if (at == null || somebody == null) {
            if (at != null || somebody != null) {
                throw new IllegalArgumentException(
                        "--at and --for go together: when, and for whom");
            }
            return new double[0];
        }
        return fit.incidence(somebody, at);
    }

    private Map<String, @Nullable Object> json(
            Observed observed, FineGrayFit fit, Effects effects, double[] predicted) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", method(fit));
        json.put("rows", fit.size());
        json.put("dropped", observed.dropped());
        json.put("events", fit.events());
        json.put("covariates", effects.json());
        json.put("baseline", effects.baseline());
        json.put("variance", fit.coefficients().variance());
        json.put("log_likelihood_null", fit.nullLogLikelihood());
        json.put("log_likelihood", fit.logLikelihood());
        json.put("wald", Effects.json(fit.wald()));
        json.put("at", at);
        json.put("predicted", predicted);
        return json;
    }
}
