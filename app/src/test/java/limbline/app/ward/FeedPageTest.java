package limbline.app.ward;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static limbline.app.ward.Laboratory.kinase;
import static limbline.app.ward.Laboratory.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.course.CourseDesk;
import limbline.app.demonstration.InventedCentre;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Inbox;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Senders;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Restrictions;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The messages that wait, in a real browser: what a person reads of them, says, and has worked on
/// again.
class FeedPageTest {

    @RegisterExtension
    static final Site site = new Site(InstantSource.system()); // as the senders' clock

    private static int count;

    private final String number = "T" + ++count;

    @BeforeAll
    static void record() throws Exception {
        site.recordInventedCourses();
        for (int each = 9; each <= 13; each++) {
            PatientId id = new PatientId("INV-%02d".formatted(each));
            new Identities(site.database().sql()).put(new Identity(key(id.value()),
                    Optional.empty(), Optional.empty(),
                    Optional.of(InventedCentre.hospitalNumber(id))));
        }
        try (var file = Files.newInputStream(Path.of("..", "docs", "laboratory.hl7"))) {
            send(Sender.messages(file, Listener.LONGEST));
        }
    }

    @BeforeEach
    void another() {
        send(List.of(Laboratory.bytes(result(number, number, number, kinase("563", "F")))));
    }

    @Test
    void whatWaitsIsListedWithItsSentenceAndLooksRight() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/feed");

        Locator row = row(page, "4711");
        assertThat(row).containsText("No patient here has the number 4711; say whose it is, or that"
                + " it is nobody's here.");
        assertThat(page.locator("nav.way a[aria-current='true']")).containsText("Waiting");
        site.looksRight(page, "feed");
        page.navigate("/feed?state=refused");
        assertThat(page.locator("tbody")).containsText("MSH-9 is ORM^O01; taken are");
    }

    @Test
    void aCodeIsSaidByHandAndTheMessageIsWorkedOnAgain() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/feed");
        row(page, "DEMO-11").locator("a").click();
        assertThat(page.locator("main")).containsText(
                "OBX 2: the code KREA (L) (Creatinine) is not known");
        site.looksRight(page, "feed-message");
        page.getByLabel("What does KREA (Creatinine) measure?").selectOption("creatinine");
        Site.leave(page, page.locator("form.mend:has(select) button")::click);
        settle();
        page.reload();

        assertThat(page.locator("h1 ~ p .tag")).hasText("Done");
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody")).containsText("recorded");
        assertThat(values("INV-11")).contains("creatinine 92 µmol/L", "creatine-kinase >1000 U/L");
    }

    /// A message names the person and the values: it opens with the record, and not before.
    @Test
    void aMessageAboutARestrictedRecordIsHeldBackAsTheRecordIs() {
        Restrictions restrictions = new Restrictions(site.database().sql());
        long message = site.database().sql().sql("select max(message) from feed_result"
                + " where patient = 'INV-10'").query(Long.class).single();
        Visitor ward = Visitor.as(site.address(), Role.WARD);
        assertThat(ward.get("/feed/" + message).body()).contains("PID");

        restrictions.restrict(Site.CENTRE, "INV-10", "a colleague", List.of("clinician"), "me");
        assertThat(ward.get("/feed/" + message).statusCode()).isEqualTo(403);
        assertThat(ward.get("/feed/" + message).body()).contains("The message is about INV-10")
                .doesNotContain("PID");
        assertThat(Visitor.as(site.address(), Role.CLINICIAN).get("/feed/" + message).body())
                .contains("PID");
        restrictions.breakGlass(Site.CENTRE, "INV-10", "ward", "bleeding in the night",
                Duration.ofMinutes(5));
        assertThat(ward.get("/feed/" + message).body()).contains("PID");
        restrictions.lift(Site.CENTRE, "INV-10", "me");
    }

    @Test
    void aNumberIsSaidToBeAPatientsAndHoldsForWhatElseWaits() {
        send(List.of(Laboratory.bytes(result(number + "b", number, number + "b",
                kinase("570", "F")))));
        Page page = site.as(Role.CLINICIAN, Site.Look.PHONE_LIGHT);
        page.navigate("/feed");
        row(page, number).first().locator("a").click();
        page.getByLabel("Whose is the number " + number + "?").fill("INV-09");
        Site.leave(page,
                page.locator("form.mend:has-text('Whose is the number') button.main")::click);
        settle();
        page.reload();

        assertThat(page.locator("h1 ~ p .tag")).hasText("Done");
        assertThat(values("INV-09")).contains("creatine-kinase 563 U/L", "creatine-kinase 570 U/L");
        page.navigate("/feed");
        assertThat(row(page, number)).hasCount(0);
    }

    @Test
    void aNumberIsNobodysHere() {
        Page page = site.as(Role.CLINICIAN);
        open(page);
        Site.leave(page, page.locator("button:has-text(\"Nobody's here\")")::click);
        settle();
        page.reload();

        assertThat(page.locator("h1 ~ p .tag")).hasText("Done");
        assertThat(page.locator("tbody")).hasCount(0);
    }

    @Test
    void aMessageIsPutAwayWithAReasonAndTakenUpAgain() {
        Page page = site.as(Role.CLINICIAN);
        open(page);
        page.getByLabel("Why nothing is to be done").fill("sent to the wrong hospital");
        Site.leave(page, page.locator("button:has-text('Put it away')")::click);
        page.navigate("/feed?state=aside");
        assertThat(row(page, number)).containsText("sent to the wrong hospital");
        row(page, number).locator("a").click();
        assertThat(page.locator("main")).containsText("clinician has said so.");
        Site.leave(page, page.locator("button:has-text('Work on it again')")::click);
        settle();
        page.reload();

        assertThat(page.locator("h1 ~ p .tag")).hasText("Waiting");
    }

    @Test
    void whatAMessageHoldsIsTextAndNeverPartOfThePage() {
        String hostile = "<b>x</b>\" onclick=\"alert(1)";
        send(List.of(Laboratory.bytes(result(number + "h", hostile, number + "h",
                "OBX|1|NM|C " + number + "\"><i>^<u>Name</u>^L||1|<s>|||||F",
                kinase("1", "F").replace("U/L^^UCUM", "odd \"unit\" " + number)))));
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/feed");
        page.locator("tbody tr:has-text('onclick')").first().locator("a").click();

        assertThat(page.locator("main")).containsText(hostile);
        assertThat(page.locator("main b, main i, main u, main s, [onclick]")).hasCount(0);
        assertThat(page.getByLabel("What does the unit \"odd \"unit\" " + number)).hasCount(1);
    }

    @Test
    void whatIsSaidWronglyIsRefusedInASentenceAndChangesNothing() {
        Visitor visitor = Visitor.as(site.address(), Role.CLINICIAN);
        String path = "/feed/" + id();

        assertThat(visitor.post(path + "/patient", Map.of("number", number, "patient", "NOBODY"))
                .body()).contains("nothing is recorded of a patient \"NOBODY\"");
        assertThat(visitor.post(path + "/patient", Map.of("patient", "")).statusCode())
                .isEqualTo(400);
        assertThat(visitor.post(path + "/unit", Map.of("written", "x", "ucum", "furlong/L"))
                .body()).contains("UCUM has no unit");
        assertThat(visitor.post(path + "/code", Map.of("code", "X", "analyte", "luck")).body())
                .contains("is not one of: ");
        assertThat(visitor.post(path + "/aside", Map.of("reason", " ")).statusCode())
                .isEqualTo(400);
        assertThat(visitor.get("/feed/999999999").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/feed/x").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/feed?state=lost").body()).contains("is no state of a message");
        settle();
        assertThat(site.database().sql().sql("select state from feed_message where control = ?")
                .param(number).query(String.class).single()).isEqualTo("waiting");
    }

    @Test
    void theWardReadsAndResearchersDoNot() {
        Visitor ward = Visitor.as(site.address(), Role.WARD);
        String path = "/feed/" + id();

        assertThat(ward.get(path).body()).contains("No patient here has the number " + number)
                .doesNotContain("/patient\"");
        assertThat(ward.post(path + "/again", Map.of()).statusCode()).isEqualTo(403);
        assertThat(Visitor.as(site.address(), Role.RESEARCHER).get("/feed").statusCode())
                .isEqualTo(403);
    }

    private void open(Page page) {
        page.navigate("/feed");
        row(page, number).locator("a").click();
    }

    /// The row whose number is exactly this.
    private static Locator row(Page page, String number) {
        return page.locator("tbody tr:has(td:text-is('" + number + "'))");
    }

    private long id() {
        return site.database().sql().sql("select id from feed_message where control = ?")
                .param(number).query(Long.class).single();
    }

    private static PatientKey key(String id) {
        return new PatientKey(Site.CENTRE, new PatientId(id));
    }

    /// Analyte and value of what counts.
    private static List<String> values(String id) {
        return new CourseDesk(new Journal(site.database()), InstantSource.system(),
                Site.ZONE).read(key(id), AsOf.NOW).course().timeline().stream()
                .filter(placed -> placed.event() instanceof LaboratoryReported)
                .map(placed -> (LaboratoryReported) placed.event())
                .map(one -> one.analyte().term() + " " + one.value().words()).toList();
    }

    /// Sends to a listener on the server's database, and waits until the server has worked on it.
    private static void send(List<Bytes> messages) {
        try (Listener listener = Listener.start(ServerSocketFactory.getDefault(),
                        InetAddress.getLoopbackAddress(), 0, Set.of("P"), Senders.parse(""),
                        Duration.ofSeconds(10),
                        new Inbox(site.database().dataSource(), Site.CENTRE, () -> { }),
                        InstantSource.system());
                Sender sender = new Sender(SocketFactory.getDefault(), listener.address(),
                        Duration.ofSeconds(20))) {
            messages.forEach(message -> assertThat(sender.send(message))
                    .isInstanceOf(Sender.Answer.Answered.class));
        }
        settle();
    }

    private static void settle() {
        FeedStore store = site.part(FeedStore.class);
        long end = System.nanoTime() + 60_000_000_000L;
        while (!store.news(1).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not worked on within a minute: " + store.news(1));
            }
            site.part(FeedWorker.class).wake();
            Thread.onSpinWait();
        }
    }
}
