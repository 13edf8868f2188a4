package limbline.bench;

import java.util.concurrent.TimeUnit;
import limbline.statistics.AalenJohansen;
import limbline.statistics.GrayTest;
import limbline.statistics.KaplanMeier;
import limbline.statistics.LogRank;
import limbline.statistics.RestrictedMean;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.SurvivalCurve;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// What a row of survival data costs, and one pass over the same arrays to measure it by.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SurvivalBenchmark {

    @Benchmark
    public double onePass(Cohort cohort) {
        long whole = 0;
        double times = 0;
        if (cohort.isWhole()) {
            for (int i = 0; i < cohort.rows; i++) {
                whole += cohort.days[i] + cohort.event[i];
            }
        } else {
            for (int i = 0; i < cohort.rows; i++) {
                times += cohort.time[i];
                whole += cohort.event[i];
            }
        }
        return times + whole;
    }

    /// The rows of each day and status counted in one pass, and nothing checked: whole days only.
    @Benchmark
    public int[] countRows(Cohort cohort) {
        int[] counts = new int[3 * (cohort.isWhole() ? 5002 : 1)];
        for (int i = 0; cohort.isWhole() && i < cohort.rows; i++) {
            counts[3 * cohort.days[i] + cohort.status[i]]++;
        }
        return counts;
    }

    @Benchmark
    public RiskTable table(Cohort cohort) {
        return RiskTable.of(cohort.anyEvent());
    }

    @Benchmark
    public SurvivalCurve kaplanMeierWithoutLimits(Cohort cohort) {
        return KaplanMeier.of(cohort.anyEvent());
    }

    @Benchmark
    public void kaplanMeierWithLimits(Cohort cohort, Blackhole sink) {
        SurvivalCurve curve = KaplanMeier.of(cohort.anyEvent());
        sink.consume(curve);
        sink.consume(curve.limits(Scale.LOG_LOG, 0.95));
    }

    @Benchmark
    public RestrictedMean restrictedMean(Cohort cohort) {
        return KaplanMeier.of(cohort.anyEvent()).restrictedMean(1000);
    }

    @Benchmark
    public LogRank logRank(Cohort cohort) {
        return LogRank.of(cohort.anyEvent().grouped(cohort.group, 2));
    }

    @Benchmark
    public void aalenJohansenWithErrors(Cohort cohort, Blackhole sink) {
        AalenJohansen curve = AalenJohansen.of(cohort.competing());
        sink.consume(curve.standardErrors(1, AalenJohansen.Errors.AALEN));
        sink.consume(curve.standardErrors(2, AalenJohansen.Errors.AALEN));
    }

    @Benchmark
    public GrayTest gray(Cohort cohort) {
        return GrayTest.of(cohort.competing().grouped(cohort.group, 2), 1);
    }
}
