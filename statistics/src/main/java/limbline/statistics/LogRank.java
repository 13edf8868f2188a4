package limbline.statistics;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
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

        /// The weight from the number at risk and from survival just before.
        private DoubleBinaryOperator weight() {
            return switch (this) {
                case Equal _ -> (_, _) -> 1;
                case Gehan _ -> (n, _) -> n;
                case TaroneWare _ -> (n, _) -> Math.sqrt(n);
                case GRho(double rho) when rho == 0 -> (_, _) -> 1;
                case GRho(double rho) -> (_, survival) -> Math.pow(survival, rho);
            };
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
        return Sums.of(Steps.inOrder(table, tolerance), weighting).test(weighting);
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

        private final Steps steps;
        private final RiskTable table;
        private final int groups;
        private final int perStratum;
        private final DoubleBinaryOperator weight;
        private final double[] observed;
        private final double[] expected;
        private final double[][] variance;

        /// At risk now in each group of each stratum, and in each stratum; and survival there.
        private final int[] atRisk;
        private final int[] inStratum;
        private final double[] survival;

        /// What each cell stands for: its group, whether an event, and how it changes those at risk.
        private final int[] groupOf;
        private final int[] isEvent;
        private final int[] change;

        /// @param atRisk in each group of each stratum before the blocks to be added
        Sums(Steps steps, Weighting weighting, int[] atRisk) {
            this.steps = steps;
            this.atRisk = atRisk;
            table = steps.table;
            groups = table.groups;
            weight = weighting.weight();
            observed = new double[groups];
            expected = new double[groups];
            variance = new double[groups][groups];
            int fates = RiskTable.fates(table.causes);
            perStratum = groups * fates;
            groupOf = new int[table.strata * perStratum];
            isEvent = new int[groupOf.length];
            change = new int[groupOf.length];
            for (int c = 0; c < groupOf.length; c++) {
                groupOf[c] = c / fates;
                isEvent[c] = c % fates == 1 ? 1 : 0;
                change[c] = c % fates == table.entered() ? 1 : -1;
            }
            inStratum = new int[table.strata];
            for (int g = 0; g < atRisk.length; g++) {
                inStratum[g / groups] += atRisk[g];
            }
            survival = new double[table.strata];
            Arrays.fill(survival, 1);
        }

        /// Of all blocks: on several threads where that pays, in stretches that do not depend on
        /// how many. With survival in the weights each time needs all before it.
        static Sums of(Steps steps, Weighting weighting) {
            RiskTable table = steps.table;
            boolean inOne = weighting instanceof Weighting.GRho || steps.blocks() < MANY_BLOCKS
                    || table.strata * table.groups > MANY_GROUPS;
            int stretches = inOne ? 1 : STRETCHES;
            int[][] rows = new int[stretches][table.strata * table.groups
                    * RiskTable.fates(table.causes)];
            Parts.shared(Parts.howMany(table.entries()), stretches, () -> stretch ->
                    table.addTo(rows[stretch],
                            steps.begin(Parts.begin(stretch, stretches, steps.blocks())),
                            steps.begin(Parts.begin(stretch + 1, stretches, steps.blocks()))));
            Sums[] sums = new Sums[stretches];
            int[] atRisk = table.atStart();
            for (int stretch = 0; stretch < stretches; stretch++) {
                sums[stretch] = new Sums(steps, weighting, atRisk.clone());
                table.leave(atRisk, rows[stretch], 1);
            }
            Parts.shared(Parts.howMany(table.entries()), stretches, () -> stretch ->
                    sums[stretch].add(Parts.begin(stretch, stretches, steps.blocks()),
                            Parts.begin(stretch + 1, stretches, steps.blocks())));
            for (int stretch = 1; stretch < stretches; stretch++) {
                sums[0].add(sums[stretch]);
            }
            return sums[0];
        }

        private void add(int fromBlock, int toBlock) {
            Steps.Block block = steps.new Block();
            for (int b = fromBlock; b < toBlock; b++) {
                block.read(b);
                for (int i = 0; i < block.size;) {
                    i = add(block, i);
                }
            }
        }

        /// Adds what happened at one time in one stratum.
        ///
        /// @return the first entry beyond
        private int add(Steps.Block block, int first) {
            int[] cell = block.cell;
            int[] count = block.count;
            int stratum = table.strata == 1 ? 0 : cell[first] / perStratum;
            int end = block.end(first, (stratum + 1) * perStratum);
            int events = 0;
            for (int i = first; i < end; i++) {
                events += isEvent[cell[i]] * count[i];
            }
            double w = 0;
            if (events > 0) {
                double n = inStratum[stratum];
                w = weight.applyAsDouble(n, survival[stratum]);
                compare(stratum * groups, n, events, w);
                survival[stratum] *= (n - events) / n;
            }
            for (int i = first; i < end; i++) {
                int group = groupOf[cell[i]];
                observed[group - stratum * groups] += w * (isEvent[cell[i]] * count[i]);
                atRisk[group] += change[cell[i]] * count[i];
                inStratum[stratum] += change[cell[i]] * count[i];
            }
            return end;
        }

        /// Of the covariance only what is below the diagonal is added up: each row sums to 0.
        private void compare(int first, double n, int events, double w) {
            double expectedPerRow = w * events / n;
            double spread = events == 1 ? w * w / (n * n)
                    : n > 1 ? w * w * events * (n - events) / ((n - 1) * n * n) : 0;
            for (int g = 0; g < groups; g++) {
                double mine = atRisk[first + g];
                expected[g] += expectedPerRow * mine;
                for (int h = 0; h < g; h++) {
                    variance[g][h] -= spread * mine * atRisk[first + h];
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

        LogRank test(Weighting weighting) {
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
