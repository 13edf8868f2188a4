package limbline.statistics;

/// The number of events among `trials` independent ones of the same `probability`.
///
/// Tails by the [Beta] distribution; single probabilities by C. Loader, Fast and accurate
/// computation of binomial probabilities (2000), with the exponent carried to 32 digits. Relative
/// error below 1e-14 for up to 1e4 trials, below 2e-14 to 1e5.
///
/// @param trials from 0 to [Integer#MAX_VALUE]
/// @param probability from 0 to 1
public record Binomial(int trials, double probability) {

    public Binomial {
        Check.that(trials >= 0, "%d trials are below 0", trials);
        Check.that(probability >= 0 && probability <= 1,
                "a probability of %s is not in [0, 1]", probability);
    }

    /// P(X = events).
    public double at(int events) {
        return isPossible(events) ? logarithm(events).exp() : 0;
    }

    /// log P(X = events), also where the probability itself is below the smallest double.
    public double logAt(int events) {
        return isPossible(events) ? logarithm(events).value() : Double.NEGATIVE_INFINITY;
    }

    private boolean isPossible(int events) {
        return events >= 0 && events <= trials
                && (events == 0 || probability > 0) && (events == trials || probability < 1);
    }

    private Wide logarithm(int events) {
        double others = trials - events;
        Wide p = Wide.of(probability);
        Wide q = Wide.sum(1, -probability);
        if (events == 0) {
            return trials == 0 ? Wide.ZERO : q.log().times(trials);
        }
        if (others == 0) {
            return p.log().times(trials);
        }
        return Beta.logFactor(events, others, p, q)
                .plus(Wide.log(trials)).minus(Wide.product(events, others).log());
    }

    /// P(X <= events).
    public double lower(int events) {
        if (events < 0 || events >= trials) {
            return events < 0 ? 0 : 1;
        }
        return new Beta(events + 1.0, trials - (double) events).upper(probability);
    }

    /// P(X > events).
    public double upper(int events) {
        if (events < 0 || events >= trials) {
            return events < 0 ? 1 : 0;
        }
        return new Beta(events + 1.0, trials - (double) events).lower(probability);
    }
}
