package limbline.statistics;

import java.util.Arrays;

/// Sums over subjects from which the infinitesimal jackknife variance of every curve follows, at
/// any time, without a loop over the subjects.
///
/// Let S be survival, F_c the cumulative incidence of cause c, Y the weight at risk, and at each
/// time l_c the hazard of cause c and l their sum. The influence of a subject of weight W at risk
/// on S is S (a + W h) and on F_c is b_c + a F_c + W r_c, where for everybody
///
///     h  grows by l / (Y (1 - l)),     r_c  grows by S- l_c (h- - 1/Y)
///
/// and a, b_c change only when the subject comes, goes or has an event: an event of weight w takes
/// w / (Y (1 - l)) from a and adds S- w / Y to b_c. Likewise the influence on the cumulative
/// hazard is e - W g, where g grows by l / Y and an event adds w / Y to e. So the variance, the
/// sum of the squared influences, needs the sums of the squares and products of a, b, e and W.
///
/// Efron B. The jackknife, the bootstrap and other resampling plans. SIAM 1982, chapter 6.
/// <https://doi.org/10.1137/1.9781611970319>. That these steps give R's `std.err` of `survfit` is
/// shown in the tests.
final class InfluenceSums {

    /// A subject, or one of many alike.
    static final class Subject {
        double weight;
        double a;
        final double[] b;
        double e;

        Subject(int causes) {
            b = new double[causes];
        }

        /// Makes this a subject of weight 1 that was there from the start and had no event.
        void isLikeNew() {
            weight = 1;
            a = 0;
            e = 0;
            Arrays.fill(b, 0);
        }
    }

    private final int causes;
    private double survival = 1;
    private double h;
    private double g;
    private final double[] incidence;
    private final double[] r;

    /// What an event of weight 1 does to a, to b of its cause and to e, at the current time.
    private double eventA;
    private double eventB;
    private double eventE;

    private double sumAA;
    private double sumAW;
    private double sumWW;
    private double sumEE;
    private double sumEW;
    private final double[] sumBB;
    private final double[] sumAB;
    private final double[] sumBW;

    InfluenceSums(int causes) {
        this.causes = causes;
        incidence = new double[causes];
        r = new double[causes];
        sumBB = new double[causes];
        sumAB = new double[causes];
        sumBW = new double[causes];
    }

    /// Goes to the next time.
    ///
    /// @param atRisk weight at risk, above 0 if there is an event
    /// @param events weight of the events of each cause
    /// @param everybody whether all at risk have an event
    void step(double atRisk, double[] events, boolean everybody) {
        double all = 0;
        for (double one : events) {
            all += one;
        }
        if (all == 0) {
            return;
        }
        double before = survival;
        for (int c = 0; c < causes; c++) {
            double part = before * events[c] / atRisk;
            incidence[c] += part;
            r[c] += part * (h - 1 / atRisk);
        }
        double left = everybody ? 0 : atRisk - all;
        survival = before * left / atRisk;
        g += all / (atRisk * atRisk);
        h += left == 0 ? 0 : all / (atRisk * left);
        eventA = left == 0 ? 0 : -1 / left;
        eventB = before / atRisk;
        eventE = 1 / atRisk;
    }

    /// A subject has an event now.
    ///
    /// @param cause from 0
    /// @param weight of the row with the event
    void event(Subject subject, int cause, double weight) {
        shift(subject, eventA * weight);
        subject.b[cause] += eventB * weight;
        subject.e += eventE * weight;
    }

    /// A subject comes under observation with `weight`, or leaves with as much below zero.
    void comeOrGo(Subject subject, double weight) {
        for (int c = 0; c < causes; c++) {
            subject.b[c] -= weight * r[c];
        }
        shift(subject, -weight * h);
        subject.e += weight * g;
        subject.weight += weight;
    }

    private void shift(Subject subject, double change) {
        subject.a += change;
        for (int c = 0; c < causes; c++) {
            subject.b[c] -= change * incidence[c];
        }
    }

    /// Adds a subject to the sums `times` over, or takes it out with as much below zero.
    void count(Subject subject, double times) {
        sumAA += times * subject.a * subject.a;
        sumAW += times * subject.a * subject.weight;
        sumWW += times * subject.weight * subject.weight;
        sumEE += times * subject.e * subject.e;
        sumEW += times * subject.e * subject.weight;
        for (int c = 0; c < causes; c++) {
            sumBB[c] += times * subject.b[c] * subject.b[c];
            sumAB[c] += times * subject.a * subject.b[c];
            sumBW[c] += times * subject.b[c] * subject.weight;
        }
    }

    double varianceOfSurvival() {
        return survival * survival
                * Math.max(0, sumAA + 2 * h * sumAW + h * h * sumWW);
    }

    double varianceOfHazard() {
        return Math.max(0, sumEE - 2 * g * sumEW + g * g * sumWW);
    }

    /// @param cause from 0
    double varianceOfIncidence(int cause) {
        double f = incidence[cause];
        double rc = r[cause];
        return Math.max(0, sumBB[cause] + 2 * f * sumAB[cause] + f * f * sumAA
                + 2 * rc * sumBW[cause] + 2 * rc * f * sumAW + rc * rc * sumWW);
    }
}
