package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;

import limbline.app.page.Words;
import limbline.event.EventField;
import limbline.event.EventType;
import org.junit.jupiter.api.Test;

/// Every event can stand on the page of its patient: one without words there stops the page.
class FieldWordsTest {

    @Test
    void everyFieldOfEveryEventHasALabel() {
        Words words = Words.english();
        for (EventType type : EventType.all()) {
            assertThat(words.say("event." + type.name())).as(type.name()).isNotBlank();
            for (EventField field : type.fields()) {
                assertThat(Control.label(type, field, words))
                        .as("%s of %s", field.name(), type.name()).isNotBlank();
            }
        }
    }
}
