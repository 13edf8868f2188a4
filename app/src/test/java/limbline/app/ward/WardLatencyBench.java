package limbline.app.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import limbline.app.Site;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Role;
import limbline.event.CareEvent.Weighed;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.LabValue;
import limbline.measure.Millilitres;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.patient.Wieberdink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From the append of a value to the journal to its alert on the second of two browsers' screens:
/// 500 patients in the ward, 100 values a second. No test of the suite: `bench/ward/latency.sh`.
class WardLatencyBench {

    @RegisterExtension
    static final Site site = new Site();

    private static final int PATIENTS = 500;
    private static final int A_SECOND = 100;
    private static final int SECONDS = 30;
    private static final Limb LEG = Limb.of(Side.LEFT, Extremity.LEG);

    /// Notes when a row shows a value in its alert: the number of the value is in the value.
    private static final String WATCH = """
            () => {
              window.seen = {};
              const look = (row) => {
                const alert = row.querySelector && row.querySelector('.alert');
                const found = alert && alert.textContent.match(/(\\d+\\.\\d) U\\/L \\([^)]*\\)(?:,| above)/g);
                if (!found) return;
                const number = found.at(-1).match(/\\d+\\.\\d/)[0];
                window.seen[row.id + ' ' + number] ??= Date.now();
              };
              new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach(look)))
                .observe(document.querySelector('table.ward tbody'), { childList: true });
            }""";

    private final CourseDesk desk =
            new CourseDesk(new Journal(site.database()), InstantSource.fixed(Site.NOW), Site.ZONE);

    /// A value that was appended, and when its append began.
    private record Sent(String row, double number, long at) {}

    @Test
    void fromTheJournalToTheSecondScreen() throws IOException {
        WardPageTest.sign(site);
        int[] positions = new int[PATIENTS];
        for (int patient = 0; patient < PATIENTS; patient++) {
            positions[patient] = admit(patient);
        }
        Page first = site.as(Role.WARD);
        first.setDefaultNavigationTimeout(120_000); // the first look folds every course
        first.navigate("/ward");
        Page second = site.as(Role.CLINICIAN);
        second.setDefaultNavigationTimeout(120_000);
        second.navigate("/ward");
        assertThat(second.locator("#ward-rows tr").count()).isEqualTo(PATIENTS);
        second.evaluate(WATCH);

        List<Sent> sent = send(positions);
        second.waitForTimeout(3_000);
        report(sent, seen(second));
    }

    private List<Sent> send(int[] positions) {
        List<Sent> sent = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < A_SECOND * SECONDS; i++) {
            long due = begin + i * (Duration.ofSeconds(1).toNanos() / A_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int patient = (i * 7) % PATIENTS;
            double number = 2_000 + i / 10.0;
            long now = System.currentTimeMillis();
            positions[patient] = append(patient, positions[patient],
                    Site.NOW.minusSeconds(600).plusMillis(i), List.of(new LaboratoryReported(
                            Analyte.CREATINE_KINASE,
                            known(LabValue.parse("%.1f U/L".formatted(number))), notStated(),
                            notStated(), notStated())));
            sent.add(new Sent("row-" + id(patient), number, now));
        }
        System.out.printf("sent %d values in %.1f s%n", sent.size(),
                (System.nanoTime() - begin) / 1e9);
        return sent;
    }

    @SuppressWarnings("unchecked") // the script's own object
    private static Map<String, Number> seen(Page page) {
        return (Map<String, Number>) page.evaluate("window.seen");
    }

    /// A value overtaken by a later one of the same patient counts as shown with that one.
    private static void report(List<Sent> sent, Map<String, Number> seen) throws IOException {
        List<Long> waits = new ArrayList<>();
        int unseen = 0;
        for (Sent one : sent) {
            Optional<Long> at = sent.stream()
                    .filter(other -> other.row.equals(one.row) && other.number >= one.number)
                    .flatMap(other -> Optional.ofNullable(
                            seen.get("%s %.1f".formatted(other.row, other.number))).stream())
                    .map(Number::longValue).min(Long::compare);
            if (at.isPresent()) {
                waits.add(at.get() - one.at);
            } else {
                unseen++;
            }
        }
        waits.sort(Long::compare);
        String line = ("%d patients, %d values at %d/s: p50 %d ms, p95 %d ms, p99 %d ms, most %d ms,"
                + " never shown %d").formatted(PATIENTS, sent.size(), A_SECOND, at(waits, 0.50),
                        at(waits, 0.95), at(waits, 0.99), waits.getLast(), unseen);
        System.out.println(line);
        Files.writeString(Path.of("target", "ward-latency.txt"), line + "\n");
        assertThat(unseen).isZero();
    }

    private static long at(List<Long> waits, double share) {
        return waits.get((int) Math.min(waits.size() - 1, Math.ceil(share * waits.size())));
    }

    private static String id(int patient) {
        return "LOAD-%03d".formatted(patient);
    }

    private int admit(int patient) {
        int position = append(patient, 0, Site.NOW.minus(Duration.ofDays(2)), List.of(
                new Infused(LEG, Modality.ILI, List.of(), List.of(), notStated()),
                new Weighed(Kilograms.parse("70 kg"))));
        for (int hours = 42; hours > 0; hours -= 6) {
            Instant at = Site.NOW.minus(Duration.ofHours(hours));
            position = append(patient, position, at, List.of(
                    new UrineMeasured(Millilitres.parse("400 mL"), known(Hours.parse("6 h"))),
                    new WieberdinkGraded(LEG, known(Wieberdink.II), notStated())));
        }
        return append(patient, position, Site.NOW.minus(Duration.ofHours(1)), List.of(
                new LaboratoryReported(Analyte.CREATINE_KINASE,
                        known(LabValue.parse("400 U/L")), notStated(), notStated(), notStated())));
    }

    private int append(int patient, int position, Instant at, List<Event> events) {
        List<Draft> drafts = events.stream().map(event -> new Draft(
                new EventId(UUID.randomUUID()), event, new When.At(at), "",
                PartialDate.of(at.atZone(Site.ZONE).toLocalDate()), "the bench",
                Optional.empty())).toList();
        Answer answer = desk.append(new PatientKey(Site.CENTRE, new PatientId(id(patient))),
                position, UUID.randomUUID(), "laboratory", drafts);
        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        return position + drafts.size();
    }
}
