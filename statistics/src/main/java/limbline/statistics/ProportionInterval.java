package limbline.statistics;

/// Limits for a binomial proportion, by the name of the method.
///
/// Notation: x events in n trials, level 1 - α, z the normal quantile at 1 - α/2. Comparisons:
/// L. D. Brown, T. T. Cai, A. DasGupta, Interval estimation for a binomial proportion, Statist.
/// Sci. 16 (2001), doi:10.1214/ss/1009213286; R. G. Newcombe, Two-sided confidence intervals for
/// the single proportion, Statist. Med. 17 (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857.
public enum ProportionInterval {

    /// Beta quantiles at α/2 and 1 - α/2: never covers less than its level. `binom.test` in R,
    /// `EXACT` in SAS. C. J. Clopper, E. S. Pearson, Biometrika 26 (1934),
    /// doi:10.1093/biomet/26.4.404.
    CLOPPER_PEARSON {
        @Override
        Interval limits(int x, int n, double alpha) {
            return new Interval(
                    x == 0 ? 0 : new Beta(x, n - x + 1.0).quantile(alpha / 2),
                    x == n ? 1 : new Beta(x + 1.0, n - x).upperQuantile(alpha / 2));
        }
    },

    /// The score interval. `prop.test(correct = FALSE)` in R, `WILSON` in SAS. E. B. Wilson, J. Am.
    /// Stat. Assoc. 22 (1927), doi:10.1080/01621459.1927.10502953.
    WILSON {
        @Override
        Interval limits(int x, int n, double alpha) {
            return score(x, n, 0, alpha);
        }
    },

    /// The score interval with Yates's correction of half an event, as SAS (`WILSON(CORRECT)`) and
    /// Newcombe have it.
    WILSON_CORRECTED {
        @Override
        Interval limits(int x, int n, double alpha) {
            return score(x, n, 0.5, alpha);
        }
    },

    /// As [#WILSON_CORRECTED], but the correction is at most |x - n/2|: `prop.test` in R makes it
    /// no larger than the distance to its default null hypothesis of 1/2. The two differ at x =
    /// n/2 only.
    WILSON_CORRECTED_AS_R {
        @Override
        Interval limits(int x, int n, double alpha) {
            return score(x, n, Math.min(0.5, Math.abs(x - n / 2.0)), alpha);
        }
    },

    /// Wald's interval after adding z²/2 events and as many non-events. Not clipped to [0, 1]. A.
    /// Agresti, B. A. Coull, Am. Stat. 52 (1998), doi:10.1080/00031305.1998.10480550.
    AGRESTI_COULL {
        @Override
        Interval limits(int x, int n, double alpha) {
            double z = Normal.upperQuantile(alpha / 2);
            double trials = n + z * z;
            return aroundEstimate((x + z * z / 2) / trials, trials, z);
        }
    },

    /// All proportions that Blaker's exact test does not reject, with the gaps of that set filled:
    /// inside Clopper-Pearson and still never below its level. See [Blaker].
    BLAKER {
        @Override
        Interval limits(int x, int n, double alpha) {
            return Blaker.interval(x, n, alpha);
        }
    },

    /// Quantiles of the Beta(x + 1/2, n - x + 1/2) posterior, with the lower limit 0 at x = 0 and
    /// the upper limit 1 at x = n, as Brown, Cai and DasGupta have it.
    JEFFREYS {
        @Override
        Interval limits(int x, int n, double alpha) {
            Interval plain = JEFFREYS_PLAIN.limits(x, n, alpha);
            return new Interval(x == 0 ? 0 : plain.lower(), x == n ? 1 : plain.upper());
        }
    },

    /// The same quantiles also at x = 0 and x = n, where they leave out the estimate itself.
    JEFFREYS_PLAIN {
        @Override
        Interval limits(int x, int n, double alpha) {
            Beta posterior = new Beta(x + 0.5, n - x + 0.5);
            return new Interval(
                    posterior.quantile(alpha / 2), posterior.upperQuantile(alpha / 2));
        }
    },

    /// As [#CLOPPER_PEARSON], counting half of the probability of x itself. H. O. Lancaster, J. Am.
    /// Stat. Assoc. 56 (1961), doi:10.1080/01621459.1961.10482105.
    MID_P {
        @Override
        Interval limits(int x, int n, double alpha) {
            return new Interval(
                    x == 0 ? 0 : midPLower(x, n, alpha),
                    x == n ? 1 : 1 - midPLower(n - x, n, alpha));
        }
    },

    /// Estimate ± z standard errors, not clipped. For comparison with papers that print it: it
    /// covers far less than it says with few events.
    WALD {
        @Override
        Interval limits(int x, int n, double alpha) {
            return aroundEstimate((double) x / n, n, Normal.upperQuantile(alpha / 2));
        }
    };

    /// Limits are sought among 10⁸ trials at most.
    public static final int MOST_TRIALS = 100_000_000;

    /// The limits for `events` of `trials` at a confidence level such as 0.95.
    public Interval of(int events, int trials, double level) {
        Check.that(trials >= 1 && trials <= MOST_TRIALS,
                "trials %d not in [1, %d]", trials, MOST_TRIALS);
        Check.that(events >= 0 && events <= trials, "events %d not in [0, %d]", events, trials);
        Check.that(level > 0 && level < 1, "confidence level %s not between 0 and 1", level);
        return limits(events, trials, 1 - level);
    }

    abstract Interval limits(int x, int n, double alpha);

    private static Interval aroundEstimate(double p, double trials, double z) {
        double half = z * Math.sqrt(p * (1 - p) / trials);
        return new Interval(p - half, p + half);
    }

    /// The score interval with x moved outwards by `correction` events.
    private static Interval score(int x, int n, double correction, double alpha) {
        double z = Normal.upperQuantile(alpha / 2);
        return new Interval(
                scoreLower(x - correction, n, z), 1 - scoreLower(n - x - correction, n, z));
    }

    private static double scoreLower(double x, double n, double z) {
        if (x <= 0) {
            return 0;
        }
        double p = x / n;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        // The smaller root by the product of both, p² / (1 + z²/n), so that nothing cancels.
        return p * p / (p + z * z / (2 * n) + half);
    }

    private static double midPLower(int x, int n, double alpha) {
        return Root.between(0, 1, p -> {
            Binomial binomial = new Binomial(n, p);
            return binomial.upper(x) + 0.5 * binomial.at(x) - alpha / 2;
        });
    }
}
