package limbline.app.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.Route;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.security.Restrictions;
import limbline.app.security.Restrictions.Standing;
import limbline.app.security.Role;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A record that is kept to some accounts, and how others open it when they must.
class GlassTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final String WHY = "on call tonight, bleeding from the groin";

    private final Restrictions restrictions = new Restrictions(site.database().sql());

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
    }

    @BeforeEach
    void restrict() {
        site.fresh().asOwner("truncate patient_restriction, patient_right");
        site.fresh().asOwner("alter table glass disable trigger user");
        site.fresh().asOwner("delete from glass");
        site.fresh().asOwner("alter table glass enable trigger user");
        restrictions.restrict(Site.CENTRE, "INV-03", "a colleague", List.of("clinician"), "me");
    }

    @Test
    void whoHasTheRightSeesNothingOfIt() {
        HttpResponse<String> answer =
                Visitor.as(site.address(), Role.CLINICIAN).get("/patients/INV-03");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Restricted record");
    }

    /// Read from the running server. The console is for who has the patient on the table, and a
    /// message of the laboratory has a number of its own.
    @Test
    void whoHasNoneIsHeldBackAtEveryRouteThatNamesThePatientHoweverItIsWritten() {
        List<String> open = new ArrayList<>();
        int asked = 0;
        for (Role role : List.of(Role.THEATRE, Role.WARD, Role.DATA_MANAGER)) {
            Visitor visitor = Visitor.as(site.address(), role);
            for (Route route : Route.of(site.server())) {
                boolean names = (route.words().contains("id")
                                && !route.path().startsWith("/feed/"))
                        || route.parameters().contains("patient");
                if (!names || !route.roles().contains(role) || route.path().startsWith("/theatre/")
                        || route.path().equals("/glass")) {
                    continue;
                }
                for (String written : List.of("INV-03", " INV-03", "INV-03\u2003")) {
                    String path = route.path()
                            .replace("{id}", URLEncoder.encode(written, UTF_8).replace("+", "%20"))
                            .replaceAll("\\{[^}]+}", "any");
                    int status = route.isPost()
                            ? visitor.post(path, Map.of("patient", written)).statusCode()
                            : visitor.status(path + (route.words().contains("id") ? ""
                                    : "?patient=" + URLEncoder.encode(written, UTF_8)));
                    asked++;
                    if (status != 403) {
                        open.add("%s %s \"%s\": %d".formatted(role, route.path(), written, status));
                    }
                }
            }
            assertThat(visitor.get("/patients/INV-04").statusCode()).isEqualTo(200);
        }

        assertThat(asked).isGreaterThan(150);
        assertThat(open).isEmpty();
    }

    /// What the ward and the theatre need at the bedside is on their own lists all the same.
    @Test
    void onListsItsPseudonymStandsAndNothingElseForWhoHasNoRight() {
        Matcher followed = Pattern.compile("/clinic/patients/(INV-[0-9]+)\"").matcher(
                Visitor.as(site.address(), Role.CLINICIAN).get("/clinic").body());
        assertThat(followed.find()).isTrue();
        String patient = followed.group(1);
        restrictions.restrict(Site.CENTRE, patient, "a colleague", List.of("clinician"), "me");
        site.fresh().asOwner("insert into identity (centre, patient, name) values"
                + " ('centre', '" + patient + "', 'Known Colleague') on conflict (centre, patient)"
                + " do update set name = excluded.name");
        Map<String, String> lists = Map.of("/worklist?words=Known", "/patients/" + patient,
                "/clinic", "/clinic/patients/" + patient);
        lists.forEach((list, link) -> {
            String open = Visitor.as(site.address(), Role.CLINICIAN).get(list).body();
            assertThat(row(open, link)).contains("Known Colleague", "data-label")
                    .doesNotContain("This record is restricted");
            String closed = Visitor.as(site.address(), Role.WARD).get(list).body();
            assertThat(row(closed, link)).contains(">" + patient + "</a>", "This record is restricted")
                    .doesNotContain("data-label", "form");
            assertThat(closed).doesNotContain("Known Colleague");
        });

        restrictions.breakGlass(Site.CENTRE, patient, "ward", WHY, Duration.ofMinutes(60));
        lists.forEach((list, link) -> assertThat(row(
                Visitor.as(site.address(), Role.WARD).get(list).body(), link))
                .contains("Known Colleague"));
        restrictions.lift(Site.CENTRE, patient, "me");
        lists.forEach((list, link) -> assertThat(row(
                Visitor.as(site.address(), Role.DATA_MANAGER).get(list).body(), link))
                .contains("Known Colleague"));
        site.fresh().asOwner("update identity set name = null where patient = '" + patient + "'");
    }

    /// The row of a list that leads to this page.
    private static String row(String page, String link) {
        int at = page.indexOf("href=\"" + link + "\"");
        assertThat(at).as(link).isPositive();
        return page.substring(page.lastIndexOf("<tr", at), page.indexOf("</tr>", at));
    }

    @Test
    void withAReasonItOpensForAWhileIsToldOnTheScreenAndShownToTheAdministrator() {
        Page ward = site.as(Role.WARD);
        ward.navigate("/patients/INV-03");
        assertThat(ward.locator("h1")).hasText("Restricted record");
        site.looksRight(ward, "glass");
        ward.getByLabel("Reason").fill(WHY);
        ward.locator("button:has-text('Open the record')").click();

        ward.waitForURL("**/patients/INV-03");
        assertThat(ward.locator(".notice")).containsText("Restricted record, open to you until");
        assertThat(ward.locator(".notice")).containsText(WHY);
        site.looksRight(ward, "glass-broken", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        Page administrator = site.as(Role.ADMINISTRATOR);
        administrator.navigate("/accounts");
        assertThat(administrator.getByText(WHY)).isVisible();
        site.looksRight(administrator, "accounts-glass", Site.Look.DESK_LIGHT);
        assertThat(site.database().sql().sql("""
                select what from access_log where account = 'ward' and patient = 'INV-03'
                order by at limit 1
                """).query(String.class).single()).isEqualTo("broke the glass: " + WHY);
    }

    @Test
    void itIsOpenUpToItsTimeAndClosedAfter() {
        restrictions.breakGlass(Site.CENTRE, "INV-03", "ward", WHY, Duration.ofMinutes(60));
        assertThat(standing("ward")).isInstanceOf(Standing.Broken.class);
        assertThat(standing("theatre")).isInstanceOf(Standing.Closed.class);

        restrictions.breakGlass(Site.CENTRE, "INV-03", "theatre", WHY, Duration.ZERO);
        assertThat(standing("theatre")).isInstanceOf(Standing.Closed.class);
    }

    @Test
    void aReasonIsAskedForInWords() {
        for (String none : List.of("", "too short", "aaaaaaaaaaaaaaaaaaaa", "x".repeat(501))) {
            assertThatIllegalArgumentException().isThrownBy(() -> restrictions.breakGlass(
                    Site.CENTRE, "INV-03", "ward", none, Duration.ofMinutes(60)))
                    .withMessageContaining("from 10 to 500, in words");
        }
        assertThat(Visitor.as(site.address(), Role.WARD)
                .post("/glass", Map.of("patient", "INV-03", "reason", "short"))
                .statusCode()).isEqualTo(400);
        assertThat(standing("ward")).isInstanceOf(Standing.Closed.class);
    }

    @Test
    void theOtherPseudonymOfThePersonIsClosedToo() {
        site.fresh().asOwner("insert into identity (centre, patient) values"
                + " ('centre', 'INV-03') on conflict do nothing");
        site.fresh().asOwner("insert into identity (centre, patient, same_as)"
                + " values ('centre', 'OLD-3', 'INV-03')");

        assertThat(restrictions.standing(Site.CENTRE, "OLD-3", "ward"))
                .isInstanceOf(Standing.Closed.class);
        assertThat(restrictions.standing(Site.CENTRE, "OLD-3", "clinician"))
                .isInstanceOf(Standing.Free.class);
        assertThat(restrictions.closedTo(Site.CENTRE, "ward")).extracting(PatientId::value)
                .containsExactlyInAnyOrder("INV-03", "OLD-3");
        assertThat(restrictions.closedTo(Site.CENTRE, "clinician")).isEmpty();
        site.fresh().asOwner("delete from identity where patient = 'OLD-3'");
    }

    @Test
    void whatIsLiftedIsOpenToAllAgain() {
        restrictions.lift(Site.CENTRE, "INV-03", "me");

        assertThat(standing("ward")).isInstanceOf(Standing.Free.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restrictions.lift(Site.CENTRE, "INV-03", "me"))
                .withMessage("the record of INV-03 is not restricted");
    }

    @Test
    void aScreenInTheatreIsNotHeldBack() {
        assertThat(Visitor.as(site.address(), Role.THEATRE)
                .get("/theatre/INV-03/00000000-0000-0000-0000-000000000001").statusCode())
                .isEqualTo(404);
    }

    private Standing standing(String account) {
        return restrictions.standing(Site.CENTRE, "INV-03", account);
    }
}
