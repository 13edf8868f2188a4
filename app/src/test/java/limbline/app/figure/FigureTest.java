package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import limbline.app.demonstration.InventedCentre;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.event.FollowupEvent.LastSeen;
import limbline.measure.Finding;
import limbline.patient.LesionKind;
import limbline.patient.Site;
import org.junit.jupiter.api.Test;

/// The figures of a course, measured: nothing runs into anything and nothing is cut off.
class FigureTest {

    private static final Course PAPER = Told.paper();

    @Test
    void noTextOfATimelineMeetsAnotherOrTheEdge() {
        courses().forEach(course -> Collisions.assertNone(Timeline.of(course)));
    }

    @Test
    void noTextOfALimbMapMeetsAnotherOrTheEdge() {
        courses().forEach(course -> {
            for (String day : List.of("2000-01-01", "2013-08-15", "2014-05-01", "2024-03-15",
                    "2030-01-01")) {
                Collisions.assertNone(LimbMap.of(course, LocalDate.parse(day)));
            }
        });
    }

    @Test
    void aCollisionIsFound() {
        Figure bad = new Figure("bad", "bad", "bad", 100, 50, List.of(
                Mark.text(10, 20, "one", 12, Ink.TEXT), Mark.text(14, 22, "two", 12, Ink.TEXT)));
        assertThat(Collisions.in(bad)).containsExactly("\"one\" meets \"two\"");
        Figure cut = new Figure("cut", "cut", "cut", 20, 50, List.of(
                Mark.text(10, 20, "too long", 12, Ink.TEXT)));
        assertThat(Collisions.in(cut)).containsExactly("\"too long\" is cut off");
    }

    @Test
    void theSameCourseGivesTheSameBytes() {
        assertThat(Timeline.of(Told.paper()).svg()).isEqualTo(Timeline.of(PAPER).svg());
        assertThat(Timeline.of(Told.paper()).png(1)).isEqualTo(Timeline.of(PAPER).png(1));
    }

    @Test
    void theFileIsXmlAndNeedsNoStyleOfAPage() throws Exception {
        String svg = Timeline.of(PAPER).svg();
        var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("<title id=", "<desc id=").doesNotContain("style=", "<style");
    }

    @Test
    void theCaseOfThePaperIsReadOffItsTimeline() {
        List<String> words = Timeline.of(PAPER).words().stream().map(Mark.Words::text).toList();
        assertThat(words).contains("ILI 1 *", "ILI 2", "PR", "R0 *", "R1", "forequarter",
                "distant: lung, multiple", "died of disease", "Wieberdink printed as “I-II”",
                "date implied, not printed");
        assertThat(words).anyMatch(line -> line.startsWith("months since the first infusion"));
    }

    @Test
    void aDateKnownToTheYearIsDrawnAcrossTheYear() {
        Figure figure = Timeline.of(new Told("YEAR")
                .when("2012", Told.lesion("forearm", LesionKind.PRIMARY, Site.FOREARM))
                .when("2013-12-31", new LastSeen(Finding.notStated())).course());
        assertThat(figure.words()).extracting(Mark.Words::text).contains("may lie anywhere in");
    }

    @Test
    void anEventWithoutADateIsWrittenAndNotDrawn() {
        Figure figure = Timeline.of(new Told("UNDATED")
                .when("undated", Told.lesion("forearm", LesionKind.PRIMARY, Site.FOREARM))
                .course());
        assertThat(figure.words()).extracting(Mark.Words::text).contains(
                "No event of this course has a date that can be drawn.",
                "Date not stated: lesion forearm found: primary, left forearm.");
    }

    @Test
    void theMapOfADayShowsWhatIsThenInPlace() {
        assertThat(LimbMap.of(PAPER, LocalDate.of(2010, 1, 1)).description())
                .contains("left arm: in place").doesNotContain("forearm");
        assertThat(LimbMap.of(PAPER, LocalDate.of(2013, 12, 1)).description())
                .contains("left forearm, local recurrence: partial response")
                .contains("ILI 1, July 2013");
        assertThat(LimbMap.of(PAPER, LocalDate.of(2015, 6, 1)).description())
                .contains("left arm: amputated, forequarter", "removed with limb",
                        "lung, multiple");
    }

    @Test
    void aPictureIsAsLargeAsAsked() throws IOException {
        Figure figure = LimbMap.of(PAPER, LocalDate.of(2014, 1, 1));
        var image = ImageIO.read(new ByteArrayInputStream(figure.png(2)));
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(figure.width() * 2));
    }

    private static List<Course> courses() {
        List<Course> courses = new ArrayList<>(List.of(
                PAPER,
                new Told("NOTHING").course(),
                new Told("ONE").when("2020-05-05",
                        Told.lesion("forearm", LesionKind.PRIMARY, Site.FOREARM)).course(),
                Told.crowded(5), Told.crowded(40),
                new Told("LONG").when("1951", Told.lesion(
                                "a-lesion-with-a-name-as-long-as-is-legal", LesionKind.PRIMARY,
                                Site.POPLITEAL_FOSSA))
                        .when("2026-03-03", new LastSeen(Finding.notStated())).course()));
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        InventedCentre.courses(now, ZoneOffset.UTC).forEach(invented -> {
            List<Entry> entries = new ArrayList<>();
            invented.drafts().forEach(draft -> entries.add(draft.recorded(
                    invented.patient(), entries.size() + 1, now, "tester")));
            courses.add(Course.of(invented.patient(), entries, AsOf.NOW, ZoneOffset.UTC));
        });
        return courses;
    }
}
