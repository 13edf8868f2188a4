package limbline.app.board;

import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.Draft;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who was listed for a meeting, against the journal that it is derived from.
class BoardListedTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final LocalDate MEETING = LocalDate.parse("2026-11-16");

    private final String centre = "C-" + UUID.randomUUID();
    private final BoardListed listed = new BoardListed(fresh.database().dataSource());

    @BeforeEach
    void openACentre() {
        new Centres(fresh.database().sql()).add(new Centre(centre, "A centre", true));
        list("P-1");
        list("P-2");
        assertThat(listed.of(centre, MEETING)).hasSize(2);
    }

    @Test
    void whatWasFollowedIsEqualToTheJournal() {
        assertThat(listed.setRight(centre)).isZero();
        list("P-3");

        assertThat(listed.setRight(centre)).as("what is new is taken in first").isZero();
        assertThat(patients()).containsExactly("P-1", "P-2", "P-3");
    }

    @Test
    void aRebuildPutsInWhatIsMissingTakesOutWhatNobodySaidAndMendsTheOrder() {
        fresh.asOwner("delete from board_listed where patient = 'P-1'");
        assertThat(listed.setRight(centre)).isEqualTo(1);
        fresh.asOwner("insert into board_listed values ('%s', '2026-11-16', 'STRANGER', now())"
                .formatted(centre));
        assertThat(listed.setRight(centre)).isEqualTo(1);
        fresh.asOwner("update board_listed set recorded = now() where patient = 'P-1'");
        assertThat(patients()).containsExactly("P-2", "P-1");

        assertThat(listed.setRight(centre)).isEqualTo(1);
        assertThat(patients()).containsExactly("P-1", "P-2");
        assertThat(listed.setRight(centre)).isZero();
    }

    @Test
    void whatWasNeverFollowedIsComputedAndDoesNotCountAsDiffering() {
        fresh.asOwner("delete from board_listed");
        fresh.asOwner("delete from board_followed");

        assertThat(listed.setRight(centre)).isZero();
        assertThat(patients()).containsExactly("P-1", "P-2");
    }

    private List<String> patients() {
        return listed.of(centre, MEETING).stream().map(PatientId::value).toList();
    }

    private void list(String patient) {
        PatientKey key = new PatientKey(centre, new PatientId(patient));
        CourseDesk desk = new CourseDesk(new Journal(fresh.database()),
                InstantSource.fixed(Instant.parse("2026-11-10T12:00:00Z")), ZoneOffset.UTC);
        Draft draft = new Draft(new EventId(UUID.randomUUID()),
                new ListedForBoard(MEETING, notStated()), When.on("2026-11-09"), "",
                PartialDate.parse("2026-11-09"), "a letter", Optional.empty());
        assertThat(desk.append(key, desk.read(key, AsOf.NOW).position(), UUID.randomUUID(),
                "author", List.of(draft))).isInstanceOf(Answer.Recorded.class);
    }
}
