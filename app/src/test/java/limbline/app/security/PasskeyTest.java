package limbline.app.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.database.Database;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/// Signing in by passkey: a real browser, whose own virtual device holds the passkeys.
class PasskeyTest {

    @RegisterExtension
    static final Site site = new Site();

    @TempDir static Path folder;

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Site.NOW);

    private static Server server;

    /// Another server of the same domain, to which a passkey of the first one is brought.
    private static Server other;

    @BeforeAll
    static void begin() throws Exception {
        server = start("one");
        other = start("two");
    }

    @AfterAll
    static void end() {
        server.close();
        other.close();
    }

    private static Server start(String name) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path file = folder.resolve(name + ".properties");
        Files.writeString(file, """
                bind.port = %d
                passkey.origin = http://localhost:%1$d
                """.formatted(port));
        return Server.start(Settings.read(folder, Optional.of(file), Map.of()), site.database(),
                NOW::get);
    }

    @Test
    void aPasskeyIsAddedSignsInAsItsAccountAndIsRemoved() {
        account("way", Role.WARD);
        Page page = withDevice();
        signInByPassword(page, "way");
        add(page, "desk in clinic 2");

        assertThat(page.getByRole(AriaRole.STATUS))
                .hasText("The passkey is added. You can sign in with it.");
        assertThat(page.locator("tbody th").first()).containsText("desk in clinic 2");
        site.looksRight(page, "account-passkeys");
        signOut(page);
        site.looksRight(page, "sign-in-passkey");
        page.navigate(at("/ward?from=bookmark"));
        Site.leave(page, page.getByText("Sign in with a passkey")::click);

        page.waitForURL("**/ward?from=bookmark**");
        assertThat(page.locator(".who .role")).hasText("Ward");
        assertThat(page.navigate(at("/accounts")).status()).isEqualTo(403);
        page.navigate(at("/account"));
        assertThat(page.locator("main")).containsText("by passkey");
        assertThat(page.locator("tbody td").nth(1)).not().hasText("never");

        page.getByText("Remove desk in clinic 2").click();
        page.getByLabel("Your password").first().fill("not the password");
        page.getByText("Remove it").click();
        assertThat(page.getByRole(AriaRole.ALERT).first())
                .hasText("The password is not right. Nothing is changed.");
        page.getByText("Remove desk in clinic 2").click();
        page.getByLabel("Your password").first().fill(Site.PASSWORD);
        page.getByText("Remove it").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("is removed here");
        signOut(page);
        page.getByText("Sign in with a passkey").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("This passkey is not known here: it was"
                + " removed, or belongs to another server. Sign in another way.");

        assertThat(site.database().sql().sql("select what from access_log where account = 'way'"
                        + " and what like '%passkey%' order by at")
                .query((row, _) -> row.getString("what")).list()).containsExactly(
                "added the passkey desk in clinic 2", "removed the passkey desk in clinic 2");
    }

    @Test
    void aSessionByPasskeyHasAnotherCookieThanTheSignInPage() {
        account("fresh", Role.WARD);
        Page page = withDevice();
        signInByPassword(page, "fresh");
        add(page, "one");
        signOut(page);
        String before = cookie(page);
        Site.leave(page, page.getByText("Sign in with a passkey")::click);
        page.waitForURL("**/worklist**");

        assertThat(cookie(page)).isNotEqualTo(before);
    }

    @Test
    void aCopyIsRefusedAndSoIsTheOriginalFromThenOn() {
        account("copied", Role.CLINICIAN);
        Page page = withDevice();
        CDPSession device = devices.get();
        signInByPassword(page, "copied");
        add(page, "key on my badge");
        JsonObject copy = device.send("WebAuthn.getCredentials", theDevice.get())
                .getAsJsonArray("credentials").get(0).getAsJsonObject();
        signOut(page);
        signInByPasskey(page);
        page.waitForURL("**/worklist**");
        signOut(page);

        JsonObject remove = theDevice.get();
        remove.addProperty("credentialId", copy.get("credentialId").getAsString());
        device.send("WebAuthn.removeCredential", remove);
        JsonObject plant = theDevice.get();
        copy.addProperty("signCount", 0); // signs as 1, as the original did when it was used
        plant.add("credential", copy);
        device.send("WebAuthn.addCredential", plant);
        signInByPasskey(page);
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("There is a copy of this passkey: its counter did not go up.");
        signInByPasskey(page); // its counter is at 2 now
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is a copy of this passkey");

        signInByPassword(page, "copied");
        page.navigate(at("/account"));
        assertThat(page.locator("tbody th").first()).containsText("lets nobody in");
        site.looksRight(page, "account-passkey-copied", Site.Look.DESK_DARK, Site.Look.PHONE_LIGHT);
        assertThat(site.database().sql().sql("select what from access_log where account = 'copied'"
                        + " and what like 'passkey refused%'")
                .query((row, _) -> row.getString("what")).list())
                .containsOnly("passkey refused: copied");
    }

    @Test
    void anAnswerThatAnotherAddressGotIsRefused() {
        account("phished", Role.CLINICIAN);
        Page page = withDevice();
        signInByPassword(page, "phished");
        add(page, "one");
        Visitor visitor = new Visitor(local(other));
        String options = visitor.post("/sign-in/passkey/options", Map.of()).body();
        String answer = answer(page, options);

        assertThat(visitor.post("/sign-in/passkey", Map.of("credential", answer)).statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/sign-in").body()).contains("A passkey of this server works at its"
                + " own address only, and this is another one.");
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(302);
    }

    @Test
    void aBrowserAtAnAddressInNumbersSaysThatThePasskeyIsOfAnother() {
        Page page = site.window(Site.Look.DESK_LIGHT);
        page.navigate("http://127.0.0.1:" + server.address().getPort() + "/sign-in");
        page.getByText("Sign in with a passkey").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("works at its own address only");
    }

    @Test
    void anAnswerIsGoodForFiveMinutesAndOnceAndInItsOwnSession() {
        account("slow", Role.CLINICIAN);
        Page page = withDevice();
        signInByPassword(page, "slow");
        add(page, "one");
        Visitor visitor = new Visitor(local(server));
        String late = answer(page, visitor.post("/sign-in/passkey/options", Map.of()).body());
        NOW.updateAndGet(now -> now.plus(PasskeyDesk.GOOD_FOR).plusMillis(1));
        assertThat(told(visitor, late)).contains("That took longer than five minutes.");
        assertThat(told(visitor, late)).contains("This answer was not asked for, or was given before.");

        String inTime = answer(page, visitor.post("/sign-in/passkey/options", Map.of()).body());
        NOW.updateAndGet(now -> now.plus(PasskeyDesk.GOOD_FOR));
        Visitor thief = new Visitor(local(server));
        thief.post("/sign-in/passkey/options", Map.of());
        assertThat(told(thief, inTime)).contains("This answer was not asked for");
        visitor.post("/sign-in/passkey", Map.of("credential", inTime));
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(200);
        assertThat(told(thief, inTime)).contains("This answer was not asked for");
        assertThat(thief.get("/worklist").statusCode()).isEqualTo(302);
    }

    @Test
    void whatFailedPasswordsClosedAPasskeyOpensAndARemovedAccountHasNone() {
        account("shut", Role.CLINICIAN);
        Page page = withDevice();
        signInByPassword(page, "shut");
        add(page, "one");
        signOut(page);
        site.fresh().asOwner("insert into sign_in_try (name, failed) values ('shut', 20)");
        signInByPasskey(page);
        page.waitForURL("**/worklist**");
        signOut(page);
        Accounts accounts = new Accounts(site.database().dataSource());
        accounts.remove("shut");
        page.getByText("Sign in with a passkey").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This passkey is not known here");
        accounts.restore("shut");
        signInByPasskey(page);
        page.waitForURL("**/worklist**");
    }

    @Test
    void aDeviceThatAsksNobodyIsNotTaken() {
        account("bare", Role.CLINICIAN);
        Page page = withDevice();
        signInByPassword(page, "bare");
        add(page, "one");
        JsonObject unverified = theDevice.get();
        unverified.addProperty("isUserVerified", false);
        devices.get().send("WebAuthn.setUserVerified", unverified);
        Visitor visitor = new Visitor(local(server));
        String options = visitor.post("/sign-in/passkey/options", Map.of()).body();

        assertThat(options).contains("\"userVerification\":\"required\"");
        // A browser that does not care asks for less than it was told to.
        assertThat(told(visitor, answer(page, options.replace("required", "discouraged"))))
                .contains("The device did not ask who you are.");
    }

    @Test
    void rubbishIsRefusedInASentence() {
        Visitor visitor = new Visitor(local(server));
        for (String rubbish : List.of("", "{", "null", "[]", "{\"id\":\"AA\"}", "\0", "\"x\"",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"!!\",\"rawId\":\"!!\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"none\",\"response\":null}",
                "[".repeat(40_000), "x".repeat(PasskeyDesk.LONGEST + 1))) {
            visitor.post("/sign-in/passkey/options", Map.of());
            assertThat(told(visitor, rubbish)).as(rubbish).containsPattern(
                    "What the browser sent is no passkey|This passkey is not known here");
        }
        assertThat(visitor.post("/sign-in/passkey", Map.of()).statusCode()).isEqualTo(400);
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(302);
    }

    @Test
    void addingAsksForThePasswordAndANameAndIsGoodOnce() {
        account("asked", Role.CLINICIAN);
        Page page = withDevice();
        signInByPassword(page, "asked");
        page.navigate(at("/account"));
        fill(page, "one", "not the password");
        assertThat(alert(page)).hasText("The password is not right. Nothing is changed.");
        fill(page, "  ", Site.PASSWORD);
        assertThat(alert(page)).hasText(
                "Nothing is changed: the passkey's name: nothing is written there.");
        add(page, "one");
        page.navigate(at("/account"));
        fill(page, "the same device", Site.PASSWORD);
        assertThat(alert(page)).hasText("This passkey is there already.");

        Visitor visitor = new Visitor(local(server));
        visitor.signIn("asked", Site.PASSWORD);
        assertThat(visitor.post("/account/passkeys", Map.of("credential", "{}")).body())
                .contains("This answer was not asked for");
    }

    @Test
    void aServerThatNamesNoAddressTakesNone() {
        Visitor visitor = new Visitor(site.address());

        assertThat(visitor.get("/sign-in").body()).doesNotContain("passkey");
        assertThat(visitor.post("/sign-in/passkey/options", Map.of()).body())
                .isEqualTo("This server takes no passkeys.");
        assertThat(told(visitor, "{}")).contains("This answer was not asked for");
    }

    @Test
    void thePasskeysOfAnAccountOfAnotherCentreAreNotSeen() {
        account("elsewhere", Role.WARD);
        Page page = withDevice();
        signInByPassword(page, "elsewhere");
        add(page, "one");
        new Centres(site.database().sql()).add(new Centre("far", "Far away", true));
        new Accounts(site.database().dataSource()).keepTo("elsewhere", "far");
        String theirs = "select count(*) from passkey where account = 'elsewhere'";
        try (Database here = site.database().ofCentre("centre");
                Database there = site.database().ofCentre("far")) {
            assertThat(count(there, theirs)).isEqualTo(1);
            assertThat(count(here, theirs)).isZero();
            assertThat(here.sql().sql("delete from passkey where account = 'elsewhere'").update())
                    .isZero();
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> here.sql().sql("""
                    insert into passkey (id, account, name, attestation, counter)
                    values ('x', 'elsewhere', 'planted', 'y', 0)
                    """).update()).havingRootCause().withMessageContaining("row-level security");
        }
        Visitor visitor = new Visitor(local(server));
        String options = visitor.post("/sign-in/passkey/options", Map.of()).body();
        assertThat(told(visitor, answer(page, options))).contains("This passkey is not known here");
    }

    private static int count(Database database, String sql) {
        return database.sql().sql(sql).query(Integer.class).single();
    }

    // The device, which is the browser's.

    private final AtomicReference<CDPSession> devices = new AtomicReference<>();
    private java.util.function.Supplier<JsonObject> theDevice = JsonObject::new;

    /// A window whose browser has a device with a screen lock that its owner has just opened.
    private Page withDevice() {
        Page page = site.window(Site.Look.DESK_LIGHT);
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject add = new JsonObject();
        add.add("options", options);
        String id = session.send("WebAuthn.addVirtualAuthenticator", add)
                .get("authenticatorId").getAsString();
        theDevice = () -> {
            JsonObject one = new JsonObject();
            one.addProperty("authenticatorId", id);
            return one;
        };
        devices.set(session);
        return page;
    }

    /// What the device says to these options, asked for by the page at its own address.
    private static String answer(Page page, String options) {
        return String.valueOf(page.evaluate("""
                options => navigator.credentials.get({
                  publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)),
                }).then(credential => JSON.stringify(credential))""", options));
    }

    private static void account(String name, Role role) {
        new Accounts(site.database().dataSource()).add(
                name, "Person " + name, role, new Password(Site.PASSWORD), false);
    }

    private static void add(Page page, String name) {
        page.navigate(at("/account"));
        Site.leave(page, () -> fill(page, name, Site.PASSWORD));
    }

    private static void fill(Page page, String name, String password) {
        page.getByLabel("What you call it").fill(name);
        page.locator("#passkey-password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a passkey")).click();
    }

    private static com.microsoft.playwright.Locator alert(Page page) {
        return page.locator("[data-says]");
    }

    private static void signInByPassword(Page page, String name) {
        page.navigate(at("/sign-in"));
        site.signIn(page, name, Site.PASSWORD);
        page.waitForURL("**/worklist**");
    }

    private static void signInByPasskey(Page page) {
        Site.leave(page, page.getByText("Sign in with a passkey")::click);
    }

    private static void signOut(Page page) {
        page.locator(".who summary").click();
        Site.leave(page, page.getByText("Sign out")::click);
    }

    private static String told(Visitor visitor, String answer) {
        visitor.post("/sign-in/passkey", Map.of("credential", answer));
        String page = visitor.get("/sign-in").body();
        var found = Pattern.compile("role=\"alert\">([^<]*)<").matcher(page);
        return found.find() ? found.group(1) : page;
    }

    private static String cookie(Page page) {
        return page.context().cookies(at("/")).stream()
                .filter(one -> one.name.equals("LIMBLINE")).findFirst().orElseThrow().value;
    }

    private static String at(String path) {
        return "http://localhost:" + server.address().getPort() + path;
    }

    private static URI local(Server one) {
        return URI.create("http://localhost:" + one.address().getPort() + "/");
    }
}
