package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats binom`
@Command(
        name = "binom",
        description = "Limits of a proportion, for each row of a file.",
        mixinStandardHelpOptions = true)
final class ProportionCommand implements Callable<Integer> {

    @Mixin private CountColumns columns = new CountColumns();
    @Mixin private Printing printing = new Printing();
    @Mixin private Confidence confidence = new Confidence();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; all, if none is named.")
    private List<ProportionInterval> methods = List.of(ProportionInterval.values());

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        columns.read().forEach(study -> {
            Printing.Table table = new Printing.Table("method", "lower", "upper");
            Map<String, Interval> intervals = new LinkedHashMap<>();
            for (ProportionInterval method : methods) {
                Interval interval = method.of(study.events(), study.trials(), confidence.share());
                String name = method.name().toLowerCase(Locale.ROOT).replace('_', '-');
                intervals.put(name, interval);
                table.row(name, printing.number(interval.lower()),
                        printing.number(interval.upper()));
            }
            lines.add("%s: %s of %s, %s".formatted(study.label(), study.events(), study.trials(),
                    printing.number((double) study.events() / study.trials())));
            lines.addAll(table.lines());
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("label", study.label());
            one.put("events", study.events());
            one.put("trials", study.trials());
            one.put("limits", intervals);
            json.add(one);
        });
        if (printing.asJson()) {
            spec.commandLine().getOut().println(printing.json(json));
        } else {
            printing.lines(spec, lines);
        }
        return 0;
    }
}
