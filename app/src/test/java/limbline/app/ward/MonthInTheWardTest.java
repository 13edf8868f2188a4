package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import limbline.app.protocol.ProtocolFile;
import limbline.app.ward.MonthInTheWard.Tally;
import org.junit.jupiter.api.Test;

/// A simulated month of fifty patients: no limb that goes bad is unseen, and the nights are quiet.
/// `bench/ward/simulation.md` keeps the whole table.
class MonthInTheWardTest {

    @Test
    void noLimbThatGoesBadIsUnseenAndAlertsAreFew() throws Exception {
        long seed = 20261125;
        Tally month = MonthInTheWard.run(
                ProtocolFile.read(Path.of("..", "protocols", "demo-ili.yaml")).ward(), 50, 0.6, seed);

        assertThat(month.bad).as("seed %s", seed).isPositive();
        assertThat(month.unseen).as("seed %s", seed).isEmpty();
        assertThat(month.delays).as("hours to the first alert, seed %s", seed)
                .allMatch(delay -> delay.toHours() < 13);
        assertThat(month.all() / month.patientDays).as("alerts per patient-day, seed %s", seed)
                .isLessThan(1.0);
    }
}
