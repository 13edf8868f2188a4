package limbline.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import limbline.app.Site;
import limbline.app.course.EntryText;
import limbline.app.demonstration.ReadyOrders;
import limbline.app.journal.Centre;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.theatre.SignedAtCentre;
import limbline.app.theatre.TheatreDesk;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.measure.EventId;
import limbline.measure.When;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Prover;
import limbline.theatre.Procedure;

/// A patient in theatre with a signed order, and a team at the keys of a console.
final class Theatre {

    static final String PIN = "314159";

    /// Signs the demonstration's protocols at the site's centre and gives the team its PINs.
    static void prepare(Site site) throws RefusedProtocol {
        Pins pins = new Pins(site.database().dataSource(), true);
        SignedProtocols protocols = new SignedProtocols(site.database().sql());
        SigningDesk desk = new SigningDesk(protocols, pins);
        pins.set("clinician", new Pin(PIN));
        pins.set("theatre", new Pin(PIN));
        for (String name : List.of("demo-ili", "demo-hilp")) {
            desk.sign(desk.examine(new Centre(Site.CENTRE, "Invented Limb Centre", true),
                            ProtocolFile.text(Path.of("..", "protocols", name + ".yaml")),
                            Prover.BOUND),
                    new Pins.Typed("clinician", PIN), new Pins.Typed("theatre", PIN));
        }
    }

    final PatientKey patient =
            new PatientKey(Site.CENTRE, new PatientId("T-" + UUID.randomUUID()));
    final EventId order;
    String second = "clinician";

    Theatre(Site site, String protocol) {
        order = new ReadyOrders(new Journal(site.database()), Site.ZONE).sign(patient,
                Limb.of(Side.LEFT, Extremity.LEG),
                new SignedProtocols(site.database().sql()).inForce(Site.CENTRE, protocol)
                        .orElseThrow(),
                Instant.now().minusSeconds(3600), "clinician", "theatre");
    }

    /// Opens the console from the list of the theatre, by keyboard.
    void begin(Page page) {
        page.navigate("/theatre");
        Locator begin = page.locator("form.card", new Page.LocatorOptions()
                .setHasText(patient.patient().value())).locator("button");
        begin.focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/theatre/" + patient.patient() + "/**");
        awaitLive(page);
    }

    static void awaitLive(Page page) {
        assertThat(page.locator("#connection[data-state=live]")).isVisible();
    }

    /// The browser has the page, for when the server is away.
    static void isKept(Page page) {
        page.waitForFunction("""
                async () => navigator.serviceWorker.controller
                    && await (await caches.open('limbline-console')).match(document.body.dataset.base)
                """);
    }

    /// The step that is next, done with its second person where it takes two.
    static void step(Page page, String step) {
        assertThat(page.locator(".now [data-step]")).hasAttribute("data-step", step);
        page.keyboard().press("Enter");
        assertThat(page.locator("#d-step")).isVisible();
        second(page, "#step-second", "clinician");
        page.keyboard().press("Enter");
        assertThat(page.locator(".now [data-step='" + step + "']")).hasCount(0);
    }

    /// Patient and limb off the label, then the second person.
    void timeOut(Page page) {
        page.keyboard().press("Enter");
        page.keyboard().type(patient.patient().value());
        page.keyboard().press("Tab");
        page.keyboard().type("left leg");
        second(page, "#step-second", second);
        page.keyboard().press("Enter");
        assertThat(page.locator(".now [data-step='time-out']")).hasCount(0);
    }

    static void drug(Page page, String drug, String dose) {
        drug(page, drug, dose, "clinician");
    }

    void drugOf(Page page, String drug, String dose) {
        drug(page, drug, dose, second);
    }

    private static void drug(Page page, String drug, String dose, String second) {
        assertThat(page.locator(".now [data-step]")).hasAttribute("data-gives", drug);
        page.keyboard().press("d");
        assertThat(page.locator("#d-drug")).isVisible();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type(dose);
        second(page, "#drug-second", second);
        page.keyboard().press("Enter");
        assertThat(page.locator(".now [data-gives='" + drug + "']")).hasCount(0);
    }

    /// A syringe's label, as a scanner types it.
    static void scan(Page page, String drug, String label) {
        assertThat(page.locator(".now [data-step]")).hasAttribute("data-gives", drug);
        page.keyboard().press("d");
        page.keyboard().type(label);
        second(page, "#drug-second", "clinician");
        page.keyboard().press("Enter");
        assertThat(page.locator(".now [data-gives='" + drug + "']")).hasCount(0);
    }

    static void measured(Page page, String key, String value) {
        page.keyboard().press(key);
        assertThat(page.locator("#d-enter")).isVisible();
        page.keyboard().type(value);
        page.keyboard().press("Enter");
        assertThat(page.locator("#d-enter")).isHidden();
    }

    /// A blood gas, as the analyser prints it: pH, pCO2, pO2 and so on; empty: not measured.
    static void gas(Page page, String... values) {
        page.keyboard().press("b");
        assertThat(page.locator("#d-gas")).isVisible();
        for (String value : values) {
            page.keyboard().type(value);
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator("#d-gas")).isHidden();
    }

    static void may(Page page) {
        assertThat(page.locator(".now .verdict")).hasText("You may");
    }

    /// A step done while the server is away, under one name.
    static void alone(Page page, String step) {
        page.keyboard().press("Enter");
        assertThat(page.locator("#d-step input[name=step]")).hasValue(step);
        page.keyboard().press("Enter");
        assertThat(page.locator("#d-step")).isHidden();
    }

    static void acknowledge(Page page) {
        int before = page.locator("[data-alarm]").count();
        page.keyboard().press("k");
        assertThat(page.locator("#d-acknowledge")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-alarm]")).hasCount(before - 1);
    }

    static void override(Page page, String step, String reason) {
        page.keyboard().press("o");
        for (String typed : List.of("theatre", PIN, "clinician", PIN, reason)) {
            page.keyboard().type(typed);
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator(".now [data-step]")).hasAttribute("data-step", step);
        may(page);
    }

    static void end(Page page) {
        page.keyboard().press("e");
        page.keyboard().press("Enter");
        assertThat(page.locator("#drawn[data-ended=yes]")).isVisible();
    }

    void secondPerson(Page page, String field) {
        second(page, field, second);
    }

    private static void second(Page page, String field, String name) {
        if (page.locator(field).isVisible()) {
            while (!page.locator(field + ":focus").isVisible()) {
                page.keyboard().press("Tab");
            }
            page.keyboard().type(name);
            page.keyboard().press("Tab");
            page.keyboard().type(PIN);
        }
    }

    List<Entry> entries(Site site) {
        return new Journal(site.database()).read(patient).stream().map(EntryText::entry).toList();
    }

    Procedure procedure(Site site) {
        return new TheatreDesk(new Journal(site.database()),
                new SignedAtCentre(new SignedProtocols(site.database().sql())),
                InstantSource.system(), Site.ZONE).procedures(patient).getFirst();
    }

    /// When the last event of a kind happened.
    Instant at(Site site, Class<? extends Event> kind) {
        return entries(site).stream().filter(entry -> kind.isInstance(entry.event()))
                .map(entry -> ((When.At) entry.happened()).instant())
                .reduce((_, last) -> last).orElseThrow();
    }
}
