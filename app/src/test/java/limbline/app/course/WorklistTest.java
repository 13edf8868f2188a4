package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.Worklist.Count;
import limbline.app.course.Worklist.Listed;
import limbline.app.course.Worklist.Question;
import limbline.app.course.Worklist.Sort;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.course.Standing.Station;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.ReferralEvent.Referred;
import limbline.event.WardEvent.Admitted;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The projection against the journal it is made from.
class WorklistTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Event REFERRED =
            new Referred(Finding.known("a hospital"), List.of(), Finding.known("recurrence"));
    private static final Event ADMITTED = new Admitted(Finding.known("ward 4"));

    private final String centre = "C-" + UUID.randomUUID();
    private CourseDesk desk = deskOn("2026-11-23");
    private Worklist worklist = worklistOn("2026-11-23");

    @BeforeEach
    void openACentre() {
        new Centres(fresh.database().sql()).add(new Centre(centre, "A centre", true));
    }

    @Test
    void whoIsRecordedIsOnTheListAndMovesWithTheNextEvent() {
        PatientKey patient = patient("P-1");
        append(patient, 0, REFERRED, "2026-11-20");
        worklist.follow();
        assertThat(all()).extracting(listed -> listed.place().station())
                .containsExactly(Station.REFERRED);

        append(patient, 1, ADMITTED, "2026-11-22");
        worklist.follow();

        assertThat(all()).extracting(listed -> listed.place().station())
                .containsExactly(Station.WARD);
        assertThat(worklist.rows().rebuild(centre).differed()).isEmpty();
    }

    @Test
    void anEventIsNotPassedOverWhenAnOlderTransactionEndsLater() throws SQLException {
        PatientKey early = patient("P-early");
        try (Connection slow = fresh.database().dataSource().getConnection()) {
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.execute("select pg_current_xact_id()"); // it is under way from here
            }
            append(early, 0, REFERRED, "2026-11-20");
            worklist.follow(); // must not step beyond the one that is under way
            slow.commit();
        }
        worklist.follow();

        assertThat(all()).hasSize(1);
    }

    @Test
    void theListFollowsTheCalendarToo() {
        desk = deskOn("2026-11-03");
        worklist = worklistOn("2026-11-03");
        PatientKey patient = patient("P-1");
        append(patient, 0, REFERRED, "2026-11-01");
        append(patient, 1, ADMITTED, "2026-11", "2026-11-03"); // the day used is the 15th
        worklist.follow();
        assertThat(all()).extracting(listed -> listed.place().station())
                .containsExactly(Station.REFERRED);

        worklist = worklistOn("2026-11-15");
        worklist.follow();
        assertThat(all()).extracting(listed -> listed.place().station())
                .containsExactly(Station.WARD);

        worklist = worklistOn("2026-11-14"); // a demonstration's clock may be set back
        worklist.follow();
        assertThat(all()).extracting(listed -> listed.place().station())
                .containsExactly(Station.REFERRED);
    }

    @Test
    void whatWasDueYesterdayIsOverdueAndWhatIsDueTodayIsNot() {
        append(patient("P-1"), 0, clinic("2026-11-22"), "2026-11-01");
        append(patient("P-2"), 0, clinic("2026-11-23"), "2026-11-01");
        append(patient("P-3"), 0, clinic("2026-11-24"), "2026-11-01");
        append(patient("P-4"), 0, REFERRED, "2026-11-01");
        worklist.follow();

        assertThat(all()).extracting(listed -> listed.place().patient().patient().value())
                .containsExactly("P-1", "P-2", "P-3", "P-4");
        assertThat(all()).extracting(listed -> listed.isOverdue(LocalDate.of(2026, 11, 23)))
                .containsExactly(true, false, false, false);
        assertThat(worklist.counts(centre)).containsOnlyKeys(Station.REFERRED)
                .containsEntry(Station.REFERRED, new Count(4, 1));
        assertThat(worklist.sheet(everything().overdue(true)).found()).isEqualTo(1);
    }

    @Test
    void aPatientIsFoundByPartOfNameNumberOrIdAndSignsOfPatternsAreOnlySigns() {
        append(patient("P-100"), 0, REFERRED, "2026-11-01");
        append(patient("P_200"), 0, REFERRED, "2026-11-01");
        fresh.asOwner("insert into identity (centre, patient, name, hospital_number) values"
                + " ('" + centre + "', 'P-100', 'Anna Beispiel', '4711')");
        worklist.follow();

        assertThat(found("beisp")).containsExactly("P-100");
        assertThat(found("471")).containsExactly("P-100");
        assertThat(found("p-1")).containsExactly("P-100");
        assertThat(found("_")).containsExactly("P_200");
        assertThat(found("200")).containsExactly("P_200");
        assertThat(found("anna be")).containsExactly("P-100");
        assertThat(found("eispi")).as("within a word").containsExactly("P-100");
        assertThat(found("%")).isEmpty();
        assertThat(found("'; drop table worklist; --")).isEmpty();
    }

    @Test
    void aNameThatWasCorrectedOrErasedFindsNobody() {
        append(patient("P-1"), 0, REFERRED, "2026-11-01");
        worklist.follow();
        Identities identities = new Identities(fresh.database().sql());
        identities.put(named("Anna-Maria Müller", "4711"));
        assertThat(found("müller")).containsExactly("P-1");

        identities.put(named("Anna-Maria Huber", "4712"));
        assertThat(found("MARIA H")).containsExactly("P-1");
        assertThat(found("müller")).isEmpty();
        assertThat(found("4711")).isEmpty();

        identities.erase(patient("P-1"));
        assertThat(found("huber")).isEmpty();
        assertThat(found("p-1")).containsExactly("P-1");
        assertThat(worklist.rows().rebuild(centre).beside()).isZero();
    }

    private Identity named(String name, String number) {
        return new Identity(
                patient("P-1"), Optional.of(name), Optional.empty(), Optional.of(number));
    }

    @Test
    void countsAndWordsThatWereChangedBehindItsBackArePutRight() {
        append(patient("P-1"), 0, clinic("2026-11-22"), "2026-11-01");
        append(patient("P-2"), 0, REFERRED, "2026-11-01");
        worklist.follow();
        fresh.asOwner("update worklist_count set patients = 7 where due < 'infinity'"
                + " and centre = '" + centre + "'");
        fresh.asOwner("insert into worklist_count values ('" + centre
                + "', 'ward', '2026-11-24', 3)");
        fresh.asOwner("delete from search_word where word = 'p-2' and centre = '" + centre + "'");
        fresh.asOwner("insert into search_word values ('" + centre + "', 'nobody', 'P-1')");

        assertThat(worklist.rows().rebuild(centre))
                .isEqualTo(new WorklistRows.Rebuilt(2, List.of(), 4));
        assertThat(worklist.counts(centre))
                .isEqualTo(Map.of(Station.REFERRED, new Count(2, 1)));
        assertThat(found("p-2")).containsExactly("P-2");
        assertThat(found("nobody")).isEmpty();
        assertThat(worklist.rows().rebuild(centre).beside()).isZero();
    }

    @Test
    void namesFindTheirPatientsAgainAfterARestoreWhichWritesDownNoWords() {
        append(patient("P-1"), 0, REFERRED, "2026-11-01");
        new Identities(fresh.database().sql()).put(named("Anna Beispiel", "4711"));
        fresh.asOwner("delete from search_word where centre = '" + centre + "'");
        fresh.asOwner("update worklist_followed set upto = '0'");

        worklist.follow();

        assertThat(found("beispiel")).containsExactly("P-1");
    }

    @Test
    void aPersonWithTwoIdsIsOnePatientUnderTheOneThatGoesOn() {
        append(patient("P-1"), 0, REFERRED, "2026-11-01");
        append(patient("P-2"), 0, REFERRED, "2026-11-01");
        worklist.follow();
        Identities identities = new Identities(fresh.database().sql());

        identities.merge(patient("P-2"), patient("P-1"));

        assertThat(all()).extracting(listed -> listed.place().patient()).containsExactly(
                patient("P-1"));
        assertThat(found("p-2")).containsExactly("P-1");
        assertThat(worklist.numbers(centre).patients()).isEqualTo(1);
        assertThat(worklist.counts(centre)).containsEntry(Station.REFERRED, new Count(1, 0));

        identities.separate(patient("P-2"));
        assertThat(all()).hasSize(2);
    }

    @Test
    void theNumbersSayWhatStandsForFewerThanMayBeTold() {
        for (int i = 0; i < 5; i++) {
            append(patient("P-" + i), 0, REFERRED, "2026-11-01");
        }
        worklist.follow();
        Worklist.Numbers five = worklist.numbers(centre);

        assertThat(five.areFewAtAStation(5)).as("5 of 5").isFalse();
        assertThat(five.areFewAtAStation(6)).as("5 of 6").isTrue();
        assertThat(five.areFewOfAStatus(5)).isFalse();
        assertThat(five.areFewOfAStatus(6)).isTrue();
        assertThat(five.areFewTreated(5)).as("none was treated, all 5 were not").isFalse();
        assertThat(five.areFewTreated(6)).isTrue();
        assertThat(five.areFewAtAStation(0)).as("who may see all").isFalse();
    }

    @Test
    void aLongListComesInPagesAndAPageTooFarIsTheLast() {
        for (int i = 0; i < Worklist.Sheet.LENGTH + 1; i++) {
            append(patient("P-%03d".formatted(i)), 0, REFERRED, "2026-11-01");
        }
        worklist.follow();

        assertThat(worklist.sheet(everything()).patients()).hasSize(Worklist.Sheet.LENGTH);
        Worklist.Sheet last = worklist.sheet(everything().turnedTo(99));
        assertThat(last.page()).isEqualTo(2);
        assertThat(last.pages()).isEqualTo(2);
        assertThat(last.patients()).extracting(listed -> listed.place().patient().patient().value())
                .containsExactly("P-050");
    }

    @Test
    void aRebuildNamesWhatWasChangedMissingOrInventedAndPutsItRight() {
        for (String id : List.of("P-1", "P-2", "P-3")) {
            append(patient(id), 0, REFERRED, "2026-11-01");
        }
        worklist.follow();
        List<Listed> before = all();
        fresh.asOwner("update worklist set station = 'ward' where patient = 'P-1'"
                + " and centre = '" + centre + "'");
        fresh.asOwner("delete from worklist where patient = 'P-2' and centre = '" + centre + "'");
        fresh.asOwner("insert into worklist select centre, 'P-9', position, station, since,"
                + " since_text, due, due_for, limbs, infusions, status, seen_from, changes_on"
                + " from worklist where patient = 'P-3' and centre = '" + centre + "'");

        assertThat(worklist.rows().rebuild(centre)).isEqualTo(new WorklistRows.Rebuilt(3,
                List.of(patient("P-1"), patient("P-2"), patient("P-9")), 2));
        assertThat(all()).isEqualTo(before);
        assertThat(worklist.rows().rebuild(centre))
                .isEqualTo(new WorklistRows.Rebuilt(3, List.of(), 0));
    }

    private List<Listed> all() {
        return worklist.sheet(everything()).patients();
    }

    private List<String> found(String words) {
        return worklist.sheet(new Question(centre, words, Optional.empty(), false, Sort.DUE, 1))
                .patients().stream()
                .map(listed -> listed.place().patient().patient().value())
                .toList();
    }

    private Question everything() {
        return new Question(centre, "", Optional.empty(), false, Sort.DUE, 1);
    }

    private PatientKey patient(String id) {
        return new PatientKey(centre, new PatientId(id));
    }

    private void append(PatientKey patient, int position, Event event, String date) {
        append(patient, position, event, date, date);
    }

    private void append(
            PatientKey patient, int position, Event event, String date, String known) {
        Draft draft = new Draft(new EventId(UUID.randomUUID()), event, When.on(date), "",
                PartialDate.parse(known), "a letter", Optional.empty());
        assertThat(desk.append(patient, position, UUID.randomUUID(), "author", List.of(draft)))
                .isInstanceOf(Answer.Recorded.class);
    }

    private static Event clinic(String due) {
        return new ClinicPlanned(LocalDate.parse(due), Finding.known("clinic"));
    }

    private static CourseDesk deskOn(String day) {
        return new CourseDesk(new Journal(fresh.database()), noon(day), ZoneOffset.UTC);
    }

    private Worklist worklistOn(String day) {
        return new Worklist(fresh.database().dataSource(), desk, noon(day), ZoneOffset.UTC);
    }

    private static InstantSource noon(String day) {
        return InstantSource.fixed(Instant.parse(day + "T12:00:00Z"));
    }
}
