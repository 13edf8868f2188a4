package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import limbline.app.page.BadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The points of view that an address can name.
class PointOfViewTest {

    @Test
    void aRecordedDayMeansItsEndAndAMomentItself() {
        assertThat(recorded("2026-11-23").asOf().recorded())
                .isEqualTo(Optional.of(Instant.parse("2026-11-23T23:59:59.999999999Z")));
        assertThat(recorded("2026-11-23T08:15:00Z").asOf().recorded())
                .isEqualTo(Optional.of(Instant.parse("2026-11-23T08:15:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1849-12-31", "2201-01-01", "1849-12-31T23:59:59Z",
        "2201-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z", "T", "2026-02-30"})
    void whatNoRecordReachesIsABadRequest(String given) {
        assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> recorded(given).asOf())
                .withMessageStartingWith("recorded: ");
    }

    private static PointOfView recorded(String given) {
        return new PointOfView("", given, ZoneOffset.UTC);
    }
}
