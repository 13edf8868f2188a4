package limbline.statistics.pooling;

import java.util.List;
import limbline.statistics.Check;
import org.jspecify.annotations.Nullable;

/// The search for the maximum of the binomial-normal likelihood in (intercept, log tau).
///
/// The derivatives are those of the quadrature itself, the nodes moving with the parameters: two
/// Newton steps in jets at a study's mode give the mode's own derivatives up to the second.
final class BinomialNormalFit {

    /// Below this tau the likelihood is flat in log tau, and tau counts as 0.
    private static final double SMALLEST_TAU = 1e-3;
    private static final int MOST_STEPS = 200;

    /// A step this short is right as it is, and what the likelihood gains by it may be below the
    /// rounding of large studies.
    private static final double NEAR = 1e-4;
    private static final double[] STARTS = {-2, -0.5, 0.5};

    private final List<Study> studies;
    private final Hermite rule;
    private final double coefficients;

    BinomialNormalFit(List<Study> studies, Hermite rule) {
        double p = BinomialNormal.common(studies);
        Check.that(p > 0 && p < 1,
                "all %d studies have %s: their logit has no finite estimate",
                studies.size(), p == 0 ? "no event" : "only events");
        this.studies = studies;
        this.rule = rule;
        coefficients = studies.stream()
                .mapToDouble(s -> BinomialNormal.logBinomial(s, 0.5) + s.trials() * Math.log(2))
                .sum();
    }

    BinomialNormal best(Studies all, int nodes, double level) {
        double p = BinomialNormal.common(studies);
        double start = Math.log(p / (1 - p));
        double atZero = studies.stream().mapToDouble(s -> BinomialNormal.logBinomial(s, p)).sum();
        @Nullable Jet best = null;
        double intercept = start;
        double tau = 0;
        for (double logTau : studies.size() == 1 ? new double[0] : STARTS) {
            double[] at = climb(start, logTau);
            Jet found = logLikelihood(at[0], at[1]);
            if (Math.exp(at[1]) >= SMALLEST_TAU
                    && found.value() > (best == null ? atZero : best.value())) {
                best = found;
                intercept = at[0];
                tau = Math.exp(at[1]);
            }
        }
        if (best == null) {
            double trials = studies.stream().mapToDouble(Study::trials).sum();
            double error = 1 / Math.sqrt(trials * p * (1 - p));
            return new BinomialNormal(all, nodes, level, start, 0, atZero, error, error,
                    Double.NaN);
        }
        double determinant = best.bb() * best.ss() - best.bs() * best.bs();
        return new BinomialNormal(all, nodes, level, intercept, tau, best.value(),
                Math.sqrt(-best.ss() / determinant), Math.sqrt(-1 / best.bb()),
                tau * Math.sqrt(-best.bb() / determinant));
    }

    /// Newton's method, with the Hessian turned downhill where it is not and steps halved until the
    /// likelihood rises.
    private double[] climb(double intercept, double logTau) {
        double b = intercept;
        double s = logTau;
        Jet here = logLikelihood(b, s);
        for (int i = 0; i < MOST_STEPS && s > Math.log(SMALLEST_TAU) - 1; i++) {
            double shift = 0;
            while (!isConcave(here, shift)) {
                shift = shift == 0 ? 1e-3 * (Math.abs(here.bb()) + Math.abs(here.ss())) : 2 * shift;
            }
            double bb = here.bb() - shift;
            double ss = here.ss() - shift;
            double determinant = bb * ss - here.bs() * here.bs();
            double stepB = -(ss * here.b() - here.bs() * here.s()) / determinant;
            double stepS = -(bb * here.s() - here.bs() * here.b()) / determinant;
            double length = Math.max(Math.abs(stepB), Math.abs(stepS));
            double scale = Math.min(1, 2 / length);
            Jet next = logLikelihood(b + scale * stepB, s + scale * stepS);
            double rounding = 1e-13 * Math.abs(here.value());
            boolean mayFall = shift == 0 && length < NEAR;
            while (!mayFall && !(next.value() >= here.value() - rounding) && scale > 1e-8) {
                scale /= 2;
                next = logLikelihood(b + scale * stepB, s + scale * stepS);
            }
            b += scale * stepB;
            s += scale * stepS;
            here = next;
            if (length < 1e-9) {
                break;
            }
        }
        return new double[] {b, s};
    }

    private static boolean isConcave(Jet at, double shift) {
        double bb = at.bb() - shift;
        double ss = at.ss() - shift;
        return bb < 0 && bb * ss - at.bs() * at.bs() > 1e-12 * Math.abs(bb * ss);
    }

    private Jet logLikelihood(double intercept, double logTau) {
        Jet b = Jet.first(intercept);
        Jet tau = Jet.second(logTau).exp();
        Jet sum = Jet.of(coefficients);
        for (Study study : studies) {
            sum = sum.plus(logLikelihood(study, b, tau));
        }
        return sum;
    }

    /// The logarithm of the integral over u of the binomial at b + tau u times the normal density.
    private Jet logLikelihood(Study study, Jet b, Jet tau) {
        double x = study.events();
        double n = study.trials();
        Jet mode = Jet.of(mode(x, n, b.value(), tau.value()));
        for (int i = 0; i < 2; i++) {
            Jet p = b.plus(tau.times(mode)).logistic();
            Jet slope = tau.times(p.times(-n).plus(x)).minus(mode);
            mode = mode.plus(slope.over(precision(n, tau, p)));
        }
        Jet p = b.plus(tau.times(mode)).logistic();
        Jet logScale = precision(n, tau, p).times(0.5).log().times(-0.5);
        Jet scale = logScale.exp();
        Jet[] terms = new Jet[rule.count()];
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < terms.length; j++) {
            double z = rule.node(j);
            Jet u = mode.plus(scale.times(z));
            Jet logit = b.plus(tau.times(u));
            terms[j] = logit.times(x).minus(logit.softplus().times(n))
                    .minus(u.times(u).times(0.5))
                    .plus(z * z + rule.logWeight(j));
            most = Math.max(most, terms[j].value());
        }
        Jet sum = Jet.of(0);
        for (Jet term : terms) {
            sum = sum.plus(term.plus(-most).exp());
        }
        return sum.log().plus(most - 0.5 * Math.log(2 * Math.PI)).plus(logScale);
    }

    /// Less the second derivative of the exponent by u.
    private static Jet precision(double n, Jet tau, Jet p) {
        return tau.times(tau).times(p.minus(p.times(p))).times(n).plus(1);
    }

    /// The u at which binomial times normal is highest. The slope of the exponent falls with u, so
    /// Newton's method is kept inside a bracket; left alone it can go round in circles.
    private static double mode(double x, double n, double b, double tau) {
        double low = tau * (x - n);
        double high = tau * x;
        double u = Math.clamp(0.0, low, high);
        for (int i = 0; i < MOST_STEPS; i++) {
            double p = Scale.inverseLogit(b + tau * u);
            double slope = tau * (x - n * p) - u;
            if (slope > 0) {
                low = u;
            } else {
                high = u;
            }
            double next = u + slope / (1 + tau * tau * n * p * (1 - p));
            if (!(next >= low && next <= high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - u) <= 1e-15 * Math.max(1, Math.abs(u))) {
                return next;
            }
            u = next;
        }
        return u;
    }
}
