package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import limbline.app.demonstration.InventedCentre;
import limbline.app.demonstration.InventedCentre.InventedCourse;
import limbline.app.protocol.ProtocolFile;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.protocol.WardPlan;
import limbline.ward.Watch;
import org.junit.jupiter.api.Test;

/// The curve of creatine kinase, measured: nothing runs into anything and nothing is cut off.
class CreatineKinaseTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void noTextMeetsAnotherOrTheEdgeInAnyInventedStay() throws Exception {
        List<Watch> watches = watches();

        assertThat(watches).hasSizeGreaterThan(15);
        watches.forEach(watch -> Collisions.assertNone(CreatineKinase.of(watch)));
    }

    @Test
    void itSaysInWordsWhatItShows() throws Exception {
        Figure figure = CreatineKinase.of(watches().get(4));

        assertThat(figure.title()).isEqualTo("Creatine kinase since the infusion");
        assertThat(figure.description()).startsWith("Creatine kinase highest at ")
                .contains("day 3: ").contains("Wieberdink III");
        assertThat(figure.svg()).isEqualTo(CreatineKinase.of(watches().get(4)).svg());
    }

    private static List<Watch> watches() throws Exception {
        WardPlan plan = ProtocolFile.read(Path.of("..", "protocols", "demo-ili.yaml")).ward();
        List<Watch> watches = new ArrayList<>();
        for (InventedCourse invented : InventedCentre.courses(NOW, ZONE)) {
            List<Entry> entries = new ArrayList<>();
            for (Draft draft : invented.drafts()) {
                entries.add(draft.recorded(invented.patient(), entries.size() + 1, NOW, "test"));
            }
            Watch.over(Course.of(invented.patient(), entries, AsOf.NOW, ZONE), plan, NOW)
                    .ifPresent(watches::add);
        }
        return watches;
    }
}
