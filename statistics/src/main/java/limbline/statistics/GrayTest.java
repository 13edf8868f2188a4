package limbline.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// Gray's test: whether the cumulative incidence of one cause is the same in two or more groups,
/// in the presence of competing causes; stratified or not.
///
/// In group k let n be at risk, S survival and F the incidence of the cause. Its adjusted number
/// at risk is R = n (1 - F-) / S-. At each time the events of the cause in a group are compared
/// with the share of all of them that its R has in the sum of R, weighted by (1 - F0-)^rho, where
/// F0 is the incidence in all groups under the hypothesis, which grows by d / ∑ n/S-. The
/// covariance follows the influence of every event on all later comparisons.
///
/// Gray RJ. A class of K-sample tests for comparing the cumulative incidence of a competing risk.
/// Ann Stat 1988;16:1141-1154. <https://doi.org/10.1214/aos/1176350951>
///
/// Equals R's `cmprsk::cuminc`, also in taking times exactly as given.
///
/// @param score of every group but the last: observed less expected
/// @param variance of the score
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GrayTest(int cause, double rho, double[] score, double[][] variance,
        double chiSquared, int degrees) {

    /// Gray's test of the groups of `data`, within its strata, with equal weights.
    ///
    /// @param cause from 1
    public static GrayTest of(Survival data, int cause) {
        return of(RiskTable.of(data), cause, 0);
    }

    /// @param table without weights or delayed entry, with at least two groups
    /// @param cause from 1
    /// @param rho 0 for equal weights, above 0 for more weight on early differences
    public static GrayTest of(RiskTable table, int cause, double rho) {
        Check.that(table.groups >= 2, "a test compares at least 2 groups, not %s", table.groups);
        Check.that(cause >= 1 && cause <= table.causes, "cause %s is not in 1 to %s", cause,
                table.causes);
        Check.that(Double.isFinite(rho), "a rho of %s is not a finite number", rho);
        Check.that(table.weight == null, "Gray's test counts rows and takes no weights");
        Check.that(!table.hasEntered(), "Gray's test takes no delayed entry");
        return new Sums(table, cause, rho).test();
    }

    /// The score has no variance in some direction, for instance because nobody had the event.
    public static final class NotComparable extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        NotComparable(String message) {
            super(message);
        }
    }

    public double p() {
        return new ChiSquared(degrees).upper(chiSquared);
    }

    /// One pass over the times, all strata side by side.
    private static final class Sums {

        private final RiskTable table;
        private final int cause;
        private final double rho;
        private final int groups;
        private final Stratum[] strata;

        /// What each cell of a stratum stands for.
        private final int perStratum;
        private final int[] groupOf;
        private final int[] fateOf;

        Sums(RiskTable table, int cause, double rho) {
            this.table = table;
            this.cause = cause;
            this.rho = rho;
            groups = table.groups;
            int[] atRisk = table.atStart();
            strata = new Stratum[table.strata];
            for (int s = 0; s < strata.length; s++) {
                strata[s] = new Stratum(
                        Arrays.copyOfRange(atRisk, s * groups, (s + 1) * groups), rho);
            }
            int fates = RiskTable.fates(table.causes);
            perStratum = groups * fates;
            groupOf = new int[perStratum];
            fateOf = new int[perStratum];
            for (int c = 0; c < perStratum; c++) {
                groupOf[c] = c / fates;
                fateOf[c] = c % fates;
            }
            add();
        }

        private void add() {
            Steps steps = Steps.inOrder(table, 0);
            Steps.Block block = steps.new Block();
            for (int b = 0; b < steps.blocks(); b++) {
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
            int at = table.strata == 1 ? 0 : cell[first] / perStratum;
            int from = at * perStratum;
            Stratum stratum = strata[at];
            int step = block.step[first];
            boolean events = false;
            int end = first;
            for (; end < block.size && block.step[end] == step
                    && cell[end] < from + perStratum; end++) {
                int fate = fateOf[cell[end] - from];
                if (fate > 0) {
                    int[] counts = fate == cause ? stratum.own : stratum.other;
                    counts[groupOf[cell[end] - from]] += count[end];
                    events = true;
                }
            }
            if (events) {
                stratum.step();
            }
            for (int i = first; i < end; i++) {
                stratum.atRisk[groupOf[cell[i] - from]] -= count[i];
            }
            return end;
        }

        GrayTest test() {
            int degrees = groups - 1;
            double[] score = new double[degrees];
            double[][] variance = new double[degrees][degrees];
            for (Stratum stratum : strata) {
                stratum.addTo(score, variance);
            }
            Optional<double[]> solved = LinearSystem.solve(variance, score);
            double chiSquared = 0;
            double[] x = solved.orElseThrow(() -> new NotComparable(
                    "the groups cannot be compared: too few had the event of cause " + cause));
            for (int g = 0; g < degrees; g++) {
                chiSquared += score[g] * x[g];
            }
            return new GrayTest(cause, rho, score, variance, chiSquared, degrees);
        }
    }

    /// The sums of one stratum.
    ///
    /// An event of the cause in group k at time u moves the score of group i by a(i,k), and through
    /// the later R of its group by another (c(i,k) at the end - c(i,k) at u) times
    /// 1 - (1 - F0) / S; another event only by the latter, with -(1 - F0) / S. Squares of these are
    /// polynomials in the final c, so three sums hold them: `square`, `linear` and `constant`.
    private static final class Stratum {

        private final int groups;

        /// The groups that have a score: all but the last, whose score is that of the others.
        private final int compared;
        private final double rho;
        final int[] atRisk;
        final int[] own;
        final int[] other;
        private final double[] survival;
        private final double[] incidence;
        private double pooled;
        private final double[] score;
        private final double[][] a;
        private final double[][] c;
        private final double[] scaled;
        private final double[] after;
        private final double[] square;
        private final double[][] linear;
        private final double[][] constant;

        Stratum(int[] atRisk, double rho) {
            groups = atRisk.length;
            this.rho = rho;
            this.atRisk = atRisk;
            own = new int[groups];
            other = new int[groups];
            survival = new double[groups];
            Arrays.fill(survival, 1);
            incidence = new double[groups];
            compared = groups - 1;
            score = new double[compared];
            a = new double[compared][groups];
            c = new double[compared][groups];
            scaled = new double[groups];
            after = new double[groups];
            square = new double[groups];
            linear = new double[compared][groups];
            constant = new double[compared][compared];
        }

        /// One time with an event in this stratum.
        void step() {
            int events = 0;
            int others = 0;
            for (int g = 0; g < groups; g++) {
                events += own[g];
                others += other[g];
            }
            for (int g = 0; g < groups; g++) {
                // No branch on whether somebody left: where nobody did, the factor is 1.
                double n = Math.max(atRisk[g], 1);
                after[g] = survival[g] * ((n - (own[g] + other[g])) / n);
            }
            if (events > 0) {
                compare(events);
            }
            if (others > 0) {
                spreadOthers();
            }
            for (int g = 0; g < groups; g++) {
                incidence[g] += survival[g] * own[g] / Math.max(atRisk[g], 1);
                survival[g] = after[g];
                own[g] = 0;
                other[g] = 0;
            }
        }

        private void compare(int events) {
            double all = 0;
            double adjusted = 0;
            for (int g = 0; g < groups; g++) {
                scaled[g] = atRisk[g] > 0 ? atRisk[g] / survival[g] : 0;
                all += scaled[g];
                adjusted += scaled[g] * (1 - incidence[g]);
            }
            double weight = rho == 0 ? 1 : Math.pow(1 - pooled, rho);
            double growth = events / all;
            double hazard = growth / (1 - pooled);
            double perAdjusted = events / adjusted;
            double weightPerAll = weight / all;
            pooled += growth;
            for (int i = 0; i < compared; i++) {
                score[i] += weight * (own[i] - perAdjusted * scaled[i] * (1 - incidence[i]));
                double diagonal = 0;
                for (int k = 0; k < groups; k++) {
                    if (k != i) {
                        a[i][k] = -weightPerAll * scaled[i] * scaled[k];
                        c[i][k] += a[i][k] * hazard;
                        diagonal -= a[i][k];
                    }
                }
                a[i][i] = diagonal;
                c[i][i] += diagonal * hazard;
            }
            for (int k = 0; k < groups; k++) {
                if (atRisk[k] > 0) {
                    double ties = events == 1 ? 1 : 1 - (events - 1) / (all * survival[k] - 1);
                    double spread = ties * growth / scaled[k];
                    double later = after[k] > 0 ? 1 - (1 - pooled) / after[k] : 0;
                    add(k, spread, later, 1);
                }
            }
        }

        private void spreadOthers() {
            for (int k = 0; k < groups; k++) {
                if (other[k] > 0 && after[k] > 0) {
                    double n = atRisk[k];
                    double ties = other[k] == 1 ? 1 : 1 - (other[k] - 1) / (n - 1);
                    double spread = ties * survival[k] * survival[k] * other[k] / (n * n);
                    add(k, spread, -(1 - pooled) / after[k], 0);
                }
            }
        }

        /// @param now 1 if the event itself enters the comparison, 0 if only later ones feel it
        private void add(int k, double spread, double later, double now) {
            square[k] += later * later * spread;
            for (int i = 0; i < compared; i++) {
                double mine = now * a[i][k] - later * c[i][k];
                linear[i][k] += mine * later * spread;
                for (int j = 0; j <= i; j++) {
                    constant[i][j] += mine * (now * a[j][k] - later * c[j][k]) * spread;
                }
            }
        }

        void addTo(double[] scores, double[][] variance) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += score[i];
                for (int j = 0; j <= i; j++) {
                    int row = i;
                    int column = j;
                    double sum = constant[i][j] + IntStream.range(0, groups).mapToDouble(k ->
                            c[row][k] * c[column][k] * square[k] + c[row][k] * linear[column][k]
                                    + c[column][k] * linear[row][k]).sum();
                    variance[i][j] += sum;
                    if (i != j) {
                        variance[j][i] += sum;
                    }
                }
            }
        }
    }
}
