package limbline.app.breakit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.page.Words;
import limbline.app.security.Role;
import limbline.protocol.Proof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page where anybody breaks a protocol.
class BreakItTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final Trial TRIAL = new Trial();

    /// What each fault does to the invented centre's ILI, and to its HILP where that differs: the
    /// invariant that breaks, or what the refusal says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            act-gate      | toxic-only-with-fresh-act |
            act-freshness | toxic-only-with-fresh-act |
            cuff          | toxic-only-isolated |
            washout       | washout-before-release |
            timer         | no-timer-closes-the-way-out | melphalan-after-tasonermin
            abort         | abort-never-gated |
            second-dose   | toxic-only-as-signed |
            unit          | is dosed by litre of limb |
            source        | a filled limit needs its source |
            """)
    void aFaultOfOneClickIsFound(String fault, String ili, @Nullable String hilp)
            throws Exception {
        assertThat(broken("demo-ili", fault)).contains(ili);
        assertThat(broken("demo-hilp", fault)).contains(hilp == null ? ili : hilp);
    }

    private static String broken(String file, String fault) throws Exception {
        return told(TRIAL.of(Fault.parse(fault).in(text(file)).orElseThrow()));
    }

    @Test
    void aFaultThatIsInTheTextAlreadyHasNoPlaceAnyMore() throws IOException {
        String once = Fault.SOURCE.in(text("demo-ili")).orElseThrow();
        assertThat(Fault.SOURCE.in(once)).isEmpty();
        assertThat(Fault.ACT_GATE.in("nothing of the kind")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-ili", "demo-hilp", "ili-paper", "ili-doxorubicin", "hilp-eu"})
    void everyShippedFileIsProved(String file) throws Exception {
        Trial.Outcome outcome = TRIAL.of(text(file));
        assertThat(outcome).isInstanceOfSatisfying(Trial.Outcome.Looked.class, looked -> {
            assertThat(looked.proof().isProved()).isTrue();
        });
    }

    @Test
    void theWayIsPlayedOnTheScreenOfTheTheatre() throws Exception {
        String text = Fault.ACT_GATE.in(text("demo-ili")).orElseThrow();
        Trial.Outcome.Looked looked = (Trial.Outcome.Looked) TRIAL.of(text);
        Proof.Verdict broken = looked.proof().verdicts().stream()
                .filter(verdict -> !verdict.holds()).findFirst().orElseThrow();
        List<Played.Frame> frames =
                Played.of(looked.protocol(), broken.way(), Words.english());

        Played.Frame last = frames.getLast();
        assertThat(frames).hasSameSizeAs(broken.path());
        assertThat(last.sentence()).isEqualTo(broken.path().getLast());
        assertThat(last.screen().now().orElseThrow().step()).isEqualTo("melphalan");
        assertThat(last.screen().now().orElseThrow().tone()).isEqualTo("good");
        assertThat(last.screen().tiles()).anySatisfy(tile -> {
            assertThat(tile.measurement()).isEqualTo("act");
            assertThat(tile.tone()).isEqualTo("bad");
        });
    }

    @Test
    void whatAsksForTooMuchWorkIsNotTriedAndSaysWhatToDo() throws Exception {
        assertThat(TRIAL.of("x".repeat(Trial.LONGEST + 1)))
                .isEqualTo(new Trial.Outcome.NotTried(Trial.Why.TOO_LONG));
        assertThat(TRIAL.of(wide(List.of("aa", "bb", "cc", "dd", "ee", "ff", "gg"), 1)))
                .isEqualTo(new Trial.Outcome.NotTried(Trial.Why.TOO_WIDE));
        assertThat(TRIAL.of(wide(List.of("aa"), 7)))
                .isEqualTo(new Trial.Outcome.NotTried(Trial.Why.TOO_WIDE));
    }

    @Test
    void theWidestStepItTriesIsLookedAt() throws Exception {
        assertThat(TRIAL.of(wide(List.of("aa", "bb", "cc", "dd", "ee", "ff"), 6)))
                .isInstanceOf(Trial.Outcome.Looked.class);
    }

    /// A first step that looks at these measurements and has so many invariants on each.
    private static String wide(List<String> measurements, int invariants) throws IOException {
        StringBuilder measured = new StringBuilder();
        StringBuilder gate = new StringBuilder("""
              - id: wide
                says: Wide.
                who: [surgeon]
                interlocks:
            """);
        for (String one : measurements) {
            measured.append("  x-%s: {says: The %s, measures: limb temperature, at-any-time: yes}\n"
                    .formatted(one, one));
            gate.append(("      - {id: wide-%s, hazard: H-04, action: hold, measurement: x-%s,"
                    + " above: limb-warm}\n").formatted(one, one));
        }
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < invariants; i++) {
            kept.append("  - {id: kept-%s, says: Kept., step: wide, only-if: [{measurement: x-%s,"
                    .formatted(i, measurements.get(i % measurements.size())))
                    .append(" above: limb-warm}]}\n");
        }
        return text("demo-ili").replace("measurements:\n", "measurements:\n" + measured)
                .replace("steps:\n  - id: time-out", "steps:\n" + gate + "  - id: time-out")
                .replace("\ninvariants:\n", "\ninvariants:\n" + kept);
    }

    @Test
    void oneClickShowsTheShortestWayToHarm() {
        Page page = site.as(Role.THEATRE);
        page.navigate("/break-it");
        assertThat(page.locator(".stamp")).hasText("proved");
        site.looksRight(page, "break-it-proved",
                Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);

        page.navigate("/break-it"); // axe leaves marks on a page that htmx would copy
        page.getByText("Take the ACT gate away").click();

        assertThat(page.locator(".stamp")).hasText("Broken");
        assertThat(page.locator("#text")).not().hasValue(java.util.regex.Pattern.compile(
                "act-before-melphalan"));
        assertThat(page.locator(".frame.shown .verdict")).hasText("You may");
        assertThat(page.locator(".frame.shown .never")).containsText("It must never be:");
        site.looksRight(page, "break-it-broken");
        page.getByText("Back").click();
        assertThat(page.locator("#place")).hasText(
                java.util.regex.Pattern.compile("(\\d+) / (\\d+)"));
    }

    @Test
    void whatIsTypedIsJudgedWithoutAnyButton() {
        Page page = site.as(Role.RESEARCHER);
        page.navigate("/break-it");
        page.locator("#text").fill("protocol: nothing\nsteps: []\n");

        assertThat(page.locator(".stamp")).hasText("Refused");
        assertThat(page.locator(".refusals li").first()).containsText("line");
        site.looksRight(page, "break-it-refused",
                Site.Look.DESK_DARK, Site.Look.PHONE_LIGHT);
    }

    @Test
    void whatIsSentWithoutAScriptIsAnsweredWithAWholePage() throws IOException {
        Visitor visitor = Visitor.as(site.address(), Role.WARD);
        String answer = visitor.post("/break-it", Map.of("text", text("demo-ili"), "fault",
                "washout", "file", "demo-ili")).body();
        assertThat(answer).contains("<!doctype html>").contains("Broken")
                .contains("Play");
        assertThat(visitor.post("/break-it", Map.of("text", "x", "fault", "no-such")).statusCode())
                .isEqualTo(400);
        assertThat(visitor.post("/break-it", Map.of("text", "<script>alert(1)</script>")).body())
                .doesNotContain("<script>alert");
    }

    private static String told(Trial.Outcome outcome) {
        return switch (outcome) {
            case Trial.Outcome.Refused(var refusals) -> refusals.toString();
            case Trial.Outcome.Looked(_, Proof proof, _) -> proof.verdicts().stream()
                    .filter(verdict -> !verdict.holds()).map(Proof.Verdict::id)
                    .collect(Collectors.joining(" "));
            case Trial.Outcome.NotTried(var why) -> why.toString();
        };
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("..", "protocols", file + ".yaml"));
    }
}
