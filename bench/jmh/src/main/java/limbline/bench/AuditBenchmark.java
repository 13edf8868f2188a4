package limbline.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.PrintedTable;
import limbline.statistics.audit.Relation;
import limbline.statistics.audit.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The audit of printed percentages: one value, and a table of responses that must add up.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuditBenchmark {

    @Param({"40", "1000", "100000"})
    public int patients;

    private PrintedTable value;
    private PrintedTable responses;

    @Setup
    public void print() {
        value = PrintedTable.of(percent(0.85), patients, patients + 1, patients + 2);
        Map<String, Percentage> printed = new LinkedHashMap<>();
        printed.put("CR", Percentage.parse(percent(0.325)));
        printed.put("PR", Percentage.parse(percent(0.275)));
        printed.put("SD", Percentage.parse(percent(0.25)));
        printed.put("PD", Percentage.parse(percent(0.15)));
        printed.put("ORR", Percentage.parse(percent(0.6)));
        responses = new PrintedTable(printed, List.of(
                new Relation.Sum(List.of("CR", "PR"), "ORR"),
                new Relation.Whole(List.of("CR", "PR", "SD", "PD"))), List.of(patients));
    }

    private String percent(double share) {
        return "%.1f".formatted(100.0 * Math.round(share * patients) / patients);
    }

    @Benchmark
    public Verdict oneValue() {
        return value.verdict();
    }

    @Benchmark
    public Verdict responsesThatMustAddUp() {
        return responses.verdict();
    }
}
