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

    /// Writes the limits of the first `length` values of `p`.
    ///
    /// @param width z times the standard error of p divided by p; written over
    /// @param scratch space that is written over
    void limits(double[] p, double[] width, double[] lower, double[] upper, double[] scratch,
            int length) {
        switch (this) {
            case PLAIN -> {
                for (int i = 0; i < length; i++) {
                    lower[i] = Math.max(p[i] - width[i] * p[i], 0);
                    upper[i] = Math.min(p[i] + width[i] * p[i], 1);
                }
            }
            case LOG -> {
                Exponentials.exp(width, scratch, length);
                for (int i = 0; i < length; i++) {
                    double factor = p[i] == 0 ? Double.NaN : width[i];
                    lower[i] = p[i] / factor;
                    upper[i] = Math.min(p[i] * factor, 1);
                }
            }
            case LOG_LOG -> logLog(p, width, lower, upper, scratch, length);
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

    private static void logLog(double[] p, double[] width, double[] lower, double[] upper,
            double[] scratch, int length) {
        System.arraycopy(p, 0, upper, 0, length);
        Exponentials.log(upper, scratch, length);
        for (int i = 0; i < length; i++) {
            width[i] /= upper[i];
        }
        Exponentials.exp(width, scratch, length);
        for (int i = 0; i < length; i++) {
            lower[i] = upper[i] / width[i];
            upper[i] *= width[i];
        }
        Exponentials.exp(lower, scratch, length);
        Exponentials.exp(upper, scratch, length);
        for (int i = 0; i < length; i++) {
            if (p[i] == 0 || p[i] == 1) {
                lower[i] = Double.NaN;
                upper[i] = Double.NaN;
            }
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
