package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Test;
import org.jspecify.annotations.Nullable;

/// The coefficients of a regression as a table and as JSON.
record Effects(Coefficients coefficients, double confidence, Map<String, String> baseline) {

    List<String> table(Printing printing, String ratio) {
        Printing.Table table = new Printing.Table("covariate", ratio, "lower", "upper",
                "coefficient", "std. error", "z", "");
        for (Coefficients.Effect each : coefficients.effects(confidence)) {
            table.row(each.name(), printing.number(each.ratio()),
                    printing.number(each.limits().lower()), printing.number(each.limits().upper()),
                    printing.number(each.coefficient()), printing.number(each.standardError()),
                    printing.number(each.z()), printing.p(each.p()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        baseline.forEach((column, level) ->
                lines.add("%s is compared with %s=%s".formatted(column, column, level)));
        return lines;
    }

    List<Map<String, @Nullable Object>> json() {
        return coefficients.effects(confidence).stream().map(each -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", each.name());
            one.put("hazard_ratio", each.ratio());
            one.put("lower", each.limits().lower());
            one.put("upper", each.limits().upper());
            one.put("coefficient", each.coefficient());
            one.put("std_error", each.standardError());
            one.put("z", each.z());
            one.put("p", each.p());
            return one;
        }).toList();
    }

    static String words(Printing printing, String name, Test test) {
        return "%s: chi-squared %s on %s degrees of freedom, %s".formatted(name,
                printing.number(test.chiSquared()), test.degrees(), printing.p(test.p()));
    }

    static Map<String, @Nullable Object> json(Test test) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("chi_squared", test.chiSquared());
        one.put("degrees", test.degrees());
        one.put("p", test.p());
        return one;
    }
}
