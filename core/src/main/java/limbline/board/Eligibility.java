package limbline.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.board.Answer.Verdict;
import limbline.course.Course;

/// What the record says of every criterion of one file on one day. It adds nothing up.
///
/// @param answers in the order of the file
public record Eligibility(Criteria criteria, LocalDate on, List<Answer> answers) {

    public Eligibility {
        answers = List.copyOf(answers);
    }

    /// @param course as known from the point of view of the page
    /// @param on the day for which facts are old or not
    public static Eligibility of(Course course, Criteria criteria, LocalDate on) {
        Facts facts = new Facts(course, on);
        return new Eligibility(criteria, on, criteria.all().stream()
                .map(criterion -> facts.answer(criteria.id(), criterion)).toList());
    }

    public long count(Verdict verdict) {
        return answers.stream().filter(answer -> answer.verdict() == verdict).count();
    }

    public List<Answer> of(Verdict verdict) {
        return answers.stream().filter(answer -> answer.verdict() == verdict).toList();
    }

    /// Criteria that speak of the same and whose sources disagree, by what they are about.
    public Map<String, List<Answer>> disagreements() {
        Map<String, List<Answer>> about = new LinkedHashMap<>();
        for (Answer answer : answers) {
            answer.criterion().about().ifPresent(word ->
                    about.computeIfAbsent(word, _ -> new ArrayList<>()).add(answer));
        }
        about.values().removeIf(both -> both.size() < 2);
        return about;
    }
}
