package limbline.statistics.regression;

import java.util.Arrays;

/// The events of one moment, and what they take from the likelihood; see [CoxLikelihood].
final class TiedEvents {

    int count;
    double weight;

    /// The sum of r over those with the event, and of r x.
    double risk;
    final double[] riskX;

    /// Sums over the tied events of c/D, c f/D, c S/D², c f S/D² and c f²S/D²: with the sum S of r
    /// over those at risk, since 1/D² would leave the range of doubles where an offset is large.
    double hazard;
    double less;
    double overSquare;
    double shareOverSquare;
    double squareOverSquare;
    private double inverse;

    /// What [#takeFrom] has taken from the diagonal of the information so far.
    final double[] taken;

    TiedEvents(int covariates) {
        riskX = new double[covariates];
        taken = new double[covariates];
    }

    void clear() {
        count = 0;
        weight = 0;
        risk = 0;
        Arrays.fill(riskX, 0);
    }

    void add(double w, double r, double[] x, int at) {
        count++;
        weight += w;
        risk += r;
        for (int j = 0; j < riskX.length; j++) {
            riskX[j] += r * x[at + j];
        }
    }

    /// The events whose sums [RiskSums] keeps.
    ///
    /// @param at where they begin: events, weight, predictors, x, and then r and r x
    void of(double[] sums, int at, int covariates) {
        count = (int) sums[at];
        weight = sums[at + 1];
        risk = sums[at + 3 + covariates];
        System.arraycopy(sums, at + 4 + covariates, riskX, 0, covariates);
    }

    /// Sums over the tied events.
    ///
    /// @param atRisk the sum of r over those at risk
    /// @return c log D, summed
    double over(double atRisk, boolean efron) {
        less = 0;
        shareOverSquare = 0;
        squareOverSquare = 0;
        inverse = 1 / atRisk;
        if (count == 1 || !efron) {
            hazard = weight / atRisk;
            overSquare = hazard;
            return weight * Math.log(atRisk);
        }
        double mean = weight / count;
        hazard = 0;
        overSquare = 0;
        double logs = 0;
        for (int k = 0; k < count; k++) {
            double share = (double) k / count;
            double left = atRisk - share * risk;
            double one = mean / left;
            double two = one * (atRisk / left);
            hazard += one;
            less += share * one;
            overSquare += two;
            shareOverSquare += share * two;
            squareOverSquare += share * share * two;
            logs += Math.log(left);
        }
        return mean * logs;
    }

    /// Takes the tied events' means from the score, and the squares of these from the information.
    ///
    /// @param sums of r x over those at risk
    void takeFrom(double[] score, double[] information, double[] sums) {
        int next = 0;
        if (less == 0) { // none tied, or Breslow's ties: the parts of the events are 0
            for (int j = 0; j < score.length; j++) {
                score[j] -= sums[j] * hazard;
                double one = sums[j] * inverse * overSquare;
                for (int k = 0; k <= j; k++) {
                    information[next++] -= sums[k] * one;
                }
                taken[j] += sums[j] * one;
            }
            return;
        }
        for (int j = 0; j < score.length; j++) {
            double s = sums[j] * inverse;
            double e = riskX[j] * inverse;
            score[j] -= sums[j] * hazard - riskX[j] * less;
            double forS = s * overSquare - e * shareOverSquare;
            double forE = e * squareOverSquare - s * shareOverSquare;
            for (int k = 0; k <= j; k++) {
                information[next++] -= sums[k] * forS + riskX[k] * forE;
            }
            taken[j] += sums[j] * forS + riskX[j] * forE;
        }
    }
}
