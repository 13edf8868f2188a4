package limbline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
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
                .isEqualTo(new WieberdinkGraded(LEFT_ARM, Finding.printed("I-II")));
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
}
