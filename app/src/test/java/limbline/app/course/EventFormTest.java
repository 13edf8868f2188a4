package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.demonstration.InventedCentre;
import limbline.app.page.Words;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.EventType;
import limbline.event.ReferralEvent.Referred;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.LabValue;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.PatientId;
import org.junit.jupiter.api.Test;

/// What is typed into the form of an event, and what comes of it.
class EventFormTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final UUID ID = new UUID(1, 2);

    @Test
    void everyKindOfEventHasAFormWithWordsForEachField() {
        Words words = Words.english();
        Course nothing = Course.of(new PatientId("X"), List.of(), AsOf.NOW, ZoneOffset.UTC);
        for (EventType type : EventType.all()) {
            assertThat(words.say("event." + type.name())).isNotBlank();
            if (type.isTold()) {
                assertThat(Control.of(type, nothing, words)).hasSameSizeAs(type.fields());
                assertThat(words.say("family." + type.family().getSimpleName())).isNotBlank();
            }
        }
    }

    @Test
    void everyInventedEventComesBackFromTheFormItFills() {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        for (InventedCentre.InventedCourse course : InventedCentre.courses(now, ZONE)) {
            for (Draft draft : course.drafts()) {
                EventType type = EventType.of(draft.event());
                Sent filled = EventForm.filled(
                        draft.recorded(course.patient(), 1, now, "tester"), ZONE);

                assertThat(EventForm.read(type, filled, ZONE, draft.id().value(), Optional.empty()))
                        .as("%s of %s", type.name(), course.patient())
                        .isEqualTo(new EventForm.Read.Complete(draft));
            }
        }
    }

    @Test
    void aGradeThatIsARangeIsRefusedBesideItsFieldAndKeptAsPrinted() {
        Map<String, String> errors = errors("wieberdink-graded",
                Map.of("limb", "left arm", "grade", "I-II"));
        assertThat(errors).containsOnlyKeys("grade");
        assertThat(errors.get("grade")).contains("\"I-II\" is not one of: I, II, III, IV, V");

        assertThat(event("wieberdink-graded", Map.of("limb", "left arm", "grade.why", "printed",
                "grade.printed", "I-II")))
                .isInstanceOfSatisfying(WieberdinkGraded.class, graded ->
                        assertThat(graded.grade()).isEqualTo(Finding.printed("I-II")));
    }

    @Test
    void whyThereIsNoValueIsKept() {
        assertThat(event("laboratory-reported", Map.of(
                "analyte", "creatine-kinase", "value.why", "not-measured")))
                .isEqualTo(new LaboratoryReported(
                        Analyte.CREATINE_KINASE, Finding.missing(Why.NOT_MEASURED),
                        Finding.notStated(), Finding.notStated(), Finding.notStated()));
        assertThat(event("laboratory-reported", Map.of(
                "analyte", "creatine-kinase", "value", ">1000 U/L")))
                .isEqualTo(new LaboratoryReported(
                        Analyte.CREATINE_KINASE, Finding.known(LabValue.parse(">1000 U/L")),
                        Finding.notStated(), Finding.notStated(), Finding.notStated()));
    }

    @Test
    void aValueBesideAReasonWhyThereIsNoneIsRefused() {
        assertThat(errors("laboratory-reported", Map.of("analyte", "creatine-kinase",
                "value", "563 U/L", "value.why", "unknown")))
                .containsExactlyEntriesOf(Map.of("value", "there is a value, \"563 U/L\", and a"
                        + " reason why there is none; clear one of them"));
    }

    @Test
    void everyFaultIsToldAtOnceBesideItsField() {
        Map<String, String> errors = errors("irradiated", Map.of("dose", "50 mg",
                "fractions", "many", "when.on", "yesterday", "known", "", "source", " "));
        assertThat(errors).containsOnlyKeys("dose", "fractions", "when.on", "known", "source");
        assertThat(errors.get("dose")).isEqualTo("\"50 mg\" is not in Gy; write for example 50 Gy");
    }

    @Test
    void anEventIsDatedInEachOfTheFourWays() {
        assertThat(when(Map.of("when", "on", "when.on", "late 2015")))
                .isEqualTo(When.on("late 2015"));
        assertThat(when(Map.of("when", "after", "when.offset", "about 9 months",
                "when.anchor", ID.toString())).toString()).isEqualTo("about 9 months after " + ID);
        assertThat(when(Map.of("when", "at", "when.at", "2026-07-04 14:30")))
                .isEqualTo(new When.At(Instant.parse("2026-07-04T12:30:00Z")));
        assertThat(when(Map.of("when", "undated"))).isEqualTo(new When.Undated());
    }

    @Test
    void linesAndBoxesBecomeLists() {
        assertThat(event("referred", Map.of(
                "proposed.lines", "amputation: forequarter\n\n ILI \n")))
                .isInstanceOfSatisfying(Referred.class, referred ->
                        assertThat(referred.proposed()).extracting(Object::toString)
                                .containsExactly("amputation: forequarter", "ILI"));
    }

    @Test
    void aWhyOfAnImpliedDateThatCannotBeKeptIsToldBesideItsField() {
        assertThat(errors("admitted", Map.of("implied", "a\u0001b"))).containsExactlyEntriesOf(
                Map.of("implied", "the character at position 2 cannot be kept"));
        assertThat(draft("admitted", Map.of("implied", " by the letter ")).implied())
                .isEqualTo("by the letter");
    }

    @Test
    void aCorrectionNeedsItsReason() {
        assertThat(EventForm.read(EventType.named("discharged"), sent(Map.of()), ZONE, ID,
                Optional.of(new EventId(new UUID(3, 4)))))
                .isInstanceOfSatisfying(EventForm.Read.Faulty.class, faulty ->
                        assertThat(faulty.errors()).containsOnlyKeys("because"));
    }

    private static Sent sent(Map<String, String> typed) {
        Map<String, List<String>> values = new HashMap<>(Map.of(
                "when", List.of("on"), "when.on", List.of("2026-11-20"),
                "known", List.of("2026-11-20"), "source", List.of("the letter")));
        typed.forEach((name, value) -> values.put(name, List.of(value)));
        return new Sent(values);
    }

    private static EventForm.Read read(String type, Map<String, String> typed) {
        return EventForm.read(EventType.named(type), sent(typed), ZONE, ID, Optional.empty());
    }

    private static Event event(String type, Map<String, String> typed) {
        return draft(type, typed).event();
    }

    private static When when(Map<String, String> typed) {
        return draft("admitted", typed).happened();
    }

    private static Draft draft(String type, Map<String, String> typed) {
        return switch (read(type, typed)) {
            case EventForm.Read.Complete(var draft) -> draft;
            case EventForm.Read.Faulty(var errors) -> throw new AssertionError(errors);
        };
    }

    private static Map<String, String> errors(String type, Map<String, String> typed) {
        return switch (read(type, typed)) {
            case EventForm.Read.Complete(var draft) -> throw new AssertionError(draft);
            case EventForm.Read.Faulty(var errors) -> errors;
        };
    }
}
