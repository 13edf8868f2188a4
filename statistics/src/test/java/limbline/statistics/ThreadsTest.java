package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.FineGrayFit;
import org.junit.jupiter.api.Test;

/// The same digits, to the last bit, on one processor and on two: each in a JVM of its own, since
/// a JVM counts its processors once.
class ThreadsTest {

    @Test
    void oneProcessorAndTwoGiveTheSameBits() throws IOException, InterruptedException {
        String one = onProcessors(1);
        assertThat(one).contains("curve").contains("incidence").contains("log-rank")
                .contains("fine-gray");
        assertThat(onProcessors(2)).isEqualTo(one);
    }

    private static String onProcessors(int processors) throws IOException, InterruptedException {
        String classes = List.of("classes", "test-classes").stream()
                .map(folder -> Path.of("target", folder).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b).orElseThrow();
        Process java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors, "-XX:+UseSerialGC", "-cp", classes,
                Digits.class.getName()).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        return said;
    }

    /// Prints digests of the bits of every kind of result.
    static final class Digits {

        private Digits() {}

        public static void main(String[] arguments) {
            int size = 150_000; // above the size from which threads share the work
            SplittableRandom random = new SplittableRandom(20261125);
            double[] times = new double[size];
            int[] status = new int[size];
            int[] group = new int[size];
            for (int i = 0; i < size; i++) {
                // Close enough that thousands differ by rounding only, and some not at all.
                times[i] = random.nextInt(20_000_000) * 1e-6;
                status[i] = random.nextInt(3);
                group[i] = random.nextInt(3);
            }
            int[] any = Arrays.stream(status).map(s -> Math.min(s, 1)).toArray();
            SurvivalCurve curve = KaplanMeier.of(times, any);
            Limits limits = curve.limits(Scale.LOG_LOG, 0.95);
            print("curve", curve.times(), curve.survival(), curve.standardErrors(),
                    limits.lower(), limits.upper());
            AalenJohansen incidence = AalenJohansen.of(Survival.of(times, status, 2));
            print("incidence", incidence.incidence(1), incidence.incidence(2),
                    incidence.standardErrors(1, AalenJohansen.Errors.AALEN),
                    incidence.limits(2, AalenJohansen.Errors.GREENWOOD, Scale.LOG, 0.9).upper());
            LogRank test = LogRank.of(Survival.of(times, any).grouped(group, 3));
            print("log-rank", test.expected(), test.variance()[0], test.variance()[1]);
            GrayTest gray = GrayTest.of(Survival.of(times, status, 2).grouped(group, 3), 1);
            print("gray", gray.score(), gray.variance()[0], gray.variance()[1]);
            double[] x = Arrays.stream(times).map(t -> Math.sin(1000 * t)).toArray();
            double[] arm = Arrays.stream(group).asDoubleStream().toArray();
            Covariates both = Covariates.of(List.of("x", "arm"), x, arm);
            Coefficients cox = CoxFit.of(Survival.of(times, any), both).coefficients();
            print("cox", cox.values(), cox.standardErrors());
            FineGrayFit fineGray = FineGrayFit.of(Survival.of(times, status, 2), 1, both);
            print("fine-gray", fineGray.coefficients().values(),
                    fineGray.coefficients().standardErrors(),
                    fineGray.incidence(new double[] {0.5, 1}, 3, 11));
        }

        private static void print(String what, double[]... columns) {
            IO.println(what + " " + Arrays.deepHashCode(columns));
        }
    }
}
