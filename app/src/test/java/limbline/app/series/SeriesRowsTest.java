package limbline.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.CauseOfDeath;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.series.Cohort;
import limbline.series.Series;
import limbline.series.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The projection that series are counted from, against the fold of the journal.
class SeriesRowsTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Cohort ALL = new Cohort("all", List.of(), List.of());

    private final String centre = "C-" + UUID.randomUUID();
    private final CourseDesk courses = new CourseDesk(
            new Journal(fresh.database()), InstantSource.system(), ZoneOffset.UTC);
    private final SeriesDesk desk = another();

    @BeforeEach
    void openACentre() {
        new Centres(fresh.database().sql()).add(new Centre(centre, "A centre", true));
    }

    @Test
    void aChangeIsTakenInAndGivesTheSameAsReadingEverythingAnew() {
        for (String patient : List.of("P-1", "P-2", "P-5")) {
            append(patient, 0, infused(), "2020-01-01");
            append(patient, 1, new LastSeen(Finding.notStated()), "2020-06-01");
        }
        assertThat(said(desk)).isEqualTo(said(another()));

        append("P-2", 2, infused(), "2020-07-01"); // one more infusion in the middle
        append("P-3", 0, infused(), "2020-01-01"); // one more patient in the middle
        append("P-9", 0, infused(), "2020-01-01"); // and at the end
        append("P-5", 2, new Died(Finding.known(CauseOfDeath.OF_DISEASE)), "2021-01-01");

        assertThat(said(desk)).isEqualTo(said(another())).contains("infusions=6");
    }

    @Test
    void aSeriesThatWasAskedBeforeAChangeStaysAsItWas() {
        append("P-1", 0, infused(), "2020-01-01");
        Series before = desk.run(ALL, centre, AsOf.NOW);
        append("P-1", 1, infused(), "2020-07-01");
        desk.run(ALL, centre, AsOf.NOW);

        assertThat(before.members(Unit.Infusions.UNIT)).hasSize(1);
        assertThat(desk.run(ALL, centre, AsOf.NOW).members(Unit.Infusions.UNIT)).hasSize(2);
    }

    @Test
    void rebuildingPutsRightWhatDiffersFromTheFold() {
        for (String patient : List.of("P-1", "P-2", "P-3")) {
            append(patient, 0, infused(), "2020-01-01");
        }
        String before = said(another());
        assertThat(desk.rows().rebuild(centre)).isZero();
        fresh.asOwner("update series_row set packed = '' where patient = 'P-1' and centre = '"
                + centre + "'");
        fresh.asOwner("delete from series_row where patient = 'P-2' and centre = '" + centre + "'");
        fresh.asOwner("insert into series_row (centre, patient, packed) values ('" + centre
                + "', 'P-9', '')");
        assertThatIllegalStateException().isThrownBy(() -> said(another())).withMessage(
                "the rows of " + centre + "/P-1 in a series are not what this program keeps;"
                        + " journal rebuild mends it");

        assertThat(desk.rows().rebuild(centre)).isEqualTo(3);
        assertThat(said(another())).isEqualTo(before);
        assertThat(desk.rows().rebuild(centre)).isZero();
    }

    @Test
    void rowsThatAnotherVersionOfTheProgramPackedAreFoldedAnew() {
        append("P-1", 0, infused(), "2020-01-01");
        String before = said(desk);
        fresh.asOwner("update series_row set packed = '\\x0000000100'");
        fresh.asOwner("update series_followed set layout = 1");

        assertThat(said(another())).isEqualTo(before);
        assertThat(said(desk)).isEqualTo(before);
    }

    private static SeriesDesk another() {
        return new SeriesDesk(fresh.database().dataSource(), new CourseDesk(
                new Journal(fresh.database()), InstantSource.system(), ZoneOffset.UTC));
    }

    private String said(SeriesDesk from) {
        return SeriesJson.of(new Definition(ALL, 1, centre, "anna"),
                Withheld.of(from.run(ALL, centre, AsOf.NOW), 0), AsOf.NOW).toString();
    }

    private static Event infused() {
        return new Infused(Limb.of(Side.LEFT, Extremity.ARM), Modality.ILI, List.of(), List.of(),
                Finding.notStated());
    }

    private void append(String patient, int position, Event event, String date) {
        courses.append(new PatientKey(centre, new PatientId(patient)), position, UUID.randomUUID(),
                "author", List.of(new Draft(new EventId(UUID.randomUUID()), event, When.on(date),
                        "", PartialDate.parse(date), "a letter", Optional.empty())));
    }
}
