package limbline.bench;

import java.util.SplittableRandom;
import limbline.statistics.Survival;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Invented patients in two groups with an event, a competing one and censoring, as in
/// bench/statistics/Data.java: whole days up to about 5000, or the same times not rounded.
@State(Scope.Benchmark)
public class Cohort {

    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int rows;

    @Param({"days", "continuous"})
    public String times;

    double[] time;
    int[] days;
    int[] status;
    int[] event;
    int[] group;

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(20261123L + rows);
        time = new double[rows];
        days = new int[rows];
        status = new int[rows];
        event = new int[rows];
        group = new int[rows];
        for (int i = 0; i < rows; i++) {
            group[i] = random.nextInt(2);
            double first = -Math.log(1 - random.nextDouble()) * (group[i] == 0 ? 900 : 960);
            double other = -Math.log(1 - random.nextDouble()) * 2500;
            double censored = random.nextDouble() * 5000;
            time[i] = Math.min(censored, Math.min(first, other));
            days[i] = (int) Math.ceil(time[i]);
            status[i] = time[i] == censored ? 0 : time[i] == first ? 1 : 2;
            event[i] = status[i] == 0 ? 0 : 1;
        }
    }

    Survival anyEvent() {
        return isWhole() ? Survival.ofDays(days, event) : Survival.of(time, event);
    }

    Survival competing() {
        return isWhole() ? Survival.ofDays(days, status, 2) : Survival.of(time, status, 2);
    }

    boolean isWhole() {
        return times.equals("days");
    }
}
