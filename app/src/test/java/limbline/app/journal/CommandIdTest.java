package limbline.app.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandIdTest {

    @Test
    void beginsWithTheTimeAndIsOtherwiseRandom() {
        long before = System.currentTimeMillis();
        List<UUID> ids = Stream.generate(CommandId::fresh).limit(10_000).toList();
        long after = System.currentTimeMillis();

        assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        });
    }
}
