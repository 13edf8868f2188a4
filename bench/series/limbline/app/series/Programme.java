package limbline.app.series;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.AmputationReason;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Wieberdink;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Endpoints;
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
/// `coverage SEEDS`: how often the 95 % limits of a centre's series (500 infusions) hold the truth.
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
    private static final double YEAR = 365;

    private static final int FIRST_VISIT = 80;
    private static final int VISITS = 25;

    static int events;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        if (arguments[0].equals("coverage")) {
            int seeds = Integer.parseInt(arguments[1]);
            System.out.println("| endpoint | truth | dropout | intervals | hold the truth |");
            System.out.println("|---|---|---|---|---|");
            coverage(seeds, 1);
            coverage(seeds, 4);
        } else {
            speed();
        }
    }

    /// @param informative how much likelier somebody with a progression is to drop out
    private static void coverage(int seeds, double informative) {
        Map<String, int[]> hits = new LinkedHashMap<>();
        Map<String, Double> truth = new LinkedHashMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            for (int centre = 0; centre < CENTRES; centre++) {
                SeriesData data = new SeriesData();
                SplittableRandom random = new SplittableRandom(SEED + 1000L * seed + centre);
                int done = 0;
                for (int patient = 0; done < INFUSIONS; patient++) {
                    Course course = course("C" + centre + "-" + patient, random, informative);
                    done += course.infusions().size();
                    data.addAll(Row.of("centre-" + centre, course));
                }
                count(data.series(new Cohort("all", List.of(), List.of())), hits, truth);
            }
        }
        hits.forEach((name, of) -> System.out.printf("| %s | %.4f | %s | %d | %.1f %% |%n", name,
                truth.get(name), informative == 1 ? "uninformative" : informative
                        + " times as likely after a progression", of[1], 100.0 * of[0] / of[1]));
    }

    private static void count(Series series, Map<String, int[]> hits, Map<String, Double> truth) {
        grades(series, "response-at-3-months", 0, responseTruth(), hits, truth);
        grades(series, "worst-toxicity", 0, SEVERE, hits, truth);
        landmark(series, "overall-survival", 0, Math.exp(-DEATH), hits, truth);
        landmark(series, "limb-salvage", 1, incidence(AMPUTATION, AMPUTATION + DEATH), hits, truth);
        landmark(series, "limb-salvage", 2, incidence(DEATH, AMPUTATION + DEATH), hits, truth);
        landmark(series, "in-field-progression", 1,
                incidence(IN_FIELD, IN_FIELD + AMPUTATION + DEATH), hits, truth);
        landmark(series, "disease-specific-survival", 1, 0.8 * incidence(DEATH, DEATH), hits,
                truth);
        landmark(series, "repeat-infusion", 1,
                incidence(REPEAT, REPEAT + AMPUTATION + DEATH), hits, truth);
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

    private static void grades(Series series, String name, int share, double truth,
            Map<String, int[]> hits, Map<String, Double> truths) {
        if (series.table(Endpoints.named(name)) instanceof Table.Grades<?> grades) {
            Interval limits = grades.of(grades.kind().shares().get(share)).limits(0.95)
                    .orElseThrow();
            hit(name + ", " + grades.kind().shares().get(share).words() + ", per "
                    + grades.endpoint().unit().term(), truth, limits.contains(truth), hits, truths);
        }
    }

    private static void landmark(Series series, String name, int cause, double truth,
            Map<String, int[]> hits, Map<String, Double> truths) {
        if (series.table(Endpoints.named(name)) instanceof Times<?> times) {
            times.landmarks().stream().filter(at -> at.day() == 365 && at.cause() == cause)
                    .forEach(at -> hit(name + (cause == 0 ? "" : ", "
                            + times.kind().causes().get(cause - 1)) + ", 1 year, per "
                            + times.endpoint().unit().term(), truth,
                            at.lower() <= truth && truth <= at.upper(), hits, truths));
        }
    }

    private static void hit(String name, double truth, boolean holds, Map<String, int[]> hits,
            Map<String, Double> truths) {
        truths.put(name, truth);
        int[] of = hits.computeIfAbsent(name, _ -> new int[2]);
        of[0] += holds ? 1 : 0;
        of[1]++;
    }

    /// One patient: independent exponential times, each event on the day it is over; every tenth date
    /// known to its month only; a response is assessed around day 91 if the limb is still there.
    static Course course(String name, SplittableRandom random, double informative) {
        PatientId patient = new PatientId(name);
        List<Entry> entries = new ArrayList<>();
        LocalDate zero = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(2000));
        Limb limb = Limb.of(random.nextBoolean() ? Side.LEFT : Side.RIGHT,
                random.nextInt(4) == 0 ? Extremity.ARM : Extremity.LEG);
        int death = day(random, DEATH);
        int off = day(random, AMPUTATION);
        int progression = day(random, IN_FIELD);
        int again = day(random, REPEAT);
        int end = 60 + random.nextInt(1800);
        if (informative > 1 && progression < end
                && random.nextDouble() < 1 - 1 / informative) {
            end = Math.min(end, progression + random.nextInt(120));
        }
        int last = Math.min(death, end);
        add(patient, entries, zero, 0, random, infusion(limb));
        add(patient, entries, zero, 4 + random.nextInt(4), random, new Discharged(notStated()));
        boolean severe = random.nextDouble() < SEVERE;
        add(patient, entries, zero, 10, random, new WieberdinkGraded(limb,
                known(severe ? Wieberdink.IV : Wieberdink.II), notStated()));
        int visit = FIRST_VISIT + random.nextInt(VISITS);
        boolean response = random.nextDouble() < RESPONSE;
        if (visit <= last && visit < off && visit < again) {
            add(patient, entries, zero, visit, random, new ResponseAssessed(
                    known(progression <= visit ? Response.PROGRESSIVE
                            : response ? Response.PARTIAL : Response.STABLE),
                    Criterion.CLINICAL_JUDGEMENT, notStated(), known(limb), List.of()));
        }
        if (progression <= Math.min(last, off)) {
            add(patient, entries, zero, progression, random, new Progressed(
                    java.util.Set.of(Extent.IN_FIELD), List.of(), notStated()));
        }
        if (again <= Math.min(last, off)) {
            add(patient, entries, zero, again, random, infusion(limb));
            add(patient, entries, zero, again + 10, random, new WieberdinkGraded(limb, known(
                    random.nextDouble() < SEVERE ? Wieberdink.IV : Wieberdink.II), notStated()));
        }
        if (off <= last) {
            add(patient, entries, zero, off, random, new Amputated(limb, notStated(),
                    known(AmputationReason.PROGRESSION), notStated()));
        }
        boolean ofDisease = random.nextDouble() < 0.8;
        add(patient, entries, zero, last, random, death <= end
                ? new Died(known(ofDisease ? CauseOfDeath.OF_DISEASE : CauseOfDeath.OTHER))
                : new LastSeen(notStated()));
        events += entries.size();
        return Course.of(patient, entries, AsOf.NOW, ZoneOffset.UTC);
    }

    private static Event infusion(Limb limb) {
        return new Infused(limb, Modality.ILI, List.of(), List.of(), notStated());
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
                Course course = course("P" + patient, random, 1);
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
