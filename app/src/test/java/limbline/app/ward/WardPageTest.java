package limbline.app.ward;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.Sheets;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.course.CourseDesk;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.Draft;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.LimbSign;
import limbline.patient.PatientId;
import limbline.patient.Wieberdink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The ward in a real browser: the screen, one patient, and the round on a phone, by touch.
class WardPageTest {

    @RegisterExtension
    static final Site site = new Site();

    private static int appended;

    @BeforeAll
    static void record() throws IOException {
        sign(site);
        site.recordInventedCourses();
    }

    /// The demonstration's protocol, as if two people had signed it.
    static void sign(Site site) throws IOException {
        String text = Files.readString(Path.of("..", "protocols", "demo-ili.yaml"));
        site.database().sql().sql("""
                insert into signed_protocol
                    (centre, protocol, version, hash, text, statement, first, second)
                values (?, 'demo-ili', 1, ?, ?, 'for the test', 'clinician', 'ward')
                """).params(Site.CENTRE, SignedProtocol.hashOf(text), text).update();
    }

    @Test
    void theScreenShowsTheWorstFirstAndLooksRight() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward");

        Locator rows = page.locator("#ward-rows tr");
        assertThat(rows).hasCount(5);
        assertThat(rows.first()).containsText("INV-13");
        assertThat(rows.first()).containsText("Urgent");
        assertThat(rows.first()).containsText("above 1000 U/L [VROUENRAETS]");
        assertThat(rows.first().locator("th")).containsText("ward 4");
        site.looksRight(page, "ward");
    }

    @Test
    void onPaperTheScreenSaysAsOfWhenItIs() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward");
        Locator asOf = page.locator("main .paper");
        assertThat(asOf).isHidden();

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(asOf).isVisible();
        assertThat(asOf).hasText("As of 2026-11-23 10:00");
        page.evaluate("performance.now = () => 3_600_000"); // an hour later
        page.pdf();
        assertThat(asOf).hasText("As of 2026-11-23 11:00");
    }

    @Test
    void onePatientShowsWhatEachRuleSaysAndLooksRight() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward/patients/INV-13");

        assertThat(page.locator("#rules ~ .scroll tbody tr")).hasCount(17);
        assertThat(page.locator("svg.figure")).hasCount(1);
        assertThat(page.locator("#discharge ~ .scroll")).containsText("not met");
        site.looksRight(page, "ward-patient");
    }

    @Test
    void theShiftListHasEachPatientAndPrints() throws IOException {
        Page page = site.as(Role.WARD);
        page.navigate("/ward/shift-list");

        assertThat(page.locator(".shift")).hasCount(5);
        assertThat(page.locator(".shift h2").first()).containsText("ward 4");
        assertThat(page.locator(".shift").first())
                .containsText("No potassium on record since the infusion.");
        site.looksRight(page, "ward-shift-list");
        assertThat(Sheets.of(page, "ward-shift-list")).isBetween(2, 3);
    }

    @Test
    void aRoundWithoutFindingsIsTwoTapsOnAPhone() {
        Page page = site.as(Role.WARD, Site.Look.PHONE_LIGHT);
        page.navigate("/ward");
        int before = events("INV-10").size();
        page.locator("#row-INV-10 a.round").tap();
        page.locator("button.big").tap();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        List<Object> written = events("INV-10").subList(before, before + 2);
        assertThat(written.getFirst()).isInstanceOfSatisfying(LimbChecked.class, check ->
                assertThat(check.signs().values())
                        .containsOnly(Finding.known(LimbSign.NORMAL)));
        assertThat(written.getLast()).isInstanceOfSatisfying(WieberdinkGraded.class, graded ->
                assertThat(graded.grade()).isEqualTo(Finding.known(Wieberdink.I)));
        assertThat(events("INV-10")).hasSize(before + 2);
    }

    @Test
    void aRoundWithFindingsIsRecordedByTouchAndCallsForSomebody() {
        Page page = site.as(Role.WARD, Site.Look.PHONE_LIGHT);
        page.navigate("/ward/patients/INV-11/round");
        site.looksRight(page, "ward-round");
        page.setViewportSize(390, 844);
        page.locator("input[name='pain'][value='marked']").tap();
        page.locator("input[name='passive-stretch'][value='slight']").tap();
        page.locator("input[name='grade'][value='III']").tap();
        page.locator("#urine").tap();
        page.keyboard().type("90");
        page.locator("#urine-from").fill("2026-11-23T06:00");
        page.locator("button:has-text('Record the round')").tap();

        assertThat(page.locator(".alert-card.urgent")).containsText(
                "Limb check: pain marked (day 2, 2026-11-23 10:00). That fits a compartment "
                        + "syndrome.");
        assertThat(page.locator("#alerts ~ .alert-card.warning").first()).containsText(
                "Wieberdink III");
    }

    @Test
    void anUrgentAlertIsAcknowledgedWithAReasonByName() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward/patients/INV-13");
        Locator card = page.locator(".alert-card.urgent").first();
        card.locator("input[name='reason']").fill("surgeon is on the way");
        card.locator("button").click();

        assertThat(page.locator(".acknowledged")).containsText("surgeon is on the way");
        assertThat(page.locator(".acknowledged")).containsText("acknowledged by ward");
        assertThat(events("INV-13")).anyMatch(AlertAcknowledged.class::isInstance);
    }

    @Test
    void whatIsWrongInAFormIsSaidAndNothingIsLost() {
        Visitor visitor = Visitor.as(site.address(), Role.WARD);
        String answer = visitor.post("/ward/patients/INV-12/round", Map.of(
                "command", UUID.randomUUID().toString(), "limb", limb("INV-12"),
                "urine", "a lot", "grade", "IX", "observer", "the night nurse")).body();

        assertThat(answer).contains("is not a number with its unit", "is not one of: I, II, III")
                .contains("value=\"the night nurse\"");
        assertThat(visitor.post("/ward/patients/INV-12/round", Map.of("command",
                UUID.randomUUID().toString(), "limb", "left ear")).statusCode()).isEqualTo(400);
        assertThat(visitor.post("/ward/patients/INV-12/round", Map.of("command",
                UUID.randomUUID().toString(), "limb", limb("INV-12"))).body())
                .contains("nothing is filled in");
    }

    @Test
    void aFormThatIsSentTwiceIsRecordedOnce() {
        Visitor visitor = Visitor.as(site.address(), Role.WARD);
        int before = events("INV-12").size();
        Map<String, String> form = Map.of("command", UUID.randomUUID().toString(),
                "limb", limb("INV-12"), "grade", "II");
        assertThat(visitor.post("/ward/patients/INV-12/round", form).statusCode()).isEqualTo(303);
        assertThat(visitor.post("/ward/patients/INV-12/round", form).statusCode()).isEqualTo(303);

        assertThat(events("INV-12")).hasSize(before + 1);
    }

    /// From an append to the journal, as the laboratory feed makes it, to a second screen.
    @Test
    void aValueThatComesInIsOnEveryScreenWithinASecond() {
        Page one = site.as(Role.WARD);
        Page other = site.as(Role.CLINICIAN);
        one.navigate("/ward");
        other.navigate("/ward");
        assertThat(other.locator("#row-INV-09")).not().containsText("1777 U/L");

        isShownAfter("1777 U/L", one, other);
        assertThat(other.locator("#ward-said")).hasText("An alert is open in the ward.");
        // On a machine that does much else the first may be late; a ward that is slow is so always.
        assertThat(Stream.of("2777 U/L", "3777 U/L", "4777 U/L", "5777 U/L", "6777 U/L")
                .map(value -> isShownAfter(value, one, other))
                .anyMatch(after -> after.compareTo(Duration.ofSeconds(1)) < 0)).isTrue();
    }

    private static Duration isShownAfter(String value, Page... pages) {
        long appended = System.nanoTime();
        append("INV-09", kinase(value));
        for (Page page : pages) {
            page.locator("#row-INV-09 .alert:has-text('" + value + "')").waitFor();
        }
        return Duration.ofNanos(System.nanoTime() - appended);
    }

    /// What is recorded between the page and its stream, or while a stream is broken, is sent when
    /// the stream opens; the browser names what it was sent last.
    @Test
    void aStreamBeginsWhereThePageOrTheLastStreamEnded() throws Exception {
        Visitor visitor = Visitor.as(site.address(), Role.WARD);
        String page = visitor.get("/ward").body();
        String stream = page.replaceAll("(?s).*data-live=\"([^\"]*)\".*", "$1");
        append("INV-12", kinase("1888 U/L"));

        String lines = event(visitor, stream, "");
        assertThat(lines).startsWith("event: lines").contains("row-INV-12", "1888 U/L")
                .doesNotContain("row-INV-13");
        String last = lines.replaceAll("(?s).*id: (\\S*).*", "$1");
        append("INV-12", kinase("1999 U/L"));
        assertThat(event(visitor, stream, last)).startsWith("event: lines").contains("1999 U/L");
        assertThat(event(visitor, "/ward/live?since=another-run.1", ""))
                .startsWith("event: whole").contains("row-INV-12", "row-INV-13");
    }

    /// The first event with lines, as it was sent.
    private static String event(Visitor visitor, String path, String last) throws Exception {
        HttpResponse<InputStream> answer = visitor.client().send(
                visitor.request(path).header("Last-Event-ID", last).GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            StringBuilder event = new StringBuilder();
            int lines = 0; // a beat every two seconds has three
            for (String line = in.readLine(); line != null && lines < 60; line = in.readLine()) {
                lines++;
                event.append(line).append('\n');
                if (line.isEmpty()) {
                    if (event.indexOf("data: <tr") >= 0) {
                        return event.toString();
                    }
                    event.setLength(0);
                }
            }
        }
        throw new AssertionError("no line came");
    }

    private static LaboratoryReported kinase(String value) {
        return new LaboratoryReported(Analyte.CREATINE_KINASE,
                Finding.known(LabValue.parse(value)), Finding.notStated(), Finding.notStated(),
                Finding.notStated());
    }

    @Test
    void aScreenThatHearsNothingSaysSo() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward");
        Locator old = page.locator(".unheard-only");
        assertThat(old).isHidden();

        site.mayBeLost();
        site.stop();
        assertThat(old).hasText(
                "This screen is not hearing from the server: what it shows may be old.");
        assertThat(old).isVisible();
        page.context().close();
        site.startAgain();
    }

    /// Sessions do not outlive the server; whoever signs in again makes every window hear.
    @Test
    void aScreenHearsAgainOnceTheServerIsBackAndMissedNothing() {
        Page page = site.as(Role.WARD);
        page.navigate("/ward");
        site.mayBeLost();
        site.stop();
        assertThat(page.locator(".unheard-only")).isVisible();
        append("INV-10", kinase("1666 U/L"));
        site.startAgain();

        Page again = page.context().newPage();
        again.navigate("/sign-in");
        Site.leave(again, () -> site.signIn(again, Role.WARD.toString(), Site.PASSWORD));
        assertThat(page.locator("#row-INV-10 .alert:has-text('1666 U/L')")).isVisible();
        assertThat(page.locator(".unheard-only")).isHidden();
    }

    @Test
    void theWardIsForItsPeople() {
        assertThat(Visitor.as(site.address(), Role.RESEARCHER).get("/ward").statusCode())
                .isEqualTo(403);
        assertThat(Visitor.as(site.address(), Role.DATA_MANAGER).get("/ward/patients/INV-13")
                .body()).doesNotContain("<button class=\"main\">Acknowledge");
    }

    private static PatientKey key(String id) {
        return new PatientKey(Site.CENTRE, new PatientId(id));
    }

    private static CourseDesk desk() {
        return new CourseDesk(
                new Journal(site.database()), InstantSource.fixed(Site.NOW), Site.ZONE);
    }

    private static List<Object> events(String id) {
        return desk().read(key(id), AsOf.NOW).course().timeline().stream()
                .map(placed -> placed.entry())
                .sorted(java.util.Comparator.comparingInt(entry -> entry.position()))
                .map(entry -> (Object) entry.event()).toList();
    }

    private static String limb(String id) {
        return desk().read(key(id), AsOf.NOW).course().infusions().getFirst().event().limb()
                .toString();
    }

    /// Each a second after the one before.
    private static void append(String id, LaboratoryReported report) {
        Instant at = Site.NOW.minusSeconds(600).plusSeconds(appended++);
        UUID command = UUID.randomUUID();
        desk().append(key(id), desk().read(key(id), AsOf.NOW).position(), command, "laboratory",
                List.of(new Draft(new EventId(command), report, new When.At(at), "",
                        PartialDate.of(at.atZone(Site.ZONE).toLocalDate()), "the test",
                        Optional.empty())));
    }
}
