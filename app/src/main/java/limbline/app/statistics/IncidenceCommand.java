package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.app.figure.Caption;
import limbline.app.figure.IncidenceFigure;
import limbline.app.statistics.ObservationColumns.Observed;
import limbline.statistics.AalenJohansen;
import limbline.statistics.Limits;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `limbline stats aj`
@Command(
        name = "aj",
        description = "Cumulative incidence of competing events (Aalen-Johansen), by group.",
        mixinStandardHelpOptions = true)
final class IncidenceCommand implements Callable<Integer> {

    @Mixin private ObservationReport report = new ObservationReport();
    @Mixin private Drawing drawing = new Drawing();

    @Option(
            names = "--errors",
            paramLabel = "NAME",
            description = "jackknife (R survival), aalen (cmprsk) or greenwood (etm); default:"
                    + " ${DEFAULT-VALUE}.")
    private AalenJohansen.Errors errors = AalenJohansen.Errors.AALEN;

    @Option(
            names = "--limits",
            paramLabel = "SCALE",
            converter = Printing.ScaleName.class,
            description = "plain, log, log-log, arcsin or logit (default: log-log).")
    private Scale scale = Scale.LOG_LOG;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            split = ",",
            description = "At these times; else wherever an event happened.")
    private double @Nullable [] at;

    @Override
    public Integer call() {
        Observed observed = report.read();
        Map<String, AalenJohansen> curves = new LinkedHashMap<>();
        for (int i = 0; i < observed.groups().size(); i++) {
            curves.put(observed.groups().get(i),
                    AalenJohansen.of(observed.survival().onlyGroup(i)));
        }
        drawing.draw("Cumulative incidence", title -> IncidenceFigure.of(
                new Caption(title, report.time(), method()), curves,
                RiskTable.of(observed.survival()), errors, scale, report.confidence()));
        return report.answer(method(), observed,
                json -> json.put("groups", curves.entrySet().stream()
                        .map(each -> json(each.getKey(), each.getValue())).toList()),
                lines -> lines.addAll(lines(curves)));
    }

    private List<String> lines(Map<String, AalenJohansen> curves) {
        List<String> lines = new ArrayList<>();
        curves.forEach((group, curve) -> {
            for (int cause = 1; cause <= curve.causes(); cause++) {
                lines.add("");
                lines.add("%s, cause %s".formatted(group, cause));
                lines.addAll(table(curve, cause));
            }
        });
        return lines;
    }

    private String method() {
        return "Aalen-Johansen, %s standard errors, %s limits at %s".formatted(
                errors.name().toLowerCase(Locale.ROOT), Printing.ScaleName.of(scale),
                report.percent());
    }

    private List<String> table(AalenJohansen curve, int cause) {
        Printing printing = report.printing();
        if (at != null) {
            Printing.Table table =
                    new Printing.Table(report.time(), "incidence", "std. error");
            curve.at(cause, errors, at).forEach(point -> table.row(Printing.plain(point.time()),
                    printing.number(point.incidence()), printing.number(point.standardError())));
            return table.lines();
        }
        Printing.Table table = new Printing.Table(report.time(), "at risk", "events",
                "incidence", "std. error", "lower", "upper");
        double[] times = curve.times();
        double[] events = curve.events(cause);
        double[] incidence = curve.incidence(cause);
        double[] spread = curve.standardErrors(cause, errors);
        Limits limits = curve.limits(cause, errors, scale, report.confidence());
        for (int i = 0; i < times.length; i++) {
            if (events[i] > 0) {
                table.row(Printing.plain(times[i]), Printing.plain(curve.atRisk()[i]),
                        Printing.plain(events[i]), printing.number(incidence[i]),
                        printing.number(spread[i]), printing.number(limits.lower()[i]),
                        printing.number(limits.upper()[i]));
            }
        }
        return table.lines();
    }

    private Map<String, @Nullable Object> json(String group, AalenJohansen curve) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("group", group);
        json.put("time", curve.times());
        json.put("at_risk", curve.atRisk());
        json.put("survival", curve.survival());
        List<Object> causes = new ArrayList<>();
        for (int cause = 1; cause <= curve.causes(); cause++) {
            Limits limits = curve.limits(cause, errors, scale, report.confidence());
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("cause", cause);
            each.put("events", curve.events(cause));
            each.put("incidence", curve.incidence(cause));
            each.put("std_error", curve.standardErrors(cause, errors));
            each.put("lower", limits.lower());
            each.put("upper", limits.upper());
            if (at != null) {
                each.put("at", curve.at(cause, errors, at));
            }
            causes.add(each);
        }
        json.put("causes", causes);
        return json;
    }
}
