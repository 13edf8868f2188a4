package limbline.app.followup;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import limbline.app.board.BoardListed;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.Worklist;
import limbline.app.database.FreshDatabase;
import limbline.app.followup.ClinicList.Row;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.series.Rebuilding;
import limbline.app.series.SeriesRows;
import limbline.course.AsOf;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.Discharged;
import limbline.followup.Appointment.State;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The clinic's list against the journal, the plans and the calendar it is made from.
class ClinicListTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Event INFUSED = new Infused(
            Limb.of(Side.LEFT, Extremity.ARM), Modality.ILI, List.of(), List.of(), notStated());
    private static final Event SEEN = new LastSeen(notStated());

    private final String centre = "C-" + UUID.randomUUID();

    @BeforeEach
    void openACentre() throws IOException {
        new Centres(fresh.database().sql()).add(new Centre(centre, "A centre", true));
        sign(1, Files.readString(Path.of("..", "protocols", "demo-ili.yaml")));
    }

    @Test
    void theStateFollowsTheCalendarWithoutAnythingNewOnRecord() {
        append("P-1", INFUSED, "2026-01-10");
        append("P-1", new Discharged(known("home")), "2026-01-14");

        assertThat(state("2026-01-16")).contains(State.LATER);
        assertThat(state("2026-01-17")).contains(State.DUE);
        assertThat(state("2026-02-07")).contains(State.DUE);
        assertThat(state("2026-02-08")).contains(State.OVERDUE);
        assertThat(state("2026-07-24")).contains(State.OVERDUE);
        assertThat(state("2026-07-25")).contains(State.LOST);
        append("P-1", SEEN, "2026-07-25");
        assertThat(row("2026-07-25")).satisfies(row -> {
            assertThat(row.next()).isEqualTo("response");
            assertThat(row.seen()).isEqualTo("2026-07-25");
            assertThat(row.state()).contains(State.OVERDUE);
        });
    }

    @Test
    void theMostUrgentStandFirstAndWhoDiedOrWasNeverTreatedIsNotAskedFor() {
        append("P-later", INFUSED, "2026-07-20");
        append("P-lost", INFUSED, "2026-01-10");
        append("P-overdue", INFUSED, "2026-06-20");
        append("P-due", INFUSED, "2026-07-10");
        append("P-referred", new Referred(notStated(), List.of(), notStated()), "2026-07-10");
        append("P-died", INFUSED, "2026-01-10");
        append("P-died", new Died(notStated()), "2026-03-10");
        ClinicList list = listOn("2026-07-25");
        list.follow(centre);

        assertThat(list.sheet(centre, Optional.empty(), 1).rows())
                .extracting(row -> row.patient().value())
                .containsExactly("P-lost", "P-overdue", "P-due", "P-later");
        assertThat(list.sheet(centre, Optional.of(State.DUE), 1).rows())
                .extracting(row -> row.patient().value()).containsExactly("P-due");
        assertThat(list.sheet(centre, Optional.empty(), 99).page()).isEqualTo(1);
    }

    /// What a new version asks for counts from its signature on, also for who was infused before.
    @Test
    void anotherPlanInForceChangesTheList() throws IOException {
        append("P-1", INFUSED, "2026-01-10");
        assertThat(row("2026-01-12").due()).hasToString("Optional[2026-01-24]");

        sign(2, Files.readString(Path.of("..", "protocols", "demo-ili.yaml")).replace(
                "visit-2-weeks: {value: 2,", "visit-2-weeks: {value: 3,"));
        assertThat(row("2026-01-12").due()).hasToString("Optional[2026-01-31]");
    }

    @Test
    void rebuiltItIsWhatItWasAndATamperedRowIsPutRight() {
        append("P-1", INFUSED, "2026-01-10");
        ClinicList list = listOn("2026-01-12");
        list.follow(centre);

        assertThat(rebuild("2026-01-12")).isZero();
        fresh.database().sql().sql("update clinic set due = '2027-01-01' where centre = ?")
                .param(centre).update();
        assertThat(rebuild("2026-01-12")).isEqualTo(1);
        assertThat(row("2026-01-12").due()).hasToString("Optional[2026-01-24]");
    }

    private Optional<State> state(String today) {
        return row(today).state();
    }

    private Row row(String today) {
        ClinicList list = listOn(today);
        list.follow(centre);
        return list.sheet(centre, Optional.empty(), 1).rows().getFirst();
    }

    private void append(String patient, Event event, String date) {
        PatientKey key = new PatientKey(centre, new PatientId(patient));
        CourseDesk desk = desk("2026-07-25");
        Draft draft = new Draft(new EventId(UUID.randomUUID()), event, When.on(date), "",
                PartialDate.parse(date), "a letter", Optional.empty());
        assertThat(desk.append(key, desk.read(key, AsOf.NOW).position(),
                UUID.randomUUID(), "author", List.of(draft))).isInstanceOf(Answer.Recorded.class);
    }

    private void sign(int version, String text) {
        fresh.database().sql().sql("""
                insert into signed_protocol
                    (centre, protocol, version, hash, text, statement, first, second)
                values (?, 'demo-ili', ?, ?, ?, 'for the test', 'one', 'two')
                """).params(centre, version, SignedProtocol.hashOf(text), text).update();
    }

    private static CourseDesk desk(String day) {
        return new CourseDesk(new Journal(fresh.database()), noon(day), ZoneOffset.UTC);
    }

    private int rebuild(String day) {
        DataSource database = fresh.database().dataSource();
        return new Rebuilding(desk(day), new Worklist(database, desk(day), noon(day), ZoneOffset.UTC),
                new SeriesRows(database, desk(day)), rows(day),
                new BoardListed(database)).run(List.of(centre), _ -> { })
                .clinic();
    }

    private static ClinicList listOn(String day) {
        return new ClinicList(fresh.database().sql(), rows(day));
    }

    private static ClinicRows rows(String day) {
        return new ClinicRows(fresh.database().dataSource(), desk(day),
                new SignedProtocols(fresh.database().sql()), noon(day), ZoneOffset.UTC);
    }

    private static InstantSource noon(String day) {
        return InstantSource.fixed(Instant.parse(day + "T12:00:00Z"));
    }
}
