package limbline.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A division of a handful of patients, where a group may never have been at risk of an event.
class SubgroupsTest {

    @Test
    void whereNoTwoGroupsWereAtRiskThereIsNoTestAndANote() {
        // b left on day 5, before the only event, on day 10.
        Subgroups<Unit.Patients> found = divided(new int[] {1, 0, 0}, new int[] {10, 20, 5});

        assertThat(found.logRank()).isEmpty();
        assertThat(found.groups()).extracting(Subgroups.Group::value).containsExactly("a", "b");
        assertThat(found.notes()).contains("No log-rank test: there is nothing to compare: fewer "
                + "than two groups were at risk of an event.");
    }

    @Test
    void whereBothWereAtRiskThereIsATest() {
        Subgroups<Unit.Patients> found = divided(new int[] {1, 0, 0}, new int[] {10, 20, 15});

        // One event among 2 of a and 1 of b: chi-squared (1 - 2/3)^2 / (2/9) = 0.5, p 0.4795.
        assertThat(found.logRank().orElseThrow()).isBetween(0.4794, 0.4796);
        assertThat(found.notes()).noneMatch(note -> note.startsWith("No log-rank test"));
    }

    private static Subgroups<Unit.Patients> divided(int[] status, int[] days) {
        Endpoint<Unit.Patients> survival = PatientTimes.OVERALL_SURVIVAL;
        Times<Unit.Patients> times = new Times<>(survival, (Endpoint.Kind.Times) survival.kind(),
                status, days, days, days, new int[] {0, 1, 2}, Map.of());
        return Subgroups.of(times, Fact.HISTOLOGY, List.of("a", "a", "b")).orElseThrow();
    }
}
