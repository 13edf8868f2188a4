package limbline.statistics.pooling;

import limbline.statistics.Check;

/// The nodes and weights of Gauss-Hermite quadrature, weight function exp(-x²).
///
/// Nodes by Newton's method on the orthonormal Hermite functions, from zeros interlacing those of
/// one order less; weights from the recurrence: G. H. Golub, J. H. Welsch, Math. Comp. 23 (1969),
/// doi:10.1090/S0025-5718-69-99647-1. Relative error of both below 1e-13.
final class Hermite {

    private static final int MOST_NODES = 101;

    private final double[] nodes;
    private final double[] logWeights;

    private Hermite(double[] nodes, double[] logWeights) {
        this.nodes = nodes;
        this.logWeights = logWeights;
    }

    int count() {
        return nodes.length;
    }

    /// Ascending.
    double node(int i) {
        return nodes[i];
    }

    double logWeight(int i) {
        return logWeights[i];
    }

    static Hermite of(int count) {
        Check.that(count >= 1 && count <= MOST_NODES, "nodes %d not in [1, %d]",
                count, MOST_NODES);
        double[] zeros = {};
        for (int order = 1; order <= count; order++) {
            double[] next = new double[order];
            double edge = Math.sqrt(2.0 * order + 1);
            for (int i = 0; i < order; i++) {
                double from = i == 0 ? -edge : zeros[i - 1];
                double to = i == order - 1 ? edge : zeros[i];
                next[i] = zero(order, from, to);
            }
            zeros = next;
        }
        double[] logWeights = new double[count];
        for (int i = 0; i < count; i++) {
            // With orthonormal functions h the weight is e^(-x²) / (n h(n-1)²).
            double before = function(count - 1, zeros[i]);
            logWeights[i] = -zeros[i] * zeros[i] - Math.log(count * before * before);
        }
        return new Hermite(zeros, logWeights);
    }

    /// Between two points where the function's signs differ.
    private static double zero(int order, double from, double to) {
        double low = from;
        double high = to;
        boolean rises = function(order, to) > 0;
        double x = (from + to) / 2;
        for (int i = 0; i < 200; i++) {
            double value = function(order, x);
            if (value == 0) {
                return x;
            }
            if (value > 0 == rises) {
                high = x;
            } else {
                low = x;
            }
            double slope = Math.sqrt(2.0 * order) * function(order - 1, x) - x * value;
            double next = x - value / slope;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - x) <= 1e-16 * Math.abs(x) || high - low < 1e-300) {
                return next;
            }
            x = next;
        }
        return x;
    }

    /// The orthonormal Hermite function of an order: its polynomial times e^(-x²/2).
    private static double function(int order, double x) {
        double before = 0;
        double value = Math.exp(-x * x / 2) / Math.pow(Math.PI, 0.25);
        for (int k = 0; k < order; k++) {
            double next = Math.sqrt(2.0 / (k + 1)) * x * value
                    - Math.sqrt(k / (k + 1.0)) * before;
            before = value;
            value = next;
        }
        return value;
    }
}
