package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Placed;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Reading a course and adding to it, on a real PostgreSQL.
class CourseDeskTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Event ADMITTED = new Admitted(Finding.known("ward 4"));
    private static final Event DISCHARGED = new Discharged(Finding.known("home"));

    private static CourseDesk desk;

    @BeforeAll
    static void open() {
        new Centres(fresh.database().sql()).add(new Centre("C", "A clinic", false));
        desk = new CourseDesk(
                new Journal(fresh.database()), InstantSource.system(), ZoneOffset.UTC);
    }

    @Test
    void nobodysCourseIsEmptyAndStandsAtPositionZero() {
        Reading reading = desk.read(newPatient(), AsOf.NOW);

        assertThat(reading.position()).isZero();
        assertThat(reading.course().timeline()).isEmpty();
    }

    @Test
    void whatIsAppendedIsReadBackWithItsAuthorAndItsMoment() {
        PatientKey patient = newPatient();
        Draft admitted = draft(ADMITTED, "2026-11-20");
        Draft discharged = draft(DISCHARGED, new When.After(admitted.id(), Offset.days(3)));

        Answer answer = desk.append(patient, 0, UUID.randomUUID(), "ada",
                List.of(admitted, discharged));

        Reading reading = desk.read(patient, AsOf.NOW);
        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        assertThat(reading.position()).isEqualTo(2);
        assertThat(reading.course().timeline()).extracting(Placed::event)
                .containsExactly(ADMITTED, DISCHARGED);
        assertThat(reading.course().timeline().getLast().when()).isEqualTo("2026-11-23");
        assertThat(reading.course().timeline()).extracting(placed -> placed.entry().author())
                .containsOnly("ada");
    }

    /// What is read once, as when all courses are gone through, would only fill the memory.
    @Test
    void aCourseIsKeptFromItsSecondReadingOnAndGrowsWithTheRecord() {
        PatientKey patient = newPatient();
        desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(draft(ADMITTED, "2026-11-20")));
        CourseDesk other = new CourseDesk(
                new Journal(fresh.database()), InstantSource.system(), ZoneOffset.UTC);

        Reading first = other.read(patient, AsOf.NOW);
        Reading second = other.read(patient, AsOf.NOW);
        Reading third = other.read(patient, AsOf.NOW);
        desk.append(patient, 1, UUID.randomUUID(), "ada", List.of(draft(DISCHARGED, "2026-11-21")));

        assertThat(second).isNotSameAs(first);
        assertThat(third).isSameAs(second);
        assertThat(other.read(patient, AsOf.NOW).position()).isEqualTo(2);
    }

    @Test
    void aRetriedCommandIsWrittenOnce() {
        PatientKey patient = newPatient();
        UUID command = UUID.randomUUID();
        List<Draft> drafts = List.of(draft(ADMITTED, "2026-11-20"));

        desk.append(patient, 0, command, "ada", drafts);
        Answer again = desk.append(patient, 0, command, "ada", drafts);

        assertThat(again).isInstanceOfSatisfying(Answer.Recorded.class,
                recorded -> assertThat(recorded.reading().position()).isEqualTo(1));
    }

    @Test
    void whoDecidedOnAnOldCourseIsToldWhatCameIn() {
        PatientKey patient = newPatient();
        desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(draft(ADMITTED, "2026-11-20")));

        Answer answer = desk.append(patient, 0, UUID.randomUUID(), "ben",
                List.of(draft(DISCHARGED, "2026-11-21")));

        assertThat(answer).isInstanceOfSatisfying(Answer.Overtaken.class, overtaken -> {
            assertThat(overtaken.between()).extracting(Entry::event).containsExactly(ADMITTED);
            assertThat(overtaken.reading().position()).isEqualTo(1);
        });
        assertThat(desk.read(patient, AsOf.NOW).position()).isEqualTo(1);
    }

    @Test
    void whatCannotBeTrueIsRefusedAndNothingOfTheCommandIsWritten() {
        PatientKey patient = newPatient();
        EventId nobody = new EventId(new UUID(7, 7));

        Answer answer = desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(
                draft(ADMITTED, "2026-11-20"),
                draft(DISCHARGED, new When.After(nobody, Offset.days(3)))));

        assertThat(answer).isEqualTo(new Answer.Refused(List.of(
                "Event 2 (discharged) is dated from the event "
                        + "00000000-0000-0007-0000-000000000007, which is not there.")));
        assertThat(desk.read(patient, AsOf.NOW).position()).isZero();
    }

    @Test
    void aCorrectionTakesThePlaceOfWhatItCorrectsAndAnAuditStillSeesTheOld() {
        PatientKey patient = newPatient();
        Draft wrong = draft(ADMITTED, "2026-11-20");
        desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(wrong));
        Draft right = new Draft(newId(), ADMITTED, When.on("2026-11-19"), "",
                PartialDate.parse("2026-11-20"), "the letter",
                Optional.of(new Correction(wrong.id(), "misread")));

        desk.append(patient, 1, UUID.randomUUID(), "ada", List.of(right));

        Reading now = desk.read(patient, AsOf.NOW);
        assertThat(now.course().timeline()).extracting(Placed::when).containsExactly("2026-11-19");
        assertThat(now.course().struck()).hasSize(1);
        Reading before = desk.read(patient,
                AsOf.recorded(now.course().struck().getFirst().entry().recorded()));
        assertThat(before.course().timeline()).extracting(Placed::when)
                .containsExactly("2026-11-20");
        assertThat(before.position()).isEqualTo(2);
    }

    @Test
    void whatNeverHappenedIsWithdrawnOnce() {
        PatientKey patient = newPatient();
        Draft wrong = draft(ADMITTED, "2026-11-20");
        desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(wrong));
        Reading reading = desk.read(patient, AsOf.NOW);

        Answer answer = desk.withdraw(reading, UUID.randomUUID(), "ada", wrong.id(),
                "wrong patient", PartialDate.parse("2026-11-23"), "seen by the author");

        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        Reading after = desk.read(patient, AsOf.NOW);
        assertThat(after.course().timeline()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.withdraw(after, UUID.randomUUID(), "ada", wrong.id(),
                        "again", PartialDate.parse("2026-11-23"), "seen by the author"))
                .withMessage("the event " + wrong.id() + " does not count any more; read the"
                        + " course again");
    }

    @Test
    void aPageSeesOnlyWhatWasKnownOnItsDay() {
        PatientKey patient = newPatient();
        desk.append(patient, 0, UUID.randomUUID(), "ada", List.of(
                draft(new LastSeen(Finding.notStated()), "2026-11-20"),
                draft(ADMITTED, "2026-11-22")));

        assertThat(desk.read(patient, AsOf.known(LocalDate.parse("2026-11-21"))).course()
                .timeline()).hasSize(1);
    }

    @Test
    void patientsAreListedById() {
        new Centres(fresh.database().sql()).add(new Centre("L", "Another clinic", false));
        for (String id : List.of("b", "a", "c")) {
            desk.append(new PatientKey("L", new PatientId(id)), 0, UUID.randomUUID(), "ada",
                    List.of(draft(ADMITTED, "2026-11-20"), draft(DISCHARGED, "2026-11-21")));
        }

        assertThat(desk.list("L", "", 2)).extracting(PatientKey::toString)
                .containsExactly("L/a", "L/b");
        assertThat(desk.list("L", "b", 2)).extracting(PatientKey::toString)
                .containsExactly("L/c");
    }

    private static Draft draft(Event event, String day) {
        return new Draft(newId(), event, When.on(day), "", PartialDate.parse(day), "the letter",
                Optional.empty());
    }

    private static Draft draft(Event event, When happened) {
        return new Draft(newId(), event, happened, "", PartialDate.parse("2026-11-23"),
                "the letter", Optional.empty());
    }

    private static EventId newId() {
        return new EventId(UUID.randomUUID());
    }

    private static PatientKey newPatient() {
        return new PatientKey("C", new PatientId(UUID.randomUUID().toString()));
    }
}
