package limbline.app.demonstration;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.CareEvent.FluidGiven;
import limbline.event.CareEvent.MedicineGiven;
import limbline.event.CareEvent.Weighed;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding.Why;
import limbline.measure.Gray;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.LabValue;
import limbline.measure.Millilitres;
import limbline.measure.Milligrams;
import limbline.measure.Millimetres;
import limbline.measure.Years;
import limbline.patient.AmputationLevel;
import limbline.patient.AmputationReason;
import limbline.patient.Analyte;
import limbline.patient.AssessmentMethod;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Depth;
import limbline.patient.DiseaseStatus;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.Grade;
import limbline.patient.Histology;
import limbline.patient.ImagingModality;
import limbline.patient.Intent;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.LesionSize;
import limbline.patient.Limb;
import limbline.patient.LimbSign;
import limbline.patient.Margin;
import limbline.patient.MedicineKind;
import limbline.patient.Modality;
import limbline.patient.Option;
import limbline.patient.PatientId;
import limbline.patient.Presence;
import limbline.patient.Resectability;
import limbline.patient.Response;
import limbline.patient.ResultStatus;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Treatment;
import limbline.patient.Wieberdink;

/// Thirty courses of an invented centre, so that no screen of the demonstration is blank. The same
/// day and the same seed give the same courses.
///
/// The shape follows published figures; nobody's data is in it. Response at three months: complete
/// 13 of 60, partial 16, stable 10, progressive 21 (single-institution series 2008 to 2023, Moffitt).
/// Creatine kinase peaks on day 4 around 563 U/L (Santillan 2009, 171 infusions) but for the limb
/// that goes bad. Stay: median 5.5 days, 4 to 8 (Turaga 2011). Doses are invented.
public final class InventedCentre {

    public static final int COURSES = 30;

    /// The patient whose limb is getting worse.
    static final PatientId GETTING_WORSE = new PatientId("INV-13");

    private static final long SEED = 20180403;

    /// The patient whose infusion is carried out at the desk of the theatre, step by step.
    private static final int AT_THE_DESK = 14;

    private static final List<String> HISTOLOGIES = List.of(
            "Undifferentiated sarcoma (8805/3)", "Myxofibrosarcoma (8811/3)",
            "Synovial sarcoma NOS (9040/3)", "Leiomyosarcoma NOS (8890/3)",
            "Epithelioid sarcoma (8804/3)", "Myxoid liposarcoma (8852/3)",
            "Malignant peripheral nerve sheath tumour NOS (9540/3)");
    private static final List<Site> ARM = List.of(Site.FOREARM, Site.UPPER_ARM, Site.HAND, Site.ELBOW);
    private static final List<Site> LEG =
            List.of(Site.THIGH, Site.LOWER_LEG, Site.POPLITEAL_FOSSA, Site.FOOT, Site.KNEE);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate today;

    private InventedCentre(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        this.today = now.atZone(zone).toLocalDate();
    }

    /// One invented patient.
    ///
    /// @param limb the one that is treated
    /// @param inTheatre the day whose infusion is not among the drafts: it is carried out at the desk
    ///     of the theatre, and comes of that
    public record InventedCourse(PatientId patient, Limb limb, List<limbline.event.Draft> drafts,
            Optional<LocalDate> inTheatre) {

        /// What lies in the field of its infusion.
        List<LesionId> recurrent() {
            return drafts.stream()
                    .flatMap(draft -> draft.event() instanceof LesionFound found
                            && found.kind() != LesionKind.PRIMARY
                            ? Stream.of(found.lesion()) : Stream.empty())
                    .toList();
        }
    }

    /// The centre as it stands at `now`: somebody referred, a board list for today, one patient in
    /// theatre, five on the ward of whom one is getting worse, clinics due and overdue.
    public static List<InventedCourse> courses(Instant now, ZoneId zone) {
        return new InventedCentre(now, zone).courses();
    }

    /// By which the laboratory and the administration of the invented hospital call a patient:
    /// DEMO-13 for INV-13.
    public static String hospitalNumber(PatientId patient) {
        return patient.value().replace("INV-", "DEMO-");
    }

    private List<InventedCourse> courses() {
        List<InventedCourse> courses = new ArrayList<>();
        for (int number = 1; number <= COURSES; number++) {
            Patient patient = patient(number);
            switch (number) {
                case 1, 2 -> referred(patient, 3 + number);
                case 3, 4, 5, 6 -> listed(patient);
                case 7 -> waitingForTheatre(patient);
                case 8 -> inTheatre(patient);
                case 9, 10, 11, 12 -> infused(patient, number - 9, Limbs.QUIET);
                case 13 -> infused(patient, 3, Limbs.GETTING_WORSE);
                default -> infused(patient, daysAgo(number), Limbs.QUIET);
            }
            courses.add(new InventedCourse(patient.story.patient(), patient.limb,
                    patient.story.drafts(), number == AT_THE_DESK
                            ? Optional.of(today.minusDays(daysAgo(number))) : Optional.empty()));
        }
        return courses;
    }

    /// How long ago somebody was infused who is long home.
    private static int daysAgo(int number) {
        return 25 + (number - AT_THE_DESK) * 61;
    }

    /// How the limb takes it.
    private enum Limbs {
        QUIET,
        GETTING_WORSE
    }

    /// What is fixed of a patient before anything happens.
    private record Patient(Story story, Limb limb, Side side, Site site, LesionId lesion, boolean second) {
        LesionId other() {
            return new LesionId("satellite");
        }
    }

    private Patient patient(int number) {
        boolean arm = random.nextInt(100) < 27; // 7 of 26 infusions were of an arm (Vohra 2013)
        Side side = pick(List.of(Side.values()));
        Site site = pick(arm ? ARM : LEG);
        return new Patient(
                new Story(new PatientId("INV-%02d".formatted(number)), zone, now),
                Limb.of(side, arm ? Extremity.ARM : Extremity.LEG),
                side, site, new LesionId(site.term()), random.nextInt(3) == 0);
    }

    private void referred(Patient patient, int daysAgo) {
        history(patient, today.minusDays(daysAgo));
    }

    private void listed(Patient patient) {
        LocalDate referral = today.minusDays(random.nextInt(9, 20));
        history(patient, referral);
        patient.story.on(referral.plusDays(2), new ListedForBoard(
                today, known("Limb-sparing treatment in place of amputation?")));
    }

    private void waitingForTheatre(Patient patient) {
        LocalDate referral = today.minusDays(24);
        history(patient, referral);
        board(patient, referral.plusDays(3), referral.plusDays(10));
    }

    private void inTheatre(Patient patient) {
        LocalDate referral = today.minusDays(31);
        history(patient, referral);
        board(patient, referral.plusDays(3), referral.plusDays(10));
        patient.story
                .on(today.minusDays(1), new Admitted(known("ward 4")))
                .on(today, new EnteredTheatre(patient.limb, Modality.ILI));
    }

    /// The whole way of a patient infused so many days ago, as far as it has come.
    private void infused(Patient patient, int daysAgo, Limbs limb) {
        LocalDate day = today.minusDays(daysAgo);
        LocalDate referral = day.minusDays(28);
        history(patient, referral);
        board(patient, referral.plusDays(3), referral.plusDays(10));
        measured(patient, day.minusDays(2), 100);
        patient.story.on(day.minusDays(1), new Admitted(known("ward 4")));
        Infused infusion = infusion(patient);
        if (daysAgo != daysAgo(AT_THE_DESK)) {
            patient.story.on(day, infusion);
        }
        LocalDate home = ward(patient, day, limb);
        if (home.isBefore(today)) {
            clinic(patient, day, home);
        }
    }

    /// From the first tumour to the referral with its recurrence.
    private void history(Patient patient, LocalDate referral) {
        LocalDate diagnosis = referral.minusDays(random.nextInt(200, 1500));
        Histology histology = Histology.parse(pick(HISTOLOGIES));
        Years age = new Years(BigDecimal.valueOf(random.nextInt(28, 84)));
        patient.story
                .on(diagnosis, lesion(patient, patient.lesion, LesionKind.PRIMARY, patient.site, 20, 120))
                .on(diagnosis, new Diagnosed(
                        List.of(patient.lesion), known(histology), known(pick(List.of(Grade.INTERMEDIATE, Grade.HIGH))),
                        known(Presence.ABSENT)));
        if (random.nextInt(3) > 0) {
            patient.story.on(diagnosis.plusDays(30), new Irradiated(
                    known(Intent.NEOADJUVANT), known(Gray.parse("50 Gy")), known(25),
                    known(patient.site.term()), List.of(patient.lesion)));
        }
        patient.story.on(diagnosis.plusDays(80), new Resected(
                List.of(patient.lesion), known(pick(List.of(Margin.R0, Margin.R1))), notStated(),
                known("wide resection"), missing(Why.NOT_APPLICABLE)));
        LocalDate recurrence = referral.minusDays(random.nextInt(14, 60));
        LesionId again = new LesionId("recurrence");
        patient.story
                .on(recurrence, lesion(patient, again, LesionKind.LOCAL_RECURRENCE, patient.site, 12, 90))
                .on(recurrence, new Progressed(
                        Set.of(Extent.LOCAL), List.of(again), notStated()));
        if (patient.second) {
            patient.story.on(recurrence, lesion(
                    patient, patient.other(), LesionKind.IN_TRANSIT, patient.site, 6, 30));
            patient.story.on(recurrence.plusDays(5), new SystemicTherapyGiven(
                    Set.of(Drug.DOXORUBICIN), known(Intent.PALLIATIVE), known(random.nextInt(2, 7)),
                    known("no lasting response")));
        }
        patient.story
                .on(referral, new Presented(known(pick(List.of(Sex.values()))), known(age)))
                .on(referral, new Referred(
                        known("another hospital"),
                        List.of(new Option(Treatment.AMPUTATION, "")),
                        known("recurrence that cannot be resected without losing the limb")))
                .on(referral.plusDays(1), new Imaged(
                        ImagingModality.MRI, patient.limb.toString(), known("recurrence as described"),
                        missing(Why.NOT_APPLICABLE), List.of(again)))
                .on(referral.plusDays(1), new Imaged(
                        ImagingModality.CT, "chest", known("no metastasis"), known(Presence.ABSENT),
                        List.of()));
    }

    private LesionFound lesion(
            Patient patient, LesionId id, LesionKind kind, Site site, int least, int most) {
        return new LesionFound(
                id, kind, site, known(patient.side), notStated(),
                known(pick(List.of(Depth.values()))),
                known(new Millimetres(BigDecimal.valueOf(random.nextInt(least, most)))),
                Set.of(),
                kind == LesionKind.PRIMARY ? notStated() : known(Resectability.UNRESECTABLE));
    }

    private void board(Patient patient, LocalDate listed, LocalDate meeting) {
        Option infusion = new Option(Treatment.ILI, "");
        Option amputation = new Option(Treatment.AMPUTATION, "");
        patient.story
                .on(listed, new ListedForBoard(
                        meeting, known("Limb-sparing treatment in place of amputation?")))
                .on(meeting, new BoardDecided(
                        List.of(amputation, infusion), List.of(infusion), List.of(infusion),
                        List.of(amputation), known("wants to keep the limb")));
    }

    private Infused infusion(Patient patient) {
        boolean arm = patient.limb.extremity() == Extremity.ARM;
        List<LesionId> inField = new ArrayList<>(List.of(new LesionId("recurrence")));
        if (patient.second) {
            inField.add(patient.other());
        }
        return new Infused(
                patient.limb, Modality.ILI,
                List.of(
                        new DrugDose(Drug.MELPHALAN, known(milligrams(
                                arm ? random.nextInt(17, 26) : random.nextInt(38, 62)))),
                        new DrugDose(Drug.DACTINOMYCIN, known(Milligrams.parse(
                                arm ? "0.2 mg" : "0.5 mg")))),
                inField, notStated());
    }

    /// The days on the ward, to the discharge.
    private LocalDate ward(Patient patient, LocalDate day, Limbs limb) {
        int stay = Math.clamp(Math.round(5.5 + 1.6 * random.nextGaussian()), 4, 10);
        boolean bad = limb == Limbs.GETTING_WORSE;
        double peak = bad ? 4200 : 563 * Math.exp(0.45 * random.nextGaussian());
        patient.story.at(day, LocalTime.of(5, 30), new Weighed(new Kilograms(BigDecimal.valueOf(
                58 + Math.floorMod(patient.story.patient().value().hashCode(), 35)))));
        for (int after = 0; after <= stay; after++) {
            LocalDate on = day.plusDays(after);
            double share = after <= 4 ? 0.15 + 0.85 * after / 4 : Math.exp(-0.45 * (after - 4));
            patient.story
                    .at(on, LocalTime.of(6, 30), laboratory(
                            Analyte.CREATINE_KINASE, "U/L", peak * (bad ? share * share : share)))
                    .at(on, LocalTime.of(6, 30), laboratory(
                            Analyte.CREATININE, "umol/L", (bad ? 82 + 14 * after : 78) + random.nextInt(9)))
                    .at(on, LocalTime.of(7, 5), new WieberdinkGraded(
                            patient.limb, known(bad && after >= 2 ? Wieberdink.III : Wieberdink.II),
                            notStated()));
            long urine = bad ? 330 - 50L * after : random.nextInt(420, 700);
            for (int hour = after == 0 ? 12 : 0; hour < 24; hour += 6) {
                rounds(patient, on.atTime(hour, 0), urine, bad && after >= 2);
            }
        }
        if (bad) {
            patient.story.at(day.plusDays(2), LocalTime.of(9, 0), new MedicineGiven(
                    "dexamethasone", known(MedicineKind.CORTICOSTEROID), known("8 mg")));
        }
        LocalDate home = day.plusDays(stay);
        patient.story.at(home, LocalTime.of(11, 0), new Discharged(known("home")));
        return home;
    }

    /// What is done every six hours.
    private static void rounds(Patient patient, LocalDateTime at, long urine, boolean bad) {
        patient.story
                .at(at.toLocalDate(), at.toLocalTime(), new UrineMeasured(
                        new Millilitres(BigDecimal.valueOf(urine)), known(Hours.parse("6 h"))))
                .at(at.toLocalDate(), at.toLocalTime(), new FluidGiven(
                        new Millilitres(BigDecimal.valueOf(600)), known(Hours.parse("6 h")),
                        known("isotonic saline")))
                .at(at.toLocalDate(), at.toLocalTime().plusMinutes(15), check(patient, bad));
    }

    private static LimbChecked check(Patient patient, boolean bad) {
        LimbSign sign = bad ? LimbSign.MARKED : LimbSign.NORMAL;
        LimbSign slight = bad ? LimbSign.MARKED : LimbSign.SLIGHT;
        return new LimbChecked(
                patient.limb, known(slight), known(LimbSign.NORMAL), known(sign), known(sign),
                known(bad ? LimbSign.SLIGHT : LimbSign.NORMAL), known(LimbSign.NORMAL),
                known(LimbSign.NORMAL), known(slight), known(LimbSign.NORMAL),
                missing(Why.NOT_MEASURED), missing(Why.NOT_MEASURED), notStated());
    }

    /// The recurrence measured, of some patients only: the rest are judged without.
    ///
    /// @param share in per cent of what it was before
    private static void measured(Patient patient, LocalDate day, int share) {
        int hash = Math.floorMod(patient.story.patient().value().hashCode(), 1000);
        if (hash % 3 == 0) {
            return;
        }
        LesionId lesion = new LesionId("recurrence");
        int size = (25 + hash % 60) * share / 100;
        patient.story.on(day, new LesionsMeasured(List.of(new LesionSize(lesion, size == 0
                        ? new LesionSize.Sight.Judged(LesionSize.Appearance.ABSENT)
                        : new LesionSize.Sight.Measured(new Millimetres(BigDecimal.valueOf(size)),
                                Optional.empty(), Optional.empty()))),
                share == 100 ? List.of(lesion) : List.of(), known(AssessmentMethod.IMAGING)));
    }

    private void clinic(Patient patient, LocalDate day, LocalDate home) {
        LocalDate first = home.plusDays(14);
        patient.story.on(home, new ClinicPlanned(first, known("skin and wound")));
        boolean overdue = random.nextInt(5) == 0;
        if (overdue && first.isBefore(today)) {
            return; // never came: that is what an overdue clinic is for
        }
        LocalDate threeMonths = day.plusDays(91);
        patient.story
                .on(first, new LastSeen(known(DiseaseStatus.ALIVE_WITH_DISEASE)))
                .on(first, new ClinicPlanned(threeMonths, known("response")));
        Response response = response();
        int roll = Math.floorMod(patient.story.patient().value().hashCode(), 25);
        measured(patient, threeMonths, switch (response) {
            case COMPLETE -> 0;
            case PARTIAL -> 30 + roll;
            case STABLE, NO_RESPONSE, NOT_ASSESSABLE -> 80 + roll;
            case PROGRESSIVE -> 122 + 2 * roll;
        });
        patient.story.on(threeMonths, new ResponseAssessed(
                known(response), Criterion.CLINICAL_JUDGEMENT,
                known(AssessmentMethod.CLINICAL_AND_IMAGING), known(patient.limb),
                List.of(new LesionId("recurrence"))));
        if (response != Response.PROGRESSIVE) { // whose limb may be taken off soon
            late(patient, threeMonths, threeMonths.plusDays(91));
        }
        switch (response) {
            case PROGRESSIVE -> progressed(patient, threeMonths);
            case COMPLETE, PARTIAL, STABLE -> later(patient, threeMonths, response);
            case NO_RESPONSE, NOT_ASSESSABLE -> patient.story.on(
                    threeMonths, new ClinicPlanned(threeMonths.plusDays(91), notStated()));
        }
    }

    /// Late toxicity in some limbs, less of it a quarter of a year later.
    private static void late(Patient patient, LocalDate first, LocalDate second) {
        int hash = Math.floorMod(patient.story.patient().value().hashCode(), 1000);
        if (hash % 2 == 0) {
            return;
        }
        List<LateEffect> effects = List.of(LateEffect.values());
        LateEffect effect = effects.get(hash % effects.size());
        LateGrade grade = hash % 5 == 0 ? LateGrade.TWO : LateGrade.ONE;
        patient.story
                .on(first, new LateToxicityGraded(patient.limb, effect, known(grade),
                        known("CTCAE 5.0"), notStated()))
                .on(second, new LateToxicityGraded(patient.limb, effect,
                        known(grade == LateGrade.TWO ? LateGrade.ONE : LateGrade.NONE),
                        known("CTCAE 5.0"), notStated()));
    }

    private void later(Patient patient, LocalDate seen, Response response) {
        LocalDate visit = seen;
        boolean clear = response == Response.COMPLETE;
        int quiet = random.nextInt(1, clear ? 9 : 5);
        for (int visits = 0; visits < quiet; visits++) {
            LocalDate next = visit.plusDays(91);
            patient.story
                    .on(visit, new ClinicPlanned(next, known("follow-up")))
                    .on(next, new LastSeen(known(clear
                            ? DiseaseStatus.NO_EVIDENCE_OF_DISEASE
                            : DiseaseStatus.ALIVE_WITH_DISEASE)));
            visit = next;
        }
        if (random.nextInt(3) > 0) {
            LocalDate found = visit.plusDays(random.nextInt(20, 80));
            boolean away = random.nextBoolean();
            patient.story.on(found, new Progressed(
                    away ? Set.of(Extent.DISTANT) : Set.of(Extent.IN_FIELD),
                    away ? List.of() : List.of(new LesionId("recurrence")),
                    away ? known("lung") : notStated()));
            if (away) {
                patient.story.on(found.plusDays(random.nextInt(150, 420)),
                        new Died(known(CauseOfDeath.OF_DISEASE)));
            } else {
                patient.story.on(found.plusDays(25), infusion(patient));
                LocalDate home = ward(patient, found.plusDays(25), Limbs.QUIET);
                patient.story.on(home, new ClinicPlanned(home.plusDays(14), known("skin and wound")));
            }
        } else {
            patient.story.on(visit, new ClinicPlanned(visit.plusDays(182), known("follow-up")));
        }
    }

    private void progressed(Patient patient, LocalDate found) {
        patient.story.on(found, new Progressed(
                Set.of(Extent.IN_FIELD), List.of(new LesionId("recurrence")), notStated()));
        if (random.nextInt(2) == 0) {
            boolean arm = patient.limb.extremity() == Extremity.ARM;
            patient.story.on(found.plusDays(40), new Amputated(
                    patient.limb,
                    known(arm ? AmputationLevel.ABOVE_ELBOW : AmputationLevel.ABOVE_KNEE),
                    known(AmputationReason.PROGRESSION), notStated()));
        }
        patient.story
                .on(found.plusDays(41), new ClinicPlanned(found.plusDays(120), known("follow-up")))
                .on(found.plusDays(118), new LastSeen(known(DiseaseStatus.ALIVE_WITH_DISEASE)));
    }

    private Response response() {
        int roll = random.nextInt(60); // 13 + 16 + 10 + 21 of 60: see the class comment
        return roll < 13 ? Response.COMPLETE
                : roll < 29 ? Response.PARTIAL
                : roll < 39 ? Response.STABLE
                : Response.PROGRESSIVE;
    }

    private static LaboratoryReported laboratory(Analyte analyte, String unit, double value) {
        return new LaboratoryReported(
                analyte,
                known(new LabValue(LabValue.Bound.EXACT, BigDecimal.valueOf(Math.round(value)), unit)),
                notStated(), notStated(), known(ResultStatus.FINAL));
    }

    private static Milligrams milligrams(int value) {
        return new Milligrams(BigDecimal.valueOf(value));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
