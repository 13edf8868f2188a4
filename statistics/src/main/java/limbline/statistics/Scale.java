package limbline.statistics;

/// The scale on which limits of a probability are symmetric. With p the estimate, s its standard
/// error divided by p, and z the normal quantile:
///
/// | scale | limits | R `conf.type` | SAS `CONFTYPE` |
/// |---|---|---|---|
/// | plain | p ± z s p, cut to [0, 1] | `plain` | `LINEAR` |
/// | log | p exp(± z s), cut at 1 | `log` (R's default) | `LOG` |
/// | log-log | p ^ exp(± z s / log p) | `log-log` | `LOGLOG` (SAS's default) |
/// | arcsin | sin² of asin √p ± z s/2 √(p / (1 - p)) | `arcsin` | `ASINSQRT` |
/// | logit | log(p / (1 - p)) ± z s / (1 - p), back-transformed | `logit` | `LOGIT` |
///
/// Limits are R's also where the formula fails. At p = 0: plain gives `NaN` (with robust errors
/// 0), the others none. At p = 1: plain, log and arcsin give 1; log-log and logit give none.
/// No limit is `NaN`, as in survival 3.5; survival 3.8 answers 1 in the cases at p = 1.
public enum Scale {
    PLAIN,
    LOG,
    LOG_LOG,
    ARCSIN,
    LOGIT;

    /// The steps of a curve worked on at a time, few enough to stay in the fastest cache.
    private static final int BLOCK = 512;

    /// Writes the limits of `p[i]` for each i from `from` to just before `to`. A curve is flat at
    /// many of its times, and functions are the quicker the fewer a loop calls: so the values that
    /// differ are gathered, taken through one function after the other, and spread again.
    ///
    /// @param relative the standard error of p divided by p
    void limits(double[] p, double[] relative, double z, double[] lower, double[] upper,
            int from, int to) {
        double[] values = new double[BLOCK];
        double[] widths = new double[BLOCK];
        double[] lows = new double[BLOCK];
        double[] highs = new double[BLOCK];
        int[] place = new int[BLOCK];
        for (int begin = from; begin < to; begin += BLOCK) {
            int length = Math.min(BLOCK, to - begin);
            int last = 0;
            values[0] = p[begin];
            widths[0] = z * relative[begin];
            place[0] = 0;
            for (int i = 1; i < length; i++) {
                int at = begin + i;
                last += p[at] != p[at - 1] || relative[at] != relative[at - 1] ? 1 : 0;
                values[last] = p[at];
                widths[last] = z * relative[at];
                place[i] = last;
            }
            limits(values, widths, lows, highs, last + 1);
            for (int i = 0; i < length; i++) {
                lower[begin + i] = lows[place[i]];
                upper[begin + i] = highs[place[i]];
            }
        }
    }

    private void limits(double[] p, double[] width, double[] lower, double[] upper, int length) {
        switch (this) {
            case PLAIN -> {
                for (int i = 0; i < length; i++) {
                    lower[i] = Math.max(p[i] - width[i] * p[i], 0);
                    upper[i] = Math.min(p[i] + width[i] * p[i], 1);
                }
            }
            case LOG -> {
                for (int i = 0; i < length; i++) {
                    double factor = p[i] == 0 ? Double.NaN : Math.exp(width[i]);
                    lower[i] = p[i] / factor;
                    upper[i] = Math.min(p[i] * factor, 1);
                }
            }
            case LOG_LOG -> logLog(p, width, lower, upper, length);
            case ARCSIN -> {
                for (int i = 0; i < length; i++) {
                    double half = 0.5 * width[i] * Math.sqrt(p[i] / (1 - p[i]));
                    double angle = p[i] == 0 ? Double.NaN : Math.asin(Math.sqrt(p[i]));
                    lower[i] = square(Math.sin(Math.max(0, angle - half)));
                    upper[i] = square(Math.sin(Math.min(Math.PI / 2, angle + half)));
                }
            }
            case LOGIT -> {
                for (int i = 0; i < length; i++) {
                    double half = p[i] == 0 ? Double.NaN : width[i] * (1 + p[i] / (1 - p[i]));
                    double logit = Math.log(p[i] / (1 - p[i]));
                    lower[i] = 1 - 1 / (1 + Math.exp(logit - half));
                    upper[i] = 1 - 1 / (1 + Math.exp(logit + half));
                }
            }
        }
    }

    private static void logLog(
            double[] p, double[] width, double[] lower, double[] upper, int length) {
        for (int i = 0; i < length; i++) {
            upper[i] = p[i] == 0 || p[i] == 1 ? Double.NaN : Math.log(p[i]);
        }
        for (int i = 0; i < length; i++) {
            width[i] = Math.exp(width[i] / upper[i]);
        }
        for (int i = 0; i < length; i++) {
            lower[i] = Math.exp(upper[i] / width[i]);
        }
        for (int i = 0; i < length; i++) {
            upper[i] = Math.exp(upper[i] * width[i]);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
