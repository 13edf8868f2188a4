package limbline.statistics;

/// Variances of a cumulative incidence from counts; for their sources see [AalenJohansen.Errors].
final class IncidenceVariance {

    private IncidenceVariance() {}

    /// Aalen's, as in R's `cmprsk`.
    ///
    /// An event at u moves the incidence at t by S(u-)/n times 1 - (F(t) - F(u)) / S(u) if it is
    /// of the cause, and times -(F(t) - F(u)) / S(u) if not. The variance adds up the squares. As a
    /// polynomial in F(t) it needs three sums and no loop over earlier times. With d events of a
    /// kind at one time each counts (1 - (d - 1) / (n - 1)) times.
    ///
    /// @param survival without any event up to and including each time
    /// @param incidence of the cause up to and including each time
    /// @param cause from 0
    static double[] aalen(
            RiskColumns columns, double[] survival, double[] incidence, int cause) {
        double[] variance = new double[survival.length];
        double[] atRisk = columns.atRisk();
        double[] events = columns.events()[cause];
        double[] all = columns.eventRows();
        double before = 1;
        double constant = 0;
        double linear = 0;
        double square = 0;
        for (int k = 0; k < variance.length; k++) {
            double n = atRisk[k];
            double f = incidence[k];
            double after = survival[k];
            double perRow = before / n;
            double inverse = after > 0 ? 1 / after : 0;
            double other = perRow * perRow * tied(all[k] - events[k], n);
            double mine = perRow * perRow * tied(events[k], n);
            double slope = f * inverse;
            constant += slope * slope * other + (1 + slope) * (1 + slope) * mine;
            linear += inverse * (slope * other + (1 + slope) * mine);
            square += inverse * inverse * (other + mine);
            variance[k] = Math.max(0, constant + f * f * square - 2 * f * linear);
            before = after;
        }
        return variance;
    }

    /// Events of one kind at one time, corrected for being tied.
    static double tied(double events, double atRisk) {
        return events <= 1 ? events : (1 - (events - 1) / (atRisk - 1)) * events;
    }

    /// Of Greenwood's type: the covariance of survival and incidence carried from time to time,
    /// with the events of one time multinomial.
    ///
    /// @param cause from 0
    static double[] greenwood(RiskColumns columns, int cause) {
        double[] variance = new double[columns.time().length];
        double s = 1;
        double ofSurvival = 0;
        double both = 0;
        double ofIncidence = 0;
        for (int k = 0; k < variance.length; k++) {
            if (columns.eventRows()[k] > 0) {
                double perRow = 1 / columns.atRisk()[k];
                double all = columns.eventRows()[k] * perRow;
                double own = columns.events()[cause][k] * perRow;
                double spread = s * s * perRow;
                ofIncidence += own * (2 * both + own * ofSurvival + spread * (1 - own));
                both = (1 - all) * (both + own * (ofSurvival - spread));
                ofSurvival = (1 - all) * ((1 - all) * ofSurvival + spread * all);
                s *= 1 - all;
            }
            variance[k] = ofIncidence;
        }
        return variance;
    }
}
