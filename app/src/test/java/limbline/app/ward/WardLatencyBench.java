package limbline.app.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import limbline.app.Site;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
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

/// From the first byte of a message to its alert on the second of two browsers' screens: 500 patients
/// in the ward, 100 messages a second. No test of the suite: `bench/ward/latency.sh`.
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
              window.tasks = [];
              new PerformanceObserver((all) => window.tasks.push(
                ...all.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
              performance.setResourceTimingBufferSize(10000);
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

    /// What the screen's requests and the browser's own work took, in milliseconds.
    private static final String TOOK = """
            () => {
              const mean = (all) => all.length ? all.reduce((a, b) => a + b, 0) / all.length : 0;
              const asked = performance.getEntriesByType('resource')
                .filter((one) => one.name.includes('/ward/rows'));
              return `${asked.length} requests of ${mean(asked.map((one) => one.duration)).toFixed(0)} ms, `
                + `${window.tasks.length} long tasks of ${mean(window.tasks).toFixed(0)} ms`;
            }""";

    private static final DateTimeFormatter HL7 =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    /// A value, when its message began to be sent, and when that was answered.
    private record Sent(String row, double number, long at, long answered) {}

    @Test
    void fromTheMessageToTheSecondScreen() throws IOException {
        WardPageTest.sign(site);
        for (int patient = 0; patient < PATIENTS; patient++) {
            admit(patient);
        }
        Page first = site.as(Role.WARD);
        first.setDefaultNavigationTimeout(120_000); // the first look folds every course
        first.navigate("/ward");
        Page second = site.as(Role.CLINICIAN);
        second.setDefaultNavigationTimeout(120_000);
        second.navigate("/ward");
        assertThat(second.locator("#ward-rows tr").count()).isEqualTo(PATIENTS);
        second.evaluate(WATCH);

        Inbox inbox = new Inbox(site.database().dataSource(), Site.CENTRE,
                site.part(FeedWorker.class)::wake);
        List<Sent> sent;
        try (Listener listener = Listener.start(ServerSocketFactory.getDefault(),
                InetAddress.getLoopbackAddress(), 0, Set.of("P"), Senders.parse(""),
                Duration.ofMinutes(1), inbox, InstantSource.system());
                Sender sender = new Sender(SocketFactory.getDefault(), listener.address(),
                        Duration.ofSeconds(20))) {
            sent = send(sender);
            second.waitForTimeout(3_000);
        }
        System.out.println(second.evaluate(TOOK));
        report(sent, seen(second));
    }

    private static List<Sent> send(Sender sender) {
        List<Sent> sent = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < A_SECOND * SECONDS; i++) {
            long due = begin + i * (Duration.ofSeconds(1).toNanos() / A_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int patient = (i * 7) % PATIENTS;
            double number = 2_000 + i / 10.0;
            Bytes message = message(i, patient, number);
            long now = System.currentTimeMillis();
            assertThat(sender.send(message)).matches(Sender.Answer::isAccepted);
            sent.add(new Sent("row-" + id(patient), number, now, System.currentTimeMillis()));
        }
        System.out.printf("sent %d values in %.1f s%n", sent.size(),
                (System.nanoTime() - begin) / 1e9);
        return sent;
    }

    private static Bytes message(int i, int patient, double number) {
        String taken = HL7.format(Site.NOW.minusSeconds(600).plusMillis(10L * i));
        return Laboratory.bytes("""
                MSH|^~\\&|LIS|LAB|LIMBLINE|WARD|%s||ORU^R01^ORU_R01|C%d|P|2.5.1
                PID|1||%s^^^HOSP^MR||INVENTED^PERSON
                OBR|1||F%d^LIS|CHEM^Chemistry^L|||%s|||||||||||||||%s|||F
                OBX|1|NM|2157-6^Creatine kinase^LN||%.1f|U/L^^UCUM|30-200|H|||F|||%s
                """.formatted(taken, i, id(patient), i, taken, taken, number, taken));
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
        List<Long> answers = sent.stream().map(one -> one.answered - one.at).sorted().toList();
        String line = ("%d patients, %d messages at %d/s: p50 %d ms, p95 %d ms, p99 %d ms, most %d ms,"
                + " never shown %d; answered p99 %d ms, on record p50 %d ms, p99 %d ms").formatted(PATIENTS, sent.size(), A_SECOND,
                        at(waits, 0.50), at(waits, 0.95), at(waits, 0.99), waits.getLast(), unseen,
                        at(answers, 0.99), at(onRecord(sent), 0.5), at(onRecord(sent), 0.99));
        System.out.println(line);
        Files.writeString(Path.of("target", "ward-latency.txt"), line + "\n");
        assertThat(unseen).isZero();
    }

    /// From the first byte of a message to the journal, in milliseconds.
    private static List<Long> onRecord(List<Sent> sent) {
        Map<String, Long> recorded = new HashMap<>();
        site.database().sql().sql("""
                select source, (extract(epoch from recorded) * 1000)::bigint as at from journal
                where source like 'message %'
                """).query(row -> {
                    recorded.put(row.getString("source").replaceAll(".* id C(\\d+),.*", "$1"),
                            row.getLong("at"));
                });
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            waits.add(recorded.getOrDefault(String.valueOf(i), sent.get(i).at + 60_000) - sent.get(i).at);
        }
        return waits.stream().sorted().toList();
    }

    private static long at(List<Long> waits, double share) {
        return waits.get((int) Math.min(waits.size() - 1, Math.ceil(share * waits.size())));
    }

    private static String id(int patient) {
        return "LOAD-%03d".formatted(patient);
    }

    private void admit(int patient) {
        PatientKey key = new PatientKey(Site.CENTRE, new PatientId(id(patient)));
        new Identities(site.database().sql()).put(new Identity(
                key, Optional.empty(), Optional.empty(), Optional.of(id(patient))));
        int position = append(key, 0, Site.NOW.minus(Duration.ofDays(2)), List.of(
                new Infused(LEG, Modality.ILI, List.of(), List.of(), notStated()),
                new Weighed(Kilograms.parse("70 kg"))));
        for (int hours = 42; hours > 0; hours -= 6) {
            Instant at = Site.NOW.minus(Duration.ofHours(hours));
            position = append(key, position, at, List.of(
                    new UrineMeasured(Millilitres.parse("400 mL"), known(Hours.parse("6 h"))),
                    new WieberdinkGraded(LEG, known(Wieberdink.II), notStated())));
        }
        append(key, position, Site.NOW.minus(Duration.ofHours(1)), List.of(
                new LaboratoryReported(Analyte.CREATINE_KINASE,
                        known(LabValue.parse("400 U/L")), notStated(), notStated(), notStated())));
    }

    private int append(PatientKey patient, int position, Instant at, List<Event> events) {
        List<Draft> drafts = events.stream().map(event -> new Draft(
                new EventId(UUID.randomUUID()), event, new When.At(at), "",
                PartialDate.of(at.atZone(Site.ZONE).toLocalDate()), "the bench",
                Optional.empty())).toList();
        assertThat(desk.append(patient, position, UUID.randomUUID(), "laboratory", drafts))
                .isInstanceOf(Answer.Recorded.class);
        return position + drafts.size();
    }
}
