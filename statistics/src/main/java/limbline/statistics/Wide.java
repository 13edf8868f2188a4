package limbline.statistics;

/// A number as an unevaluated sum of two doubles, about 32 digits.
///
/// For exponents only: a tail probability of 1e-300 is the exponential of -690, and an exponent
/// known to 16 digits would leave 13 in the probability. Dekker, A floating-point technique for
/// extending the available precision, Numer. Math. 18 (1971), doi:10.1007/BF01397083.
///
/// @param high the nearest double
/// @param low what is left, at most half a unit in the last place of `high`
record Wide(double high, double low) {

    static final Wide ZERO = new Wide(0, 0);

    /// log(i/16) at i, for the reciprocals by which [#log] brings its argument near 1.
    private static final Wide[] LOG_OF_SIXTEENTHS = new Wide[24];

    private static final Wide LOG_2 = logNearOne(of(2));

    static {
        for (int i = 11; i < LOG_OF_SIXTEENTHS.length; i++) {
            LOG_OF_SIXTEENTHS[i] = logNearOne(of(i / 16.0));
        }
    }

    static Wide of(double value) {
        return new Wide(value, 0);
    }

    static Wide sum(double a, double b) {
        double high = a + b;
        double part = high - a;
        return new Wide(high, (a - (high - part)) + (b - part));
    }

    static Wide product(double a, double b) {
        double high = a * b;
        return new Wide(high, Math.fma(a, b, -high));
    }

    Wide plus(Wide other) {
        Wide sum = sum(high, other.high);
        Wide rest = sum(low, other.low);
        Wide first = normal(sum.high, sum.low + rest.high);
        return normal(first.high, first.low + rest.low);
    }

    Wide minus(Wide other) {
        return plus(new Wide(-other.high, -other.low));
    }

    Wide plus(double other) {
        return plus(of(other));
    }

    Wide times(double factor) {
        Wide product = product(high, factor);
        return normal(product.high, product.low + low * factor);
    }

    Wide times(Wide other) {
        Wide product = product(high, other.high);
        return normal(product.high, product.low + (high * other.low + low * other.high));
    }

    Wide over(Wide divisor) {
        double first = high / divisor.high;
        Wide rest = minus(divisor.times(first));
        double second = rest.high / divisor.high;
        double third = rest.minus(divisor.times(second)).high / divisor.high;
        return normal(first, second).plus(third);
    }

    double value() {
        return high + low;
    }

    /// e to this power, as a double: relative error below 2.3e-16.
    double exp() {
        double power = Math.exp(high);
        return power == 0 || Double.isInfinite(power) ? power : power + power * low;
    }

    static Wide log(double x) {
        return of(x).log();
    }

    /// The natural logarithm, to about 1e-31 relative.
    Wide log() {
        if (!(high > 0) || Double.isInfinite(high)) {
            return of(Math.log(high));
        }
        int exponent = Math.getExponent(high);
        if (exponent < Double.MIN_EXPONENT) {
            double up = 0x1p200;
            return new Wide(high * up, low * up).log().minus(LOG_2.times(200));
        }
        double scale = Math.scalb(1.0, -exponent);
        Wide mantissa = exponent > 1022
                ? new Wide(Math.scalb(high, -exponent), Math.scalb(low, -exponent))
                : new Wide(high * scale, low * scale);
        if (mantissa.high > 1.4) {
            mantissa = new Wide(mantissa.high / 2, mantissa.low / 2);
            exponent++;
        }
        int sixteenths = (int) Math.rint(16 / mantissa.high);
        return logNearOne(mantissa.times(sixteenths / 16.0))
                .minus(LOG_OF_SIXTEENTHS[sixteenths])
                .plus(LOG_2.times(exponent));
    }

    /// log x = 2 artanh((x - 1) / (x + 1)), by the power series; x from 1/2 to 2.
    private static Wide logNearOne(Wide x) {
        Wide t = x.plus(-1).over(x.plus(1));
        Wide square = t.times(t);
        Wide power = t;
        Wide sum = t;
        for (int odd = 3; Math.abs(power.high) > 1e-34; odd += 2) {
            power = power.times(square);
            sum = sum.plus(power.over(of(odd)));
        }
        return new Wide(2 * sum.high, 2 * sum.low);
    }

    private static Wide normal(double high, double low) {
        double sum = high + low;
        return new Wide(sum, low - (sum - high));
    }
}
