package limbline.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.security.Role;
import limbline.event.Entry;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.When;
import limbline.theatre.Procedure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The console in a real browser, by keyboard alone.
///
/// The server's clock is moved where a procedure waits half an hour, and the browser's is not: so
/// the clocks differ, and every time that is recorded shows whether the difference was reckoned
/// with.
class ConsolePageTest {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @RegisterExtension
    static final Site site = new Site(() -> Instant.now().plus(AHEAD.get()));

    @BeforeAll
    static void prepare() throws Exception {
        Theatre.prepare(site);
    }

    @Test
    void anIsolatedLimbInfusionRunsFromSignInToPdfThoughTheServerIsLostFiveTimes() {
        site.mayBeLost();
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        theatre.timeOut(page);
        Theatre.step(page, "arterial-catheter");
        lost(page);
        Theatre.step(page, "venous-catheter");
        Theatre.step(page, "prime-circuit");
        Theatre.drug(page, "heparin", "21000 [iU]");
        assertThat(page.locator(".now .verdict")).hasText("Not now");
        assertThat(page.locator(".now .reasons li")).hasCount(2);
        assertThat(page.locator(".now .reasons")).containsText(
                "The activated clotting time has not been measured; at least 350 s");
        site.looksRight(page, "console-held");
        lost(page);
        Theatre.measured(page, "a", "412");
        Theatre.measured(page, "t", "37,6");
        Theatre.may(page);
        Theatre.step(page, "cuff-up");
        assertThat(page.locator(".phase")).hasText("Limb isolated");
        lost(page);
        Theatre.drug(page, "papaverine", "60 mg");
        Theatre.scan(page, "melphalan", "melphalan 50 mg #" + theatre.order.toString().substring(0, 8));
        lost(page);
        Theatre.scan(page, "dactinomycin", "dactinomycin 3.5 mg");
        Theatre.step(page, "circulate");
        pass(page, Duration.ofMinutes(30));
        assertThat(page.locator("#clock-differs")).containsText("behind the server's");
        site.looksRight(page, "console-circulated");
        lost(page);
        Theatre.step(page, "washout");
        Theatre.measured(page, "w", "1");
        Theatre.step(page, "cuff-down");
        Theatre.drug(page, "protamine", "200 mg");
        Theatre.measured(page, "a", "150");
        Theatre.may(page);
        Theatre.step(page, "catheters-out");
        Theatre.end(page);

        Procedure run = theatre.procedure(site);
        assertThat(run.deviations()).isEmpty();
        assertThat(run.lines().stream().filter(line -> line.entry().event() instanceof StepTaken)
                .map(line -> ((StepTaken) line.entry().event()).step()))
                .containsExactly("time-out", "arterial-catheter", "venous-catheter",
                        "prime-circuit", "cuff-up", "circulate", "washout", "cuff-down",
                        "catheters-out");
        assertThat(run.given()).hasSize(5);
        assertThat(theatre.entries(site)).filteredOn(entry -> entry.event() instanceof Infused)
                .hasSize(1);
        assertThat(new String(pdf(page), 0, 5, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("%PDF-");
    }

    @Test
    void aPerfusionRunsByKeyboardAloneAndTwoPeopleOverrideWhatAsks() {
        Theatre theatre = new Theatre(site, "demo-hilp");
        Page page = site.as(Role.CLINICIAN);
        theatre.second = "theatre";
        theatre.begin(page);
        theatre.timeOut(page);
        Theatre.step(page, "cannulate");
        Theatre.step(page, "prime-circuit");
        theatre.drugOf(page, "heparin", "21000 [iU]");
        Theatre.measured(page, "a", "430");
        Theatre.may(page);
        Theatre.step(page, "isolate");
        Theatre.step(page, "leak-watch");
        Theatre.measured(page, "l", "2");
        Theatre.measured(page, "t", "38.5");
        Theatre.measured(page, "b", "7.3");
        Theatre.measured(page, "f", "50");
        assertThat(page.locator(".now .verdict")).hasText("Only if two people permit it");
        Theatre.override(page, "tasonermin", "the flow settles");
        theatre.drugOf(page, "tasonermin", "4 mg");
        pass(page, Duration.ofMinutes(30));
        Theatre.measured(page, "l", "3");
        Theatre.measured(page, "a", "425");
        while (page.locator("[data-alarm]").count() > 0) {
            Theatre.acknowledge(page);
        }
        Theatre.may(page);
        theatre.drugOf(page, "melphalan", "80 mg");
        Theatre.measured(page, "t", "39.5");
        Theatre.may(page);
        Theatre.step(page, "heat-further");
        pass(page, Duration.ofMinutes(60));
        Theatre.may(page);
        Theatre.step(page, "washout");
        Theatre.step(page, "release");
        theatre.drugOf(page, "protamine", "200 mg");
        Theatre.measured(page, "a", "140");
        Theatre.may(page);
        Theatre.step(page, "decannulate");
        Theatre.end(page);

        assertThat(theatre.procedure(site).deviations()).isEmpty();
        assertThat(new String(pdf(page), 0, 5, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("%PDF-");
    }

    /// The network is away for seconds and not for minutes, so that the test is short; what is
    /// recorded are the real times, so its length does not matter to what is shown.
    @Test
    void whatIsDoneWithoutTheNetworkIsOnTheRecordOnceInOrderWithItsTimeAndAsADeviation() {
        site.mayBeLost();
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        theatre.timeOut(page);
        Theatre.step(page, "arterial-catheter");
        Theatre.step(page, "venous-catheter");

        page.context().setOffline(true);
        assertThat(page.locator("#alone .title")).hasText("No interlock");
        assertThat(page.locator(".now .verdict")).isHidden();
        Instant began = now();
        int before = theatre.entries(site).size();
        Theatre.alone(page, "prime-circuit");
        Theatre.measured(page, "t", "36.1");
        Theatre.measured(page, "t", "36.9");
        page.keyboard().press("s");
        page.locator("#other-step").selectOption("melphalan");
        page.keyboard().press("Enter");
        page.locator("#drug-dose").focus();
        page.keyboard().type("50 mg");
        page.keyboard().press("Enter");
        Instant ended = now();
        assertThat(page.locator("#kept li")).hasCount(4);
        assertThat(page.locator(".now .says")).hasText("Give heparin. Then measure the ACT.");
        assertThat(page.locator("[data-tile=limb-temperature] .value")).hasText("36.9");
        assertThat(theatre.procedure(site).given()).isEmpty();
        site.looksRight(page, "console-alone");
        page.context().setOffline(false);

        Theatre.awaitLive(page);
        assertThat(page.locator("#kept li")).hasCount(0);
        assertThat(page.locator("[data-alarm]").first()).containsText("melphalan 50 mg");
        List<Entry> all = theatre.entries(site);
        List<Entry> late = all.subList(before, all.size());
        assertThat(late).extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("StepTaken", "MeasurementTaken", "MeasurementTaken", "DrugGiven");
        assertThat(late).allSatisfy(entry -> assertThat(((When.At) entry.happened()).instant())
                .isBetween(began.minusSeconds(1), ended.plusSeconds(1)));
        assertThat(((MeasurementTaken) late.get(2).event()).amount()).hasToString("36.9 Cel");
        assertThat(theatre.procedure(site).given()).hasSize(1);
        assertThat(theatre.procedure(site).deviations()).anySatisfy(deviation ->
                assertThat(deviation.what()).isEqualTo("melphalan 50 mg"));
    }

    @Test
    void screensOfOneTheatreShowTheSameWithinASecondAndTheirClocksToTheSecond() {
        Theatre theatre = new Theatre(site, "demo-ili");
        Page one = site.as(Role.THEATRE);
        theatre.begin(one);
        Page other = site.as(Role.CLINICIAN, Site.Look.PHONE_DARK);
        other.navigate(one.url());
        Theatre.awaitLive(other);

        Theatre.measured(one, "a", "377");
        assertThat(other.locator("[data-tile=act] .value")).hasText("377",
                new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                        .setTimeout(1_500)); // a second, and the time this test takes to look
        Instant read = theatre.at(site, MeasurementTaken.class);
        for (Page page : List.of(one, other)) {
            assertThat(page.locator("[data-clock=act]")).hasAttribute("data-since",
                    Long.toString(read.toEpochMilli()));
            String shown = page.locator("[data-clock=act]").textContent();
            assertThat(seconds(shown)).isCloseTo(Duration.between(read, now()).toSeconds(),
                    within(1L));
        }
    }

    @Test
    void whatWasDoneInSpiteOfARefusalLatchesUntilSomebodyHasSeenItAndAMistypedValueIsCorrected() {
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        page.keyboard().press("Enter");
        page.keyboard().type("SOMEBODY-ELSE");
        page.keyboard().press("Tab");
        page.keyboard().type("left leg");
        theatre.secondPerson(page, "#step-second");
        page.keyboard().press("Enter");
        assertThat(page.locator("#refused-reasons")).containsText(
                "Patient, side or limb is not the one of the signed order.");
        page.keyboard().press("w");
        assertThat(page.locator("[data-alarm]")).containsText("time-out");
        page.reload();
        assertThat(page.locator("[data-alarm]")).containsText("time-out");
        Theatre.acknowledge(page);
        assertThat(page.locator("[data-alarm]")).hasCount(0);
        assertThat(theatre.procedure(site).deviations()).allSatisfy(deviation ->
                assertThat(deviation.seen().orElseThrow().by()).isEqualTo("theatre"));

        Theatre.measured(page, "a", "41");
        assertThat(page.locator("[data-tile=act] .value")).hasText("41");
        page.keyboard().press("c");
        page.keyboard().press("Tab");
        page.keyboard().type("410");
        page.keyboard().press("Tab");
        page.keyboard().type("mistyped");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-tile=act] .value")).hasText("410");

        page.keyboard().press("x");
        page.keyboard().type("bleeding");
        page.keyboard().press("Enter");
        assertThat(page.locator(".phase.bad")).hasText("Aborted: only the way out is left");
    }

    @Test
    void theLightScreenOfTheDayIsReadableToo() {
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        page.keyboard().press("y");
        assertThat(page.locator("body[data-look=light]")).isVisible();
        site.looksRight(page, "console-day");
        page.keyboard().press("x");
        site.looksRight(page, "console-abort");
    }

    @Test
    void whatCannotBeReadIsToldAndChangesNothing() {
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        String path = page.url().substring(site.address().toString().length() - 1) + "/act";
        Visitor visitor = Visitor.as(site.address(), Role.THEATRE);
        String made = Long.toString(now().toEpochMilli());
        for (var wrong : List.of(
                Map.of("kind", "enter", "measurement", "act", "value", "4x", "unit", "s"),
                Map.of("kind", "enter", "measurement", "act", "value", "412", "unit", "mg"),
                Map.of("kind", "enter", "measurement", "act", "value", "99999", "unit", "s"),
                Map.of("kind", "dance"),
                Map.of("kind", "give", "barcode", "melphalan 50 mg #00000000"),
                Map.of("kind", "give", "barcode", "DROP TABLE"),
                Map.of("kind", "take", "step", "no-such-step"),
                Map.of("kind", "acknowledge", "what", "no such alarm"),
                Map.of("kind", "override", "step", "time-out", "first", "theatre", "first-pin",
                        "000000", "second", "clinician", "second-pin", Theatre.PIN, "reason",
                        "x"))) {
            Map<String, String> sent = new java.util.TreeMap<>(wrong);
            sent.put("command", UUID.randomUUID().toString());
            sent.put("made", made);
            HttpResponse<String> answer = visitor.post(path, sent);
            assertThat(answer.body()).as("%s", wrong).contains("\"told\":\"wrong\"");
        }
        assertThat(theatre.procedure(site).lines()).hasSize(1);
        assertThat(Visitor.as(site.address(), Role.WARD).status(path.replace("/act", "")))
                .isEqualTo(403);
    }

    /// The ticket is for one procedure, for as long as its browser is signed in to nothing else.
    @Test
    void aTicketOpensItsProcedureWithoutASessionAndNothingElse() {
        Theatre theatre = new Theatre(site, "demo-ili");
        Page page = site.as(Role.THEATRE);
        theatre.begin(page);
        page.context().clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions()
                .setName("LIMBLINE"));
        page.reload();
        Theatre.awaitLive(page);
        Theatre.measured(page, "a", "300");
        assertThat(page.locator("[data-tile=act] .value")).hasText("300");
        page.context().clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions()
                .setName("LIMBLINE"));
        page.navigate("/theatre");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
    }

    /// What the key R leads to, once the procedure has ended.
    private static byte[] pdf(Page page) {
        String path = page.locator("#paper").getAttribute("href");
        return page.context().request().get(site.address() + path.substring(1)).body();
    }

    /// The server goes and comes back; the console says so both times.
    private static void lost(Page page) {
        site.stop();
        assertThat(page.locator("#alone .title")).isVisible();
        site.startAgain();
        Theatre.awaitLive(page);
    }

    private static void pass(Page page, Duration time) {
        AHEAD.updateAndGet(time::plus);
        page.reload();
        Theatre.awaitLive(page);
    }

    private static Instant now() {
        return Instant.now().plus(AHEAD.get());
    }

    private static long seconds(String clock) {
        String[] parts = clock.split(":", -1);
        return Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1]);
    }
}
