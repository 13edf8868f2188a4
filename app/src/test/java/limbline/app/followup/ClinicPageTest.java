package limbline.app.followup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.Worklist;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.course.Standing.Station;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.followup.Appointment.State;
import limbline.measure.EventId;
import limbline.measure.LabValue;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.Criterion;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extremity;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.LesionSize;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site.Zone;
import limbline.patient.Treatment;
import limbline.patient.Wieberdink;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The clinic in a real browser: the list, one patient, a visit, letters and the way again.
class ClinicPageTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final Limb ARM = Limb.of(Side.LEFT, Extremity.ARM);

    @BeforeAll
    static void record() throws IOException {
        String text = Files.readString(Path.of("..", "protocols", "demo-ili.yaml"));
        site.database().sql().sql("""
                insert into signed_protocol
                    (centre, protocol, version, hash, text, statement, first, second)
                values (?, 'demo-ili', 1, ?, ?, 'for the test', 'clinician', 'ward')
                """).params(Site.CENTRE, SignedProtocol.hashOf(text), text).update();
        site.recordInventedCourses();
        // infused on 2026-07-01: 3 months are 2026-10-01, 6 months 2027-01-01
        for (String patient : List.of("CLIN-1", "CLIN-2", "CLIN-3", "CLIN-4", "CLIN-5",
                "CLIN-6")) {
            treated(patient);
        }
        new Identities(site.database().sql()).put(new Identity(key("CLIN-1"),
                Optional.of("Ada Invented"), Optional.empty(), Optional.of("4711")));
    }

    private static void treated(String patient) {
        on(patient, "2026-05-01", new Referred(known("Dr Far Away"), List.of(), notStated()),
                found("forearm", limbline.patient.Site.FOREARM),
                found("biceps", limbline.patient.Site.UPPER_ARM));
        on(patient, "2026-06-25", measured("forearm: 40 x 30 mm", "biceps: 30 x 20 mm"));
        on(patient, "2026-07-01", new Infused(ARM, Modality.ILI, List.of(),
                List.of(new LesionId("forearm")), notStated()));
        on(patient, "2026-07-05", new LaboratoryReported(Analyte.CREATINE_KINASE,
                known(LabValue.parse("1450 U/L")), notStated(), notStated(), notStated()),
                new WieberdinkGraded(ARM, known(Wieberdink.II), notStated()));
        on(patient, "2026-07-15", new LastSeen(known(DiseaseStatus.ALIVE_WITH_DISEASE)));
        on(patient, "2026-08-12", measured("forearm: 28 x 20 mm", "biceps: 30 x 20 mm"));
        on(patient, "2026-09-30", measured("forearm: 18 x 12 mm", "biceps: 38 x 26 mm"),
                new ResponseAssessed(known(Response.STABLE), Criterion.CLINICAL_JUDGEMENT,
                        notStated(), known(ARM), List.of()),
                new LateToxicityGraded(ARM, LateEffect.OEDEMA, known(LateGrade.TWO),
                        known("CTCAE 5.0"), notStated()),
                new LateToxicityGraded(ARM, LateEffect.PARAESTHESIA, known(LateGrade.ONE),
                        known("CTCAE 5.0"), known("thumb and index")));
    }

    @Test
    void theListShowsWhoIsLostAndOverdueFirstAndLooksRight() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic");

        List<String> states = page.locator("tbody tr td:nth-child(2) .tag").allTextContents();
        assertThat(states).isSortedAccordingTo((one, other) ->
                order(one) - order(other)).contains("overdue", "later");
        site.looksRight(page, "clinic", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        Site.leave(page, page.locator(".way a:has-text('overdue')")::click);
        assertThat(page.locator("tbody tr td:nth-child(2) .tag").allTextContents())
                .isNotEmpty().containsOnly("overdue");
    }

    private static int order(String state) {
        return List.of("lost", "overdue", "due", "later").indexOf(state);
    }

    @Test
    void onePatientShowsThePlanTheResponseAndWhatIsLeftAndLooksRight() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic/patients/CLIN-1");

        assertThat(page.locator("h1")).containsText("Ada Invented");
        assertThat(page.locator("#plan ~ .scroll")).containsText("month 6");
        assertThat(page.locator("#plan ~ .scroll")).containsText("NCT3789");
        Locator computed = page.locator("#response ~ .scroll table.cards tbody tr");
        assertThat(computed.nth(1)).containsText("partial");
        assertThat(computed.nth(1)).containsText("progressive");
        assertThat(page.locator(".own li")).containsText(
                "The clinician says stable (clinical judgement), RECIST 1.1 gives partial "
                        + "(2026-09-30).");
        assertThat(page.locator(".own li .tag")).hasText("differs");
        assertThat(page.locator(".outcome")).containsText("Highest creatine kinase: 1450 U/L, 4 days"
                + " after the infusion.");
        assertThat(page.locator("svg.figure")).hasCount(2);
        site.looksRight(page, "clinic-patient", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setMedia(com.microsoft.playwright.options.Media.PRINT));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(Path.of("target", "pictures", "clinic-patient-print.png")));
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setMedia(com.microsoft.playwright.options.Media.SCREEN));
        page.locator(".criteria a:has-text('WHO')").click();
        assertThat(page.locator("#response ~ .scroll table.cards")).containsText("WHO");
        page.locator(".criteria a:has-text('clinical')").click();
        assertThat(page.locator("#response ~ p.soft").first()).containsText(
                "Clinical judgement is not computed");
    }

    @Test
    void aVisitIsEnteredWithASplitLesionANewOneAndWhatIsNotAssessable() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic/patients/CLIN-2");
        Site.leave(page, page.locator("a.button:has-text('Visit')")::click);
        site.looksRight(page, "clinic-visit", Site.Look.DESK_DARK, Site.Look.PHONE_LIGHT);
        page.locator("#longest-forearm").fill("10");
        page.locator("#across-forearm").fill("8,5");
        page.locator("#sight-biceps").selectOption("not assessable");
        page.locator("#new-1").fill("forearm-b");
        page.locator("#new-is-1").selectOption("split");
        page.locator("#new-from-1").selectOption("forearm");
        page.locator("#new-longest-1").fill("9");
        page.locator("#new-across-1").fill("6");
        page.locator("#own-field").selectOption("partial");
        page.locator("#own-rest").selectOption("not-assessable");
        page.locator("#criterion").selectOption("RECIST 1.1");
        page.locator("fieldset.sign:has-text('fibrosis') .pill").nth(1).click();
        page.locator("#late-scale").fill("CTCAE 5.0");
        page.locator("button:has-text('Record the visit')").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        Locator last = page.locator("#response ~ .scroll table.cards tbody tr").last();
        assertThat(last).containsText("2026-11-23");
        assertThat(last).containsText("partial");
        assertThat(last).containsText("not assessable");
        assertThat(page.locator(".own li").last()).containsText(
                "Both agree: the clinician says not assessable (RECIST 1.1)");
        List<Event> written = events("CLIN-2");
        assertThat(written).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(LesionsMeasured.class, measured -> assertThat(measured
                        .sizes()).extracting(Object::toString).containsExactly(
                                "forearm: 10 x 8.5 mm", "biceps: not assessable",
                                "forearm-b: 9 x 6 mm, split from forearm")));
        assertThat(written).last().isInstanceOfSatisfying(LateToxicityGraded.class, graded -> {
            assertThat(graded.effect()).isEqualTo(LateEffect.FIBROSIS);
            assertThat(graded.grade()).isEqualTo(known(LateGrade.ONE));
        });
    }

    /// Without a script: the form comes back with one row more and with what was typed.
    @Test
    void asManyNewLesionsAsThereAreCanBeEntered() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic/patients/CLIN-5/visit");
        page.locator("#longest-forearm").fill("10");
        for (int row = 1; row <= 5; row++) {
            if (row > 3) {
                Site.leave(page, page.locator("button:has-text('One more lesion')")::click);
            }
            page.locator("#new-" + row).fill("skin-" + row);
            page.locator("#new-is-" + row).selectOption("in-field");
            page.locator("#new-site-" + row).selectOption("forearm");
        }
        assertThat(page.locator("#longest-forearm")).hasValue("10");
        page.locator("button:has-text('Record the visit')").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(events("CLIN-5")).filteredOn(LesionFound.class::isInstance)
                .extracting(event -> ((LesionFound) event).lesion().value())
                .contains("skin-1", "skin-2", "skin-3", "skin-4", "skin-5");
        assertThat(events("CLIN-5")).last().isInstanceOfSatisfying(Progressed.class, progressed ->
                assertThat(progressed.lesions()).hasSize(5));
    }

    @Test
    void whoDiedIsNeitherListedNorInvitedNorSeenWithoutChange() {
        on("CLIN-6", "2026-10-10", new Died(notStated()));
        Visitor clinician = Visitor.as(site.address(), Role.CLINICIAN);

        assertThat(clinician.get("/clinic").body()).contains("CLIN-1").doesNotContain("CLIN-6");
        HttpResponse<String> invitation =
                clinician.get("/clinic/patients/CLIN-6/letters/invitation.txt");
        assertThat(invitation.statusCode()).isEqualTo(404);
        assertThat(invitation.body()).contains("The record says that CLIN-6 died");
        assertThat(clinician.get("/clinic/patients/CLIN-6").body())
                .doesNotContain("letters/invitation").contains("letters/result.pdf");
        HttpResponse<String> seen = clinician.post("/clinic/patients/CLIN-6/seen",
                Map.of("command", UUID.randomUUID().toString()));
        assertThat(seen.statusCode()).isEqualTo(409);
        assertThat(seen.body()).contains("The record says that the patient died");
    }

    @Test
    void oneClickRecordsThatNothingChangedAndTheListFollows() {
        ClinicList list = site.part(ClinicList.class);
        list.follow(Site.CENTRE);
        int before = events("CLIN-3").size();
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic");
        page.locator("#row-CLIN-3 button").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        List<Event> written = events("CLIN-3");
        assertThat(written.subList(before, written.size())).containsExactly(
                new LastSeen(known(DiseaseStatus.ALIVE_WITH_DISEASE)));
        list.follow(Site.CENTRE);
        assertThat(list.sheet(Site.CENTRE, Optional.empty(), 1).rows())
                .filteredOn(row -> row.patient().value().equals("CLIN-3"))
                .singleElement().satisfies(row -> {
                    assertThat(row.seen()).isEqualTo("2026-11-23");
                    assertThat(row.state()).contains(State.LATER);
                    assertThat(row.next()).isEqualTo("month 6");
                });
    }

    @Test
    void aRecurrenceStartsTheWayAgainWithEverythingKnown() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/clinic/patients/CLIN-4");
        assertThat(page.locator("#reason")).hasValue(java.util.regex.Pattern.compile(
                "ILI of the left arm, 2026-07-01 \\(145 days ago\\)\\.[^~]*Response, 2026-09-30:"
                        + " stable by clinical judgement\\.[^~]*Wieberdink\\): II\\.[^~]*1450 U/L[^~]*oedema"
                        + " grade 2\\.[^~]*Lesion forearm, left forearm"));
        page.locator("button:has-text('Write the referral')").click();
        assertThat(page.locator("h3:has-text('Refer again')")).isVisible(); // asked in the browser
        page.locator("input[name='again'][value='ILI']").check();
        page.locator("input[name='proposed'][value='resection']").check();
        page.locator("button:has-text('Write the referral')").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(events("CLIN-4")).last().isInstanceOfSatisfying(Referred.class, referred -> {
            assertThat(referred.proposed()).extracting(one -> one.treatment())
                    .containsExactly(Treatment.ILI, Treatment.RESECTION);
            assertThat(referred.reason().found().orElseThrow()).contains("1450 U/L");
        });
        assertThat(site.part(CourseDesk.class).read(key("CLIN-4"), AsOf.NOW).course()
                .station(site.part(Worklist.class).today()).station()).isEqualTo(Station.REFERRED);
    }

    @Test
    void whetherAnotherInfusionIsProposedHasToBeSaid() {
        Visitor clinician = Visitor.as(site.address(), Role.CLINICIAN);
        assertThat(clinician.post("/clinic/patients/CLIN-1/refer", Map.of(
                "command", UUID.randomUUID().toString(), "reason", "it came back")).body())
                .contains("say whether another infusion is proposed, yes or no")
                .contains("it came back");
    }

    @Test
    void lettersAreTextAndPdfAndTheirFilesNameNobody() throws IOException {
        Visitor clinician = Visitor.as(site.address(), Role.CLINICIAN);
        HttpResponse<String> invitation =
                clinician.get("/clinic/patients/CLIN-1/letters/invitation.txt");
        assertThat(invitation.body()).contains("Dear Ada Invented,")
                .contains("Your next visit is due on 2027-01-01.")
                .contains("Not a medical device.");
        assertThat(invitation.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("CLIN-1-invitation.txt").doesNotContain("Ada");
        String result = clinician.get("/clinic/patients/CLIN-1/letters/result.txt").body();
        assertThat(result.replaceAll("\\s+", " ")).contains("Dr Far Away")
                .contains("In the field, computed: 2026-09-30, partial by RECIST 1.1")
                .contains("Out of the field, computed: 2026-09-30, progressive by RECIST 1.1")
                .contains("The clinician says stable (clinical judgement), RECIST 1.1 gives "
                        + "partial (2026-09-30).");
        assertThat(clinician.get("/clinic/patients/CLIN-1/letters/result.txt?criterion=WHO").body()
                .replaceAll("\\s+", " ")).contains("In the field, computed: 2026-09-30,", "by WHO")
                .doesNotContain("by RECIST 1.1");
        assertThat(clinician.get("/clinic/patients/CLIN-1/letters/result.txt"
                + "?criterion=clinical%20judgement").body().replaceAll("\\s+", " "))
                .contains("In the field, 2026-09-30: The clinician says stable (clinical"
                        + " judgement).")
                .doesNotContain("computed", "nothing was measured");
        assertThat(clinician.get("/clinic/patients/CLIN-1/letters/result.txt?criterion=Choi")
                .statusCode()).isEqualTo(400);
        Files.createDirectories(Path.of("target", "pictures"));
        Page page = site.as(Role.CLINICIAN);
        for (String letter : List.of("invitation.pdf", "result.pdf", "result.pdf?criterion=WHO",
                "result.pdf?criterion=clinical%20judgement")) {
            byte[] pdf = page.request().get("/clinic/patients/CLIN-1/letters/" + letter).body();
            Files.write(Path.of("target", "pictures", "clinic-"
                    + letter.replaceAll("[^A-Za-z]+", "-") + ".pdf"), pdf);
            try (var document = Loader.loadPDF(pdf)) {
                assertThat(new PDFTextStripper().getText(document)).contains("Ada Invented");
            }
        }
        assertThat(clinician.get("/clinic/patients/CLIN-1/letters/ransom.txt").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrongInAVisitIsSaidAndNothingIsLost() {
        Visitor clinician = Visitor.as(site.address(), Role.CLINICIAN);
        int before = events("CLIN-1").size();
        String answer = clinician.post("/clinic/patients/CLIN-1/visit", Map.of(
                "command", UUID.randomUUID().toString(), "longest.forearm", "twelve",
                "sight.biceps", "grown into", "day", "2030-01-01", "new.1", "Wrist 2",
                "late-words", "the thumb")).body();

        assertThat(answer).contains("is not a number with its unit", "say into which lesion",
                "2030-01-01 lies in the future", "is not a lesion's name")
                .contains("value=\"twelve\"", "value=\"the thumb\"");
        assertThat(clinician.post("/clinic/patients/CLIN-1/visit", Map.of(
                "command", UUID.randomUUID().toString())).body()).contains("nothing is filled in");
        assertThat(clinician.get("/clinic?state=late").statusCode()).isEqualTo(400);
        assertThat(clinician.get("/clinic/patients/CLIN-1?criterion=Choi").statusCode())
                .isEqualTo(400);
        assertThat(clinician.get("/clinic/patients/NOBODY").statusCode()).isEqualTo(404);
        assertThat(events("CLIN-1")).hasSize(before);
    }

    @Test
    void theClinicIsForItsPeopleAndWhoLookedIsOnRecord() {
        assertThat(Visitor.as(site.address(), Role.RESEARCHER).get("/clinic").statusCode())
                .isEqualTo(403);
        Visitor ward = Visitor.as(site.address(), Role.WARD);
        assertThat(ward.get("/clinic/patients/CLIN-1").body())
                .doesNotContain("Seen, no change</button>", "letters/");
        assertThat(ward.get("/clinic/patients/CLIN-1/letters/result.txt").statusCode())
                .isEqualTo(403);
        assertThat(site.database().sql().sql("select what from access_log where account = 'ward'")
                .query(String.class).list()).contains("clinic page");
    }

    private static Event found(String lesion, limbline.patient.Site where) {
        assertThat(where.zone()).isEqualTo(Zone.LIMB);
        return new LesionFound(new LesionId(lesion), LesionKind.LOCAL_RECURRENCE, where,
                known(Side.LEFT), notStated(), notStated(), notStated(), Set.of(), notStated());
    }

    private static Event measured(String... sizes) {
        return new LesionsMeasured(
                Stream.of(sizes).map(LesionSize::parse).toList(), List.of(), notStated());
    }

    private static void on(String patient, String day, Event... events) {
        CourseDesk desk = site.part(CourseDesk.class);
        List<Draft> drafts = new ArrayList<>();
        for (Event event : events) {
            PartialDate date = PartialDate.parse(day);
            drafts.add(new Draft(new EventId(UUID.randomUUID()), event, new When.On(date), "", date,
                    "for the test", Optional.empty()));
        }
        assertThat(desk.append(key(patient), desk.read(key(patient), AsOf.NOW).position(),
                UUID.randomUUID(), "clinician", drafts)).isInstanceOf(Answer.Recorded.class);
    }

    private static List<Event> events(String patient) {
        return site.part(CourseDesk.class).read(key(patient), AsOf.NOW).course().timeline()
                .stream().sorted(java.util.Comparator.comparingInt(placed ->
                        placed.entry().position())).map(placed -> placed.event()).toList();
    }

    private static PatientKey key(String id) {
        return new PatientKey(Site.CENTRE, new PatientId(id));
    }
}
