package limbline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Correction;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.Pooled;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Sensitivity;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
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

/// Proportions: limits of one, and pooling of many.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolingBenchmark {

    @Param({"10", "100"})
    public int studies;

    private Studies all;
    private List<Effect> effects;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(studies);
        List<Study> drawn = new ArrayList<>();
        for (int i = 0; i < studies; i++) {
            int trials = random.nextInt(12, 190);
            drawn.add(new Study("study " + i, random.nextInt(1, trials), trials));
        }
        all = Studies.of(drawn);
        effects = Scale.LOGIT.effects(all, Correction.WHERE_NEEDED);
    }

    @Benchmark
    public Pooled reml() {
        return Pooled.of(effects, Estimator.REML, Limits.HARTUNG_KNAPP, 0.95);
    }

    @Benchmark
    public List<Sensitivity.Part> leaveOneOut() {
        return Sensitivity.leaveOneOut(effects, Estimator.REML, Limits.NORMAL, 0.95);
    }

    @Benchmark
    public BinomialNormal binomialNormal() {
        return BinomialNormal.of(all, BinomialNormal.DEFAULT_NODES, 0.95);
    }

    @Benchmark
    public Interval exactLimits() {
        return ProportionInterval.CLOPPER_PEARSON.of(34, 40, 0.95);
    }

    @Benchmark
    public Interval blakerLimits() {
        return ProportionInterval.BLAKER.of(34, 40, 0.95);
    }
}
