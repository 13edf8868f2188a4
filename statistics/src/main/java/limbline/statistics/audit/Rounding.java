package limbline.statistics.audit;

/// How a percentage was brought to its decimals. All are decided in whole numbers: 100 k / n is
/// never divided out.
public enum Rounding {

    /// Halves up: what people do, and Excel and SAS.
    HALF_UP("halves rounded up") {
        @Override
        Counts counts(long v, long s, long n) {
            return between(2 * v - 1, true, 2 * v + 1, false, 2 * s, n);
        }
    },

    /// Halves to the even digit: IEEE 754, R, Python.
    HALF_EVEN("halves rounded to even") {
        @Override
        Counts counts(long v, long s, long n) {
            boolean even = v % 2 == 0;
            return between(2 * v - 1, even, 2 * v + 1, even, 2 * s, n);
        }
    },

    /// Halves down.
    HALF_DOWN("halves rounded down") {
        @Override
        Counts counts(long v, long s, long n) {
            return between(2 * v - 1, false, 2 * v + 1, true, 2 * s, n);
        }
    },

    /// Cut off.
    TRUNCATE("decimals cut off") {
        @Override
        Counts counts(long v, long s, long n) {
            return between(v, true, v + 1, false, s, n);
        }
    },

    /// Always up.
    CEILING("always rounded up") {
        @Override
        Counts counts(long v, long s, long n) {
            return between(v - 1, false, v, true, s, n);
        }
    };

    private final String words;

    Rounding(String words) {
        this.words = words;
    }

    /// What a reader is told of it.
    public String words() {
        return words;
    }

    /// The counts k of `denominator` whose percentage prints so by this rule.
    ///
    /// @param denominator from 1 to 10⁸
    public Counts counts(Percentage printed, int denominator) {
        Counts all = counts(printed.units(), printed.whole(), denominator);
        return new Counts(Math.max(0, all.first()), Math.min(denominator, all.last()));
    }

    /// @param v the printed units
    /// @param s the units of the whole
    abstract Counts counts(long v, long s, long n);

    /// The k with low n <= k s <= high n, each bound with or without equality.
    private static Counts between(
            long low, boolean lowIncluded, long high, boolean highIncluded, long s, long n) {
        long first = lowIncluded ? Math.ceilDiv(low * n, s) : Math.floorDiv(low * n, s) + 1;
        long last = highIncluded ? Math.floorDiv(high * n, s) : Math.ceilDiv(high * n, s) - 1;
        return new Counts(Math.clamp(first, -1, Integer.MAX_VALUE),
                Math.clamp(last, -1, Integer.MAX_VALUE));
    }
}
