package limbline.app.series;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.LabValue;
import limbline.measure.Millimetres;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.AmputationReason;
import limbline.patient.Analyte;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Wieberdink;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Endpoint.Together;
import limbline.series.Endpoints;
import limbline.series.Proportion;
import limbline.series.Row;
import limbline.series.Series;
import limbline.series.SeriesData;
import limbline.series.Subject;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.statistics.Interval;

/// A simulated programme of twenty centres, from a fixed seed, whose truth is known.
///
/// `coverage SEEDS [FIRST]`: how often the 95 % limits of a centre's series (500 infusions) hold the truth.
/// `speed`: fold, and one filter with a response table and three curves, by size.
public final class Programme {

    static final int CENTRES = 20;
    private static final int INFUSIONS = 500; // of a centre
    static final long SEED = 20260101;

    // The truth: shares and yearly hazards in the region of the published series.
    private static final double RESPONSE = 0.65;
    private static final double SEVERE = 0.08;
    private static final double AMPUTATION = 0.12;
    private static final double DEATH = 0.25;
    private static final double IN_FIELD = 0.45;
    private static final double REPEAT = 0.15;
    private static final double OUT_OF_FIELD = 0.20;
    private static final double REGIONAL = 0.15;
    private static final double DISTANT = 0.30;
    private static final double RESECTED = 0.20;
    private static final double FOR_PROGRESSION = 0.7; // of amputations
    private static final double KINASE = 563; // median, U/L
    private static final double YEAR = 365;

    /// Days from the diagnosis, and from the first resection, to the first infusion.
    private static final int DIAGNOSED = 200;
    private static final int FIRST_RESECTION = 150;

    /// Of the third scenario: how many times as high the hazard of death is after a progression.
    private static final double AFTER = 4;

    private static final int FIRST_VISIT = 80;
    private static final int VISITS = 25;

    static int events;

    private final Scenario scenario;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private double ofPatient = Double.NaN;

    private Programme(Scenario scenario) {
        this.scenario = scenario;
    }

    /// Of an endpoint, over all series.
    private static final class Tally {
        private final double truth;
        private double estimates;
        private int holding;
        private int all;

        Tally(double truth) {
            this.truth = truth;
        }
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        if (arguments[0].equals("coverage")) {
            int seeds = Integer.parseInt(arguments[1]);
            int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
            double margin = 1.96 * Math.sqrt(0.95 * 0.05 / (CENTRES * seeds));
            System.out.printf("**%d intervals each**: limits that hold the truth in 95 %% of series do so"
                    + " in %.1f %% to %.1f %% of these, in 19 of 20 rows.%n%n", CENTRES * seeds,
                    100 * (0.95 - margin), 100 * (0.95 + margin));
            System.out.println(
                    "| dropout | endpoint | truth | mean estimate | hold the truth | fewer than chance |");
            System.out.println("|---|---|---|---|---|---|");
            for (Scenario scenario : Scenario.values()) {
                new Programme(scenario).coverage(first, seeds, 0.95 - margin);
            }
        } else {
            speed();
        }
    }

    /// How patients leave, and what their death depends on.
    enum Scenario {
        UNINFORMATIVE("uninformative", 1, 1),
        AFTER_PROGRESSION("4 times as likely after an in-field progression", 4, 1),
        DEPENDENT("4 times as likely, and death 4 times as likely, after an in-field progression", 4,
                AFTER);

        private final String words;
        private final double dropout;
        private final double death;

        Scenario(String words, double dropout, double death) {
            this.words = words;
            this.dropout = dropout;
            this.death = death;
        }
    }

    private void coverage(int first, int seeds, double least) {
        for (int seed = first; seed < first + seeds; seed++) {
            for (int centre = 0; centre < CENTRES; centre++) {
                SeriesData data = new SeriesData();
                SplittableRandom random = new SplittableRandom(SEED + 1000L * seed + centre);
                int done = 0;
                for (int patient = 0; done < INFUSIONS; patient++) {
                    Course course = course("C" + centre + "-" + patient, random, scenario);
                    done += course.infusions().size();
                    data.addAll(Row.of("centre-" + centre, course));
                }
                Series series = data.series(new Cohort("all", List.of(), List.of()));
                if (scenario == Scenario.DEPENDENT) {
                    dependent(series);
                } else {
                    count(series);
                }
            }
        }
        tallies.forEach((name, of) -> {
            double held = 1.0 * of.holding / of.all;
            System.out.printf("| %s | %s | %.4f | %.4f | %.1f %% | %s |%n", scenario.words, name,
                    of.truth, of.estimates / of.all, 100 * held, held < least ? "yes" : "");
        });
    }

    /// Where death follows progression and so does leaving, survival is not recovered by a method that
    /// takes leaving for independent; what comes up to the progression is.
    private void dependent(Series series) {
        double survival = 0;
        int steps = 20_000;
        for (int i = 0; i < steps; i++) { // progression at s, then the higher hazard
            double s = (i + 0.5) / steps;
            survival += IN_FIELD * Math.exp(-(IN_FIELD + DEATH) * s - AFTER * DEATH * (1 - s))
                    / steps;
        }
        survival += Math.exp(-(IN_FIELD + DEATH));
        landmark(series, "overall-survival", 0, survival);
        landmark(series, "in-field-progression", 1,
                incidence(IN_FIELD, IN_FIELD + AMPUTATION + DEATH));
        grades(series, "response-at-3-months", 0, responseTruth());
    }

    private void count(Series series) {
        grades(series, "response-at-3-months", 0, responseTruth());
        grades(series, "worst-toxicity", 0, SEVERE);
        landmark(series, "overall-survival", 0, Math.exp(-DEATH));
        landmark(series, "limb-salvage", 1, incidence(AMPUTATION, AMPUTATION + DEATH));
        landmark(series, "limb-salvage", 2, incidence(DEATH, AMPUTATION + DEATH));
        landmark(series, "in-field-progression", 1,
                incidence(IN_FIELD, IN_FIELD + AMPUTATION + DEATH));
        landmark(series, "disease-specific-survival", 1, 0.8 * incidence(DEATH, DEATH));
        landmark(series, "repeat-infusion", 1,
                incidence(REPEAT, REPEAT + AMPUTATION + DEATH));
        grades(series, "response-at-3-months-of-patient", 0, responseTruth());
        grades(series, "best-response", 0, responseTruth());
        grades(series, "best-response-of-patient", 0, ofPatient());
        grades(series, "best-response-of-lesion", 0, responseTruth());
        middle(series, "best-change-of-lesions", -25);
        middle(series, "length-of-stay", 6);
        middle(series, "peak-creatine-kinase", KINASE);
        middle(series, "time-to-peak-creatine-kinase", 4);
        landmark(series, "amputation-by-reason", 1,
                FOR_PROGRESSION * incidence(AMPUTATION, AMPUTATION + DEATH));
        landmark(series, "out-of-field-progression", 1,
                incidence(OUT_OF_FIELD, OUT_OF_FIELD + DEATH));
        landmark(series, "regional-progression", 1, incidence(REGIONAL, REGIONAL + DEATH));
        landmark(series, "distant-progression", 1, incidence(DISTANT, DISTANT + DEATH));
        landmark(series, "resection-after-infusion", 1,
                incidence(RESECTED, RESECTED + AMPUTATION + DEATH));
        double after = (YEAR - DIAGNOSED) / YEAR;
        landmark(series, "survival-from-diagnosis", 0, Math.exp(-DEATH * after));
        landmark(series, "disease-specific-survival-from-diagnosis", 1,
                0.8 * (1 - Math.exp(-DEATH * after)));
        double others = OUT_OF_FIELD + REGIONAL + DISTANT + DEATH;
        landmark(series, "event-free-survival-from-diagnosis", 0,
                Math.exp(-others * after) * noneInField(after));
        double first = 0;
        int steps = 20_000;
        for (int i = 0; i < steps; i++) {
            double s = (i + 0.5) / steps * after;
            first += DISTANT * Math.exp(-others * s) * noneInField(s) * after / steps;
        }
        landmark(series, "first-progression-from-diagnosis", 1, first);
        double since = (YEAR - FIRST_RESECTION) / YEAR;
        double all = IN_FIELD + AMPUTATION + DEATH;
        landmark(series, "local-recurrence-after-resection", 1,
                IN_FIELD / all * (1 - Math.exp(-all * since)));
    }

    /// The share without an in-field progression: none comes after the amputation.
    private static double noneInField(double years) {
        double both = IN_FIELD + AMPUTATION;
        return Math.exp(-both * years) + AMPUTATION / both * (1 - Math.exp(-both * years));
    }

    /// The best of all infusions of a patient has no short formula, since it depends on how many were
    /// seen: counted once of 40,000 patients, which leaves it a standard error of 0.3 %.
    private double ofPatient() {
        if (Double.isNaN(ofPatient)) {
            SplittableRandom random = new SplittableRandom(SEED - 1);
            SeriesData data = new SeriesData();
            for (int patient = 0; patient < 40_000; patient++) {
                data.addAll(Row.of("all", course("A" + patient, random, scenario)));
            }
            if (data.series(new Cohort("all", List.of(), List.of()))
                    .table(Endpoints.named("best-response-of-patient"))
                    instanceof Table.Grades<?> grades) {
                ofPatient = grades.of(grades.kind().shares().getFirst()).share().orElseThrow();
            }
        }
        return ofPatient;
    }

    /// A median, with the limits that order statistics give it.
    private void middle(Series series, String name, double truth) {
        if (series.table(Endpoints.named(name)) instanceof Table.Measures<?> measures) {
            int[] sorted = measures.used();
            double half = 1.96 * Math.sqrt(sorted.length) / 2;
            int low = (int) Math.max(0, Math.floor(sorted.length / 2.0 - half) - 1);
            int high = (int) Math.min(sorted.length - 1, Math.ceil(sorted.length / 2.0 + half));
            tally(name + ", median, per " + measures.endpoint().unit().term(), truth,
                    Table.Measures.quantile(sorted, 0.5),
                    new Interval(sorted[low], sorted[high]));
        }
    }

    /// Of those who reach the visit with the limb and not infused again, or progressed in the field
    /// before: the response of whoever has not progressed by then.
    private static double responseTruth() {
        double stop = AMPUTATION + DEATH + REPEAT;
        double reached = 0;
        double progressed = 0;
        for (int visit = FIRST_VISIT; visit < FIRST_VISIT + VISITS; visit++) {
            double none = Math.exp(-(IN_FIELD + stop) * visit / YEAR);
            reached += none;
            progressed += IN_FIELD / (IN_FIELD + stop) * (1 - none);
        }
        return RESPONSE * reached / (reached + progressed);
    }

    private static double incidence(double of, double all) {
        return of / all * (1 - Math.exp(-all));
    }

    private void grades(Series series, String name, int share, double truth) {
        if (series.table(Endpoints.named(name)) instanceof Table.Grades<?> grades) {
            Together together = grades.kind().shares().get(share);
            Proportion<?> of = grades.of(together);
            tally(name + ", " + together.words() + ", per " + grades.endpoint().unit().term(),
                    truth, of.share().orElseThrow(), of.limits(0.95).orElseThrow());
        }
    }

    private void landmark(Series series, String name, int cause, double truth) {
        if (series.table(Endpoints.named(name)) instanceof Times<?> times) {
            times.landmarks().stream().filter(at -> at.day() == 365 && at.cause() == cause)
                    .forEach(at -> tally(name + (cause == 0 ? "" : ", "
                            + times.kind().causes().get(cause - 1)) + ", 1 year, per "
                            + times.endpoint().unit().term(), truth, at.estimate(),
                            new Interval(at.lower(), at.upper())));
        }
    }

    private void tally(String name, double truth, double estimate, Interval limits) {
        Tally of = tallies.computeIfAbsent(name, _ -> new Tally(truth));
        of.estimates += estimate;
        of.holding += limits.contains(truth) ? 1 : 0;
        of.all++;
    }

    /// One patient: independent exponential times, each event on the day it is over; every tenth date
    /// known to its month only; a response is assessed around day 91 of each infusion if the limb is
    /// still there.
    static Course course(String name, SplittableRandom random, Scenario scenario) {
        PatientId patient = new PatientId(name);
        List<Entry> entries = new ArrayList<>();
        LocalDate zero = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(2000));
        Limb limb = Limb.of(random.nextBoolean() ? Side.LEFT : Side.RIGHT,
                random.nextInt(4) == 0 ? Extremity.ARM : Extremity.LEG);
        int death = day(random, DEATH);
        int off = day(random, AMPUTATION);
        int progression = day(random, IN_FIELD);
        int again = day(random, REPEAT);
        int next = again + day(random, IN_FIELD);
        int inField = progression <= again ? progression : next;
        if (scenario.death > 1 && inField < death) {
            death = inField + day(random, DEATH * scenario.death);
        }
        int end = 60 + random.nextInt(1800);
        if (scenario.dropout > 1 && inField < end
                && random.nextDouble() < 1 - 1 / scenario.dropout) {
            end = Math.min(end, inField + random.nextInt(120));
        }
        int last = Math.min(death, end);
        add(patient, entries, zero, -DIAGNOSED, random, new Diagnosed(
                List.of(), notStated(), notStated(), notStated()));
        add(patient, entries, zero, -FIRST_RESECTION, random, resection());
        add(patient, entries, zero, -3, random, measured(100));
        infused(patient, entries, zero, 0, random, limb);
        visit(patient, entries, zero, 0, random, limb, progression,
                Math.min(last, Math.min(off - 1, again - 1)));
        if (progression <= Math.min(last, Math.min(off, again))) {
            add(patient, entries, zero, progression, random, progressed(Extent.IN_FIELD));
        }
        if (again <= Math.min(last, off)) {
            infused(patient, entries, zero, again, random, limb);
            visit(patient, entries, zero, again, random, limb, next, Math.min(last, off - 1));
            if (progression > again && next <= Math.min(last, off)) {
                add(patient, entries, zero, next, random, progressed(Extent.IN_FIELD));
            }
        }
        until(last, patient, entries, zero, random, Map.of(
                day(random, OUT_OF_FIELD), progressed(Extent.OUT_OF_FIELD)));
        until(last, patient, entries, zero, random, Map.of(
                day(random, REGIONAL), progressed(Extent.REGIONAL)));
        until(last, patient, entries, zero, random, Map.of(
                day(random, DISTANT), progressed(Extent.DISTANT)));
        until(Math.min(last, off), patient, entries, zero, random, Map.of(
                day(random, RESECTED), resection()));
        if (off <= last) {
            add(patient, entries, zero, off, random, new Amputated(limb, notStated(),
                    known(random.nextDouble() < FOR_PROGRESSION ? AmputationReason.PROGRESSION
                            : AmputationReason.TOXICITY), notStated()));
        }
        boolean ofDisease = random.nextDouble() < 0.8;
        add(patient, entries, zero, last, random, death <= end
                ? new Died(known(ofDisease ? CauseOfDeath.OF_DISEASE : CauseOfDeath.OTHER))
                : new LastSeen(notStated()));
        events += entries.size();
        return Course.of(patient, entries, AsOf.NOW, ZoneOffset.UTC);
    }

    /// The infusion and the days on the ward after it.
    private static void infused(PatientId patient, List<Entry> entries, LocalDate zero, int day,
            SplittableRandom random, Limb limb) {
        add(patient, entries, zero, day, random, infusion(limb));
        add(patient, entries, zero, day + 4 + random.nextInt(5), random,
                new Discharged(notStated()));
        double peak = KINASE * Math.exp(0.45 * random.nextGaussian());
        add(patient, entries, zero, day + 2 + random.nextInt(5), random, new LaboratoryReported(
                Analyte.CREATINE_KINASE, known(new LabValue(LabValue.Bound.EXACT,
                        BigDecimal.valueOf(Math.round(peak)), "U/L")), notStated(), notStated(),
                notStated()));
        add(patient, entries, zero, day + 10, random, new WieberdinkGraded(limb, known(
                random.nextDouble() < SEVERE ? Wieberdink.IV : Wieberdink.II), notStated()));
    }

    /// The visit at three months of an infusion on a day, if it is reached.
    private static void visit(PatientId patient, List<Entry> entries, LocalDate zero, int day,
            SplittableRandom random, Limb limb, int progression, int last) {
        int visit = day + FIRST_VISIT + random.nextInt(VISITS);
        boolean response = random.nextDouble() < RESPONSE;
        if (visit <= last) {
            if (day == 0) {
                add(patient, entries, zero, visit, random, measured(random.nextInt(151)));
            }
            add(patient, entries, zero, visit, random, new ResponseAssessed(
                    known(progression <= visit ? Response.PROGRESSIVE
                            : response ? Response.PARTIAL : Response.STABLE),
                    Criterion.CLINICAL_JUDGEMENT, notStated(), known(limb), List.of(LESION)));
        }
    }

    private static void until(int last, PatientId patient, List<Entry> entries, LocalDate zero,
            SplittableRandom random, Map<Integer, Event> one) {
        one.forEach((day, event) -> {
            if (day <= last) {
                add(patient, entries, zero, day, random, event);
            }
        });
    }

    private static Event progressed(Extent extent) {
        return new Progressed(Set.of(extent), extent == Extent.IN_FIELD ? List.of(LESION)
                : List.of(), notStated());
    }

    private static Event resection() {
        return new Resected(List.of(), notStated(), notStated(), notStated(), notStated());
    }

    private static Event measured(int size) {
        return new LesionsMeasured(List.of(new LesionSize(LESION, size == 0
                ? new LesionSize.Sight.Judged(LesionSize.Appearance.ABSENT)
                : new LesionSize.Sight.Measured(new Millimetres(BigDecimal.valueOf(size)),
                        Optional.empty(), Optional.empty()))), List.of(LESION), notStated());
    }

    private static final LesionId LESION = new LesionId("mass");

    private static Event infusion(Limb limb) {
        return new Infused(limb, Modality.ILI, List.of(), List.of(LESION), notStated());
    }

    private static int day(SplittableRandom random, double yearly) {
        return (int) Math.ceil(-Math.log(1 - random.nextDouble()) * YEAR / yearly);
    }

    private static void add(PatientId patient, List<Entry> entries, LocalDate zero, int day,
            SplittableRandom random, Event event) {
        LocalDate date = zero.plusDays(day);
        boolean isPartial = day > 200 && random.nextInt(10) == 0;
        int position = entries.size() + 1;
        entries.add(new Entry(new EventId(new UUID(patient.hashCode(), position)), patient,
                position, event, new When.On(isPartial
                        ? PartialDate.parse(date.toString().substring(0, 7))
                        : PartialDate.of(date)), "", PartialDate.parse("2025"),
                Instant.parse("2026-01-15T09:00:00Z"), "simulation", "simulated",
                Optional.empty()));
    }

    private static void speed() {
        System.out.println("| infusions | fold, events per second | rows | series, first | series,"
                + " warm (median of 9) |");
        System.out.println("|---|---|---|---|---|");
        for (int size : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
            int folded = Math.min(size, 100_000);
            SplittableRandom random = new SplittableRandom(SEED);
            List<List<Row>> rows = new ArrayList<>();
            events = 0;
            int infusions = 0;
            long before = System.nanoTime();
            for (int patient = 0; infusions < folded; patient++) {
                Course course = course("P" + patient, random, Scenario.UNINFORMATIVE);
                infusions += course.infusions().size();
                rows.add(Row.of("centre-" + patient % CENTRES, course));
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            SeriesData data = new SeriesData();
            int count = 0;
            for (int copy = 0; copy < size / folded; copy++) {
                for (List<Row> each : rows) {
                    for (Row row : each) {
                        data.add(copy == 0 ? row : copied(row, copy));
                        count++;
                    }
                }
            }
            Cohort cohort = new Cohort("legs", List.of(Condition.parse("extremity=leg")),
                    List.of());
            List<Double> times = new ArrayList<>();
            for (int pass = 0; pass < 10; pass++) {
                long start = System.nanoTime();
                Series series = data.series(cohort);
                series.table(Endpoints.named("response-at-3-months"));
                for (String name : List.of("overall-survival", "limb-salvage",
                        "in-field-progression")) {
                    if (series.table(Endpoints.named(name)) instanceof Times<?> timed) {
                        timed.landmarks();
                        timed.median();
                    }
                }
                times.add((System.nanoTime() - start) / 1e6);
            }
            double first = times.removeFirst();
            times.sort(null);
            System.out.printf("| %,d | %,.0f%s | %,d | %.1f ms | %.1f ms |%n", size,
                    events / seconds, size > folded ? " (100,000 folded, their rows copied)" : "",
                    count, first, times.get(4));
        }
    }

    static Row copied(Row row, int copy) {
        PatientId patient = new PatientId(row.subject().patient().value() + "-" + copy);
        String name = row.subject().name();
        Subject<?> subject = switch (row.subject().unit()) {
            case Unit.Patients unit -> new Subject<>(unit, patient, name);
            case Unit.Limbs unit -> new Subject<>(unit, patient, name);
            case Unit.Infusions unit -> new Subject<>(unit, patient, name);
            case Unit.Lesions unit -> new Subject<>(unit, patient, name);
        };
        return new Row(subject, row.facts(), row.values());
    }
}
