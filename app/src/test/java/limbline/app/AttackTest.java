package limbline.app;

import static limbline.measure.Finding.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.ReferralEvent.Referred;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.PatientId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What somebody would try who means harm, at every route that the running server has.
class AttackTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final String PATIENT = "INV-04";
    private static final String IMAGE = "<img src=x onerror=alert(1)>";
    private static final String SCRIPT = "\"'>" + IMAGE;

    /// Markup, SQL, a path, a header, a zero byte, what templates and formats evaluate, too much.
    private static final List<String> HOSTILE = List.of(SCRIPT, "' or 1=1; drop table journal; --",
            "../../../../../../etc/passwd", "x\r\nX-Injected: yes\r\n\r\n" + IMAGE, "a\0b",
            "${7*7}#{7*7}{{7*7}}%s%n%99999999d", "https://elsewhere.example//\\@x",
            "9".repeat(6_000) + "\uD83E\uDDB5\u202E\uFFFF");

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Map<Role, Visitor> VISITORS = new EnumMap<>(Role.class);
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
    private static final List<Route> ROUTES = new ArrayList<>();

    @BeforeAll
    static void begin() {
        site.recordInventedCourses();
        PatientKey patient = new PatientKey(Site.CENTRE, new PatientId(PATIENT));
        append(patient, new Referred(known(SCRIPT), List.of(), known(SCRIPT)));
        append(patient, new ListedForBoard(LocalDate.of(2026, 11, 23), known(SCRIPT)));
        new Identities(site.database().sql()).put(new Identity(patient, Optional.of(SCRIPT),
                Optional.of(LocalDate.of(1950, 1, 2)), Optional.of(SCRIPT)));
        new Accounts(site.database().dataSource()).add(
                "hostile", SCRIPT, Role.WARD, new Password(Site.PASSWORD), false);
        site.database().sql().sql("""
                insert into access_log (account, centre, patient, what) values ('ward', ?, ?, ?)
                """).params(Site.CENTRE, PATIENT, SCRIPT).update();
        site.fresh().asOwner("""
                insert into feed_message (id, centre, hash, peer, sender, control, type, bytes, state,
                    reason)
                values (1, 'centre', sha256('x'), '127.0.0.1', $$%1$s$$, $$%1$s$$, $$%1$s$$,
                    convert_to($$MSH|^~\\&|%1$s||||20261123||ORU^R01|1|P|2.5\rPID|1||4711||%1$s\r$$,
                        'UTF8'), 'waiting',
                    $$%1$s$$)
                """.formatted(SCRIPT));
        for (Role role : Role.values()) {
            Visitor visitor = Visitor.as(site.address(), role);
            VISITORS.put(role, visitor);
            Matcher token = TOKEN.matcher(visitor.get("/nowhere").body());
            assertThat(token.find()).isTrue();
            TOKENS.put(role, token.group(1));
        }
        ROUTES.addAll(Route.of(site.server()));
    }

    @Test
    void whatIsHostileIsAnsweredAtEveryRouteWithoutHarm() {
        List<String> harm = new ArrayList<>();
        String before = records();
        for (Route route : ROUTES) {
            for (int round = 0; round < HOSTILE.size(); round++) {
                int shift = round;
                Map<String, String> form = new TreeMap<>();
                for (String name : route.parameters()) {
                    form.put(name, HOSTILE.get((shift + form.size()) % HOSTILE.size()));
                }
                boolean inPath = route.path().contains("{");
                if (!form.isEmpty() || !inPath) {
                    harm.addAll(harm(route, filled(route.path(), null), form));
                }
                if (inPath) {
                    String hostile = encoded(HOSTILE.get(round)).replace("+", "%20");
                    harm.addAll(harm(route, route.path().replaceAll(
                            "\\{[^}]+}", Matcher.quoteReplacement(hostile)), Map.of()));
                }
            }
        }

        assertThat(harm).isEmpty();
        assertThat(records()).as("nothing was recorded").isEqualTo(before);
    }

    @Test
    void whatIsHostileOnRecordIsTextOnEveryPage() {
        List<String> harm = new ArrayList<>();
        int told = 0;
        for (Route route : ROUTES) {
            if (!route.isPost()) {
                for (Role role : route.roles()) {
                    String body = get(role, filled(route.path(), PATIENT)).body;
                    told += body.contains("onerror=alert(1)") ? 1 : 0;
                    if (body.contains("<img src=x")) {
                        harm.add(role + " " + route.path());
                    }
                }
            }
        }
        for (String path : List.of("/worklist?words=onerror", "/board?day=2026-11-23",
                "/audit?account=ward", "/patients/" + PATIENT + "/timeline.svg")) {
            assertThat(get(Role.DATA_MANAGER, path).body).as(path).doesNotContain("<img src=x");
        }

        assertThat(harm).isEmpty();
        assertThat(told).as("pages that show it as text").isGreaterThan(10);
    }

    /// What a file says of itself is read by who is sent it, and by nobody who wrote it.
    @Test
    void aPrintTellsOfItselfNeitherAPersonNorThisMachine() throws IOException {
        for (String path : List.of("/patients/%s/course.pdf", "/patients/%s/board.pdf",
                "/patients/%s/case-report.pdf", "/clinic/patients/%s/letters/result.pdf")) {
            Visitor clinician = of(Role.CLINICIAN);
            byte[] bytes;
            try {
                bytes = clinician.client().send(clinician.request(path.formatted(PATIENT)).GET()
                        .build(), HttpResponse.BodyHandlers.ofByteArray()).body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            try (PDDocument print = Loader.loadPDF(bytes)) {
                PDDocumentInformation about = print.getDocumentInformation();
                StringBuilder told = new StringBuilder();
                about.getMetadataKeys().forEach(key -> told.append(key).append('=')
                        .append(about.getCustomMetadataValue(key)).append('\n'));
                try (InputStream more = print.getDocumentCatalog().getMetadata()
                        .exportXMPMetadata()) {
                    told.append(new String(more.readAllBytes(), StandardCharsets.UTF_8));
                }
                assertThat(told.toString()).as(path).contains("Title")
                        .doesNotContain("onerror", System.getProperty("user.home") + "/",
                                System.getProperty("java.version"), "1950-01-02");
            }
        }
    }

    @Test
    void whatChangesSomethingIsTakenFromOwnFormsAndRolesOnly() {
        List<String> taken = new ArrayList<>();
        String before = records();
        for (Route route : ROUTES) {
            if (route.isPost()) {
                String path = filled(route.path(), PATIENT);
                Visitor owner = of(route.role());
                if (owner.postBare(path, Map.of()).statusCode() != 403
                        || owner.postBare(path, Map.of("_csrf", of(TOKENS, Role.WARD).substring(1)))
                                .statusCode() != 403) {
                    taken.add("without its token: " + path);
                }
                for (Role role : Role.values()) {
                    if (!route.roles().contains(role) && of(role).postBare(
                            path, Map.of("_csrf", of(TOKENS, role))).statusCode() != 403) {
                        taken.add(role + ": " + path);
                    }
                }
            }
        }

        assertThat(taken).isEmpty();
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void somebodyWhoHoldsHundredsOfRequestsOpenKeepsNobodyFromThePages() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(site.address().getHost(), site.address().getPort());
                socket.getOutputStream().write(String.join("\r\n", "POST /sign-in HTTP/1.1",
                        "Host: x", "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 100000", "", "name=")
                        .getBytes(StandardCharsets.US_ASCII));
                held.add(socket);
            }
            assertThat(of(Role.WARD).get("/worklist").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void aFormOfMegabytesOrThousandsOfFieldsIsRefused() {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            fields.put("f" + i, "x");
        }
        fields.put("_csrf", of(TOKENS, Role.CLINICIAN));
        for (Map<String, String> form : List.of(fields, Map.of("reason", "x".repeat(5_000_000),
                "_csrf", of(TOKENS, Role.CLINICIAN)))) {
            assertThat(of(Role.CLINICIAN).postBare("/glass", form).statusCode())
                    .isBetween(400, 499);
        }
    }

    private static List<String> harm(Route route, String path, Map<String, String> form) {
        List<String> harm = new ArrayList<>();
        Told answer;
        if (route.isPost()) {
            Map<String, String> all = new TreeMap<>(form);
            all.put("_csrf", of(TOKENS, route.role()));
            answer = new Told(of(route.role()).postBare(path, all));
        } else {
            answer = get(route.role(), form.isEmpty() ? path : path + "?" + form.entrySet().stream()
                    .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                    .collect(Collectors.joining("&")));
        }
        String asked = "%s %s %s".formatted(route.verb(), route.path(), form.values());
        if (answer.status >= 500) {
            harm.add(asked + ": " + answer.status);
        }
        if (answer.headers.firstValue("X-Injected").isPresent()) {
            harm.add(asked + ": a header");
        }
        answer.headers.firstValue("Location").map(site.address()::resolve)
                .filter(to -> !Objects.equals(to.getAuthority(), site.address().getAuthority()))
                .ifPresent(to -> harm.add(asked + ": sent to " + to));
        for (String word : List.of("<img src=x", "root:x:0", "\tat ", "Exception")) {
            if (answer.body.contains(word)) {
                harm.add(asked + ": said " + word);
            }
        }
        return harm;
    }

    private record Told(int status, HttpHeaders headers, String body) {

        Told(HttpResponse<String> answer) {
            this(answer.statusCode(), answer.headers(), answer.body());
        }
    }

    /// The end of a stream is not waited for.
    private static Told get(Role role, String path) {
        HttpRequest request = of(role).request(path).GET().build();
        try {
            HttpResponse<InputStream> answer = of(role).client().send(
                    request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean stream = answer.headers().firstValue("Content-Type").orElse("")
                        .startsWith("text/event-stream");
                return new Told(answer.statusCode(), answer.headers(), stream ? ""
                        : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError("no answer to " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// @param patient in place of the id; else one that nobody has
    private static String filled(String path, @org.jspecify.annotations.Nullable String patient) {
        return path.replace("{id}", path.startsWith("/feed/") ? "1"
                        : patient == null ? "NOBODY-1" : patient)
                .replaceAll("\\{(event|procedure|order|decision|task)}", new UUID(0, 1).toString())
                .replace("{hash}", "0".repeat(64)).replace("{figure}", "timeline")
                .replace("{format}", "svg").replace("{letter}", "invitation")
                .replace("{name}", "everybody").replaceAll("\\{[^}]+}", "any");
    }

    private static String records() {
        return site.database().sql().sql("""
                select concat((select count(*) from journal), ' ', (select count(*) from identity), ' ',
                    (select count(*) from account where removed is null), ' ',
                    (select count(*) from signed_protocol), ' ', (select count(*) from glass))
                """).query((row, _) -> row.getString(1)).single();
    }

    private static void append(PatientKey patient, Event event) {
        CourseDesk desk = new CourseDesk(new Journal(site.database()),
                java.time.InstantSource.fixed(Site.NOW), Site.ZONE);
        Draft draft = new Draft(new EventId(UUID.randomUUID()), event, When.on("2026-11-22"), "",
                PartialDate.parse("2026-11-22"), SCRIPT, Optional.empty());
        assertThat(desk.append(patient, desk.read(patient, AsOf.NOW).position(), UUID.randomUUID(),
                "author", List.of(draft))).isInstanceOf(Answer.Recorded.class);
    }

    private static Visitor of(Role role) {
        return of(VISITORS, role);
    }

    private static <T> T of(Map<Role, T> all, Role role) {
        return Objects.requireNonNull(all.get(role), role::toString);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
