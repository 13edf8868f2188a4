package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.demonstration.Demonstration;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.photograph.Darkroom;
import limbline.app.photograph.Photograph;
import limbline.app.photograph.Photographs;
import limbline.app.security.Accounts;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.event.BoardEvent.TaskGiven;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.ReferralEvent.Photographed;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.ImageHash;
import limbline.patient.PatientId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

/// From the server of one centre nobody learns anything of another's patients, nor changes it: tried
/// from every route that the running server has, and by SQL as the server's role. What is asked of a
/// patient of the other centre is answered exactly as what is asked of a patient that nobody has.
class CentreSeparationTest {

    private static final String THEIRS = Demonstration.CENTRE;
    private static final String OURS = "ours";
    private static final String PATIENT = "INV-14";
    private static final String NOT_FROM_ANOTHER =
            "nothing is appended to the record of one centre from another";

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final PatientKey THEIRS_14 = new PatientKey(THEIRS, new PatientId(PATIENT));

    /// What stands in an address or a form for something of the other centre, and for nothing.
    private static final Map<String, String> FOREIGN = new TreeMap<>();
    private static final Map<String, String> NOBODYS = new TreeMap<>();

    private static final List<Route> ROUTES = new ArrayList<>();

    private static Server ours;
    private static Server theirs;

    /// The words of paths that name nothing of a patient, with one that there is.
    private static final Map<String, String> OF_NOBODY = Map.of("letter", "invitation",
            "figure", "timeline", "name", "everybody", "endpoint",
            "overall-survival", "sheet", "series", "key", "hegazy2007", "type", "last-seen");

    /// Where whoever asks is answered alike of everybody: a protocol, and a stream that is not
    /// waited for.
    private static final Set<String> ALIKE = Set.of(
            "/protocols/{id}", "/protocols/{id}/text", "/live/patients/{id}");

    @BeforeAll
    static void begin() {
        Database database = fresh.database();
        new Demonstration(database, InstantSource.system(), Path.of(".."), ZoneOffset.UTC)
                .load(_ -> { });
        new Centres(database.sql()).add(new Centre(OURS, "Our centre", true));
        new Identities(database.sql()).put(new Identity(
                THEIRS_14, Optional.of("Geheim Beispiel"),
                Optional.of(LocalDate.of(1950, 1, 2)), Optional.of("4711-THEIRS")));
        fresh.asOwner("""
                insert into feed_message (id, centre, hash, peer, sender, control, type, bytes, state, reason)
                values (1, 'demonstration', sha256('x'), '127.0.0.1', 'LAB', '1', 'ORU',
                    'MSH|4711-THEIRS', 'waiting', 'asked')
                """);
        Photograph picture = Darkroom.develop(png());
        new Photographs(database).keep(THEIRS, picture);
        append(database, new Photographed("the limb", List.of(), Finding.notStated(),
                Finding.known(picture.hash())));
        append(database, new TaskGiven("Ask the perfusionist", "the coordinator",
                LocalDate.of(2026, 12, 1)));
        ours = start(OURS);
        theirs = start(THEIRS);
        values(database, picture.hash());
        ROUTES.addAll(Route.of(ours));
    }

    /// What the demonstration has of no patient who was in theatre.
    private static void append(Database database, Event event) {
        CourseDesk desk = new CourseDesk(
                new Journal(database), InstantSource.system(), ZoneOffset.UTC);
        Draft draft = new Draft(new EventId(UUID.randomUUID()), event, When.on("2026-11-22"), "",
                PartialDate.parse("2026-11-22"), "the test", Optional.empty());
        assertThat(desk.append(THEIRS_14, desk.read(THEIRS_14, AsOf.NOW).position(),
                UUID.randomUUID(), "author", List.of(draft))).isInstanceOf(Answer.Recorded.class);
    }

    private static boolean namesSomething(Route route) {
        // The audit tells what our own people asked, and each question here adds to that.
        return !route.path().startsWith("/audit") && (route.path().contains("{")
                || route.parameters().stream().anyMatch(FOREIGN::containsKey));
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

    private static void values(Database database, ImageHash picture) {
        for (String word : List.of("id", "patient")) {
            name(word, PATIENT, "NOB-14");
        }
        Map.of("procedure", one(database, "procedure-begun", "event::text"),
                "order", one(database, "order-signed", "body->>'order'"),
                "event", one(database, "infused", "event::text"),
                "decision", one(database, "board-decided", "event::text"),
                "task", one(database, "task-given", "event::text"))
                .forEach((word, theirs) -> name(word, theirs, UUID.randomUUID().toString()));
        name("hash", picture.value(), "1".repeat(64));
        name("account", "clinician", "clinician");
        name("protocol", "demo-ili", "demo-none");
        name("words", "Geheim", "Nobody");
        name("number", "4711-THEIRS", "4711-NOBODY");
    }

    private static byte[] png() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void name(String parameter, String foreign, String nobodys) {
        FOREIGN.put(parameter, foreign);
        NOBODYS.put(parameter, nobodys);
    }

    private static String one(Database database, String type, String what) {
        return database.sql().sql("select " + what + " from journal where centre = ? and type = ?"
                        + " and patient = ? limit 1")
                .params(THEIRS, type, PATIENT).query((row, _) -> row.getString(1)).single();
    }

    @Test
    void thisTestKnowsEveryWordThatAPathTakes() {
        assertThat(ROUTES).allSatisfy(route -> assertThat(route.words()).as(route.path())
                .allMatch(word -> FOREIGN.containsKey(word) || OF_NOBODY.containsKey(word)
                        || word.equals("format")));
    }

    @Test
    void fromEveryRouteAnotherCentresPatientIsAnsweredAsNobodyAndNothingOfItChanges() {
        Map<Role, Visitor> visitors = visitors(ours);
        String before = digest();
        List<String> told = new ArrayList<>();
        for (Route route : ROUTES) {
            String foreign = answer(of(visitors, route.role()), route, FOREIGN);
            String nobodys = answer(of(visitors, route.role()), route, NOBODYS);
            if (namesSomething(route) && !foreign.equals(nobodys)) {
                told.add("%s %s:\n%s\nand of nobody\n%s".formatted(
                        route.verb(), route.path(), foreign, nobodys));
            }
            if (foreign.contains("Geheim Beispiel") || foreign.contains("4711-THEIRS")
                    || foreign.contains("INV-")) {
                told.add("%s %s told of somebody".formatted(route.verb(), route.path()));
            }
        }

        assertThat(told).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    /// The same questions to the centre's own server are told apart, at every route that names a
    /// patient: what the test above compares can differ.
    @Test
    void theCentresOwnServerTellsThemApart() {
        Map<Role, Visitor> visitors = visitors(theirs);
        assertThat(of(visitors, Role.CLINICIAN).get("/worklist?words=Geheim").body())
                .contains("Geheim Beispiel");
        assertThat(of(visitors, Role.CLINICIAN).get("/feed").body()).contains("/feed/1");
        List<String> alike = ROUTES.stream()
                .filter(route -> route.words().contains("id") && !ALIKE.contains(route.path()))
                .filter(route -> answer(of(visitors, route.role()), route, FOREIGN)
                        .equals(answer(of(visitors, route.role()), route, NOBODYS)))
                .map(route -> route.verb() + " " + route.path()).toList();

        assertThat(alike).isEmpty();
    }

    /// Who may see one patient learns and changes nothing of another by naming what is the other's.
    @Test
    void whatIsOfOnePatientIsAnsweredUnderAnotherAsWhatNobodyHas() {
        Map<Role, Visitor> visitors = visitors(theirs);
        Map<String, String> others = new TreeMap<>(FOREIGN);
        Map<String, String> nobodys = new TreeMap<>(NOBODYS);
        for (Map<String, String> values : List.of(others, nobodys)) {
            values.put("id", "INV-13");
        }
        String before = digest();
        List<String> asked = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Route route : ROUTES) {
            if (route.words().contains("id") && route.words().size() > 1
                    && route.words().stream().anyMatch(word -> FOREIGN.containsKey(word)
                            && !word.equals("id"))) {
                asked.add(route.path());
                String other = answer(of(visitors, route.role()), route, others);
                if (!other.equals(answer(of(visitors, route.role()), route, nobodys))) {
                    told.add(route.verb() + " " + route.path() + "\n" + other);
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(told).isEmpty();
        assertThat(digest()).isEqualTo(before);
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
            Journal journal = new Journal(here);
            limbline.app.journal.Written known = new Journal(fresh.database())
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
    private static String answer(Visitor visitor, Route route, Map<String, String> values) {
        String path = route.path();
        for (Map.Entry<String, String> one : values.entrySet()) {
            String value = route.path().startsWith("/feed/")
                    ? values.equals(FOREIGN) ? "1" : "2" : one.getValue();
            path = path.replace("{" + one.getKey() + "}", value);
        }
        for (Map.Entry<String, String> one : OF_NOBODY.entrySet()) {
            path = path.replace("{" + one.getKey() + "}", one.getValue());
        }
        path = path.replace("{format}",
                path.contains("/letters/") || path.contains("case-report") ? "pdf" : "svg");
        Map<String, String> form = new TreeMap<>();
        boolean isGet = route.verb().equals("GET");
        route.parameters().stream()
                .filter(name -> !isGet || values.containsKey(name) || OF_NOBODY.containsKey(name))
                .forEach(name -> form.put(name,
                        values.getOrDefault(name, OF_NOBODY.getOrDefault(name, "1"))));
        if (!isGet) { // what forms of events have beside what their routes name
            form.put("command", UUID.randomUUID().toString());
            form.put("position", "1");
            form.put("reason", "a reason");
        }
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
