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
