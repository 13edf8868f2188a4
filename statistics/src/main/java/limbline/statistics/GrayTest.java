package limbline.statistics;

import java.util.Arrays;
import java.util.List;
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
        return test(table, cause, rho);
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

    private static GrayTest test(RiskTable table, int cause, double rho) {
        int degrees = table.groups - 1;
        double[] score = new double[degrees];
        double[][] variance = new double[degrees][degrees];
        for (RiskTable stratum : table.strata == 1 ? List.of(table) : table.byStratum()) {
            Stratum sums = new Stratum(stratum, cause, rho);
            sums.addTo(score, variance);
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

    /// The sums of one stratum.
    ///
    /// An event of the cause in group k at time u moves the score of group i by a(i,k), and through
    /// the later R of its group by another (c(i,k) at the end - c(i,k) at u) times
    /// 1 - (1 - F0) / S; another event only by the latter, with -(1 - F0) / S. Squares of these are
    /// polynomials in the final c, so three sums hold them: `square`, `linear` and `constant`.
    ///
    /// Most of it follows from one time alone. So a block of times is worked out column by column
    /// ([Columns]), and nothing asks whether there was an event: where none was, all it adds is 0.
    private static final class Stratum {

        private final double rho;
        private final int groups;

        /// The groups that have a score: all but the last, whose score is that of the others.
        private final int compared;
        private final double[] score;
        private final double[] square;
        private final double[][] linear;
        private final double[][] constant;

        /// S, 1 / S (or 0) and F of each group, F0, and c, after the steps so far.
        private final double[] survival;
        private final double[] inverseSurvival;
        private final double[] incidence;
        private double pooled;
        private final double[][] c;

        Stratum(RiskTable table, int cause, double rho) {
            this.rho = rho;
            groups = table.groups;
            compared = groups - 1;
            score = new double[compared];
            square = new double[groups];
            linear = new double[compared][groups];
            constant = new double[compared][compared];
            survival = new double[groups];
            Arrays.fill(survival, 1);
            inverseSurvival = survival.clone();
            incidence = new double[groups];
            c = new double[compared][groups];
            Steps steps = new Steps(table, 0, Steps.SHORT_BLOCK);
            int[] atRisk = table.atStart();
            Moves moves = new Moves();
            Columns columns = new Columns(new GroupColumns(steps, cause, atRisk));
            // On one thread: to hand blocks to a second costs more than it computes.
            for (int block = 0; block < steps.blocks(); block++) {
                columns.make(block);
                moves.add(columns);
            }
        }

        /// The groups' curves along a block of steps, and the hypothesis.
        private final class Columns {

            final GroupColumns counts;
            private int room;

            /// Of each group and step: S just before it, that for each row at risk, n / S, the rest
            /// of R which is n (1 - F) / S, and 1 / S just after it, or 0 where nobody is left
            /// without event.
            private double[][] before;
            private double[][] perRow;
            private double[][] scaled;
            private double[][] adjusted;
            private double[][] inverse;

            /// Of each step: the events of the cause, the sums of the second and the third of
            /// these, the hypothetical growth of F0, its hazard, 1 - F0 just after it, the events
            /// of the cause for each of all R, and the weight, as it is and for each of all n / S.
            private double[] events;
            private double[] all;
            private double[] allAdjusted;
            private double[] growth;
            private double[] hazard;
            private double[] rest;
            private double[] perAdjusted;
            private double[] weight;
            private double[] weightPerAll;

            private double[] growing;

            /// Whether nobody of the group is left without event at the end of the block.
            private final boolean[] over = new boolean[groups];

            Columns(GroupColumns counts) {
                this.counts = counts;
                grow(0);
            }

            private void grow(int most) {
                room = most;
                before = new double[groups][room];
                perRow = new double[groups][room];
                scaled = new double[groups][room];
                adjusted = new double[groups][room];
                inverse = new double[groups][room];
                events = new double[room];
                all = new double[room];
                allAdjusted = new double[room];
                growth = new double[room];
                hazard = new double[room];
                rest = new double[room];
                perAdjusted = new double[room];
                weight = new double[room];
                weightPerAll = new double[room];
                growing = new double[room];
            }

            void make(int block) {
                counts.read(block);
                int steps = counts.steps;
                if (room < steps) {
                    grow(counts.room);
                }
                Arrays.fill(all, 0, steps, 0);
                Arrays.fill(allAdjusted, 0, steps, 0);
                Arrays.fill(events, 0, steps, 0);
                for (int g = 0; g < groups; g++) {
                    follow(g, counts.atRisk[g], counts.own[g], counts.other[g], steps);
                }
                pool(steps);
            }

            /// The curves of a group. Where none is at risk any more they stay as they are.
            private void follow(int g, int[] atRisk, int[] own, int[] other, int steps) {
                double[] s = before[g];
                double[] raise = perRow[g];
                double[] f = adjusted[g];
                double[] after = inverse[g];
                double[] factor = scaled[g];
                for (int k = 0; k < steps; k++) {
                    double n = Math.max(atRisk[k], 1);
                    raise[k] = 1 / n;
                    after[k] = (n - (own[k] + other[k])) * raise[k];
                    events[k] += own[k];
                }
                s[0] = survival[g];
                survival[g] = Running.products(after, steps, s[0]);
                over[g] = survival[g] == 0;
                System.arraycopy(after, 0, s, 1, steps - 1);
                for (int k = 0; k < steps; k++) {
                    raise[k] *= s[k] * Math.min(atRisk[k], 1);
                    growing[k] = raise[k] * own[k];
                    f[k] = growing[k];
                    after[k] = 1 / after[k];
                }
                for (int k = 0; k < steps && over[g]; k++) {
                    after[k] = after[k] == Double.POSITIVE_INFINITY ? 0 : after[k];
                }
                incidence[g] = Running.sums(f, steps, incidence[g]);
                factor[0] = inverseSurvival[g];
                inverseSurvival[g] = after[steps - 1];
                System.arraycopy(after, 0, factor, 1, steps - 1);
                for (int k = 0; k < steps; k++) {
                    factor[k] *= atRisk[k];
                    f[k] = (1 - (f[k] - growing[k])) * factor[k];
                    all[k] += factor[k];
                    allAdjusted[k] += f[k];
                }
            }

            /// The hypothesis: the incidence in all groups.
            private void pool(int steps) {
                for (int k = 0; k < steps; k++) {
                    // Where the divisor is 0 there is no event.
                    perAdjusted[k] = events[k] / Math.max(allAdjusted[k], Double.MIN_NORMAL);
                    weightPerAll[k] = 1 / all[k];
                    growth[k] = events[k] * weightPerAll[k];
                }
                System.arraycopy(growth, 0, rest, 0, steps);
                pooled = Running.sums(rest, steps, pooled);
                for (int k = 0; k < steps; k++) {
                    rest[k] = 1 - rest[k];
                    hazard[k] = rest[k] + growth[k];
                }
                Arrays.fill(weight, 0, steps, 1);
                for (int k = 0; k < steps && rho != 0; k++) {
                    weight[k] = Math.pow(hazard[k], rho);
                }
                for (int k = 0; k < steps; k++) {
                    weightPerAll[k] *= weight[k];
                    hazard[k] = growth[k] / Math.max(hazard[k], Double.MIN_NORMAL);
                }
            }
        }

        /// What the events of a block do to the scores, one block after the other.
        private final class Moves {

            private int room;

            /// Of the group whose events are added: the variance of an event of the cause, how much
            /// it moves later comparisons, and the product; and how much another event moves
            /// them, whose variance is written times the square of that.
            private double[] ownSpread = new double[0];
            private double[] ownLater = new double[0];
            private double[] laterSpread = new double[0];
            private double[] otherLater = new double[0];
            private double[] otherSpread = new double[0];

            /// By how much an event of the cause moves the score of each group, but for the final
            /// c, and c so far.
            private double[][] ownMove = new double[0][];
            private double[][] cSoFar = new double[0][];

            private double[] some = new double[0];

            private void grow(int most) {
                room = most;
                ownSpread = new double[room];
                ownLater = new double[room];
                otherSpread = new double[room];
                otherLater = new double[room];
                laterSpread = new double[room];
                some = new double[room];
                ownMove = new double[compared][room];
                cSoFar = new double[compared][room];
            }

            void add(Columns made) {
                GroupColumns counts = made.counts;
                int steps = counts.steps;
                if (room < steps) {
                    grow(made.room);
                }
                for (int i = 0; i < compared; i++) {
                    score(made, i, counts.own[i], steps);
                }
                for (int g = 0; g < groups; g++) {
                    spread(made, g, steps);
                    for (int i = 0; i < compared; i++) {
                        move(made, i, g, steps);
                    }
                    for (int i = 0; i < compared; i++) {
                        for (int j = 0; j <= i; j++) {
                            constant[i][j] += pairs(i, j, steps);
                        }
                    }
                }
            }

            private void score(Columns made, int i, int[] own, int steps) {
                double[] r = made.adjusted[i];
                double[] perAdjusted = made.perAdjusted;
                double[] weight = made.weight;
                for (int k = 0; k < steps; k++) {
                    some[k] = (own[k] - perAdjusted[k] * r[k]) * weight[k];
                }
                score[i] += Running.sum(some, steps);
            }

            /// The variance of the events in a group, and how they move later comparisons.
            private void spread(Columns made, int g, int steps) {
                int[] atRisk = made.counts.atRisk[g];
                int[] other = made.counts.other[g];
                double[] s = made.before[g];
                double[] perRow = made.perRow[g];
                double[] after = made.inverse[g];
                double[] growth = made.growth;
                double[] rest = made.rest;
                double[] events = made.events;
                double[] all = made.all;
                for (int k = 0; k < steps; k++) {
                    ownSpread[k] = perRow[k] * growth[k];
                    otherSpread[k] = perRow[k] * perRow[k] * other[k];
                    otherLater[k] = -rest[k] * after[k];
                    ownLater[k] = 1 + otherLater[k];
                }
                for (int k = 0; k < steps && made.counts.tied(); k++) {
                    if (events[k] > 1) {
                        ownSpread[k] *= 1 - (events[k] - 1) / (all[k] * s[k] - 1);
                    }
                    if (other[k] > 1) {
                        otherSpread[k] *= 1 - (other[k] - 1.0) / (atRisk[k] - 1);
                    }
                }
                for (int k = 0; k < steps && made.over[g]; k++) {
                    ownLater[k] = after[k] == 0 ? 0 : ownLater[k];
                }
                for (int k = 0; k < steps; k++) {
                    laterSpread[k] = ownLater[k] * ownSpread[k];
                    otherSpread[k] *= otherLater[k] * otherLater[k];
                    some[k] = ownLater[k] * laterSpread[k] + otherSpread[k];
                }
                square[g] += Running.sum(some, steps);
            }

            /// How the events of group g move the score of group i.
            private void move(Columns made, int i, int g, int steps) {
                double[] ofI = made.scaled[i];
                double[] ofG = made.scaled[g];
                double[] all = made.all;
                double[] hazard = made.hazard;
                double[] weightPerAll = made.weightPerAll;
                double[] own = ownMove[i];
                double[] ofC = cSoFar[i];
                for (int k = 0; k < steps; k++) {
                    double share = i == g ? all[k] - ofI[k] : -ofG[k];
                    own[k] = weightPerAll[k] * ofI[k] * share;
                    ofC[k] = own[k] * hazard[k];
                }
                c[i][g] = Running.sums(ofC, steps, c[i][g]);
                for (int k = 0; k < steps; k++) {
                    own[k] -= ownLater[k] * ofC[k];
                    some[k] = own[k] * laterSpread[k] - ofC[k] * otherSpread[k];
                }
                linear[i][g] += Running.sum(some, steps);
            }

            private double pairs(int i, int j, int steps) {
                double[] ownI = ownMove[i];
                double[] ownJ = ownMove[j];
                double[] cI = cSoFar[i];
                double[] cJ = cSoFar[j];
                for (int k = 0; k < steps; k++) {
                    some[k] = ownI[k] * ownJ[k] * ownSpread[k] + cI[k] * cJ[k] * otherSpread[k];
                }
                return Running.sum(some, steps);
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
