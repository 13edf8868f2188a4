package limbline.app.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.ImportDesk;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Restrictions;
import limbline.app.security.Role;
import limbline.board.Decisions;
import limbline.board.TourniquetLine;
import limbline.course.AsOf;
import limbline.course.Placed;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.ImagingModality;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site.Zone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From the referral to the page of the board, its list, its decision, its minutes and the clinic,
/// in a real browser; and the sheet on one page of paper.
class BoardPageTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final String PATIENT = "INV-02";
    private static final Path PICTURES = Path.of("target", "pictures");

    @BeforeAll
    static void recordCourses() {
        site.recordInventedCourses();
        CourseFile paper = CourseFile.read(Path.of("..", "cases", "PAPER-1.yaml"),
                Optional.of(Site.CENTRE), Site.ZONE);
        new ImportDesk(desk()).take(paper.course(), "the test", Optional.empty());
        record("FORTY", forty());
        record("LISTED", List.of());
        record("CLOSED", List.of());
    }

    @Test
    void fromTheReferralToTheDecisionItsMinutesAndTheClinic() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/" + PATIENT + "/board");
        site.looksRight(page, "board");
        assertThat(page.locator(".option")).hasCount(3);

        page.locator("#meeting-day").fill("2026-11-24");
        page.locator("#question").fill("Limb-sparing treatment?");
        page.getByText("Put on the list", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".said")).hasText("It is on the record.");

        page.locator("#karnofsky").fill("eighty");
        page.getByText("Record what was found").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText(
                "Karnofsky: \"eighty\" is not a Karnofsky status; write for example 80");
        page.locator("#karnofsky").fill("80");
        page.locator("#lab-creatinine").fill("1.1 mg/dL");
        page.locator("#condition-peripheral-vascular-disease").selectOption("present");
        page.getByText("Record what was found").click();
        assertThat(page.locator(".said")).hasText("It is on the record.");
        String sheet = page.locator(".one-sheet").innerText();
        assertThat(sheet).contains("No ischaemic peripheral vascular disease. Peripheral vascular"
                + " disease is present (2026-11-23). [NCT4250]");
        assertThat(sheet).contains("[NCT4250]: not met.").contains("[KROON]: met.");

        page.locator("#decide-recommended").fill("amputation");
        page.getByText("Record the decision").click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("took part: say by whom it was recommended");
        page.locator("#decide-present").fill("Dr Weber\nDr Okafor");
        page.locator("#decide-discussed").fill("amputation\nILI\nHILP");
        page.locator("#decide-chosen").fill("resection\nILI");
        page.locator("#decide-declined").fill("amputation");
        page.locator("#decide-why").fill("wants to keep the limb");
        page.locator("#decide-plan").fill(
                "2026-12-01: resection\n2026-12-01: ILI\n2027-01: radiotherapy");
        page.locator("#decide-tasks").fill("2026-11-30, Dr Weber: book the theatre");
        page.getByText("Record the decision").click();
        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(page.locator(".one-sheet")).containsText("declined: wants to keep the limb");
        site.looksRight(page, "board-decided", Site.Look.DESK_DARK, Site.Look.PHONE_LIGHT);

        String minutes = page.locator("a:has-text('Minutes as PDF')").first().getAttribute("href");
        assertThat(text(page.request().get(minutes).body())).contains("Dr Okafor",
                "wants to keep the limb", "2026-12-01: resection", "2027-01: radiotherapy",
                "ili-nct00004250, version 1", "book the theatre");
        page.locator(".tasks button").click();
        assertThat(page.locator(".tasks .tag")).hasText("done");
        Decisions decisions = Decisions.of(desk().read(key(PATIENT), AsOf.NOW).course());
        assertThat(decisions.open()).isEmpty();
        assertThat(decisions.decided().getLast().minutes().orElseThrow().plan()).hasSize(3);

        page.navigate("/patients/" + PATIENT + "/board");
        page.locator("a:has-text('The page before it')").first().click();
        assertThat(page.locator(".notice")).containsText("As known on 2026-11-23");
        assertThat(page.locator(".one-sheet")).not().containsText("wants to keep the limb");
        isSeenInTheClinic(page);
    }

    /// The infusion that was decided on, told afterwards, and the visit after it. How it is carried out
    /// at the console is in ConsolePageTest.
    private static void isSeenInTheClinic(Page page) {
        Limb limb = TourniquetLine.limb(desk().read(key(PATIENT), AsOf.NOW).course(),
                LocalDate.parse("2026-11-23")).orElseThrow();
        page.navigate("/patients/" + PATIENT + "/events/new?type=infused");
        page.locator("#limb").selectOption(limb.toString());
        page.locator("#modality").selectOption("ILI");
        page.locator("[id='when.on']").fill("2026-11-23");
        page.locator("#known").fill("2026-11-23");
        page.locator("#source").fill("the run sheet");
        page.getByText("Record it").click();
        assertThat(page.locator(".said")).hasText("It is on the record.");

        page.navigate("/clinic/patients/" + PATIENT);
        assertThat(page.locator("main")).containsText("ILI of the " + limb + ", 2026-11-23");
        page.locator("a.button:has-text('Visit')").click();
        page.locator("[name^='longest.']").first().fill("12");
        page.locator("#status").selectOption("alive-with-disease");
        page.locator("button:has-text('Record the visit')").click();
        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(desk().read(key(PATIENT), AsOf.NOW).course().timeline().stream()
                .sorted(Comparator.comparingInt(placed -> placed.entry().position()))
                .map(Placed::event).toList().reversed().subList(0, 3))
                .hasExactlyElementsOfTypes(
                        LastSeen.class, LesionsMeasured.class, Infused.class);
    }

    @Test
    void aRestrictedRecordTellsNothingOnTheList() {
        Visitor clinician = Visitor.as(site.address(), Role.CLINICIAN);
        assertThat(clinician.post("/patients/CLOSED/board/list", Map.of(
                "command", UUID.randomUUID().toString(), "meeting", "2026-11-16",
                "position", String.valueOf(desk().read(key("CLOSED"), AsOf.NOW).position()),
                "question", "A question of nobody else")).statusCode()).isEqualTo(303);
        append("CLOSED", "2026-11-16", new BoardDecided(List.of(), List.of(), List.of(), List.of(),
                Finding.notStated()));
        assertThat(clinician.get("/board?day=2026-11-16").body())
                .contains("1. CLOSED", "A question of nobody else", "decided</span>");

        new Restrictions(site.database().sql()).restrict(
                Site.CENTRE, "CLOSED", "a colleague", List.of("ward"), "the test");
        assertThat(clinician.get("/board?day=2026-11-16").body())
                .contains("1. CLOSED", "This record is restricted")
                .doesNotContain("A question of nobody else", "decided</span>", "disease:",
                        "No imaging");
    }

    @Test
    void aDecisionOnAPageThatIsOldIsNotWrittenAndKeepsWhatWasTyped() {
        HttpResponse<String> answer = Visitor.as(site.address(), Role.CLINICIAN).post(
                "/patients/FORTY/board/decision", Map.of("command", UUID.randomUUID().toString(),
                        "position", "1", "on", "2026-11-23", "discussed", "ILI\nHILP"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Meanwhile something else of this patient was recorded.",
                "ILI\nHILP");
        assertThat(Decisions.of(desk().read(key("FORTY"), AsOf.NOW).course()).decided()).isEmpty();
    }

    @Test
    void sheetAndMinutesNameTheirPatientAndNoDecisionIsFoundUnderAnother() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        EventId decision = Decisions.of(desk().read(key("PAPER-1"), AsOf.NOW).course())
                .decided().getFirst().placed().id();
        String minutes = "/board/minutes/" + decision + ".pdf";

        for (String own : List.of(minutes, "/board.pdf")) {
            assertThat(text(page.request().get("/patients/PAPER-1" + own).body())).as(own)
                    .contains("PAPER-1");
        }
        assertThat(page.request().get("/patients/FORTY" + minutes).status()).isEqualTo(404);
        assertThat(page.request().get("/patients/FORTY/board?before=" + decision).status())
                .isEqualTo(400);
    }

    @Test
    void theListOfAMeetingIsInOrderAndSaysWhatIsMissing() {
        list("LISTED", "2026-12-08");
        list("FORTY", "2026-12-08");
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/board?day=2026-12-08");
        assertThat(page.locator(".listed h2")).hasText(new String[] {"1. LISTED", "2. FORTY"});
        assertThat(page.locator(".listed li").first()).containsText("No imaging is on record.");
        page.locator("button[aria-label='Move FORTY up']").click();
        assertThat(page.locator(".listed h2")).hasText(new String[] {"1. FORTY", "2. LISTED"});
        Site.leave(page, page.locator("button[aria-label='Move FORTY up']")::click);
        assertThat(page.locator(".listed h2")).hasText(new String[] {"1. FORTY", "2. LISTED"});
        site.looksRight(page, "board-list", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
    }

    /// The paper's case at its decision points, and a patient with forty events.
    @Test
    void theSheetIsOneSheetOfPaper() throws IOException {
        Files.createDirectories(PICTURES);
        Page page = site.as(Role.CLINICIAN);
        for (String asked : List.of("PAPER-1/board.pdf?before=1", "PAPER-1/board.pdf?before=2",
                "PAPER-1/board.pdf?known=2014-09-22", "PAPER-1/board.pdf", "FORTY/board.pdf")) {
            byte[] pdf = page.request().get("/patients/" + asked,
                    RequestOptions.create().setTimeout(60_000)).body();
            Files.write(PICTURES.resolve(asked.replaceAll("[^A-Za-z0-9]", "-") + ".pdf"), pdf);
            assertThat(BoardPrint.pages(pdf)).as(asked).isEqualTo(1);
            assertThat(text(pdf)).as(asked).contains("Criteria of each option",
                    "Published for such a limb", "Not a medical device");
        }
        for (String shown : List.of("PAPER-1/board?before=2", "FORTY/board")) {
            page.navigate("/patients/" + shown);
            byte[] printed = page.pdf(new Page.PdfOptions().setFormat("A4")
                    .setPreferCSSPageSize(true).setPrintBackground(true));
            Files.write(PICTURES.resolve("printed-" + shown.replaceAll("[^A-Za-z0-9]", "-")
                    + ".pdf"), printed);
            assertThat(BoardPrint.pages(printed)).as(shown).isEqualTo(1);
        }
    }

    @Test
    void thePaperIsShownAsItWasKnownBeforeEachDecision() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        String july2013 = text(page.request().get("/patients/PAPER-1/board.pdf?before=1").body());
        String spring2014 = text(page.request().get("/patients/PAPER-1/board.pdf?before=2").body());
        String summer2014 = text(
                page.request().get("/patients/PAPER-1/board.pdf?known=2014-09-22").body());

        assertThat(july2013).contains("referred for amputation: forequarter",
                "biceps: not certain", "clavicle: not below the line", "None is on record.")
                .doesNotContain("shoulder");
        assertThat(july2013).doesNotContain("ILI of the left arm");
        assertThat(spring2014).contains("ILI of the left arm, July 2013 (",
                        "Worst acute toxicity (Wieberdink):", "last infusion July 2013", "shoulder: not below the line",
                        "forearm-recurrence: below the line", "declined amputation: forequarter")
                .doesNotContain("shoulder-girdle");
        assertThat(summer2014).contains("As known on 2014-09-22", "shoulder-girdle")
                .doesNotContain("Forequarter amputation");
        assertThat(page.request().get("/patients/PAPER-1/board?before=3").status()).isEqualTo(400);
    }

    @Test
    void theSheetSaysHowManySeriesItLeftOutSinceTheySharePatients() throws IOException {
        String sheet = text(site.as(Role.CLINICIAN).request().get("/patients/PAPER-1/board.pdf")
                .body());
        // By evidence/overlap.csv.
        assertThat(Pattern.compile("([0-9]+) more left out, since (it|they) shares? patients with"
                + " these, or may").matcher(sheet).results().map(found -> found.group(1)))
                .containsExactly("6", "3", "4", "6");
    }

    /// A response of our own counts on the page from the day on which it was known.
    @Test
    void ourOwnCountsAreThoseOfTheDayOfThePage() throws IOException {
        Limb limb = Limb.of(Side.LEFT, limbline.patient.Extremity.LEG);
        append("OWN", "2025-01-10", new Infused(
                limb, Modality.HILP, List.of(), List.of(), Finding.notStated()));
        append("OWN", "2025-04-10", new ResponseAssessed(Finding.known(Response.PARTIAL),
                Criterion.CLINICAL_JUDGEMENT, Finding.notStated(), Finding.known(limb),
                List.of()));
        int before = ownHilp("2025-04-09");

        assertThat(ownHilp("2025-04-10")).isEqualTo(before + 1);
        // The paper dates its first decision and the infusion after it to the same month.
        assertThat(site.part(BoardDesk.class).before(key("PAPER-1"), "1").evidence().options())
                .allSatisfy(one -> assertThat(one.own()).isEmpty());
        assertThat(site.part(BoardDesk.class).before(key("PAPER-1"), "2").evidence().of("ILI"))
                .anySatisfy(one -> assertThat(one.own()).isNotEmpty());
        assertThat(ownHilp("2013-07-31")).isZero();
    }

    /// HILP, response per patient, of this centre: how many were assessed.
    private static int ownHilp(String known) throws IOException {
        BoardSheet sheet = site.part(BoardDesk.class).sheet(
                key("OWN"), AsOf.known(LocalDate.parse(known)));
        assertThat(sheet.evidence().counted()).isPresent();
        return sheet.evidence().of("HILP").stream()
                .filter(one -> one.outcome().equals("response per patient"))
                .flatMap(one -> one.own().stream()).mapToInt(row -> row.trials()).sum();
    }

    private static void append(String patient, String on, Event event) {
        PartialDate day = PartialDate.parse(on);
        Reading reading = desk().read(key(patient), AsOf.NOW);
        assertThat(desk().append(key(patient), reading.position(), UUID.randomUUID(), "the test",
                List.of(new Draft(new EventId(UUID.randomUUID()), event, new When.On(day), "", day,
                        "a letter", Optional.empty())))).isInstanceOf(Answer.Recorded.class);
    }

    @Test
    void aWardDoesNotSeeTheBoardAndADataManagerDecidesNothing() {
        assertThat(Visitor.as(site.address(), Role.WARD)
                .status("/patients/PAPER-1/board")).isEqualTo(403);
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/patients/PAPER-1/board");
        assertThat(page.locator("#decide")).hasCount(0);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static void list(String patient, String meeting) {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/" + patient + "/board");
        page.locator("#meeting-day").fill(meeting);
        page.getByText("Put on the list", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".said")).hasText("It is on the record.");
    }

    /// A long course: ten lesions, each found, imaged, photographed and progressed.
    private static List<Event> forty() {
        List<Event> events = new ArrayList<>();
        List<limbline.patient.Site> sites = List.of(limbline.patient.Site.values()).stream()
                .filter(place -> place.zone() != Zone.ELSEWHERE
                        && place.extremity().filter(limbline.patient.Extremity.LEG::equals)
                                .isPresent()).toList();
        for (int i = 0; i < 10; i++) {
            LesionId lesion = new LesionId("lesion-" + (i + 1));
            events.add(new LesionFound(lesion, LesionKind.LOCAL_RECURRENCE,
                    sites.get(i % sites.size()), Finding.known(Side.LEFT), Finding.notStated(),
                    Finding.notStated(), Finding.notStated(), Set.of(), Finding.notStated()));
            events.add(new Imaged(ImagingModality.MRI, "left leg", Finding.known("a mass of "
                    + (20 + i) + " mm that enhances and touches the fascia"), Finding.notStated(),
                    List.of(lesion)));
            events.add(new Photographed("Lesion " + (i + 1) + " of the left leg", List.of(lesion),
                    Finding.notStated(), Finding.notStated()));
            events.add(new Progressed(Set.of(Extent.LOCAL), List.of(lesion), Finding.notStated()));
        }
        return events;
    }

    private static void record(String patient, List<Event> events) {
        List<Draft> drafts = new ArrayList<>();
        List<Event> all = events.isEmpty() ? List.of(forty().getFirst()) : events;
        for (Event event : all) {
            LocalDate day = LocalDate.parse("2024-01-10").plusDays(20L * drafts.size());
            drafts.add(new Draft(new EventId(UUID.randomUUID()), event,
                    new When.On(PartialDate.of(day)), "", PartialDate.of(day), "a letter",
                    Optional.empty()));
        }
        assertThat(desk().append(key(patient), 0, UUID.randomUUID(), "data-manager", drafts))
                .isInstanceOf(Answer.Recorded.class);
    }

    private static CourseDesk desk() {
        return new CourseDesk(new Journal(site.database()),
                InstantSource.fixed(Site.NOW), Site.ZONE);
    }

    private static PatientKey key(String patient) {
        return new PatientKey(Site.CENTRE, new PatientId(patient));
    }
}
