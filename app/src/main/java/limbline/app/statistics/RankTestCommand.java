package limbline.app.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.LogRank;
import limbline.statistics.LogRank.Weighting;
import limbline.statistics.RiskTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats logrank`
@Command(
        name = "logrank",
        description = "The log-rank test of two or more groups, or one of its weighted relatives.",
        mixinStandardHelpOptions = true)
final class RankTestCommand implements Callable<Integer> {

    @Mixin private ObservationColumns columns = new ObservationColumns();
    @Mixin private Printing printing = new Printing();

    @Option(
            names = "--weighting",
            paramLabel = "NAME",
            description = "log-rank, gehan, tarone-ware or g-rho (default: log-rank).")
    private String weighting = "log-rank";

    @Option(names = "--rho", paramLabel = "RHO", description = "Of g-rho (default: 1, Peto-Peto).")
    private double rho = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Observed observed = columns.read();
        LogRank test = LogRank.of(RiskTable.of(observed.survival()), chosen());
        if (printing.asJson()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("method", method());
            json.put("rows", observed.rows().size());
            json.put("dropped", observed.dropped());
            json.put("groups", observed.groups());
            json.put("n", test.rows());
            json.put("observed", test.observed());
            json.put("expected", test.expected());
            json.put("variance", test.variance());
            json.put("chi_squared", test.chiSquared());
            json.put("degrees", test.degrees());
            json.put("p", test.p());
            json.put("log_p", test.logP());
            spec.commandLine().getOut().println(printing.json(json));
            return 0;
        }
        Printing.Table table = new Printing.Table("group", "rows", "observed", "expected");
        for (int i = 0; i < observed.groups().size(); i++) {
            table.row(observed.groups().get(i), Long.toString(test.rows()[i]),
                    printing.number(test.observed()[i]), printing.number(test.expected()[i]));
        }
        printing.lines(spec, List.of(method(), columns.heading(observed), ""), table.lines(),
                List.of("", "chi-squared %s on %s degrees of freedom, %s".formatted(
                        printing.number(test.chiSquared()), test.degrees(), printing.p(test.p()))));
        return 0;
    }

    private Weighting chosen() {
        return switch (weighting) {
            case "log-rank" -> new Weighting.Equal();
            case "gehan" -> new Weighting.Gehan();
            case "tarone-ware" -> new Weighting.TaroneWare();
            case "g-rho" -> new Weighting.GRho(rho);
            default -> throw new IllegalArgumentException(("\"%s\" is not a weighting; they are"
                    + " log-rank, gehan, tarone-ware, g-rho").formatted(weighting));
        };
    }

    private String method() {
        return switch (chosen()) {
            case Weighting.Equal() -> "Log-rank test";
            case Weighting.Gehan() -> "Gehan's test";
            case Weighting.TaroneWare() -> "Tarone and Ware's test";
            case Weighting.GRho(double weight) -> "Harrington and Fleming's test, rho "
                    + Printing.plain(weight);
        };
    }
}
