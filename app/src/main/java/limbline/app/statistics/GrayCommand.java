package limbline.app.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.GrayTest;
import limbline.statistics.RiskTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats gray`
@Command(
        name = "gray",
        description = "Gray's test: cumulative incidence in two or more groups.",
        mixinStandardHelpOptions = true)
final class GrayCommand implements Callable<Integer> {

    @Mixin private ObservationColumns columns = new ObservationColumns();
    @Mixin private Printing printing = new Printing();

    @Option(names = "--rho", paramLabel = "RHO", description = "Weight on early differences.")
    private double rho;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Observed observed = columns.read();
        RiskTable table = RiskTable.of(observed.survival());
        List<GrayTest> tests = IntStream.rangeClosed(1, table.causes())
                .mapToObj(cause -> GrayTest.of(table, cause, rho))
                .toList();
        if (printing.asJson()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("method", "Gray's test");
            json.put("rows", observed.rows().size());
            json.put("dropped", observed.dropped());
            json.put("groups", observed.groups());
            json.put("causes", tests.stream().map(GrayCommand::json).toList());
            spec.commandLine().getOut().println(printing.json(json));
            return 0;
        }
        Printing.Table lines = new Printing.Table("cause", "chi-squared", "degrees", "");
        tests.forEach(test -> lines.row(Integer.toString(test.cause()),
                printing.number(test.chiSquared()), Integer.toString(test.degrees()),
                printing.p(test.p())));
        printing.lines(spec, List.of("Gray's test, groups " + String.join(", ", observed.groups()),
                columns.heading(observed), ""), lines.lines());
        return 0;
    }

    private static Map<String, @Nullable Object> json(GrayTest test) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cause", test.cause());
        json.put("score", test.score());
        json.put("variance", test.variance());
        json.put("chi_squared", test.chiSquared());
        json.put("degrees", test.degrees());
        json.put("p", test.p());
        return json;
    }
}
