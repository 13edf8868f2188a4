package limbline.app.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import limbline.statistics.Scale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// How results are printed.
final class Printing {

    @Option(names = "--json", description = "JSON, with every digit; null for not reached.")
    private boolean json;

    @Option(names = "--full", description = "Every digit in tables too.")
    private boolean full;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /// Prints the one or the other.
    ///
    /// @return the exit code
    int answer(Supplier<?> whole, Supplier<List<String>> table) {
        if (json) {
            command.commandLine().getOut().println(json(whole.get()));
        } else {
            lines(command, table.get());
        }
        return 0;
    }

    boolean asJson() {
        return json;
    }

    String json(Object result) {
        return JsonMapper.shared().writeValueAsString(result);
    }

    /// Prints lines, part after part.
    @SafeVarargs
    final void lines(CommandSpec spec, List<String>... parts) {
        for (List<String> part : parts) {
            part.forEach(spec.commandLine().getOut()::println);
        }
    }

    /// Four significant digits, or all.
    String number(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        return full ? Double.toString(value) : rounded(value, 4);
    }

    /// A p-value: three significant digits, small ones as a bound.
    String p(double value) {
        return Double.isNaN(value) ? "no p" : full ? Double.toString(value)
                : value < 1e-4 ? "p < 0.0001" : "p = " + rounded(value, 3);
    }

    private static String rounded(double value, int digits) {
        return Double.isInfinite(value)
                ? Double.toString(value)
                : plain(new BigDecimal(value).round(new MathContext(digits)).doubleValue());
    }

    /// Without a decimal point where it is whole.
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// The names of scales as people write them: "log-log".
    static final class ScaleName implements ITypeConverter<Scale> {

        @Override
        public Scale convert(String text) {
            return Arrays.stream(Scale.values())
                    .filter(scale -> of(scale).equals(text.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"%s\" is not a scale; the"
                            .formatted(text) + " scales are plain, log, log-log, arcsin, logit"));
        }

        static String of(Scale scale) {
            return scale.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Columns of numbers under their headings, aligned to the right.
    static final class Table {

        private final List<String[]> rows = new ArrayList<>();

        Table(String... headings) {
            rows.add(headings);
        }

        void row(String... cells) {
            rows.add(cells);
        }

        List<String> lines() {
            int[] widths = new int[rows.getFirst().length];
            for (String[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    widths[i] = Math.max(widths[i], row[i].length());
                }
            }
            return rows.stream().map(row -> {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    line.append("  ").append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
                }
                return line.toString();
            }).toList();
        }
    }
}
