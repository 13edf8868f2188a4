package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Placed;
import limbline.measure.PartialDate;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files meet the record: once, again, changed, and changed on the record meanwhile.
class ImportDeskTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final String ADMITTED = "  - {id: in, type: admitted, date: 2013-07-04}\n";
    private static final String DISCHARGED =
            "  - {id: out, type: discharged, after: in, offset: 3 days}\n";

    private static CourseDesk desk;

    private final PatientKey patient =
            new PatientKey("C", new PatientId(UUID.randomUUID().toString()));

    @BeforeAll
    static void open() {
        desk = Exchange.desk(fresh, "C");
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        take(ADMITTED + DISCHARGED);

        assertThat(take(ADMITTED + DISCHARGED)).isEqualTo(taken(0, 0, 2, 0));
        assertThat(reading().position()).isEqualTo(2);
    }

    @Test
    void aLongerFileAddsWhatIsNew() {
        take(ADMITTED);

        assertThat(take(ADMITTED + DISCHARGED)).isEqualTo(taken(1, 0, 1, 0));
    }

    @Test
    void aChangedEntryIsRefusedAndSaysWhatDiffers() {
        take(ADMITTED + DISCHARGED);

        Taken changed = take("  - {id: in, type: admitted, date: 2013-07-05, to: ward 4}\n");

        assertThat(changed.problems()).hasToString("[case.yaml, line 6, in: it differs from what is"
                + " on record (date, known, to); to correct the record, import again with --correct"
                + " and the reason]");
        assertThat(reading().position()).isEqualTo(2);
    }

    @Test
    void withAReasonAChangedEntryCorrectsTheRecordOnceAndWhatIsCountedFromItFollows() {
        String later = "  - {id: in, type: admitted, date: 2013-07-05}\n";
        take(ADMITTED + DISCHARGED);

        assertThat(take(later + DISCHARGED, "misread")).isEqualTo(taken(0, 2, 0, 0));
        assertThat(take(later + DISCHARGED, "misread")).isEqualTo(taken(0, 0, 2, 0));

        assertThat(reading().course().timeline()).extracting(Placed::when)
                .containsExactly("2013-07-05", "2013-07-08");
    }

    @Test
    void correctedBackAndForthEachCorrectionIsAnEventOfItsOwn() {
        String later = "  - {id: in, type: admitted, date: 2013-07-05}\n";
        take(ADMITTED);
        take(later, "misread");
        take(ADMITTED, "it was right");

        assertThat(take(later, "no, it was not")).isEqualTo(taken(0, 1, 0, 0));
        assertThat(reading().position()).isEqualTo(4);
        assertThat(reading().course().timeline()).extracting(Placed::when)
                .containsExactly("2013-07-05");
    }

    @Test
    void whatSomebodyCorrectedOnTheRecordIsNotUndoneByTheOldFile() {
        take(ADMITTED);
        take("  - {id: in, type: admitted, date: 2013-07-05}\n", "misread");

        assertThat(take(ADMITTED)).isEqualTo(taken(0, 0, 0, 1));
    }

    @Test
    void whatSomebodyWithdrewStaysWithdrawn() {
        take(ADMITTED);
        desk.withdraw(reading(), UUID.randomUUID(), "ada",
                reading().course().timeline().getFirst().id(), "wrong patient",
                PartialDate.of(LocalDate.of(2026, 11, 23)), "seen by the author");

        assertThat(take(ADMITTED)).isEqualTo(taken(0, 0, 0, 1));
        assertThat(reading().course().timeline()).isEmpty();
    }

    @Test
    void whatCannotBeTrueIsReportedByItsNameAndTheRestIsKept() {
        Taken taken = take(ADMITTED + """
                  - {id: gone, type: died, date: 2013-07-20}
                  - {id: late, type: admitted, date: 2013-08-01}
                """);

        assertThat(taken.added()).isEqualTo(2);
        assertThat(taken.problems()).singleElement().asString()
                .startsWith("case.yaml, line 8, late: ").contains("after the death");
    }

    private Taken take(String entries) {
        return take(entries, null);
    }

    private Taken take(String entries, @Nullable String reason) {
        CourseFile file = Exchange.courseFile("case.yaml", """
                limbline-course: 1
                centre: C
                patient: %s
                source: a letter
                events:
                """.formatted(patient.patient()) + entries);
        assertThat(file.problems()).isEmpty();
        return new ImportDesk(desk).take(file.course(), "ada", Optional.ofNullable(reason));
    }

    private Taken taken(int added, int corrected, int same, int superseded) {
        return new Taken(patient, added, corrected, same, superseded, List.of());
    }

    private Reading reading() {
        return desk.read(patient, AsOf.NOW);
    }
}
