package limbline.board;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.Millimetres;
import limbline.measure.PartialDate;
import limbline.measure.Unit;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Treatment;
import limbline.protocol.Level;
import limbline.protocol.Limit;

/// A record of a few events, and one criterion held against it on 2026-03-31.
final class Page {

    static final LocalDate ON = LocalDate.parse("2026-03-31");
    static final Limit NEVER_STALE = Limit.empty("stale-after", Unit.DAY);

    private static final PatientId PATIENT = new PatientId("P-1");

    private final List<Entry> entries = new ArrayList<>();
    private AsOf asOf = AsOf.NOW;

    Page with(String date, Event event) {
        entries.add(new Entry(new EventId(new UUID(0, entries.size() + 1)), PATIENT,
                entries.size() + 1, event, new When.On(PartialDate.parse(date)), "",
                PartialDate.parse(date), Instant.parse("2026-04-01T00:00:00Z"), "anna", "a letter",
                Optional.empty()));
        return this;
    }

    /// Instead of what was written `back` entries ago, and known on another day.
    Page correcting(int back, String date, String known, Event event) {
        entries.add(new Entry(new EventId(new UUID(0, entries.size() + 1)), PATIENT,
                entries.size() + 1, event, new When.On(PartialDate.parse(date)), "",
                PartialDate.parse(known), Instant.parse("2026-04-01T00:00:00Z"), "anna",
                "a letter", Optional.of(new Entry.Correction(
                        entries.get(entries.size() - back).id(), "a slip"))));
        return this;
    }

    /// As it was known on another day.
    Page asKnown(String day) {
        asOf = AsOf.known(LocalDate.parse(day));
        return this;
    }

    Course course() {
        return Course.of(PATIENT, entries, asOf, ZoneId.of("Europe/Berlin"));
    }

    Answer asked(Question question) {
        return asked(question, NEVER_STALE);
    }

    Answer asked(Question question, Limit staleAfter) {
        return asked(
                new Criterion("c", "It is so.", "SRC", Optional.empty(), staleAfter, question));
    }

    Answer asked(Criterion criterion) {
        return eligibility(criterion).answers().getFirst();
    }

    Eligibility eligibility(Criterion... criteria) {
        return Eligibility.of(course(), new Criteria("file", "1", "A file", Treatment.ILI, false,
                List.of(), Map.of("SRC", "A source"), List.of(criteria)), ON);
    }

    static Limit days(String days) {
        return Limit.of("limit", Amount.of(days, Unit.DAY), "SRC", Level.VERIFIED);
    }

    static Event assessed(
            Set<Condition> present, Set<Condition> absent, Set<Condition> unclear) {
        return new PatientAssessed(notStated(), notStated(), notStated(), Set.of(), Set.of(),
                present, absent, unclear, List.of(), List.of(), notStated());
    }

    static Event karnofsky(String value) {
        return new PatientAssessed(known(Karnofsky.parse(value)), notStated(), notStated(),
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), List.of(),
                notStated());
    }

    static Event heart(HeartClass value) {
        return new PatientAssessed(notStated(), known(value), notStated(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), List.of(), List.of(), notStated());
    }

    static Event pulses(String limb, Set<PulseSite> felt, Set<PulseSite> none) {
        return new PatientAssessed(notStated(), notStated(), known(Limb.parse(limb)), felt, none,
                Set.of(), Set.of(), Set.of(), List.of(), List.of(), notStated());
    }

    static Event line(List<String> distal, List<String> notDistal) {
        return new PatientAssessed(notStated(), notStated(), notStated(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), distal.stream().map(LesionId::new).toList(),
                notDistal.stream().map(LesionId::new).toList(), notStated());
    }

    static Event laboratory(Analyte analyte, String value) {
        return new LaboratoryReported(analyte, known(LabValue.parse(value)), notStated(),
                notStated(), notStated());
    }

    static Event lesion(String name, Site site, String millimetres) {
        return lesion(name, site, millimetres, notStated());
    }

    static Event lesion(
            String name, Site site, String millimetres, Finding<Resectability> resectability) {
        return new LesionFound(new LesionId(name), LesionKind.LOCAL_RECURRENCE, site,
                known(Side.LEFT), notStated(), notStated(), millimetres.isEmpty() ? notStated()
                        : known(Millimetres.parse(millimetres + " mm")), Set.of(), resectability);
    }
}
