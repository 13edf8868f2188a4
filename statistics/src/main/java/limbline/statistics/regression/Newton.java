package limbline.statistics.regression;

import java.util.ArrayList;
import java.util.List;

/// The coefficients at which a likelihood is largest, by Newton's method with halved steps, from
/// coefficients of 0.
///
/// R's `coxph` stops once the log likelihood moves by less than 1e-9 of itself, which leaves about
/// six digits of a coefficient; here the iteration goes on to the last digit, unless asked to stop
/// where R does.
@SuppressWarnings("ArrayRecordComponent") // coefficients
record Newton(double[] coefficients, Likelihood at, double nullLogLikelihood, double scoreTest,
        int iterations) {

    /// R's `eps` of `coxph.control`.
    private static final double R_STOPS = 1e-9;

    /// R's `iter.max`.
    private static final int R_MOST = 20;

    private static final int MOST = 60;

    /// The squared length of a step, in standard errors, below which the next one changes no digit.
    private static final double ARRIVED = 1e-24;

    /// The same, where rounding does not let it become smaller.
    private static final double AS_NEAR_AS_ROUNDING_LETS = 1e-18;

    /// A step of this many standard errors in a covariate that no longer moves the likelihood: its
    /// coefficient has no bound.
    private static final double STILL_MOVING = 1e-4;

    /// The sums of one step.
    interface Model {
        Likelihood at(double[] coefficients);
    }

    /// @throws NotEstimable where there is no such maximum
    static Newton fit(Model model, List<String> names, boolean asR) {
        int size = names.size();
        double[] beta = new double[size];
        Likelihood now = model.at(beta);
        double atZero = now.logLikelihood();
        inRange(names, now);
        Symmetric information = new Symmetric(now.information(), size);
        if (!information.isDefinite()) {
            throw dependent(names, information.dependent());
        }
        double scoreTest = information.quadratic(now.score());
        double[] next = plus(beta, information.solve(now.score()));
        int halvings = 0;
        double before = Double.POSITIVE_INFINITY;
        for (int iteration = 1; iteration <= (asR ? R_MOST : MOST); iteration++) {
            Likelihood there = model.at(next);
            boolean finite = Double.isFinite(there.logLikelihood());
            boolean still = finite
                    && Math.abs(1 - now.logLikelihood() / there.logLikelihood()) <= R_STOPS;
            if (still && halvings == 0 && asR) {
                return new Newton(next, there, atZero, scoreTest, iteration);
            }
            boolean flat = finite && Math.abs(there.logLikelihood() - now.logLikelihood())
                    <= R_STOPS * Math.max(1, Math.abs(there.logLikelihood()));
            if (!finite || (there.logLikelihood() < now.logLikelihood() && !flat)) {
                halvings++;
                for (int j = 0; j < size; j++) {
                    next[j] = (next[j] + beta[j] * halvings) / (halvings + 1);
                }
                continue;
            }
            halvings = 0;
            beta = next;
            now = there;
            information = new Symmetric(now.information(), size, 0);
            if (!information.isDefinite()) {
                throw unbounded(names, beta, beta);
            }
            double[] step = information.solve(now.score());
            double length = information.quadratic(now.score());
            next = plus(beta, step);
            if (length <= ARRIVED
                    || (length <= AS_NEAR_AS_ROUNDING_LETS && length >= before / 4)) {
                return new Newton(next, now, atZero, scoreTest, iteration);
            }
            if (flat && iteration > 8 && length > before / 20
                    && moves(step, beta)) {
                throw unbounded(names, step, beta);
            }
            before = length;
        }
        throw new NotEstimable(("the fit has not converged after %s iterations; the last "
                + "coefficients are %s. Look for a covariate with extreme values, or scale it.")
                .formatted(asR ? R_MOST : MOST, named(names, beta)));
    }

    private static boolean moves(double[] step, double[] beta) {
        for (int j = 0; j < step.length; j++) {
            if (Math.abs(step[j]) > STILL_MOVING * Math.max(1, Math.abs(beta[j]))) {
                return true;
            }
        }
        return false;
    }

    /// Refuses sums that no double can hold.
    private static void inRange(List<String> names, Likelihood start) {
        if (!Double.isFinite(start.logLikelihood())) {
            throw new NotEstimable("the likelihood of no effect is no number: weights or offsets "
                    + "lie too far apart");
        }
        for (int j = 0; j < names.size(); j++) {
            if (!Double.isFinite(start.information()[j * (j + 3) / 2])) {
                throw new NotEstimable(("the coefficient of %s cannot be estimated: the squares of "
                        + "its values are beyond all numbers. Scale it.")
                        .formatted(names.get(j)));
            }
        }
    }

    private static NotEstimable dependent(List<String> names, int which) {
        String before = which == 0 ? "" : ", or a combination of "
                + String.join(", ", names.subList(0, which));
        return new NotEstimable(("the coefficient of %s cannot be estimated: among those at risk "
                + "at the events it is constant%s. Leave it out, or one of the others.")
                .formatted(names.get(which), before));
    }

    private static NotEstimable unbounded(List<String> names, double[] step, double[] beta) {
        List<String> endless = new ArrayList<>();
        for (int j = 0; j < step.length; j++) {
            if (Math.abs(step[j]) > STILL_MOVING * Math.max(1, Math.abs(beta[j]))) {
                endless.add("%s (%.1f and %s)".formatted(names.get(j), beta[j],
                        beta[j] < 0 ? "falling" : "rising"));
            }
        }
        return new NotEstimable(("the coefficient of %s has no bound: the events are separated, as "
                + "where one level of a covariate has none. No hazard ratio can be given; join "
                + "levels, leave the covariate out, or compare by the log-rank test.")
                .formatted(String.join(" and of ", endless)));
    }

    private static String named(List<String> names, double[] values) {
        List<String> all = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            all.add("%s %.4g".formatted(names.get(j), values[j]));
        }
        return String.join(", ", all);
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += b[j];
        }
        return sum;
    }
}
