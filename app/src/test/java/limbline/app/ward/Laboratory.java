package limbline.app.ward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Letter.State;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.ward.FeedStore.Stored;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.patient.PatientId;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A laboratory that sends, and a listener, store and worker that take what it sends. Messages and
/// people are invented.
final class Laboratory implements AutoCloseable {

    static final String CENTRE = "centre";
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final Database database;
    final FeedStore store;
    final FeedDesk desk;
    final Identities identities;
    final CourseDesk courses;
    final FeedWorker worker;
    final Listener listener;

    Laboratory(Database database) {
        this(database, Senders.parse(""), Duration.ofSeconds(10));
    }

    Laboratory(Database database, Senders allowed, Duration silence) {
        this(database, allowed, silence, InstantSource.system());
    }

    Laboratory(Database database, Senders allowed, Duration silence, InstantSource clock) {
        this.database = database;
        Parts parts = parts(database, clock);
        store = parts.store;
        desk = parts.desk;
        identities = parts.identities;
        courses = parts.courses;
        worker = worker(parts);
        listener = Listener.start(ServerSocketFactory.getDefault(),
                InetAddress.getLoopbackAddress(), 0, Set.of("P"), allowed, silence,
                new Inbox(database.dataSource(), CENTRE, worker::wake), InstantSource.system());
    }

    /// All but what listens and works.
    record Parts(FeedStore store, FeedDesk desk, Identities identities, CourseDesk courses) {}

    static Parts parts(Database database) {
        return parts(database, InstantSource.system());
    }

    static Parts parts(Database database, InstantSource clock) {
        new Centres(database.sql()).add(new Centre(CENTRE, "Invented Limb Centre", true));
        FeedStore store = new FeedStore(database.sql(), CENTRE);
        Identities identities = new Identities(database.sql());
        Journal journal = new Journal(database);
        CourseDesk courses = new CourseDesk(journal, clock, ZONE);
        FeedDesk desk = new FeedDesk(
                new FeedWork.Desks(store, courses, journal, identities, CENTRE, ZONE, clock),
                LaboratoryMapFile.read(Path.of("..", "maps", "laboratory.yaml")),
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())));
        return new Parts(store, desk, identities, courses);
    }

    static FeedWorker worker(Parts parts) {
        return new FeedWorker(
                parts.store, parts.desk, InstantSource.system(), Duration.ofDays(30));
    }

    Sender sender() {
        return new Sender(SocketFactory.getDefault(), address(), Duration.ofSeconds(20));
    }

    InetSocketAddress address() {
        return listener.address();
    }

    /// A patient on record under this hospital number.
    PatientKey patient(String id, String number) {
        PatientKey key = new PatientKey(CENTRE, new PatientId(id));
        identities.put(new Identity(key, Optional.empty(), Optional.empty(), Optional.of(number)));
        return key;
    }

    /// Sends and waits until it is worked on. Segments are parted by line ends of any kind.
    String send(String message) {
        return send(bytes(message));
    }

    String send(Bytes message) {
        Sender.Answer answer;
        try (Sender sender = sender()) { // a listener may close a connection that is silent
            answer = sender.send(message);
        }
        settle();
        return switch (answer) {
            case Sender.Answer.Answered(String code, String words) ->
                (code + " " + words).strip();
            case Sender.Answer.ForAnother(String code, String control) ->
                "for another: " + code + " " + control;
            case Sender.Answer.NoAnswer(String why) -> "no answer: " + why;
        };
    }

    /// Waits until nothing is left to be worked on.
    void settle() {
        settle(Duration.ofMinutes(1));
    }

    void settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!store.news(1).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not worked on within %s: %s".formatted(
                        patience, store.news(1)));
            }
            worker.wake();
            Thread.onSpinWait();
        }
    }

    static Bytes bytes(String message) {
        return new Bytes(message.strip().replace("\n", "\r").getBytes(StandardCharsets.UTF_8));
    }

    Course course(PatientKey patient) {
        return courses.read(patient, AsOf.NOW).course();
    }

    /// The values that count, in the order of time: "creatine-kinase 563 U/L final".
    List<String> values(PatientKey patient) {
        return course(patient).timeline().stream()
                .filter(placed -> placed.event() instanceof LaboratoryReported)
                .map(placed -> told((LaboratoryReported) placed.event()))
                .toList();
    }

    private static String told(LaboratoryReported reported) {
        return "%s %s %s%s".formatted(reported.analyte().term(), reported.value().words(),
                reported.resultStatus().words(),
                reported.remark() instanceof Finding.Known<String>(String words)
                        ? " \"" + words + "\"" : "");
    }

    /// What the latest message waits for, or nothing.
    String waitsFor() {
        return store.latest(State.WAITING, 1).stream()
                .map(Stored::reason).findFirst().orElse("");
    }

    /// An ORU^R01 with one order.
    ///
    /// @param observations OBX segments
    static String result(String control, String number, String order, String... observations) {
        return """
                MSH|^~\\&|LIS|LAB|LIMBLINE|WARD|202611201200||ORU^R01^ORU_R01|%s|P|2.5.1
                PID|1||%s^^^HOSP^MR||INVENTED^PERSON
                PV1|1|I|W4^12^A
                ORC|RE||%s^LIS
                OBR|1||%s^LIS|CHEM^Chemistry^L|||202611200730|||||||||||||||202611201155|||F
                """.formatted(control, number, order, order)
                + String.join("\n", observations);
    }

    /// An OBX with a creatine kinase.
    static String kinase(String value, String status) {
        return "OBX|1|NM|2157-6^Creatine kinase^LN||%s|U/L^^UCUM|30-200|H|||%s|||202611200730"
                .formatted(value, status);
    }

    @Override
    public void close() {
        listener.close();
        worker.close();
    }
}
