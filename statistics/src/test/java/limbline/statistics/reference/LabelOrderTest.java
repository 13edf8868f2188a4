package limbline.statistics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// [LabelOrder] against `sort` of R 4.2.2 in the locale C.UTF-8, which sorts by ICU.
class LabelOrderTest {

    @Test
    void textsStandInTheOrderOfR() {
        List<String> byR = List.of("10", "9x", "a 1", "a_1", "a-1", "a.1", "a/b", "a+b", "a<b", "a1",
                "A1", "aa", "ab", "Ab", "AB", "b", "B", "m", "m10", "m2", "M2", "z", "Z");
        long seed = 20261125;
        List<String> mixed = new ArrayList<>(byR);
        Collections.shuffle(mixed, new Random(seed));
        mixed.sort(new LabelOrder());
        assertThat(mixed).as("seed %s", seed).isEqualTo(byR);
    }

    @Test
    void whatIsNoAsciiComesLast() {
        assertThat(new LabelOrder().compare("é", "z")).isPositive();
        assertThat(new LabelOrder().compare("z", "z")).isZero();
    }
}
