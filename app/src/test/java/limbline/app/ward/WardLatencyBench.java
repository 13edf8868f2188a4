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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
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
    private static final int SECONDS = Integer.getInteger("limbline.ward.seconds", 30);

    /// So long the compiler is at work: a server that runs for months is what comes after.
    private static final int WARMING = 10;
    private static final Limb LEG = Limb.of(Side.LEFT, Extremity.LEG);

    /// Notes when the line with a value came, stood in the page, and was painted: the number of the
    /// value is in the value.
    private static final String WATCH = """
            () => {
              window.seen = {};
              window.tasks = [];
              let came = 0;
              new PerformanceObserver((all) => window.tasks.push(
                ...all.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
              document.addEventListener('lines', () => { came = Date.now(); }, { capture: true });
              const look = (row) => {
                const alert = row.querySelector && row.querySelector('.alert');
                const found = alert && alert.textContent.match(/(\\d+\\.\\d) U\\/L \\([^)]*\\)(?:,| above)/g);
                if (!found) return [];
                const key = row.id + ' ' + found.at(-1).match(/\\d+\\.\\d/)[0];
                if (window.seen[key]) return [];
                window.seen[key] = [came, Date.now()];
                return [key];
              };
              new MutationObserver((all) => {
                const fresh = all.flatMap((one) => [...one.addedNodes]).flatMap(look);
                if (fresh.length > 0) {
                  requestAnimationFrame(() => {
                    const channel = new MessageChannel();
                    channel.port1.onmessage = () =>
                      fresh.forEach((key) => window.seen[key].push(Date.now()));
                    channel.port2.postMessage('painted');
                  });
                }
              }).observe(document.querySelector('table.ward tbody'), { childList: true });
            }""";

    private final CourseDesk desk =
            new CourseDesk(new Journal(site.database()), InstantSource.fixed(Site.NOW), Site.ZONE);

    /// The browser's work that took longer than 50 ms at a stretch.
    private static final String TASKS = """
            () => `${window.tasks.length} long tasks, together `
              + `${window.tasks.reduce((a, b) => a + b, 0).toFixed(0)} ms`""";

    private static final DateTimeFormatter HL7 =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    /// A value, when its message began to be sent, and when that was answered.
    private record Sent(String row, double number, long at, long answered) {}

    @Test
    void fromTheMessageToTheSecondScreen() throws IOException {
        WardPageTest.sign(site);
        IntStream.range(0, PATIENTS).parallel().forEach(this::admit);
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
        Map<String, Duration> before;
        Map<String, Duration> after;
        try (Listener listener = Listener.start(ServerSocketFactory.getDefault(),
                InetAddress.getLoopbackAddress(), 0, Set.of("P"), Senders.parse(""),
                Duration.ofMinutes(1), inbox, InstantSource.system());
                Sender sender = new Sender(SocketFactory.getDefault(), listener.address(),
                        Duration.ofSeconds(20))) {
            before = processorTime();
            sent = send(sender);
            after = processorTime();
            second.waitForCondition(() -> recorded().size() == sent.size(),
                    new Page.WaitForConditionOptions().setTimeout(120_000));
            second.waitForTimeout(3_000);
        }
        System.out.println(second.evaluate(TASKS));
        after.forEach((who, time) -> System.out.printf("processor time a message, %s: %.2f ms%n",
                who, time.minus(before.getOrDefault(who, Duration.ZERO)).toNanos() / 1e6
                        / sent.size()));
        report(sent, seen(second));
    }

    /// Of this process (server, sender and test), of PostgreSQL, and of the browser.
    private static Map<String, Duration> processorTime() {
        ProcessHandle database = ProcessHandle.of(site.database().sql()
                .sql("select pg_backend_pid()").query((row, _) -> row.getLong(1)).single())
                .flatMap(ProcessHandle::parent).orElseThrow();
        Map<String, Duration> times = new TreeMap<>();
        times.put("java", of(ProcessHandle.current()));
        database.descendants().forEach(one -> times.merge("postgresql", of(one), Duration::plus));
        ProcessHandle.current().descendants()
                .filter(one -> one.info().command().orElse("").contains("chrom"))
                .forEach(one -> times.merge("both browsers", of(one), Duration::plus));
        return times;
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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

    /// When the line with a value came, stood in the page, and was painted.
    @SuppressWarnings("unchecked") // the script's own object
    private static Map<String, List<Number>> seen(Page page) {
        return (Map<String, List<Number>>) page.evaluate("window.seen");
    }

    /// A value overtaken by a later one of the same patient counts as shown with that one.
    private static void report(List<Sent> sent, Map<String, List<Number>> seen)
            throws IOException {
        Map<Integer, Long> recorded = recorded();
        Map<String, List<Long>> waits = new LinkedHashMap<>();
        int unseen = 0;
        for (int i = 0; i < sent.size(); i++) {
            Sent one = sent.get(i);
            Optional<List<Number>> shown = sent.stream()
                    .filter(other -> other.row.equals(one.row) && other.number >= one.number)
                    .flatMap(other -> Optional.ofNullable(
                            seen.get("%s %.1f".formatted(other.row, other.number))).stream())
                    .filter(all -> all.size() == 3)
                    .min(Comparator.comparingLong(all -> all.getLast().longValue()));
            if (shown.isPresent()) {
                long record = recorded.getOrDefault(i, Long.MAX_VALUE);
                long came = shown.get().getFirst().longValue();
                long stood = shown.get().get(1).longValue();
                long painted = shown.get().getLast().longValue();
                add(waits, "answered", one.answered - one.at);
                add(waits, "on record", record - one.at);
                add(waits, "record to browser", came - record);
                add(waits, "browser to page", stood - came);
                add(waits, "page to picture", painted - stood);
                add(waits, "in the page", stood - one.at);
                add(waits, "painted", painted - one.at);
                if (i >= WARMING * A_SECOND) {
                    add(waits, "painted, warm", painted - one.at);
                }
            } else {
                unseen++;
            }
        }
        waits.forEach((stage, all) -> System.out.printf("%-18s p50 %d ms, p95 %d ms, p99 %d ms%n",
                stage, at(all, 0.50), at(all, 0.95), at(all, 0.99)));
        List<Long> all = waits.getOrDefault("painted", List.of());
        List<Long> warm = waits.getOrDefault("painted, warm", List.of());
        String line = ("%d patients, %d messages at %d/s: painted p50 %d ms, p95 %d ms, p99 %d ms,"
                + " most %d ms, after the first %d s p99 %d ms, never shown %d; answered p99 %d ms,"
                + " on record p50 %d ms, p99 %d ms")
                .formatted(PATIENTS, sent.size(), A_SECOND, at(all, 0.50), at(all, 0.95),
                        at(all, 0.99), all.stream().max(Long::compare).orElse(-1L), WARMING,
                        at(warm, 0.99), unseen,
                        at(waits.getOrDefault("answered", List.of()), 0.99),
                        at(waits.getOrDefault("on record", List.of()), 0.5),
                        at(waits.getOrDefault("on record", List.of()), 0.99));
        System.out.println(line);
        Files.writeString(Path.of("target", "ward-latency.txt"), line + "\n");
        assertThat(unseen).isZero();
    }

    private static void add(Map<String, List<Long>> waits, String stage, long milliseconds) {
        waits.computeIfAbsent(stage, _ -> new ArrayList<>()).add(milliseconds);
    }

    /// When the journal had a message's value, by the message's number.
    private static Map<Integer, Long> recorded() {
        Map<Integer, Long> recorded = new HashMap<>();
        site.database().sql().sql("""
                select source, (extract(epoch from recorded) * 1000)::bigint as at from journal
                where source like 'message %'
                """).query(row -> {
                    recorded.put(Integer.valueOf(row.getString("source")
                            .replaceAll(".* id C(\\d+),.*", "$1")), row.getLong("at"));
                });
        return recorded;
    }

    /// @param all at least one
    private static long at(List<Long> all, double share) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size())));
    }

    private static String id(int patient) {
        return "LOAD-%03d".formatted(patient);
    }

    private void admit(int patient) {
        PatientKey key = new PatientKey(Site.CENTRE, new PatientId(id(patient)));
        new Identities(site.database().sql()).put(new Identity(
                key, Optional.empty(), Optional.empty(), Optional.of(id(patient))));
        List<Draft> drafts = new ArrayList<>();
        Instant infused = Site.NOW.minus(Duration.ofDays(2));
        drafts.add(draft(infused,
                new Infused(LEG, Modality.ILI, List.of(), List.of(), notStated())));
        drafts.add(draft(infused, new Weighed(Kilograms.parse("70 kg"))));
        for (int hours = 42; hours > 0; hours -= 6) {
            Instant at = Site.NOW.minus(Duration.ofHours(hours));
            drafts.add(draft(at, new UrineMeasured(
                    Millilitres.parse("400 mL"), known(Hours.parse("6 h")))));
            drafts.add(draft(at, new WieberdinkGraded(LEG, known(Wieberdink.II), notStated())));
        }
        drafts.add(draft(Site.NOW.minus(Duration.ofHours(1)), new LaboratoryReported(
                Analyte.CREATINE_KINASE, known(LabValue.parse("400 U/L")), notStated(), notStated(),
                notStated())));
        assertThat(desk.append(key, 0, UUID.randomUUID(), "laboratory", drafts))
                .isInstanceOf(Answer.Recorded.class);
    }

    private static Draft draft(Instant at, Event event) {
        return new Draft(new EventId(UUID.randomUUID()), event, new When.At(at), "",
                PartialDate.of(at.atZone(Site.ZONE).toLocalDate()), "the bench", Optional.empty());
    }
}
