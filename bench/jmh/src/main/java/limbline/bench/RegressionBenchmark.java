package limbline.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import limbline.statistics.Survival;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.CoxOptions;
import limbline.statistics.regression.FineGrayFit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What regression on the rows of a [Cohort] costs, with five covariates.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegressionBenchmark {

    @State(Scope.Benchmark)
    public static class Columns {
        Covariates covariates;

        @Setup(Level.Trial)
        public void make(Cohort cohort) {
            SplittableRandom random = new SplittableRandom(9);
            double[][] x = new double[5][cohort.rows];
            for (double[] column : x) {
                for (int i = 0; i < column.length; i++) {
                    column[i] = 2 * random.nextDouble() - 1;
                }
            }
            covariates = Covariates.of(List.of("a", "b", "c", "d", "e"), x);
        }
    }

    @Benchmark
    public CoxFit cox(Cohort cohort, Columns columns) {
        return CoxFit.of(cohort.anyEvent(), columns.covariates);
    }

    @Benchmark
    public CoxFit coxWithRobustErrors(Cohort cohort, Columns columns) {
        return CoxFit.of(cohort.anyEvent(), columns.covariates,
                CoxOptions.EFRON.withRobustErrors());
    }

    @Benchmark
    public FineGrayFit fineGray(Cohort cohort, Columns columns) {
        return FineGrayFit.of(cohort.competing(), 1, columns.covariates);
    }
}
