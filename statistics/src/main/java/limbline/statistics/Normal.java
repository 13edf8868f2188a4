package limbline.statistics;

/// The standard normal distribution.
///
/// Tails: the rational approximations of W. J. Cody, Rational Chebyshev approximations for the
/// error function, Math. Comp. 23 (1969), doi:10.1090/S0025-5718-1969-0247736-4, with the exponent
/// -z²/2 carried to 32 digits. Relative error below 2e-15, tails down to 1e-307 included; below
/// that the doubles themselves thin out.
///
/// Quantiles: M. J. Wichura, Algorithm AS 241, Appl. Statist. 37 (1988), doi:10.2307/2347330;
/// relative error below 2e-15. R's `pnorm` and `qnorm` stand on the same two papers.
public final class Normal {

    private static final double SQRT_2_PI = 2.5066282746310007;
    private static final double ONE_OVER_SQRT_2_PI = 0.3989422804014327;

    /// Below this |z| the first of Cody's three approximations holds: the normal upper quartile.
    private static final double NEAR = 0.67448975;
    private static final double MIDDLE = Math.sqrt(32);

    private static final double[] NEAR_TOP = {
        0.06568233791820745, 2.2352520354606837, 161.02823106855587,
        1067.6894854603709, 18154.98125334356
    };
    private static final double[] NEAR_BOTTOM = {
        1, 47.202581904688245, 976.0985517377767, 10260.932208618979,
        45507.78933502673
    };
    private static final double[] MIDDLE_TOP = {
        1.0765576773720192e-08, 0.39894151208813466, 8.883149794388377,
        93.50665613217785, 597.2702763948002, 2494.5375852903726,
        6848.190450536283, 11602.65143764735, 9842.714838383978
    };
    private static final double[] MIDDLE_BOTTOM = {
        1, 22.266688044328117, 235.387901782625, 1519.3775994075547,
        6485.558298266761, 18615.571640885097, 34900.95272114598,
        38912.00328609327, 19685.429676859992
    };
    private static final double[] FAR_TOP = {
        0.023073441764940174, 0.215898534057957, 0.12740116116024736,
        0.022235277870649807, 0.0014216191932278934, 2.9112874951168793e-05
    };
    private static final double[] FAR_BOTTOM = {
        1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856,
        0.0037823963320275824, 7.297515550839662e-05
    };

    private static final double[] CENTRE_TOP = {
        2509.0809287301227, 33430.57558358813, 67265.7709270087,
        45921.95393154987, 13731.69376550946, 1971.5909503065513,
        133.14166789178438, 3.3871328727963665
    };
    private static final double[] CENTRE_BOTTOM = {
        5226.495278852854, 28729.085735721943, 39307.89580009271,
        21213.794301586597, 5394.196021424751, 687.1870074920579,
        42.31333070160091, 1
    };
    private static final double[] SHOULDER_TOP = {
        0.0007745450142783414, 0.022723844989269184, 0.2417807251774506,
        1.2704582524523684, 3.6478483247632045, 5.769497221460691,
        4.630337846156546, 1.4234371107496835
    };
    private static final double[] SHOULDER_BOTTOM = {
        1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457,
        0.14810397642748008, 0.6897673349851, 1.6763848301838038,
        2.053191626637759, 1
    };
    private static final double[] TAIL_TOP = {
        2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784,
        0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
        5.463784911164114, 6.657904643501103
    };
    private static final double[] TAIL_BOTTOM = {
        2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05,
        0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
        0.599832206555888, 1
    };

    private Normal() {}

    /// P(Z <= z).
    public static double lower(double z) {
        return upper(-z);
    }

    /// P(Z > z), to full relative accuracy however small.
    public static double upper(double z) {
        double distance = Math.abs(z);
        if (distance <= NEAR) {
            double square = z * z;
            return 0.5 - z * polynomial(NEAR_TOP, square) / polynomial(NEAR_BOTTOM, square);
        }
        double tail = Wide.product(distance, -distance / 2).exp() * scaledTail(distance);
        return z > 0 ? tail : 1 - tail;
    }

    /// P(|Z| > |z|): the two-sided p-value.
    public static double twoSided(double z) {
        return 2 * upper(Math.abs(z));
    }

    /// log P(Z > z), also where the probability itself is below the smallest double.
    public static double logUpper(double z) {
        if (z < NEAR) {
            return Math.log1p(-lower(z));
        }
        Wide exponent = Wide.product(z, -z / 2);
        return exponent.plus(Math.log(scaledTail(z))).value();
    }

    /// The density at z, e^(-z²/2) / √(2π).
    public static double density(double z) {
        return Wide.product(z, -z / 2).exp() / SQRT_2_PI;
    }

    /// The z with P(Z <= z) = `probability`.
    ///
    /// @param probability from 0 to 1; 0 and 1 give the infinities
    public static double quantile(double probability) {
        Check.that(probability >= 0 && probability <= 1,
                "a probability of %s is not in [0, 1]", probability);
        double fromCentre = probability - 0.5;
        if (Math.abs(fromCentre) <= 0.425) {
            double r = 0.180625 - fromCentre * fromCentre;
            return fromCentre * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
        }
        return fromCentre < 0
                ? -tailQuantile(probability)
                : tailQuantile(1 - probability);
    }

    /// The z with P(Z > z) = `probability`, exact also where 1 - `probability` is not a double.
    public static double upperQuantile(double probability) {
        return 0 - quantile(probability);
    }

    private static double tailQuantile(double tail) {
        if (tail == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double root = Math.sqrt(-Math.log(tail));
        return root <= 5
                ? polynomial(SHOULDER_TOP, root - 1.6) / polynomial(SHOULDER_BOTTOM, root - 1.6)
                : polynomial(TAIL_TOP, root - 5) / polynomial(TAIL_BOTTOM, root - 5);
    }

    /// P(Z > z) times e to the power z²/2, for z above [#NEAR].
    private static double scaledTail(double z) {
        if (z < MIDDLE) {
            return polynomial(MIDDLE_TOP, z) / polynomial(MIDDLE_BOTTOM, z);
        }
        double r = 1 / (z * z);
        double correction = r * polynomial(FAR_TOP, r) / polynomial(FAR_BOTTOM, r);
        return (ONE_OVER_SQRT_2_PI - correction) / z;
    }

    /// Horner's rule, highest power first.
    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
