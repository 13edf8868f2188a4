package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Derivatives that are known in closed form, at b = 3 and s = 2.
class JetTest {

    private final Jet b = Jet.first(3);
    private final Jet s = Jet.second(2);

    @Test
    void sumsAndMultiplesAreLinear() {
        assertThat(Jet.of(7)).isEqualTo(new Jet(7, 0, 0, 0, 0, 0));
        assertThat(b.plus(s.times(4))).isEqualTo(new Jet(11, 1, 4, 0, 0, 0));
        assertThat(b.minus(s).plus(5)).isEqualTo(new Jet(6, 1, -1, 0, 0, 0));
        assertThat(new Jet(1, 2, 3, 4, 5, 6).times(2)).isEqualTo(new Jet(2, 4, 6, 8, 10, 12));
        assertThat(new Jet(1, 2, 3, 4, 5, 6).plus(new Jet(10, 20, 30, 40, 50, 60)))
                .isEqualTo(new Jet(11, 22, 33, 44, 55, 66));
    }

    /// b² s³: by b 2 b s³, by s 3 b² s².
    @Test
    void productsFollowLeibniz() {
        assertThat(b.times(b).times(s.times(s).times(s)))
                .isEqualTo(new Jet(72, 48, 108, 16, 72, 108));
    }

    /// b / s: by b 1/s, by s -b/s². And 1 / (b s), whose divisor depends on both.
    @Test
    void quotientsHaveTheirClosedForm() {
        near(b.over(s), new Jet(1.5, 0.5, -0.75, 0, -0.25, 0.75));
        near(Jet.of(1).over(b.times(s)), new Jet(1 / 6.0, -1 / 18.0, -1 / 12.0,
                2 / 54.0, 1 / 36.0, 2 / 24.0));
    }

    /// Of b s: f' times (s, b), and f'' times (s², b s, b²) with f' once more for the mixed one.
    @Test
    void functionsFollowTheChainRule() {
        Jet product = b.times(s).times(0.1);
        double e = Math.exp(0.6);
        double p = e / (1 + e);
        near(product.exp(), chain(e, e, e));
        near(product.log(), chain(Math.log(0.6), 1 / 0.6, -1 / 0.36));
        near(product.logistic(), chain(p, p * (1 - p), p * (1 - p) * (1 - 2 * p)));
        near(product.softplus(), chain(Math.log(1 + e), p, p * (1 - p)));
    }

    @Test
    void softplusIsTheArgumentWhereTheExponentialWouldOverflow() {
        assertThat(Jet.first(800).softplus()).isEqualTo(new Jet(800, 1, 0, 0, 0, 0));
        assertThat(Jet.first(-800).softplus()).isEqualTo(new Jet(0, 0, 0, 0, 0, 0));
    }

    private static Jet chain(double f, double first, double second) {
        return new Jet(f, 0.2 * first, 0.3 * first, 0.04 * second, 0.1 * first + 0.06 * second,
                0.09 * second);
    }

    private static void near(Jet found, Jet expected) {
        double[] ours = all(found);
        double[] theirs = all(expected);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("%s, not %s", found, expected)
                    .isEqualTo(theirs[i], within(1e-15));
        }
    }

    private static double[] all(Jet jet) {
        return new double[] {jet.value(), jet.b(), jet.s(), jet.bb(), jet.bs(), jet.ss()};
    }
}
