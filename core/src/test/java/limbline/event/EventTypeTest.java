package limbline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.OperationId;
import limbline.patient.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The one description of an event, both ways.
class EventTypeTest {

    private static final Limb LEFT_ARM = Limb.of(Side.LEFT, Extremity.ARM);

    @Test
    void anInfusionIsWrittenAndReadBack() {
        Infused infused = new Infused(
                LEFT_ARM, Modality.ILI,
                List.of(new DrugDose(Drug.MELPHALAN, Finding.notStated())),
                List.of(), Finding.known(new OperationId("op-1")));
        EventType type = EventType.of(infused);

        assertThat(type.name()).isEqualTo("infused");
        assertThat(type.write(infused)).isEqualTo(Map.of(
                "limb", "left arm", "modality", "ILI",
                "drugs", List.of("melphalan: not stated"), "operation", "op-1"));
        assertThat(type.read(type.write(infused))).isEqualTo(infused);
    }

    @Test
    void aRangeIsNotAGradeAndIsKeptAsPrinted() {
        EventType graded = EventType.named("wieberdink-graded");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> graded.read(Map.of("limb", "left arm", "grade", "I-II")))
                .withMessage("grade: \"I-II\" is not one of: I, II, III, IV, V");
        assertThat(graded.read(Map.of("limb", "left arm", "grade", Map.of("printed", "I-II"))))
                .isEqualTo(new WieberdinkGraded(LEFT_ARM, Finding.printed("I-II"), Finding.notStated()));
    }

    @Test
    void anUnknownFieldIsRefusedWithTheFieldsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("died").read(Map.of("reason", "x")))
                .withMessage("reason: there is no such field in died; it has: cause");
    }

    @Test
    void aValueThatMustBeThereIsAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        EventType.named("entered-theatre").read(Map.of("limb", "left arm")))
                .withMessage("modality: is missing; write a text or a number");
    }

    /// Whatever can happen is written and read back the same, and its text is plain text.
    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void anyEventIsReadBackAsItWasWritten(String name) {
        long seed = 20261123;
        RandomEvents events = new RandomEvents(
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        EventType type = EventType.named(name);
        for (int i = 0; i < 500; i++) {
            Event event = events.of(type);
            Map<String, Object> written = type.write(event);

            assertThat(type.read(written)).as("%s, round %s, seed %s", name, i, seed)
                    .isEqualTo(event);
            assertThat(type.write(type.read(written))).as("the text is canonical, seed %s", seed)
                    .isEqualTo(written);
            assertThat(EventType.of(event)).isEqualTo(type);
        }
    }

    static List<String> types() {
        return EventType.all().stream().map(EventType::name).toList();
    }

    @Test
    void thereAreTheTypesThatTheJournalKnows() {
        assertThat(types()).doesNotHaveDuplicates().containsExactly(
                "presented", "referred", "lesion-found", "diagnosed", "biopsied", "imaged",
                "photographed", "listed-for-board", "patient-assessed", "criterion-stated",
                "board-decided", "decision-minuted", "task-given", "task-done", "irradiated",
                "systemic-therapy-given", "treatment-not-given", "order-written", "order-signed",
                "entered-theatre", "procedure-begun", "resected", "infused", "amputated", "limb-compared",
                "step-taken", "measurement-taken", "blood-gas-taken", "drug-given",
                "permission-refused", "override-given", "procedure-aborted", "noted", "alarm-acknowledged",
                "procedure-ended", "admitted", "transferred", "discharged", "laboratory-reported",
                "urine-measured", "limb-checked", "wieberdink-graded", "weighed",
                "medicine-given", "fluid-given", "fasciotomy-done", "alert-acknowledged",
                "watch-handed-over", "discharge-item-stated", "clinic-planned", "lesions-measured",
                "response-assessed", "progressed", "late-toxicity-graded", "last-seen", "died",
                "consented", "consent-withdrawn", "withdrawn");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheTypesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("vanished"))
                .withMessageStartingWith(
                        "\"vanished\" is not an event; the events are: presented, referred,");
    }

    @Test
    void theSameDrugTwiceInOneInfusionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("infused").read(Map.of(
                        "limb", "left arm", "modality", "ILI",
                        "drugs", List.of("melphalan: 50 mg", "melphalan: 40 mg"))))
                .withMessage("the same drug stands twice in [melphalan: 50 mg, melphalan: 40 mg]");
    }

    @Test
    void anArmIsNotTakenOffAboveTheKnee() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("amputated").read(Map.of(
                        "limb", "left arm", "level", "above-knee")))
                .withMessage("an amputation at above-knee cannot be of the left arm");
    }

    @Test
    void aProgressionNeedsItsExtent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("progressed").read(Map.of()))
                .withMessage("a progression needs its extent: in-field, out-of-field, local, "
                        + "regional, locoregional or distant");
    }

    /// What a parser of YAML or JSON may hand over besides texts.
    @Test
    void aValueOfTheWrongShapeIsRefusedWithItsFieldInFront() {
        EventType seen = EventType.named("last-seen");
        EventType irradiated = EventType.named("irradiated");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen.read(Map.of("status", Map.of("missing", "dunno"))))
                .withMessageStartingWith("status: \"dunno\" is not one of: not-measured,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen.read(Map.of("status", Map.of("colour", "red"))))
                .withMessage("status: write a value, {missing: not-stated} or {printed: words of "
                        + "the source}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen.read(Map.of("status", true)))
                .withMessage("status: write a text or a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> irradiated.read(Map.of("fractions", "many")))
                .withMessage("fractions: \"many\" is not a whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> irradiated.read(Map.of("fractions", 0)))
                .withMessage("0 fractions is outside 1 to 100");
        assertThat(irradiated.read(Map.of("fractions", 25)))
                .isEqualTo(irradiated.read(Map.of("fractions", " 25 ")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.named("clinic-planned").read(Map.of("due", "soon")))
                .withMessage("due: \"soon\" is not a day; write for example 2013-07-04");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> irradiated.read(Map.of("lesions", List.of(List.of("a")))))
                .withMessage("lesions: write a list of texts");
    }
}
