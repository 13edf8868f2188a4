package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SortedTest {

    @Test
    void aSetIsReadInTheOrderOfWhatItHoldsAndChangesWithNobody() {
        Set<String> from = new HashSet<>(List.of("regional", "distant", "local", "in-field"));
        Set<String> sorted = Sorted.copyOf(from);
        from.clear();

        assertThat(sorted).containsExactly("distant", "in-field", "local", "regional")
                .isEqualTo(Set.of("regional", "distant", "local", "in-field"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> sorted.add("other"));
    }
}
