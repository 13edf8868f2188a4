package limbline.statistics;

/// The exact test of a binomial probability, as `binom.test` in R.
///
/// @param events from 0 to `trials`
/// @param trials from 1 to 10⁸
/// @param hypothesis the probability tested, from 0 to 1
public record BinomialTest(int events, int trials, double hypothesis) {

    /// Two probabilities that differ less than this are taken as equal, as R does: whether an
    /// outcome is as unlikely as the one observed must not hang on its last digits.
    private static final double AS_UNLIKELY = 1 + 1e-7;

    public BinomialTest {
        Check.that(trials >= 1 && trials <= ProportionInterval.MOST_TRIALS,
                "trials %d not in [1, %d]", trials, ProportionInterval.MOST_TRIALS);
        Check.that(events >= 0 && events <= trials, "events %d not in [0, %d]", events, trials);
        Check.that(hypothesis >= 0 && hypothesis <= 1,
                "the hypothesis %s is not in [0, 1]", hypothesis);
    }

    /// P(X >= events): against the hypothesis that events are no more likely than tested.
    public double greater() {
        return binomial().upper(events - 1);
    }

    /// P(X <= events).
    public double less() {
        return binomial().lower(events);
    }

    /// The probability of all outcomes no more likely than the observed one (Fisher's convention).
    public double twoSided() {
        Binomial binomial = binomial();
        double mean = trials * hypothesis;
        double limit = binomial.at(events) * AS_UNLIKELY;
        if (events == mean) {
            return 1;
        }
        // Away from the mean on the other side the probabilities only fall, so bisection finds
        // the first that is small enough.
        if (events < mean) {
            int tooLikely = (int) Math.ceil(mean) - 1;
            int first = trials + 1;
            while (first - tooLikely > 1) {
                int middle = tooLikely + (first - tooLikely) / 2;
                if (binomial.at(middle) <= limit) {
                    first = middle;
                } else {
                    tooLikely = middle;
                }
            }
            return Math.min(1, less() + binomial.upper(first - 1));
        }
        int last = -1;
        int tooLikely = (int) Math.floor(mean) + 1;
        while (tooLikely - last > 1) {
            int middle = last + (tooLikely - last) / 2;
            if (binomial.at(middle) <= limit) {
                last = middle;
            } else {
                tooLikely = middle;
            }
        }
        return Math.min(1, greater() + binomial.lower(last));
    }

    private Binomial binomial() {
        return new Binomial(trials, hypothesis);
    }
}
