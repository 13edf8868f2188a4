package limbline.app.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.PrintedTable;
import limbline.statistics.audit.Relation;
import limbline.statistics.audit.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats audit`
@Command(
        name = "audit",
        description = "Which whole counts can stand behind printed percentages, row by row.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Mixin private Printing printing = new Printing();

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "A CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--percent",
            paramLabel = "COLUMN",
            split = ",",
            required = true,
            description = "The printed percentages, as printed (66.70 says more than 66.7).")
    private List<String> percents = List.of();

    @Option(
            names = "--of",
            paramLabel = "COLUMN",
            split = ",",
            required = true,
            description = "The denominators: first the one the source states, then others.")
    private List<String> denominators = List.of();

    @Option(
            names = "--sum",
            paramLabel = "A+B=C",
            description = "Columns that must add up to another; may be repeated.")
    private List<String> sums = List.of();

    @Option(
            names = "--whole",
            paramLabel = "A+B+C",
            description = "Columns that must add up to everybody; may be repeated.")
    private List<String> wholes = List.of();

    @Option(names = "--label", paramLabel = "COLUMN", description = "What each row is called.")
    private @Nullable String label;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CsvColumns rows = CsvColumns.read(file);
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean impossible = false;
        for (int row = 0; row < rows.size(); row++) {
            String name = label == null ? "line " + rows.lines().get(row)
                    : rows.texts(label).get(row);
            Verdict verdict = verdict(rows, row);
            impossible |= verdict instanceof Verdict.Impossible;
            tell(name, verdict, lines, json);
        }
        if (printing.asJson()) {
            spec.commandLine().getOut().println(printing.json(json));
        } else {
            printing.lines(spec, lines);
        }
        return impossible ? 1 : 0;
    }

    private Verdict verdict(CsvColumns rows, int row) {
        Map<String, Percentage> values = new LinkedHashMap<>();
        for (String column : percents) {
            String text = rows.texts(column).get(row);
            if (!text.isEmpty() && !text.equals("NA")) {
                values.put(column, Percentage.parse(text));
            }
        }
        List<Integer> counts = new ArrayList<>();
        for (String column : denominators) {
            String text = rows.texts(column).get(row);
            if (!text.isEmpty() && !text.equals("NA")) {
                try {
                    counts.add(Integer.valueOf(text));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("%s line %s: %s is \"%s\", which is no whole"
                            .formatted(file, rows.lines().get(row), column, text) + " number", e);
                }
            }
        }
        return new PrintedTable(values, relations(values), counts.stream().distinct().toList())
                .verdict();
    }

    /// Those of which every part is printed in this row.
    private List<Relation> relations(Map<String, Percentage> values) {
        List<Relation> relations = new ArrayList<>();
        for (String sum : sums) {
            String[] sides = sum.split("=", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException(
                        "--sum %s has no =; write for example CR+PR=ORR".formatted(sum));
            }
            List<String> parts = parts(sides[0]);
            if (values.keySet().containsAll(parts) && values.containsKey(sides[1].strip())) {
                relations.add(new Relation.Sum(parts, sides[1].strip()));
            }
        }
        for (String whole : wholes) {
            if (values.keySet().containsAll(parts(whole))) {
                relations.add(new Relation.Whole(parts(whole)));
            }
        }
        return relations;
    }

    private static List<String> parts(String sum) {
        return List.of(sum.strip().split("\\s*\\+\\s*"));
    }

    private static void tell(String name, Verdict verdict, List<String> lines,
            List<Map<String, @Nullable Object>> json) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("label", name);
        switch (verdict) {
            case Verdict.Consistent(var solution) -> {
                one.put("verdict", "consistent");
                one.put("solutions", List.of(json(solution)));
                lines.add("%s: consistent; for example %s of %s".formatted(name,
                        solution.example(), solution.reading().denominator()));
            }
            case Verdict.OnlyUnder(var solutions) -> {
                one.put("verdict", "consistent-only-if");
                one.put("solutions", solutions.stream().map(AuditCommand::json).toList());
                solutions.forEach(solution -> lines.add("%s: consistent only if %s; for example %s"
                        .formatted(name, solution.reading().words(), solution.example())));
            }
            case Verdict.Impossible(String why) -> {
                one.put("verdict", "impossible");
                one.put("why", why);
                lines.add("%s: impossible; %s".formatted(name, why));
            }
        }
        json.add(one);
    }

    private static Map<String, @Nullable Object> json(Verdict.Solution solution) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reading", solution.reading().words());
        json.put("denominator", solution.reading().denominator());
        json.put("possible", solution.possible());
        json.put("example", solution.example());
        return json;
    }
}
