package limbline.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The log-rank test and its weighted relatives, for two or more groups, stratified or not.
///
/// At each event time of each stratum, with d events among n at risk and n_g of group g, the
/// observed events of a group are compared with d n_g / n, weighted by w; the covariance is the
/// hypergeometric one, w² d (n - d) / (n - 1) (n_g/n [g = h] - n_g n_h / n²). The statistic is the
/// quadratic form of the differences in the inverse of their covariance.
///
/// | weighting | w |
/// |---|---|
/// | log-rank | 1 |
/// | Gehan | n |
/// | Tarone-Ware | √n |
/// | G-rho | S(t-)^rho, S of all groups of the stratum |
///
/// Mantel N. Cancer Chemother Rep 1966;50:163-170. Gehan EA. Biometrika 1965;52:203-223.
/// <https://doi.org/10.1093/biomet/52.1-2.203>. Tarone RE, Ware J. Biometrika 1977;64:156-160.
/// <https://doi.org/10.1093/biomet/64.1.156>. Harrington DP, Fleming TR. Biometrika
/// 1982;69:553-566. <https://doi.org/10.1093/biomet/69.3.553>
///
/// Equals R's `survdiff` for G-rho (0 is log-rank, 1 Peto-Peto). Groups in which nothing could be
/// expected are left out of the statistic and its degrees of freedom, as there.
///
/// @param observed weighted events of each group
/// @param expected weighted events expected of each group
/// @param variance covariance of observed less expected
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogRank(Weighting weighting, long[] rows, double[] observed, double[] expected,
        double[][] variance, double chiSquared, int degrees) {

    /// From so many blocks on they are added up in so many stretches; with more groups than these,
    /// a covariance for each stretch would take more room than the threads are worth.
    private static final int MANY_BLOCKS = 64;
    private static final int STRETCHES = 16;
    private static final int MANY_GROUPS = 64;

    /// How much each event time counts.
    public sealed interface Weighting {

        record Equal() implements Weighting {}

        record Gehan() implements Weighting {}

        record TaroneWare() implements Weighting {}

        /// @param rho 0 for equal weights, above 0 for more weight on early differences
        record GRho(double rho) implements Weighting {

            public GRho {
                Check.that(Double.isFinite(rho), "a rho of %s is not a finite number", rho);
            }
        }
    }

    /// The log-rank test of the groups of `data`, within its strata.
    public static LogRank of(Survival data) {
        return of(RiskTable.of(data), new Weighting.Equal());
    }

    /// A weighted test, with near-equal times joined as in R.
    public static LogRank of(RiskTable table, Weighting weighting) {
        return of(table, weighting, RiskTable.TOLERANCE);
    }

    /// A weighted test.
    ///
    /// @param table without weights, with one cause and at least two groups
    /// @param tolerance see [RiskTable#joined]
    public static LogRank of(RiskTable table, Weighting weighting, double tolerance) {
        Check.that(table.groups >= 2, "a test compares at least 2 groups, not %s", table.groups);
        Check.that(table.causes == 1, "a log-rank test has one event, not %s competing ones; "
                + "take anyCause(), onlyCause(c), or Gray's test", table.causes);
        Check.that(table.weight == null, "a log-rank test counts rows and takes no weights");
        return Sums.of(table, weighting, tolerance).test();
    }

    public double p() {
        return new ChiSquared(degrees).upper(chiSquared);
    }

    /// log p, also where p itself is too small for a double.
    public double logP() {
        return new ChiSquared(degrees).logUpper(chiSquared);
    }

    /// Observed less expected, the score of each group.
    public double[] score() {
        double[] score = observed.clone();
        for (int g = 0; g < score.length; g++) {
            score[g] -= expected[g];
        }
        return score;
    }

    /// What is observed, expected and its covariance, added up over some of the blocks.
    private static final class Sums {

        private final RiskTable table;
        private final Weighting weighting;
        private final int groups;
        private final double[] observed;
        private final double[] expected;
        private final double[][] variance;

        /// Survival in all groups of a stratum just before the next step.
        private double survival = 1;

        /// Of each step those at risk and the events in all groups, the weight, what is expected
        /// for each row at risk, and the covariance for each pair of them.
        private double[] all = new double[0];
        private double[] events = new double[0];
        private double[] weight = new double[0];
        private double[] perRow = new double[0];
        private double[] spread = new double[0];
        private double[] mine = new double[0];

        Sums(RiskTable table, Weighting weighting) {
            this.table = table;
            this.weighting = weighting;
            groups = table.groups;
            observed = new double[groups];
            expected = new double[groups];
            variance = new double[groups][groups];
        }

        static Sums of(RiskTable table, Weighting weighting, double tolerance) {
            if (table.strata == 1) {
                return of(table, new Steps(table, tolerance), weighting);
            }
            Sums sums = new Sums(table, weighting);
            for (RiskTable stratum : table.joined(tolerance).byStratum()) {
                sums.add(of(stratum, new Steps(stratum, 0), weighting));
            }
            return sums;
        }

        /// Of all blocks of a stratum: on several threads where that pays, in stretches that do
        /// not depend on how many. With survival in the weights each time needs all before it.
        private static Sums of(RiskTable table, Steps steps, Weighting weighting) {
            int blocks = steps.blocks();
            boolean inOne = (weighting instanceof Weighting.GRho(double rho) && rho != 0)
                    || blocks < MANY_BLOCKS || table.groups > MANY_GROUPS;
            int stretches = inOne ? 1 : STRETCHES;
            int threads = Parts.howMany(table.entries());
            int[][] rows = new int[stretches][table.groups * RiskTable.fates(table.causes)];
            Parts.shared(threads, stretches, () -> stretch -> table.addTo(rows[stretch],
                    steps.begin(Parts.begin(stretch, stretches, blocks)),
                    steps.begin(Parts.begin(stretch + 1, stretches, blocks))));
            int[][] atRisk = new int[stretches + 1][];
            atRisk[0] = table.atStart();
            for (int stretch = 0; stretch < stretches; stretch++) {
                atRisk[stretch + 1] = atRisk[stretch].clone();
                table.leave(atRisk[stretch + 1], rows[stretch], 1);
            }
            Sums[] sums = new Sums[stretches];
            Parts.shared(threads, stretches, () -> stretch -> {
                sums[stretch] = new Sums(table, weighting);
                GroupColumns columns = new GroupColumns(steps, 1, atRisk[stretch]);
                int end = Parts.begin(stretch + 1, stretches, blocks);
                for (int b = Parts.begin(stretch, stretches, blocks); b < end; b++) {
                    columns.read(b);
                    sums[stretch].add(columns);
                }
            });
            for (int stretch = 1; stretch < stretches; stretch++) {
                sums[0].add(sums[stretch]);
            }
            return sums[0];
        }

        /// Of the covariance only what is below the diagonal is added up: each row sums to 0.
        private void add(GroupColumns columns) {
            int steps = columns.steps;
            if (all.length < steps) {
                all = new double[columns.room];
                events = new double[columns.room];
                weight = new double[columns.room];
                perRow = new double[columns.room];
                spread = new double[columns.room];
                mine = new double[columns.room];
            }
            addUp(columns.atRisk, all, steps);
            addUp(columns.own, events, steps);
            weigh(steps);
            for (int k = 0; k < steps; k++) {
                // Where nobody is at risk nothing happens, and with one row there is no spread.
                double n = Math.max(all[k], 1);
                double perAll = weight[k] / n;
                perRow[k] = perAll * events[k];
                spread[k] = perAll * perAll * events[k] * (n - events[k]) / Math.max(n - 1, 1);
            }
            for (int g = 0; g < groups; g++) {
                observed[g] += GroupColumns.sum(weight, columns.own[g], steps);
                expected[g] += GroupColumns.sum(perRow, columns.atRisk[g], steps);
                for (int k = 0; k < steps && g > 0; k++) {
                    mine[k] = spread[k] * columns.atRisk[g][k];
                }
                for (int h = 0; h < g; h++) {
                    variance[g][h] -= GroupColumns.sum(mine, columns.atRisk[h], steps);
                }
            }
        }

        private static void addUp(int[][] columns, double[] sums, int steps) {
            Arrays.fill(sums, 0, steps, 0);
            for (int[] column : columns) {
                for (int k = 0; k < steps; k++) {
                    sums[k] += column[k];
                }
            }
        }

        /// Writes the weight of each step, from the number at risk and survival just before.
        private void weigh(int steps) {
            switch (weighting) {
                case Weighting.Equal _ -> Arrays.fill(weight, 0, steps, 1);
                case Weighting.Gehan _ -> System.arraycopy(all, 0, weight, 0, steps);
                case Weighting.TaroneWare _ -> {
                    for (int k = 0; k < steps; k++) {
                        weight[k] = Math.sqrt(all[k]);
                    }
                }
                case Weighting.GRho(double rho) when rho == 0 -> Arrays.fill(weight, 0, steps, 1);
                case Weighting.GRho(double rho) -> {
                    for (int k = 0; k < steps; k++) {
                        weight[k] = events[k] == 0 ? 0 : Math.pow(survival, rho);
                        survival *= events[k] == 0 ? 1 : (all[k] - events[k]) / all[k];
                    }
                }
            }
        }

        private void add(Sums other) {
            for (int g = 0; g < groups; g++) {
                observed[g] += other.observed[g];
                expected[g] += other.expected[g];
                for (int h = 0; h < g; h++) {
                    variance[g][h] += other.variance[g][h];
                }
            }
        }

        LogRank test() {
            for (int g = 0; g < groups; g++) {
                for (int h = 0; h < g; h++) {
                    variance[h][g] = variance[g][h];
                    variance[g][g] -= variance[g][h];
                    variance[h][h] -= variance[g][h];
                }
            }
            int[] compared = IntStream.range(0, groups)
                    .filter(g -> expected[g] > 0).toArray();
            Check.that(compared.length >= 2,
                    "there is nothing to compare: fewer than two groups were at risk of an event");
            int degrees = compared.length - 1;
            double[] difference = new double[degrees];
            double[][] matrix = new double[degrees][degrees];
            for (int g = 0; g < degrees; g++) {
                int group = compared[g + 1];
                difference[g] = observed[group] - expected[group];
                for (int h = 0; h < degrees; h++) {
                    matrix[g][h] = variance[group][compared[h + 1]];
                }
            }
            double[] solved = LinearSystem.solve(matrix, difference).orElseThrow(() ->
                    new IllegalArgumentException("the groups cannot be compared: where one had "
                            + "events, it was alone at risk"));
            double chiSquared = 0;
            for (int g = 0; g < degrees; g++) {
                chiSquared += difference[g] * solved[g];
            }
            long[] rows = IntStream.range(0, groups)
                    .mapToLong(table::rows).toArray();
            return new LogRank(weighting, rows, observed, expected, variance, chiSquared, degrees);
        }
    }
}
