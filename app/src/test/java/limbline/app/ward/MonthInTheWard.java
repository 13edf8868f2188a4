package limbline.app.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.app.protocol.ProtocolFile;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.CareEvent.Weighed;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.LabValue;
import limbline.measure.LabValue.Bound;
import limbline.measure.Millilitres;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.LimbSign;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.patient.Wieberdink;
import limbline.protocol.WardPlan;
import limbline.ward.Alert;
import limbline.ward.Fact;
import limbline.ward.Watch;

/// A month of an invented ward, to count alerts and to see whether a limb that goes bad is seen.
///
/// Published, and taken as the truth: creatine kinase peaks at a median of 431.5 U/L where the grade
/// stays II and of 3228 U/L where it is III or IV (isolated limb infusion, 2014 series); the median
/// day of the peak is 4 (171 infusions, 2009), and a peak from day 5 on belongs to the severe
/// pattern (1997); grade III or worse in 24% of legs and 7% of arms (2012), 7 of 26 limbs are arms
/// (2013); the stay has a median of 5.5 days, quartiles 4 and 8 (2011).
///
/// Assumed, and varied or stated: the spread of the peaks (log-normal, `spread`); the shape of the
/// curve; 8% noise of a value; creatinine 80 (15) umol/L, 40 more in a severe limb; urine 1.0 (0.25)
/// mL/kg/h, 0.45 (0.15) on the two worst days of a severe limb; one severe limb in five has a
/// compartment syndrome on day 1 to 3; one value and one round in thirty is forgotten; whoever is on
/// duty acknowledges an alert ten minutes after it is raised.
public final class MonthInTheWard {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2026-11-02T09:00:00Z");
    private static final Duration TO_ACKNOWLEDGE = Duration.ofMinutes(10);

    private final WardPlan plan;
    private final double spread;
    private final RandomGenerator random;
    private final Tally tally = new Tally();

    private MonthInTheWard(WardPlan plan, double spread, long seed) {
        this.plan = plan;
        this.spread = spread;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// What came of a month.
    static final class Tally {
        final Map<String, Integer> alerts = new TreeMap<>();
        final List<String> unseen = new ArrayList<>();
        final List<Duration> delays = new ArrayList<>();
        double patientDays;
        int patients;
        int bad;
        int quietWithAlert;

        double perPatientDay(String rule) {
            return alerts.getOrDefault(rule, 0) / patientDays;
        }

        int all() {
            return alerts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    static Tally run(WardPlan plan, int patients, double spread, long seed) {
        MonthInTheWard month = new MonthInTheWard(plan, spread, seed);
        for (int number = 1; number <= patients; number++) {
            month.patient(number);
        }
        return month.tally;
    }

    /// What is so with a limb, whatever anybody sees of it.
    ///
    /// @param turns the day on which a severe limb can be seen to be one
    private record Truth(boolean severe, boolean compartment, double peak, double peakDay,
            double turns, double stay, double weight, Limb limb) {}

    private Truth truth() {
        boolean arm = random.nextDouble() < 7.0 / 26;
        boolean severe = random.nextDouble() < (arm ? 0.07 : 0.24);
        double median = severe ? 3228 : 431.5;
        double stay = Math.clamp(5.5 * Math.exp(0.51 * random.nextGaussian()), 2, 14);
        return new Truth(severe, severe && random.nextDouble() < 0.2,
                median * Math.exp(spread * random.nextGaussian()),
                Math.clamp((severe ? 5 : 4) + random.nextGaussian(), 1, 9),
                1.5 + 2 * random.nextDouble(), severe ? Math.max(stay, 7) : stay,
                Math.clamp(75 + 14 * random.nextGaussian(), 45, 130),
                Limb.of(Side.LEFT, arm ? Extremity.ARM : Extremity.LEG));
    }

    /// One thing that happens, some days after the infusion.
    private record Happening(double day, Event event) {
        Instant at() {
            return BEGIN.plusSeconds((long) (day * 86_400));
        }
    }

    private void patient(int number) {
        Truth truth = truth();
        List<Happening> happenings = new ArrayList<>();
        happenings.add(new Happening(0, new Infused(
                truth.limb, Modality.ILI, List.of(), List.of(), notStated())));
        happenings.add(new Happening(0.01, new Weighed(new Kilograms(
                BigDecimal.valueOf(Math.round(truth.weight))))));
        for (double day = 0.85; day < truth.stay; day++) { // 06:30 of the next morning, daily
            laboratory(truth, day, happenings);
        }
        for (double day = 0.24; day < truth.stay; day += 0.249) {
            round(truth, day, happenings);
        }
        happenings.add(new Happening(truth.stay, new Discharged(notStated())));
        happenings.sort(Comparator.comparingDouble(Happening::day));
        live(new PatientId("SIM-" + number), truth, happenings);
    }

    private void laboratory(Truth truth, double day, List<Happening> happenings) {
        if (random.nextInt(30) == 0) {
            return;
        }
        double rise = Math.min(1, day / truth.peakDay);
        double share = day <= truth.peakDay
                ? Math.exp((rise - 1) * Math.log(truth.peak / 110))
                : Math.exp(-0.46 * (day - truth.peakDay));
        double ck = Math.max(80, truth.peak * share) * (1 + 0.08 * random.nextGaussian());
        happenings.add(new Happening(day, value(Analyte.CREATINE_KINASE, ck, "U/L")));
        double creatinine = 80 + 15 * random.nextGaussian()
                + (truth.severe && day > truth.turns ? 40 : 0);
        happenings.add(new Happening(day + 0.001, value(Analyte.CREATININE,
                Math.max(35, creatinine), "umol/L")));
        happenings.add(new Happening(day + 0.002, value(Analyte.POTASSIUM,
                Math.max(2.8, 4.2 + 0.35 * random.nextGaussian()), "mmol/L")));
    }

    private static LaboratoryReported value(Analyte analyte, double value, String unit) {
        return new LaboratoryReported(analyte, known(new LabValue(Bound.EXACT,
                BigDecimal.valueOf(Math.round(value * 10), 1), unit)), notStated(), notStated(),
                notStated());
    }

    private void round(Truth truth, double day, List<Happening> happenings) {
        if (random.nextInt(30) == 0) {
            return;
        }
        boolean turned = truth.severe && day > truth.turns;
        boolean worst = turned && day < truth.turns + 2;
        double rate = worst ? 0.45 + 0.15 * random.nextGaussian()
                : 1.0 + 0.25 * random.nextGaussian();
        happenings.add(new Happening(day, new UrineMeasured(new Millilitres(BigDecimal.valueOf(
                Math.max(5, Math.round(rate * truth.weight * 6)))), known(Hours.parse("6 h")))));
        boolean compartment = truth.compartment && day > truth.turns && day < 3.4;
        LimbSign sign = compartment ? LimbSign.MARKED : LimbSign.NORMAL;
        LimbSign slight = compartment ? LimbSign.MARKED
                : random.nextInt(4) == 0 ? LimbSign.SLIGHT : LimbSign.NORMAL;
        Finding<LimbSign> normal = known(LimbSign.NORMAL);
        happenings.add(new Happening(day + 0.001, new LimbChecked(truth.limb, known(slight), normal,
                known(sign), known(sign), normal, normal, normal, known(slight), normal,
                missing(Why.NOT_MEASURED), missing(Why.NOT_MEASURED), notStated())));
        happenings.add(new Happening(day + 0.002, new WieberdinkGraded(truth.limb, known(
                turned ? truth.compartment ? Wieberdink.IV : Wieberdink.III
                        : day > 1 ? Wieberdink.II : Wieberdink.I), notStated())));
    }

    /// Lets it happen, asks the rules after each event and each hour, and acknowledges.
    private void live(PatientId patient, Truth truth, List<Happening> happenings) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Weight> answered = new HashMap<>();
        Optional<Instant> seen = Optional.empty();
        boolean alerted = false;
        for (int i = 0; i < happenings.size(); i++) {
            write(entries, patient, happenings.get(i).at(), happenings.get(i).event());
            Instant until = i + 1 < happenings.size() ? happenings.get(i + 1).at()
                    : happenings.get(i).at();
            Instant now = happenings.get(i).at();
            do {
                Instant at = now;
                Course course = Course.of(patient, entries, AsOf.NOW, ZONE);
                List<Alert> open = Watch.over(course, plan, at).map(Watch::open)
                        .orElse(List.of()).stream()
                        .filter(alert -> !new Weight(alert).equals(answered.get(alert.name())))
                        .toList();
                for (Alert alert : open) {
                    answered.put(alert.name(), new Weight(alert));
                    tally.alerts.merge(alert.facts().getFirst().rule(), 1, Integer::sum);
                    if (alert.facts().stream().anyMatch(Fact::lasts)) {
                        alerted = true;
                        seen = seen.isEmpty() ? Optional.of(at) : seen;
                    }
                    write(entries, patient, at.plus(TO_ACKNOWLEDGE), new AlertAcknowledged(
                            alert.name(), alert.tier(), alert.extent(), known("seen")));
                }
                now = now.plus(Duration.ofHours(1));
            } while (now.isBefore(until));
        }
        count(patient, truth, alerted, seen);
    }

    /// As it was when somebody acknowledged it.
    private record Weight(limbline.patient.AlertTier tier, int extent) {
        Weight(Alert alert) {
            this(alert.tier(), alert.extent());
        }
    }

    private void count(PatientId patient, Truth truth, boolean alerted, Optional<Instant> seen) {
        tally.patients++;
        tally.patientDays += truth.stay;
        if (!truth.severe) {
            tally.quietWithAlert += alerted ? 1 : 0;
            return;
        }
        tally.bad++;
        Instant turned = BEGIN.plusSeconds((long) (truth.turns * 86_400));
        if (seen.isEmpty()) {
            tally.unseen.add(patient.toString());
        } else {
            tally.delays.add(Duration.between(turned, seen.get()));
        }
    }

    private static void write(List<Entry> entries, PatientId patient, Instant at, Event event) {
        int position = entries.size() + 1;
        entries.add(new Entry(new EventId(UUID.nameUUIDFromBytes(
                (patient + " " + position).getBytes(StandardCharsets.UTF_8))), patient, position,
                event, new When.At(at), "", PartialDate.of(at.atZone(ZONE).toLocalDate()), at,
                "nurse", "simulated", Optional.empty()));
    }

    /// Prints the table that `bench/ward/simulation.md` keeps.
    public static void main(String[] arguments) throws Exception {
        WardPlan plan = ProtocolFile.read(Path.of(arguments[0])).ward();
        int patients = Integer.parseInt(arguments[1]);
        PrintStream out = System.out;
        Map<Double, Tally> tallies = new TreeMap<>();
        for (double spread : List.of(0.3, 0.6, 0.9)) {
            Tally sum = new Tally();
            for (long seed = 1; seed <= 10; seed++) {
                add(sum, run(plan, patients, spread, seed));
            }
            tallies.put(spread, sum);
        }
        out.println("| alerts per patient-day, by rule | spread 0.3 | spread 0.6 | spread 0.9 |");
        out.println("|---|---:|---:|---:|");
        tallies.values().stream().flatMap(one -> one.alerts.keySet().stream()).distinct().sorted()
                .forEach(rule -> out.println("| " + rule + cells(tallies, one ->
                        "%.3f".formatted(one.perPatientDay(rule)))));
        out.println("| all" + cells(tallies, one -> "%.3f".formatted(one.all() / one.patientDays)));
        out.println("| patients, patient-days" + cells(tallies, one ->
                "%d, %.0f".formatted(one.patients, one.patientDays)));
        out.println("| limbs that went bad" + cells(tallies, one -> String.valueOf(one.bad)));
        out.println("| of these unseen" + cells(tallies, one ->
                String.valueOf(one.unseen.size())));
        out.println("| longest from going bad to the first alert, h" + cells(tallies, one ->
                "%.1f".formatted(one.delays.stream().mapToLong(Duration::toMinutes).max()
                        .orElse(0) / 60.0)));
        out.println("| of the other limbs, with an alert about the limb" + cells(tallies, one ->
                "%d of %d".formatted(one.quietWithAlert, one.patients - one.bad)));
    }

    private static void add(Tally sum, Tally more) {
        more.alerts.forEach((rule, count) -> sum.alerts.merge(rule, count, Integer::sum));
        sum.unseen.addAll(more.unseen);
        sum.delays.addAll(more.delays);
        sum.patientDays += more.patientDays;
        sum.patients += more.patients;
        sum.bad += more.bad;
        sum.quietWithAlert += more.quietWithAlert;
    }

    private static String cells(
            Map<Double, Tally> tallies, java.util.function.Function<Tally, String> cell) {
        StringBuilder cells = new StringBuilder();
        tallies.values().forEach(one -> cells.append(" | ").append(cell.apply(one)));
        return cells + " |";
    }
}
