package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [TimeOrder] against the language's stable sort, for times that differ in high bits, in low ones,
/// in all, and in none; and for so many that the work is cut into parts.
class TimeOrderTest {

    @ParameterizedTest
    @CsvSource({"days,1000", "days,200000", "times,1000", "times,200000", "near,2000",
        "clusters,2000", "clusters,200000", "same,500", "wide,3000"})
    void timesAreSortedAndEqualOnesKeepTheirOrder(String kind, int size) {
        RandomGenerator random = Cohort.random(size);
        DoubleSupplier next = switch (kind) {
            case "days" -> () -> random.nextInt(1, 500);
            case "times" -> () -> 5000 * random.nextDouble();
            case "near" -> () -> 1 + random.nextInt(1_000_000) * Math.ulp(1.0);
            case "clusters" -> () -> random.nextInt(1, 9) * 100 + random.nextInt(900)
                    * Math.ulp(100.0);
            case "same" -> () -> 7;
            default -> () -> Math.scalb(random.nextDouble(), random.nextInt(-900, 900));
        };
        double[] times = DoubleStream.generate(next).limit(size).toArray();
        int[] expected = IntStream.range(0, size).boxed()
                .sorted(Comparator.comparingDouble(i -> times[i])).mapToInt(i -> i).toArray();

        TimeOrder found = TimeOrder.of(size, i -> times[i]);
        assertThat(found.rows()).isEqualTo(expected);
        assertThat(found.times()).isEqualTo(Arrays.stream(times).sorted().toArray());
    }

    @Test
    void bothZerosAreOneTime() {
        double[] times = {0.0, -0.0, 1, -0.0, 0.0};

        assertThat(TimeOrder.of(5, i -> times[i]).rows()).containsExactly(0, 1, 3, 4, 2);
        assertThat(Arrays.stream(times).filter(t -> t == 0)).hasSize(4);
    }
}
