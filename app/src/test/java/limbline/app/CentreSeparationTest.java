package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.demonstration.Demonstration;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.security.Accounts;
import limbline.app.security.Allowed;
import limbline.app.security.Role;
import limbline.patient.PatientId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// From the server of one centre nobody learns anything of another's patients, nor changes it: tried
/// from every route that the running server has, and by SQL as the server's role. What is asked of a
/// patient of the other centre is answered exactly as what is asked of a patient that nobody has.
class CentreSeparationTest {

    private static final String THEIRS = Demonstration.CENTRE;
    private static final String OURS = "ours";
    private static final String NOT_FROM_ANOTHER =
            "nothing is appended to the record of one centre from another";

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    /// What stands in an address or a form for something of the other centre, and for nothing.
    private static final Map<String, String> FOREIGN = new TreeMap<>();
    private static final Map<String, String> NOBODYS = new TreeMap<>();

    private static final List<Ask> ASKS = new ArrayList<>();

    private static Server ours;
    private static Server theirs;

    /// One route with what it takes.
    private record Ask(String method, String path, List<String> parameters, Role role) {

        boolean namesSomething() {
            // The audit tells what our own people asked, and each question here adds to that.
            return !path.startsWith("/audit") && (path.contains("{")
                    || parameters.stream().anyMatch(FOREIGN::containsKey));
        }
    }

    @BeforeAll
    static void begin() {
        Database database = fresh.database();
        new Demonstration(database, InstantSource.system(), Path.of(".."), ZoneOffset.UTC)
                .load(_ -> { });
        new Centres(database.sql()).add(new Centre(OURS, "Our centre", true));
        new Identities(database.sql()).put(new Identity(
                new PatientKey(THEIRS, new PatientId("INV-14")), Optional.of("Geheim Beispiel"),
                Optional.of(LocalDate.of(1950, 1, 2)), Optional.of("4711-THEIRS")));
        fresh.asOwner("""
                insert into feed_message (id, centre, hash, peer, sender, control, type, bytes, state, reason)
                values (1, 'demonstration', sha256('x'), '127.0.0.1', 'LAB', '1', 'ORU',
                    'MSH|4711-THEIRS', 'waiting', 'asked')
                """);
        ours = start(OURS);
        theirs = start(THEIRS);
        values(database);
        ours.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods().forEach((route, method) -> {
                    Allowed allowed = method.getMethodAnnotation(Allowed.class);
                    if (allowed != null) {
                        for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
                            route.getPatternValues().forEach(path -> ASKS.add(new Ask(verb.name(),
                                    path, parameters(method), allowed.value()[0])));
                        }
                    }
                });
    }

    @AfterAll
    static void end() {
        ours.close();
        theirs.close();
    }

    private static Server start(String centre) {
        return Server.start(Settings.of(Map.of("centre", centre, "bind.port", "0", "zone", "UTC"),
                Map.of(), Path.of(".")), fresh.database(), InstantSource.system());
    }

    private static void values(Database database) {
        String procedure = one(database, "procedure-begun", "event::text");
        String order = one(database, "order-signed", "body->>'order'");
        name("id", "INV-14", "NOB-14");
        name("patient", "INV-14", "NOB-14");
        name("procedure", procedure, UUID.randomUUID().toString());
        name("order", order, UUID.randomUUID().toString());
        name("event", one(database, "infused", "event::text"), UUID.randomUUID().toString());
        name("hash", "0".repeat(64), "1".repeat(64));
        name("figure", "timeline", "timeline");
        name("format", "svg", "svg");
        name("name", "everybody", "everybody");
        name("account", "clinician", "clinician");
        name("protocol", "demo-ili", "demo-none");
        name("words", "Geheim", "Nobody");
        name("number", "4711-THEIRS", "4711-NOBODY");
    }

    private static void name(String parameter, String foreign, String nobodys) {
        FOREIGN.put(parameter, foreign);
        NOBODYS.put(parameter, nobodys);
    }

    private static String one(Database database, String type, String what) {
        return database.sql().sql("select " + what + " from journal where centre = ? and type = ?"
                        + " and patient = 'INV-14' limit 1")
                .params(THEIRS, type).query(String.class).single();
    }

    /// The words that a route takes.
    static List<String> parameters(HandlerMethod method) {
        List<String> names = new ArrayList<>();
        for (Parameter one : method.getMethod().getParameters()) {
            if (one.isAnnotationPresent(RequestParam.class)
                    && !one.isAnnotationPresent(PathVariable.class)
                    && one.getType() == String.class) {
                names.add(one.getName());
            }
        }
        return names;
    }

    @Test
    void fromEveryRouteAnotherCentresPatientIsAnsweredAsNobodyAndNothingOfItChanges() {
        Map<Role, Visitor> visitors = visitors(ours);
        String before = digest();
        List<String> told = new ArrayList<>();
        for (Ask ask : ASKS) {
            String foreign = answer(of(visitors, ask.role), ask, FOREIGN);
            String nobodys = answer(of(visitors, ask.role), ask, NOBODYS);
            if (ask.namesSomething() && !foreign.equals(nobodys)) {
                told.add("%s %s:\n%s\nand of nobody\n%s".formatted(
                        ask.method, ask.path, foreign, nobodys));
            }
            if (foreign.contains("Geheim Beispiel") || foreign.contains("4711-THEIRS")
                    || foreign.contains("INV-")) {
                told.add("%s %s told of somebody".formatted(ask.method, ask.path));
            }
        }

        assertThat(ASKS).hasSizeGreaterThan(70);
        assertThat(told).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    /// The same questions to the centre's own server are told apart: what the test above compares
    /// can differ.
    @Test
    void theCentresOwnServerTellsThemApart() {
        Map<Role, Visitor> visitors = visitors(theirs);
        List<String> apart = ASKS.stream()
                .filter(ask -> ask.method.equals("GET") && ask.path.contains("{id}"))
                .filter(ask -> !answer(of(visitors, ask.role), ask, FOREIGN)
                        .equals(answer(of(visitors, ask.role), ask, NOBODYS)))
                .map(Ask::path).toList();

        assertThat(apart).contains("/patients/{id}", "/patients/{id}/course.pdf",
                "/patients/{id}/{figure}.{format}", "/theatre/{id}/{procedure}",
                "/patients/{id}/procedures/{procedure}", "/patients/{id}/events/{event}/correct");
        assertThat(of(visitors, Role.CLINICIAN).get("/worklist?words=Geheim").body())
                .contains("Geheim Beispiel");
        assertThat(of(visitors, Role.CLINICIAN).get("/feed").body()).contains("/feed/1");
    }

    @Test
    void everyTableWithACentreKeepsItsRowsFromOtherCentresAndFromItsOwner() {
        List<String> open = fresh.database().sql().sql("""
                select c.relname from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'centre'
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                and not (c.relrowsecurity and c.relforcerowsecurity)
                """).query((row, _) -> row.getString("relname")).list();

        // Definitions name no patient, and their names are the installation's.
        assertThat(open).containsExactly("series_definition");
    }

    @Test
    void byItsSqlTheServerOfOneCentreReachesNoRowOfAnother() {
        try (Database here = fresh.database().ofCentre(OURS)) {
            for (String table : guardedByCentre()) {
                String centre = table.equals("account") ? "centre = 'demonstration'"
                        : "centre not in ('ours', '')";
                assertThat(here.sql().sql("select count(*) from " + table + " where " + centre)
                        .query(Integer.class).single()).as(table).isZero();
            }
            assertThat(here.sql().sql("update identity set name = 'x'"
                    + " where centre <> 'ours'").update()).isZero();
            assertThat(here.sql().sql("delete from worklist where centre <> 'ours'")
                    .update()).isZero();
            assertThat(here.sql().sql("update feed_message set state = 'aside'"
                    + " where centre <> 'ours'").update()).isZero();
            for (String refused : List.of(
                    "insert into identity (centre, patient) values ('demonstration', 'X')",
                    "insert into access_log (account, centre, what) values ('a', 'demonstration', 'b')",
                    "insert into worklist select 'demonstration', 'X', 1, 'ward', null, '', null, '',"
                            + " '', 0, '', current_date, null",
                    "insert into hospital_number (centre, number, by) values ('demonstration', '1', 'a')",
                    "select forget_messages('demonstration', array['INV-14'])")) {
                assertThatExceptionOfType(DataAccessException.class).as(refused)
                        .isThrownBy(() -> here.sql().sql(refused).query().listOfRows())
                        .havingRootCause().withMessageMatching("(?s).*(row-level security"
                                + "|not emptied from another).*");
            }
        }
    }

    @Test
    void nothingIsAppendedToTheRecordOfAnotherCentre() {
        try (Database here = fresh.database().ofCentre(OURS)) {
            limbline.app.journal.Journal journal = new limbline.app.journal.Journal(here);
            limbline.app.journal.Written known = new limbline.app.journal.Journal(fresh.database())
                    .read(new PatientKey(THEIRS, new PatientId("INV-14"))).getFirst();
            // One event and several are written by a function each.
            for (int events : List.of(1, 2)) {
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> journal.append(
                        new PatientKey(THEIRS, new PatientId("NEW-1")), 0, UUID.randomUUID(), "me",
                        Stream.generate(() -> as(known)).limit(events).toList()))
                        .havingRootCause().withMessageContaining(NOT_FROM_ANOTHER);
            }
            assertThatExceptionOfType(DataAccessException.class).as("one of theirs among ours")
                    .isThrownBy(() -> here.sql().sql("""
                            select journal_append(array['ours', 'demonstration'],
                                array['NEW-2', 'NEW-2'], array[1, 1],
                                array[gen_random_uuid(), gen_random_uuid()],
                                array[gen_random_uuid(), gen_random_uuid()], array[0, 0],
                                array['seen', 'seen'], array[1, 1], array['{}', '{}'],
                                array['{}', '{}'], array[date '2013-07-04', '2013-07-04'],
                                array['me', 'me'], array['', ''], array[null, null]::uuid[],
                                array[null, null])
                            """).query().listOfRows())
                    .havingRootCause().withMessageContaining(NOT_FROM_ANOTHER);
            assertThat(journal.append(new PatientKey(OURS, new PatientId("NEW-1")), 0,
                    UUID.randomUUID(), "me", List.of(as(known))))
                    .isInstanceOf(limbline.app.journal.Appending.Appended.class);
            assertThat(journal.find(known.event().event())).isEmpty();
            assertThat(journal.read(known.patient())).isEmpty();
        }
    }

    /// The same said again, as another event.
    private static limbline.app.journal.EventText as(limbline.app.journal.Written known) {
        return new limbline.app.journal.EventText(UUID.randomUUID(), known.event().type(),
                known.event().version(), known.event().body(), known.event().times(),
                known.event().known(), known.event().source(), null);
    }

    @Test
    void aConnectionThatNamesNoCentreSeesNothing() throws Exception {
        try (java.sql.Connection bare = java.sql.DriverManager.getConnection(fresh.server().url(),
                        fresh.server().user(), fresh.server().password());
                java.sql.Statement statement = bare.createStatement()) {
            for (String table : guarded()) {
                try (java.sql.ResultSet rows =
                        statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertThat(rows.getInt(1)).as(table).isZero();
                }
            }
        }
        assertThat(fresh.database().sql().sql("select count(*) from journal").query(Integer.class)
                .single()).isGreaterThan(100);
    }

    @Test
    void anAccountOfOneCentreIsNoneAtAnother() {
        Accounts accounts = new Accounts(fresh.database().dataSource());
        accounts.add("kept", "Kept to one", Role.WARD,
                new limbline.app.security.Password(Demonstration.PASSWORD), false);
        accounts.keepTo("kept", THEIRS);
        Visitor at = new Visitor(theirs.address());
        at.signIn("kept", Demonstration.PASSWORD);
        Visitor elsewhere = new Visitor(ours.address());
        elsewhere.signIn("kept", Demonstration.PASSWORD);

        assertThat(at.get("/worklist").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/worklist").statusCode()).isEqualTo(302);
        assertThat(elsewhere.get("/sign-in").body())
                .contains("The account or the password is not right.");
    }

    private static List<String> guarded() {
        return fresh.database().sql().sql("""
                select relname from pg_class where relrowsecurity order by 1
                """).query((row, _) -> row.getString("relname")).list();
    }

    /// Passkeys are guarded by their account (see PasskeyTest).
    private static List<String> guardedByCentre() {
        return guarded().stream().filter(table -> !table.equals("passkey")).toList();
    }

    /// Every row of the other centre, as one word.
    private static String digest() {
        StringBuilder all = new StringBuilder();
        for (String table : guardedByCentre()) {
            if (table.equals("worklist") || table.equals("series_row")) {
                continue; // derived, and brought up to date by whoever looks
            }
            all.append(table).append(' ').append(fresh.database().sql().sql(
                    "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                            + table + " t where centre = ?").param(THEIRS)
                    .query(String.class).single()).append('\n');
        }
        return all.toString();
    }

    private static Map<Role, Visitor> visitors(Server server) {
        Map<Role, Visitor> visitors = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Visitor visitor = new Visitor(server.address());
            visitor.signIn(role.toString(), Demonstration.PASSWORD);
            visitors.put(role, visitor);
        }
        return visitors;
    }

    private static Visitor of(Map<Role, Visitor> visitors, Role role) {
        return Objects.requireNonNull(visitors.get(role), role::toString);
    }

    /// How it is answered, with the names that were asked for and what differs each time taken out.
    private static String answer(Visitor visitor, Ask ask, Map<String, String> values) {
        String path = ask.path;
        for (Map.Entry<String, String> one : values.entrySet()) {
            String value = ask.path.startsWith("/feed/")
                    ? values.equals(FOREIGN) ? "1" : "2" : one.getValue();
            path = path.replace("{" + one.getKey() + "}", value);
        }
        path = path.replaceAll("\\{[^}]+}", "any");
        Map<String, String> form = new TreeMap<>();
        boolean isGet = ask.method.equals("GET");
        ask.parameters.stream().filter(name -> !isGet || values.containsKey(name))
                .forEach(name -> form.put(name, values.getOrDefault(name, "1")));
        String answer = isGet ? get(visitor, path, form) : posted(visitor.post(path, form));
        for (String value : values.values()) {
            answer = value.length() > 3 ? answer.replace(value, "VALUE") : answer;
        }
        return answer
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:[\\d.]+Z?)?", "MOMENT")
                .replaceAll("/feed/[12]", "/feed/N").replaceAll("number [0-9a-f]{8}", "number")
                .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID");
    }

    private static String posted(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.headers().firstValue("Location").orElse("") + "\n"
                + answer.body();
    }

    /// The end of a stream is not waited for.
    private static String get(Visitor visitor, String path, Map<String, String> query) {
        String asked = query.isEmpty() ? path : path + "?" + query.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(java.util.stream.Collectors.joining("&"));
        HttpRequest request = visitor.request(asked).GET().build();
        try {
            HttpResponse<InputStream> answer = visitor.client().send(
                    request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean stream = answer.headers().firstValue("Content-Type").orElse("")
                        .startsWith("text/event-stream");
                return answer.statusCode() + " " + answer.headers().firstValue("Location").orElse("")
                        + "\n" + (stream ? "a stream"
                        : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(asked, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
