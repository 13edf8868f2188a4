package limbline.statistics.pooling;

/// A value with its first and second derivatives by two variables, so that a likelihood is
/// differentiated by computing it: exact derivatives without a formula to get wrong. A. Griewank,
/// A. Walther, Evaluating Derivatives (2008), doi:10.1137/1.9780898717761, chapter 13.
///
/// @param b derivative by the first variable
/// @param s by the second
record Jet(double value, double b, double s, double bb, double bs, double ss) {

    static Jet of(double value) {
        return new Jet(value, 0, 0, 0, 0, 0);
    }

    static Jet first(double value) {
        return new Jet(value, 1, 0, 0, 0, 0);
    }

    static Jet second(double value) {
        return new Jet(value, 0, 1, 0, 0, 0);
    }

    Jet plus(Jet o) {
        return new Jet(value + o.value, b + o.b, s + o.s, bb + o.bb, bs + o.bs, ss + o.ss);
    }

    Jet plus(double o) {
        return new Jet(value + o, b, s, bb, bs, ss);
    }

    Jet minus(Jet o) {
        return plus(o.times(-1));
    }

    Jet times(double o) {
        return new Jet(value * o, b * o, s * o, bb * o, bs * o, ss * o);
    }

    Jet times(Jet o) {
        return new Jet(value * o.value,
                b * o.value + value * o.b,
                s * o.value + value * o.s,
                bb * o.value + 2 * b * o.b + value * o.bb,
                bs * o.value + b * o.s + s * o.b + value * o.bs,
                ss * o.value + 2 * s * o.s + value * o.ss);
    }

    Jet over(Jet o) {
        double r = 1 / o.value;
        return times(o.apply(r, -r * r, 2 * r * r * r));
    }

    Jet exp() {
        double e = Math.exp(value);
        return apply(e, e, e);
    }

    Jet log() {
        return apply(Math.log(value), 1 / value, -1 / (value * value));
    }

    /// 1 / (1 + e^-x).
    Jet logistic() {
        double p = Scale.inverseLogit(value);
        return apply(p, p * (1 - p), p * (1 - p) * (1 - 2 * p));
    }

    /// log(1 + e^x).
    Jet softplus() {
        double p = Scale.inverseLogit(value);
        double plus = Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
        return apply(plus, p, p * (1 - p));
    }

    /// f of this, given f, f' and f'' at its value.
    private Jet apply(double f, double first, double second) {
        return new Jet(f, first * b, first * s,
                first * bb + second * b * b,
                first * bs + second * b * s,
                first * ss + second * s * s);
    }
}
