package limbline.app.demonstration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.database.CannotStart;
import limbline.app.database.Database;
import limbline.app.demonstration.InventedCentre.InventedCourse;
import limbline.app.exchange.Cohort;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.FiledCourse;
import limbline.app.exchange.ImportDesk;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.order.OrderDesk;
import limbline.app.order.OrderDesk.Came;
import limbline.app.order.OrderDesk.Wish;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.protocol.SigningDesk.Signing;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.app.theatre.SignedAtCentre;
import limbline.app.ward.WardDesk;
import limbline.app.ward.WardPlans;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.measure.EventId;
import limbline.protocol.Prover;
import limbline.ward.Alert;
import limbline.ward.Watch;

/// Fills an empty database with the demonstration. Loading it again changes nothing, so a load that
/// was killed is taken up where it ended.
public final class Demonstration {

    public static final String CENTRE = "demonstration";
    public static final String PASSWORD = "limbline-demo";

    /// The PIN of every account.
    public static final String PIN = "314159";

    /// One account per role, named as the role.
    public static final List<String> ACCOUNTS =
            List.of("clinician", "theatre", "ward", "researcher", "data-manager", "administrator");

    private static final List<String> PROTOCOLS = List.of("demo-ili", "demo-hilp");
    /// Who has a signed order, for which protocol.
    private static final Map<String, String> READY =
            Map.of("INV-08", "demo-ili", "INV-07", "demo-hilp");

    private static final String PAPER = "PAPER-1";
    private static final String AUTHOR = "demonstration";

    private final Database database;
    private final InstantSource real;
    private final Path home;
    private final ZoneId zone;

    /// @param home the folder with `cases`, `cohorts`, `maps` and `protocols`
    /// @param zone of the invented centre
    public Demonstration(Database database, InstantSource real, Path home, ZoneId zone) {
        this.database = database;
        this.real = real;
        this.home = home;
        this.zone = zone;
    }

    /// @param progress what is being done, a line at a time
    /// @throws CannotStart if the database holds somebody's own record
    public void load(Consumer<String> progress) {
        Centres centres = new Centres(database.sql());
        refuseAmongOthers(centres);
        Centre centre = new Centre(CENTRE, "Demonstration (invented centre)", true);
        centres.add(centre);
        accounts();
        protocols(centre);
        if (isLoaded()) {
            return;
        }
        CourseDesk desk = new CourseDesk(new Journal(database), real, zone);
        invented(desk, progress);
        orders(desk);
        procedure(desk);
        acknowledged(desk);
        published(desk, progress);
    }

    /// The demonstration's clock: it shows the real time on the day the demonstration was loaded, and
    /// afterwards begins on that day again, so that today's board list stays today's.
    public InstantSource clock(int speed) {
        Instant loaded = loaded();
        Instant now = real.instant();
        boolean sameDay = loaded.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return DemonstrationClock.starting(real, sameDay ? now : loaded, speed);
    }

    /// Where the demonstration is already, what was imported beside it stands in nobody's way.
    private void refuseAmongOthers(Centres centres) {
        if (centres.knows(CENTRE)) {
            return;
        }
        List<String> others = centres.all().stream()
                .filter(centre -> !centre.invented())
                .map(Centre::name)
                .toList();
        if (!others.isEmpty()) {
            throw CannotStart.because("This database holds the record of %s; the demonstration does"
                    + " not go beside it. Name another data folder with --data.",
                    String.join(", ", others));
        }
    }

    private void accounts() {
        Accounts accounts = new Accounts(database.dataSource());
        List<String> there =
                accounts.list().stream().map(listed -> listed.account().name()).toList();
        for (String role : ACCOUNTS) {
            if (!there.contains(role)) {
                accounts.add(role, "Demonstration " + role, Role.parse(role),
                        new Password(PASSWORD), true);
            }
            if (!pins().has(role)) {
                pins().set(role, new Pin(PIN));
            }
        }
    }

    /// Signs the demonstration's protocols, where nothing of the name is in force.
    private void protocols(Centre centre) {
        SignedProtocols signed = new SignedProtocols(database.sql());
        SigningDesk desk = new SigningDesk(signed, pins());
        for (String name : PROTOCOLS) {
            if (signed.inForce(CENTRE, name).isEmpty()) {
                sign(desk, centre, home.resolve("protocols").resolve(name + ".yaml"));
            }
        }
    }

    private static void sign(SigningDesk desk, Centre centre, Path file) {
        try {
            Signing came = desk.sign(
                    desk.examine(centre, ProtocolFile.text(file), Prover.BOUND),
                    new Pins.Typed("clinician", PIN), new Pins.Typed("theatre", PIN));
            if (came instanceof Signing.NotSigned(List<String> reasons)) {
                throw new IllegalStateException(file + " cannot be signed: " + reasons);
            }
        } catch (RefusedProtocol refused) {
            throw new IllegalStateException(file + " is refused", refused);
        }
    }

    /// One patient waits in theatre for an infusion, another for a perfusion.
    private void orders(CourseDesk desk) {
        SignedProtocols signed = new SignedProtocols(database.sql());
        OrderDesk orders = new OrderDesk(
                new Journal(database), desk, signed, pins(), real, zone);
        for (InventedCourse course : InventedCentre.courses(loaded(), zone)) {
            String protocol = READY.get(course.patient().value());
            if (protocol != null) {
                order(orders, new PatientKey(CENTRE, course.patient()), new Wish(
                        signed.inForce(CENTRE, protocol).orElseThrow(),
                        InventedLimb.measured(course.limb()), List.of()));
            }
        }
    }

    /// One procedure was carried out.
    private void procedure(CourseDesk desk) {
        Journal journal = new Journal(database);
        SignedProtocols signed = new SignedProtocols(database.sql());
        for (InventedCourse course : InventedCentre.courses(loaded(), zone)) {
            course.inTheatre().ifPresent(day -> {
                PatientKey patient = new PatientKey(CENTRE, course.patient());
                Instant begin = day.atTime(8, 20).atZone(zone).toInstant();
                EventId order = order(new OrderDesk(journal, desk, signed, pins(),
                        () -> begin.minus(Duration.ofHours(17)), zone), patient, new Wish(
                                signed.inForce(CENTRE, "demo-ili").orElseThrow(),
                                InventedLimb.measured(course.limb()), course.recurrent()));
                new InventedProcedure(journal, new SignedAtCentre(signed), zone, patient,
                        course.limb(), begin).carryOut(order);
            });
        }
    }

    /// @return the event that signed it
    private static EventId order(OrderDesk orders, PatientKey patient, Wish wish) {
        EventId written = new EventId(id("written " + patient));
        EventId signed = new EventId(id("signed " + patient));
        if (orders.orders(patient).signed(signed).isEmpty()) {
            done(orders.write(patient, written.value(), "clinician", wish,
                    orders.work(patient, wish).questions()));
            done(orders.sign(patient, signed.value(), "clinician", written,
                    new Pins.Typed("clinician", PIN), new Pins.Typed("theatre", PIN)));
        }
        return signed;
    }

    /// Somebody answers for the grade of the limb that is getting worse; its other alerts are open.
    private void acknowledged(CourseDesk desk) {
        PatientKey patient = new PatientKey(CENTRE, InventedCentre.GETTING_WORSE);
        WardPlans plans = new WardPlans(new SignedProtocols(database.sql()));
        WardDesk ward = new WardDesk(desk, plans, InstantSource.fixed(loaded()), zone);
        Course course = desk.read(patient, AsOf.NOW).course();
        List<Alert> open = Watch.over(course, plans.over(CENTRE, course), loaded())
                .map(Watch::open).orElse(List.of());
        for (Alert alert : open) {
            if (alert.subject().equals("grade")) {
                ward.acknowledge(patient, id("acknowledged " + patient), "ward", alert.name(),
                        alert.tier(), alert.extent(), "shown to the surgeon");
            }
        }
    }

    private static UUID id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private static void done(Came came) {
        if (came instanceof Came.NotDone(List<String> reasons)) {
            throw new IllegalStateException("the demonstration's order cannot be: " + reasons);
        }
    }

    private Pins pins() {
        return new Pins(database.dataSource(), true);
    }

    private void invented(CourseDesk desk, Consumer<String> progress) {
        List<InventedCourse> courses = InventedCentre.courses(loaded(), zone);
        progress.accept("Loading the invented centre: " + courses.size() + " courses ...");
        Identities identities = new Identities(database.sql());
        for (InventedCourse course : courses) {
            identities.put(new Identity(new PatientKey(CENTRE, course.patient()),
                    Optional.empty(), Optional.empty(),
                    Optional.of(InventedCentre.hospitalNumber(course.patient()))));
            UUID command = UUID.nameUUIDFromBytes(
                    ("invented " + course.patient()).getBytes(StandardCharsets.UTF_8));
            Answer answer = desk.append(new PatientKey(CENTRE, course.patient()), 0, command,
                    AUTHOR, course.drafts());
            if (answer instanceof Answer.Refused(List<String> reasons)) {
                throw new IllegalStateException(course.patient() + " cannot be: " + reasons);
            }
        }
    }

    /// The paper's patient last: where that one is, everything is.
    private void published(CourseDesk desk, Consumer<String> progress) {
        Optional<String> here = Optional.of(CENTRE);
        Path cohorts = home.resolve("cohorts");
        take(desk, Cohort.read(home.resolve("maps/tcga-sarc.yaml"), List.of(
                cohorts.resolve("tcga_sarc_extremity_patients.csv"),
                cohorts.resolve("tcga_sarc_extremity_followup_events.csv"),
                cohorts.resolve("tcga_sarc_extremity_treatments.csv")), here).courses(),
                "patients of TCGA-SARC", progress);
        take(desk, Cohort.read(home.resolve("maps/tcia-sts.yaml"),
                List.of(cohorts.resolve("tcia_soft_tissue_sarcoma_51.csv")), here).courses(),
                "patients of TCIA Soft-tissue-Sarcoma", progress);
        take(desk, List.of(CourseFile.read(
                home.resolve("cases").resolve(PAPER + ".yaml"), here, zone).course()),
                "patient of the paper", progress);
    }

    private static void take(
            CourseDesk desk, List<FiledCourse> courses, String what, Consumer<String> progress) {
        progress.accept("Loading %s %s ...".formatted(courses.size(), what));
        ImportDesk importing = new ImportDesk(desk);
        courses.forEach(course -> importing.take(course, AUTHOR, Optional.empty()));
    }

    private boolean isLoaded() {
        return database.sql()
                .sql("select exists (select from journal where centre = ? and patient = ?)")
                .params(CENTRE, PAPER)
                .query(Boolean.class)
                .single();
    }

    /// When the demonstration was begun: the first time anything of it was recorded, or now.
    private Instant loaded() {
        return database.sql()
                .sql("select recorded from journal where centre = ? order by recorded limit 1")
                .param(CENTRE)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElseGet(real::instant);
    }
}
