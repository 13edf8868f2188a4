package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What hospital IT sees of the server: its mistakes, its sessions, its prints.
class OperationsTest {

    @RegisterExtension
    static final Site site = new Site();

    @Test
    void aMistakeOfOursIsANumberToThePersonAndNothingMore() {
        Page page = site.as(Role.RESEARCHER);
        site.fresh().asOwner("alter table worklist rename to elsewhere");
        try {
            HttpResponse<String> answer =
                    Visitor.as(site.address(), Role.RESEARCHER).get("/centre");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("That went wrong")
                    .containsPattern("the number [0-9a-f]{8}\\.")
                    .doesNotContain("SQL").doesNotContain("relation").doesNotContain("Exception");
            page.navigate("/nowhere");
            site.looksRight(page, "refusal-404");
        } finally {
            site.fresh().asOwner("alter table elsewhere rename to worklist");
        }
    }

    /// PostgreSQL's own numbers for what the disk or the network did; bench/record/faults does it.
    @ParameterizedTest
    @CsvSource({
            "53100, The disk of the database is full.",
            "25006, The disk of the database cannot be written to.",
            "53300, The database has no connection free.",
            "57P01, The database does not answer."})
    void aDatabaseInTroubleIsSaidInASentenceAndTheServerGoesOnAfterwards(
            String state, String sentence) {
        Visitor visitor = Visitor.as(site.address(), Role.CLINICIAN);
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(200);
        site.fresh().asOwner("""
                create function trouble() returns trigger language plpgsql as $$
                begin raise exception 'trouble' using errcode = '%s'; end $$
                """.formatted(state));
        site.fresh().asOwner("create trigger trouble before insert on access_log"
                + " for each row execute function trouble()");
        try {
            HttpResponse<String> answer = visitor.get("/worklist");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Not at this moment")
                    .contains(sentence + " Nothing of what you sent was written unless you see it")
                    .doesNotContain("mistake is ours");
        } finally {
            site.fresh().asOwner("drop function trouble cascade");
        }
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionEndsAfterTheMinutesThatWereSet() {
        Settings settings = Settings.of(
                Map.of("session.idle-minutes", "7", "bind.port", "0"), Map.of(), Path.of("."));
        try (Server server =
                Server.start(settings, site.database(), InstantSource.fixed(Site.NOW))) {
            assertThat(server.context().getBean(ServletContext.class).getSessionTimeout())
                    .isEqualTo(7);
        }
    }

    @Test
    void aPrintSaysThatItIsNoMedicalDeviceAndThatTheCentreIsInvented() {
        Page page = site.as(Role.CLINICIAN);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pictures", "print.png")));

        assertThat(page.getByText("Not a medical device.").isVisible()).isTrue();
        assertThat(page.getByText("Invented centre.").isVisible()).isTrue();
        assertThat(page.locator(".nav").isVisible()).isFalse();
        assertThat(page.locator("form.search").isVisible()).isFalse();
    }
}
