package limbline.statistics;

/// Running products and sums along a block. A step waits for the one before it, so four stretches
/// of the block run side by side, and each then takes in what those before it came to. How a
/// block is cut depends on its length alone, and so do the digits; a short one is gone through step
/// by step, as one would by hand.
final class Running {

    /// Fewer steps are gone through one by one.
    private static final int SHORT = 96;

    private Running() {}

    /// Replaces each factor by the product of `from` and all factors up to it.
    ///
    /// @return the last
    static double products(double[] x, int length, double from) {
        return products(x, length, from, SHORT);
    }

    /// @param few fewer steps are gone through one by one
    static double products(double[] x, int length, double from, int few) {
        if (length < few) {
            double product = from;
            for (int k = 0; k < length; k++) {
                product *= x[k];
                x[k] = product;
            }
            return product;
        }
        int quarter = length / 4;
        double a = from;
        double b = 1;
        double c = 1;
        double d = 1;
        for (int k = 0; k < quarter; k++) {
            a *= x[k];
            b *= x[quarter + k];
            c *= x[2 * quarter + k];
            d *= x[3 * quarter + k];
            x[k] = a;
            x[quarter + k] = b;
            x[2 * quarter + k] = c;
            x[3 * quarter + k] = d;
        }
        for (int k = 4 * quarter; k < length; k++) {
            d *= x[k];
            x[k] = d;
        }
        b *= a;
        c *= b;
        for (int k = quarter; k < 2 * quarter; k++) {
            x[k] *= a;
        }
        for (int k = 2 * quarter; k < 3 * quarter; k++) {
            x[k] *= b;
        }
        for (int k = 3 * quarter; k < length; k++) {
            x[k] *= c;
        }
        return c * d;
    }

    /// Replaces each summand by the sum of `from` and all summands up to it.
    ///
    /// @return the last
    static double sums(double[] x, int length, double from) {
        return sums(x, length, from, SHORT);
    }

    /// @param few fewer steps are gone through one by one
    static double sums(double[] x, int length, double from, int few) {
        if (length < few) {
            double sum = from;
            for (int k = 0; k < length; k++) {
                sum += x[k];
                x[k] = sum;
            }
            return sum;
        }
        int quarter = length / 4;
        double a = from;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int k = 0; k < quarter; k++) {
            a += x[k];
            b += x[quarter + k];
            c += x[2 * quarter + k];
            d += x[3 * quarter + k];
            x[k] = a;
            x[quarter + k] = b;
            x[2 * quarter + k] = c;
            x[3 * quarter + k] = d;
        }
        for (int k = 4 * quarter; k < length; k++) {
            d += x[k];
            x[k] = d;
        }
        b += a;
        c += b;
        for (int k = quarter; k < 2 * quarter; k++) {
            x[k] += a;
        }
        for (int k = 2 * quarter; k < 3 * quarter; k++) {
            x[k] += b;
        }
        for (int k = 3 * quarter; k < length; k++) {
            x[k] += c;
        }
        return c + d;
    }

    /// The same of two columns at once, step by step: neither waits for the other.
    static void sums(double[] x, double[] y, int length, double fromX, double fromY) {
        double ofX = fromX;
        double ofY = fromY;
        for (int k = 0; k < length; k++) {
            ofX += x[k];
            ofY += y[k];
            x[k] = ofX;
            y[k] = ofY;
        }
    }

    /// The product of so many.
    static double product(double[] x, int length) {
        double a = 1;
        double b = 1;
        double c = 1;
        double d = 1;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            a *= x[k];
            b *= x[k + 1];
            c *= x[k + 2];
            d *= x[k + 3];
        }
        for (; k < length; k++) {
            a *= x[k];
        }
        return (a * b) * (c * d);
    }

    /// The sum of so many.
    static double sum(double[] x, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            a += x[k];
            b += x[k + 1];
            c += x[k + 2];
            d += x[k + 3];
        }
        for (; k < length; k++) {
            a += x[k];
        }
        return (a + b) + (c + d);
    }
}
