package limbline.ward;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.CareEvent.WatchHandedOver;
import limbline.event.CareEvent.Weighed;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.LabValue;
import limbline.measure.Millilitres;
import limbline.measure.MillimetresOfMercury;
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

/// A stay in the ward, told in the days after an infusion at ten in the morning. A moment is written
/// "3 06:30": day 3, half past six, by the clocks of Berlin.
final class Stay {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Limb ARM = Limb.of(Side.LEFT, Extremity.ARM);
    private static final PatientId PATIENT = new PatientId("STAY-1");
    private static final LocalDateTime DAY_0 = LocalDateTime.parse("2026-11-20T00:00:00");

    private final List<Entry> entries = new ArrayList<>();

    Stay() {
        at("0 10:00", infusion());
    }

    private Stay(PartialDate day) {
        write(infusion(), new When.On(day), moment("0 20:00"), "theatre", Optional.empty());
    }

    /// Of an infusion of which only a month or a day is known.
    static Stay infusedOn(String date) {
        return new Stay(PartialDate.parse(date));
    }

    private static Infused infusion() {
        return new Infused(ARM, Modality.ILI, List.of(), List.of(), notStated());
    }

    static Instant moment(String text) {
        String[] parts = text.split(" ", -1);
        String[] time = parts[1].split(":", -1);
        return DAY_0.plusDays(Integer.parseInt(parts[0])).withHour(Integer.parseInt(time[0]))
                .withMinute(Integer.parseInt(time[1])).atZone(ZONE).toInstant();
    }

    Stay at(String when, Event event) {
        return by("nurse", when, event);
    }

    Stay by(String author, String when, Event event) {
        Instant at = moment(when);
        write(event, new When.At(at), at, author, Optional.empty());
        return this;
    }

    /// What is known only later: it happened at `when` and was recorded at `recorded`.
    Stay late(String when, String recorded, Event event) {
        write(event, new When.At(moment(when)), moment(recorded), "laboratory", Optional.empty());
        return this;
    }

    Stay correct(int number, String when, String recorded, Event event) {
        write(event, new When.At(moment(when)), moment(recorded), "laboratory",
                Optional.of(new Entry.Correction(entries.get(number - 1).id(), "wrong")));
        return this;
    }

    Stay on(String date, Event event) {
        write(event, When.on(date), moment("20 12:00"), "nurse", Optional.empty());
        return this;
    }

    private void write(Event event, When happened, Instant recorded, String author,
            Optional<Entry.Correction> correction) {
        int position = entries.size() + 1;
        entries.add(new Entry(new EventId(new UUID(0, position)), PATIENT, position, event, happened,
                "", PartialDate.of(recorded.atZone(ZONE).toLocalDate()), recorded, author, "test",
                correction));
    }

    /// Creatine kinase in U/L.
    Stay ck(String when, String value) {
        return at(when, ck(value));
    }

    static LaboratoryReported ck(String value) {
        return lab(Analyte.CREATINE_KINASE, value + " U/L");
    }

    static LaboratoryReported lab(Analyte analyte, String value) {
        return new LaboratoryReported(
                analyte, known(LabValue.parse(value)), notStated(), notStated(), notStated());
    }

    Stay lab(String when, Analyte analyte, String value) {
        return at(when, lab(analyte, value));
    }

    Stay weight(String kilograms) {
        return at("0 07:00", new Weighed(Kilograms.parse(kilograms + " kg")));
    }

    Stay urine(String when, String millilitres, String hours) {
        return at(when, new UrineMeasured(Millilitres.parse(millilitres + " mL"),
                known(Hours.parse(hours + " h"))));
    }

    Stay grade(String when, Wieberdink grade) {
        return at(when, new WieberdinkGraded(ARM, known(grade), notStated()));
    }

    /// A look at which everything was normal.
    Stay quietLook(String when) {
        return at(when, look(known(LimbSign.NORMAL), known(LimbSign.NORMAL), notStated(),
                notStated()));
    }

    static LimbChecked look(Finding<LimbSign> pain, Finding<LimbSign> stretch,
            Finding<MillimetresOfMercury> compartment, Finding<MillimetresOfMercury> diastolic) {
        Finding<LimbSign> normal = known(LimbSign.NORMAL);
        return new LimbChecked(ARM, normal, normal, pain, stretch, normal, normal, normal, normal,
                normal, compartment, diastolic, notStated());
    }

    Stay acknowledge(String author, String when, Alert alert, String reason) {
        return by(author, when, new AlertAcknowledged(alert.name(), alert.tier(), alert.extent(),
                reason.isEmpty() ? notStated() : known(reason)));
    }

    Stay takeOver(String author, String when) {
        return by(author, when, new WatchHandedOver(notStated(), notStated()));
    }

    Course course() {
        return Course.of(PATIENT, entries, AsOf.NOW, ZONE);
    }

    Watch watch(String now) {
        return watch(now, Plans.WHOLE);
    }

    Watch watch(String now, WardPlan plan) {
        return Watch.over(course(), plan, moment(now)).orElseThrow();
    }

    /// What one rule says, as "found: ..." in one line.
    String says(String rule, String now) {
        return says(rule, now, Plans.WHOLE);
    }

    String says(String rule, String now, WardPlan plan) {
        return watch(now, plan).judgements().stream()
                .filter(one -> one.rule().telling().id().equals(rule))
                .map(one -> one.verdict().term() + ": " + one.words())
                .findFirst().orElseThrow();
    }

    /// The alerts that nobody answers for, as "tier subject".
    List<String> open(String now) {
        return watch(now).open().stream()
                .map(alert -> alert.tier().term() + " " + alert.subject()).toList();
    }

    /// The same without what is overdue.
    List<String> openOfTheLimb(String now) {
        return open(now).stream().filter(alert -> !alert.contains("overdue")).toList();
    }

    /// The worst that nobody answers for, without what is overdue.
    Alert first(String now) {
        return watch(now).open().stream()
                .filter(alert -> !alert.subject().startsWith("overdue")).findFirst().orElseThrow();
    }
}
