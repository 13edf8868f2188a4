package limbline.ward;

import static org.assertj.core.api.Assertions.assertThat;

import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.Transferred;
import limbline.measure.Finding;
import org.junit.jupiter.api.Test;

class BedTest {

    private static final Bed NOWHERE = new Bed(false, Finding.notStated());

    @Test
    void aPatientLiesWhereItWasSaidLastUntilTheDischarge() {
        Stay stay = new Stay();
        assertThat(Bed.of(stay.course())).isEqualTo(NOWHERE);

        stay.at("1 08:00", new Admitted(Finding.known("ward 4")));
        assertThat(Bed.of(stay.course())).isEqualTo(new Bed(true, Finding.known("ward 4")));
        stay.at("3 08:00", new Transferred(Finding.known("ward 9 12 B")));
        stay.late("2 08:00", "3 09:00", new Transferred(Finding.known("ward 6")));
        assertThat(Bed.of(stay.course())).isEqualTo(new Bed(true, Finding.known("ward 9 12 B")));
        stay.at("4 08:00", new Transferred(Finding.notStated()));
        assertThat(Bed.of(stay.course())).isEqualTo(new Bed(true, Finding.notStated()));

        stay.at("5 08:00", new Discharged(Finding.notStated()));
        assertThat(Bed.of(stay.course())).isEqualTo(NOWHERE);
    }
}
