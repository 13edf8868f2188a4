package limbline.board;

import java.util.ArrayList;
import java.util.List;
import limbline.course.Course;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.Photographed;

/// What is missing on the page of a patient, so that somebody can ask for it the day before.
public final class Lacking {

    private Lacking() {}

    /// @param options what the record says of the criteria of each option
    /// @return sentences; none where nothing is missing
    public static List<String> of(Course course, List<Eligibility> options) {
        List<String> lacking = new ArrayList<>();
        if (Decisions.of(course).question().flatMap(listed -> listed.question().found())
                .isEmpty()) {
            lacking.add("No question is put to the board.");
        }
        if (!has(course, Imaged.class)) {
            lacking.add("No imaging is on record.");
        }
        if (!has(course, Photographed.class)) {
            lacking.add("No photograph is on record.");
        }
        if (!has(course, Diagnosed.class) && !has(course, Biopsied.class)) {
            lacking.add("No diagnosis is on record.");
        }
        for (Eligibility option : options) {
            List<String> unknown = option.answers().stream().filter(Answer::isMissing)
                    .map(answer -> answer.criterion().id().replace('-', ' ')).toList();
            if (!unknown.isEmpty()) {
                lacking.add("%s: %d of %d criteria cannot be answered: %s.".formatted(
                        option.criteria().title(), unknown.size(), option.answers().size(),
                        String.join(", ", unknown)));
            }
        }
        return lacking;
    }

    private static boolean has(Course course, Class<?> type) {
        return course.timeline().stream().anyMatch(placed -> type.isInstance(placed.event()));
    }
}
