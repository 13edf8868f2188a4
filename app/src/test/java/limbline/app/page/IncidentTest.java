package limbline.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What of a mistake goes to the log.
class IncidentTest {

    @Test
    void theLogSaysWhereAndNotWhatSomebodyTyped() {
        Exception thrown = new IllegalStateException("name: Anna Beispiel is taken",
                new IllegalArgumentException("Anna Beispiel, born 1950-01-01"));

        assertThat(Incident.whereabouts(thrown))
                .contains("java.lang.IllegalStateException")
                .contains("java.lang.IllegalArgumentException")
                .contains("limbline.app.page.IncidentTest.theLogSaysWhereAndNotWhatSomebodyTyped")
                .doesNotContain("Beispiel");
    }
}
