package limbline.statistics.regression;

/// A regression that has no answer: covariates that say the same, a coefficient without bound, an
/// iteration that does not end. The message says which covariates and what may be done.
public final class NotEstimable extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    NotEstimable(String message) {
        super(message);
    }
}
