package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.demonstration.InventedCentre;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.live.Feed;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The server on a fresh database, with an account for each role named like the role, and a real
/// browser to look at it:
///
/// ```java
/// @RegisterExtension
/// static final Site site = new Site();
/// ...
/// Page page = site.as(Role.CLINICIAN);
/// page.navigate("/worklist");
/// site.looksRight(page, "worklist");
/// ```
///
/// After each test it fails if a page reported an error to the browser's console, such as a script
/// or style that the content security policy refused.
public final class Site
        implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /// The password of every account here.
    public static final String PASSWORD = "only for the tests of Limbline";

    /// What the pages take for now.
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    /// The centre of the pages; it is invented.
    public static final String CENTRE = "centre";

    /// In which an instant becomes a day.
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Settings SETTINGS = Settings.of(
            Map.of("centre", CENTRE, "bind.port", "0", "zone", ZONE.getId(),
                    "criteria", Path.of("..", "criteria").toString()),
            Map.of(), Path.of("."));

    /// How long a page may take, in milliseconds, before a test gives up: no measure of speed, and
    /// long enough for a machine that does much else.
    private static final double WAITS = 30_000;

    private static final Path PICTURES = Path.of("target", "pictures");

    private final FreshDatabase fresh = new FreshDatabase();
    private final InstantSource clock;
    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Server server;
    private final Map<Role, String> sessions = new EnumMap<>(Role.class);
    private @Nullable URI stoppedAt;
    private volatile boolean mayBeLost;

    public Site() {
        this(InstantSource.fixed(NOW));
    }

    public Site(InstantSource clock) {
        this.clock = clock;
    }

    /// The window and its colours.
    public enum Look {
        DESK_LIGHT(1280, 800, ColorScheme.LIGHT),
        DESK_DARK(1280, 800, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme colours;

        Look(int width, int height, ColorScheme colours) {
            this.width = width;
            this.height = height;
            this.colours = colours;
        }
    }

    /// One browser for all tests of the JVM.
    private static final class Shared {

        static final Browser BROWSER = launch();

        private static Browser launch() {
            PlaywrightAssertions.setDefaultAssertionTimeout(WAITS);
            Path chromium = Path.of(Optional.ofNullable(System.getenv("LIMBLINE_CHROMIUM"))
                    .orElse("/usr/bin/chromium"));
            if (!Files.isExecutable(chromium)) {
                throw new AssertionError(("The browser tests need Chromium, and there is none at"
                        + " %s: install it (on Debian and Ubuntu: apt-get install chromium), or set"
                        + " LIMBLINE_CHROMIUM to its path.").formatted(chromium));
            }
            return Playwright.create(new Playwright.CreateOptions()
                            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
                                    "--no-first-run", "--disable-background-networking",
                                    "--disable-component-update", "--disable-sync")));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        fresh.beforeAll(context);
        Accounts accounts = new Accounts(database().dataSource());
        for (Role role : Role.values()) {
            accounts.add(role.toString(), "A " + role, role, new Password(PASSWORD), false);
        }
        new Centres(database().sql()).add(new Centre(CENTRE, "Invented Limb Centre", true));
        server = Server.start(SETTINGS, database(), clock);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(BrowserContext::close);
        open.clear();
        List<String> found = List.copyOf(complaints);
        complaints.clear();
        mayBeLost = false;
        assertThat(found).as("what the browser complained of").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server().close();
        fresh.afterAll(context);
    }

    public Database database() {
        return fresh.database();
    }

    /// Records the thirty invented courses as they stand at [#NOW].
    public void recordInventedCourses() {
        CourseDesk desk = new CourseDesk(new Journal(database()), clock, ZONE);
        for (InventedCentre.InventedCourse course : InventedCentre.courses(NOW, ZONE)) {
            assertThat(desk.append(new PatientKey(CENTRE, course.patient()), 0, UUID.randomUUID(),
                    "data-manager", course.drafts())).isInstanceOf(Answer.Recorded.class);
        }
    }

    public FreshDatabase fresh() {
        return fresh;
    }

    public Server server() {
        if (server == null) {
            throw new IllegalStateException("register Site as a static extension");
        }
        return server;
    }

    /// In this test the browser may say that the server or the network is not there.
    public void mayBeLost() {
        mayBeLost = true;
    }

    /// Stops the server, as when its machine is lost to the browsers.
    public void stop() {
        stoppedAt = address();
        server().close();
    }

    /// Starts it again where it was.
    public void startAgain() {
        server = Server.start(settings(address().getPort()), database(), clock);
        stoppedAt = null;
    }

    /// A second server on the same database and another port. The caller's to close.
    public Server another() {
        return Server.start(SETTINGS, database(), clock);
    }

    /// Those of a server of the site, for a process of its own.
    public static Settings settings(int port) {
        return SETTINGS.atPort(port);
    }

    public Feed feed() {
        return part(Feed.class);
    }

    /// A part of the running server.
    public <T> T part(Class<T> type) {
        return server().context().getBean(type);
    }

    /// Where the server is; while it is stopped, where it was and will be.
    public URI address() {
        return stoppedAt == null ? server().address() : stoppedAt;
    }

    /// A new window of somebody who has not signed in.
    public Page window(Look look) {
        return window(look, new Browser.NewContextOptions());
    }

    private Page window(Look look, Browser.NewContextOptions options) {
        BrowserContext context = Shared.BROWSER.newContext(options
                .setBaseURL(address().toString())
                .setViewportSize(look.width, look.height)
                .setHasTouch(look == Look.PHONE_LIGHT || look == Look.PHONE_DARK)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(look.colours));
        context.setDefaultTimeout(WAITS);
        open.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // A status such as 403 is a complaint too, and often just what a test asks for.
            boolean lost = mayBeLost && message.text().contains("net::ERR_");
            if (message.type().equals("error") && !message.text().contains("status of 4") && !lost) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /// A desk's window of somebody who has signed in.
    public Page as(Role role) {
        return as(role, Look.DESK_LIGHT);
    }

    /// The first one of a role signs in at the page; the next ones take its session over, if it
    /// is still there.
    public Page as(Role role, Look look) {
        if (sessions.containsKey(role)) {
            Page page = window(look, new Browser.NewContextOptions()
                    .setStorageState(sessions.get(role)));
            page.navigate("/");
            if (!page.url().endsWith("/sign-in")) {
                return page;
            }
        }
        Page page = window(look);
        page.navigate("/sign-in");
        leave(page, () -> signIn(page, role.toString(), PASSWORD));
        sessions.put(role, page.context().storageState());
        return page;
    }

    /// Fills in the sign-in page that `page` shows, and sends it.
    public void signIn(Page page, String name, String password) {
        page.getByLabel("Account").fill(name);
        page.getByLabel("Password").fill(password);
        page.locator("form[action='/sign-in'] button").click();
    }

    /// Does what leads to another page, and waits until that one is there. Whoever navigates
    /// himself next would otherwise cut the way off.
    public static void leave(Page page, Runnable step) {
        // Not by a function that waits in the page: its policy forbids to evaluate text later.
        AtomicBoolean away = new AtomicBoolean();
        Consumer<Frame> look = frame -> away.compareAndSet(false, frame.equals(page.mainFrame()));
        page.onFrameNavigated(look);
        step.run();
        page.waitForCondition(away::get);
        page.offFrameNavigated(look);
        page.waitForLoadState();
    }

    /// Looks at the page an open window shows at desk and phone width, light and dark: axe finds no
    /// violation, nothing is wider than the window, and a picture of each goes to
    /// `target/pictures`.
    public void looksRight(Page page, String name) {
        looksRight(page, name, Look.values());
    }

    /// The same, in some windows only: where another picture shows the same parts of the page.
    public void looksRight(Page page, String name, Look... looks) {
        for (Look look : looks) {
            page.setViewportSize(look.width, look.height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colours));
            String picture = name + "-" + look.name().toLowerCase(java.util.Locale.ROOT);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(PICTURES.resolve(picture + ".png")));
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s: width of the page in a window of %s", picture, look.width)
                    .isEqualTo(look.width);
            AxeResults results = axe(page, look).analyze();
            assertThat(results.getViolations().stream().map(Site::told).toList())
                    .as("%s: what axe finds", picture).isEmpty();
        }
        page.setViewportSize(Look.DESK_LIGHT.width, Look.DESK_LIGHT.height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /// Of the dark page only the contrast of colours is asked: nothing else differs from the light one.
    private static AxeBuilder axe(Page page, Look look) {
        return look.colours == ColorScheme.DARK
                ? new AxeBuilder(page).withRules(List.of("color-contrast"))
                : new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a",
                        "wcag21aa", "wcag22aa", "best-practice"));
    }

    private static String told(Rule rule) {
        return "%s: %s at %s".formatted(rule.getId(), rule.getHelp(), rule.getNodes().stream()
                .map(node -> node.getTarget() + " " + node.getFailureSummary()).toList());
    }
}
