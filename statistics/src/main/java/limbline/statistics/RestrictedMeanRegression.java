package limbline.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A comparison of restricted means adjusted for covariates, as R's `survRM2` does it: the time
/// lived up to the horizon, regressed on group and covariates with inverse probability of censoring
/// weights taken within each group.
///
/// Tian L, Zhao L, Wei LJ. Predicting the restricted mean event time with the subject's baseline
/// covariates in survival analysis. Biostatistics 2014;15:222-233.
/// <https://doi.org/10.1093/biostatistics/kxt050>
///
/// @param terms intercept, group, then the covariates, one estimate each
public record RestrictedMeanRegression(Link link, double horizon, List<Term> terms) {

    /// What the covariates add up to.
    public enum Link {
        /// The mean time itself: coefficients are differences.
        IDENTITY,
        /// The log of the mean time: coefficients are log ratios.
        LOG,
        /// The log of the mean time lost up to the horizon.
        LOG_OF_LOST
    }

    /// Below this probability of being uncensored the weight grows no more, as in `survRM2`.
    private static final double LEAST_PROBABILITY = 0.001;

    /// Newton's steps for the log links; they double the digits each time.
    private static final int MOST_STEPS = 50;

    public RestrictedMeanRegression {
        terms = List.copyOf(terms);
    }

    /// One coefficient.
    public record Term(double coefficient, double standardError) {

        public double z() {
            return coefficient / standardError;
        }

        public double p() {
            return Normal.twoSided(z());
        }

        public Interval limits(double confidence) {
            Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                    confidence);
            double width = Normal.quantile(1 - (1 - confidence) / 2) * standardError;
            return new Interval(coefficient - width, coefficient + width);
        }
    }

    /// @param data two groups, right censored, without weights
    /// @param covariates one array for each covariate, with a value for each row
    public static RestrictedMeanRegression of(
            Survival data, double horizon, Link link, double[]... covariates) {
        Check.that(data.groups == 2, "a comparison is of 2 groups, not of %s", data.groups);
        Check.that(data.starts == null && data.weights == null && data.causes == 1,
                "the adjusted comparison takes right-censored rows of one event, unweighted");
        Check.that(horizon > 0 && horizon < Double.POSITIVE_INFINITY,
                "a horizon of %s is not a time above 0", horizon);
        data.check();
        double[][] x = new double[data.size()][covariates.length + 2];
        for (int i = 0; i < x.length; i++) {
            x[i][0] = 1;
            x[i][1] = data.group(i);
            for (int c = 0; c < covariates.length; c++) {
                Check.that(covariates[c].length == x.length,
                        "covariate %s has %s values for %s rows", c + 1, covariates[c].length,
                        x.length);
                x[i][c + 2] = covariates[c][i];
                Check.that(Double.isFinite(x[i][c + 2]), "row %s: covariate %s is %s", i + 1,
                        c + 1, x[i][c + 2]);
            }
        }
        return new Fit(data, horizon, link, x).result();
    }

    /// The estimating equation and its solution.
    private static final class Fit {

        private final double horizon;
        private final Link link;
        private final double[][] x;
        private final int terms;
        private final int[] group;

        /// Time lived, or lost, up to the horizon.
        private final double[] outcome;
        private final double[] lived;

        /// Whether that time is known, which it is for everybody who reached the horizon.
        private final boolean[] known;
        private final double[] weight;

        Fit(Survival data, double horizon, Link link, double[][] x) {
            this.horizon = horizon;
            this.link = link;
            this.x = x;
            terms = x[0].length;
            int rows = x.length;
            group = new int[rows];
            outcome = new double[rows];
            lived = new double[rows];
            known = new boolean[rows];
            weight = new double[rows];
            for (int i = 0; i < rows; i++) {
                group[i] = data.group(i);
                lived[i] = Math.min(data.time(i), horizon);
                known[i] = data.status[i] == 1 || lived[i] == horizon;
                outcome[i] = link == Link.LOG_OF_LOST ? horizon - lived[i] : lived[i];
            }
            for (int g = 0; g < 2; g++) {
                weigh(g);
            }
        }

        private void weigh(int g) {
            int[] rows = rowsOf(g);
            double[] times = Arrays.stream(rows).mapToDouble(i -> lived[i]).toArray();
            int[] censored = Arrays.stream(rows).map(i -> known[i] ? 0 : 1).toArray();
            SurvivalCurve curve = KaplanMeier.of(times, censored);
            double[] survival = curve.survival();
            for (int i : rows) {
                double uncensored = survival[curve.lastAtOrBefore(lived[i])];
                weight[i] = known[i] ? 1 / Math.max(uncensored, LEAST_PROBABILITY) : 0;
            }
        }

        private int[] rowsOf(int g) {
            return IntStream.range(0, x.length)
                    .filter(i -> group[i] == g).toArray();
        }

        RestrictedMeanRegression result() {
            double[] beta = new double[terms];
            if (link != Link.IDENTITY) {
                double sum = 0;
                double weights = 0;
                for (int i = 0; i < x.length; i++) {
                    sum += weight[i] * outcome[i];
                    weights += weight[i];
                }
                beta[0] = Math.log(sum / weights);
            }
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] change = solve(information(beta, weight), score(beta));
                double largest = 0;
                for (int j = 0; j < terms; j++) {
                    beta[j] += change[j];
                    largest = Math.max(largest, Math.abs(change[j]) / (1 + Math.abs(beta[j])));
                }
                if (largest < 1e-14) {
                    break;
                }
            }
            return new RestrictedMeanRegression(link, horizon, terms(beta));
        }

        private List<Term> terms(double[] beta) {
            double[][] spread = spread(beta);
            double[] ones = new double[x.length];
            Arrays.fill(ones, 1);
            double[][] a = information(beta, ones);
            Term[] list = new Term[terms];
            for (int j = 0; j < terms; j++) {
                double[] unit = new double[terms];
                unit[j] = 1;
                double[] row = solve(a, unit);
                double variance = 0;
                for (int k = 0; k < terms; k++) {
                    for (int l = 0; l < terms; l++) {
                        variance += row[k] * spread[k][l] * row[l];
                    }
                }
                list[j] = new Term(beta[j], Math.sqrt(variance));
            }
            return List.of(list);
        }

        private double mean(double[] beta, int i) {
            double sum = 0;
            for (int j = 0; j < terms; j++) {
                sum += beta[j] * x[i][j];
            }
            return link == Link.IDENTITY ? sum : Math.exp(sum);
        }

        private double[] score(double[] beta) {
            double[] score = new double[terms];
            for (int i = 0; i < x.length; i++) {
                double residual = weight[i] * (outcome[i] - mean(beta, i));
                for (int j = 0; j < terms; j++) {
                    score[j] += residual * x[i][j];
                }
            }
            return score;
        }

        private double[][] information(double[] beta, double[] weights) {
            double[][] sum = new double[terms][terms];
            for (int i = 0; i < x.length; i++) {
                double w = weights[i] * (link == Link.IDENTITY ? 1 : mean(beta, i));
                for (int j = 0; j < terms; j++) {
                    for (int k = 0; k < terms; k++) {
                        sum[j][k] += w * x[i][j] * x[i][k];
                    }
                }
            }
            return sum;
        }

        /// The sum of squares of what each row contributes: its own term, and what it does to the
        /// weights of the others by being censored, or by being at risk of it.
        private double[][] spread(double[] beta) {
            double[][] spread = new double[terms][terms];
            for (int g = 0; g < 2; g++) {
                int[] rows = IntStream.of(rowsOf(g)).boxed()
                        .sorted((i, j) -> Double.compare(lived[i], lived[j]))
                        .mapToInt(Integer::intValue).toArray();
                double[][] own = new double[rows.length][terms];
                for (int r = 0; r < rows.length; r++) {
                    double residual = weight[rows[r]]
                            * (outcome[rows[r]] - mean(beta, rows[r]));
                    for (int j = 0; j < terms; j++) {
                        own[r][j] = residual * x[rows[r]][j];
                    }
                }
                for (double[] one : contributions(rows, own)) {
                    for (int j = 0; j < terms; j++) {
                        for (int k = 0; k < terms; k++) {
                            spread[j][k] += one[j] * one[k];
                        }
                    }
                }
            }
            return spread;
        }

        /// @param rows of one group in the order of time lived
        private double[][] contributions(int[] rows, double[][] own) {
            int n = rows.length;
            double[][] result = new double[n][terms];
            double[] later = new double[terms];
            double[][] atOrAfter = new double[n][];
            for (int end = n; end > 0;) {
                int begin = begin(rows, end);
                for (int r = begin; r < end; r++) {
                    for (int j = 0; j < terms; j++) {
                        later[j] += own[r][j];
                    }
                }
                for (int r = begin; r < end; r++) {
                    atOrAfter[r] = later.clone();
                }
                end = begin;
            }
            double[] soFar = new double[terms];
            for (int begin = 0; begin < n;) {
                int end = begin;
                int censored = 0;
                for (; end < n && lived[rows[end]] == lived[rows[begin]]; end++) {
                    censored += known[rows[end]] ? 0 : 1;
                }
                double atRisk = n - begin;
                for (int j = 0; j < terms; j++) {
                    soFar[j] += censored * atOrAfter[begin][j] / (atRisk * atRisk);
                }
                for (int r = begin; r < end; r++) {
                    for (int j = 0; j < terms; j++) {
                        double gained = known[rows[r]] ? 0 : atOrAfter[r][j] / atRisk;
                        result[r][j] = own[r][j] + gained - soFar[j];
                    }
                }
                begin = end;
            }
            return result;
        }

        private int begin(int[] rows, int end) {
            int begin = end - 1;
            while (begin > 0 && lived[rows[begin - 1]] == lived[rows[end - 1]]) {
                begin--;
            }
            return begin;
        }

        private static double[] solve(double[][] matrix, double[] right) {
            return LinearSystem.solve(matrix, right).orElseThrow(() ->
                    new IllegalArgumentException("the covariates depend on each other, or on the "
                            + "group, so that their effects cannot be told apart"));
        }
    }
}
