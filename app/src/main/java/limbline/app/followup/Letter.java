package limbline.app.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.page.Words;
import limbline.course.Course;
import limbline.event.ReferralEvent.Referred;
import limbline.followup.Answer;
import limbline.followup.Answers;
import limbline.followup.Appointment;
import limbline.followup.Appointments;
import limbline.followup.Outcome;
import limbline.followup.Own;
import limbline.followup.Part;
import limbline.measure.Term;
import limbline.patient.Criterion;

/// A letter of the clinic: the same sentences as text and as PDF. It is a draft for a person to read
/// and sign; names stand in it and never in the name of its file.
///
/// @param to whom it is written
/// @param paragraphs in order
public record Letter(Kind kind, String to, String subject, List<String> paragraphs) {

    /// What a letter is for.
    public enum Kind implements Term {
        /// To the patient.
        INVITATION,
        /// To whoever referred the patient.
        RESULT
    }

    public Letter {
        paragraphs = List.copyOf(paragraphs);
    }

    /// @param called the patient's name, or the pseudonym where no name is kept
    /// @param centre the hospital's name
    static Letter invitation(
            Words words, String centre, String called, Appointments appointments) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(words.say("letter.dear", called));
        Optional<Appointment> next = appointments.next();
        if (next.isEmpty()) {
            paragraphs.add(words.say("letter.nothing-due"));
        }
        next.ifPresent(one -> {
            paragraphs.add(appointments.infusion().map(infusion -> words.say("letter.treated",
                    infusion.event().limb(), infusion.placed().when(), centre))
                    .orElseGet(() -> words.say("letter.followed", centre)));
            boolean missed = !appointments.today().isBefore(one.overdueFrom());
            paragraphs.add(words.say(missed ? "letter.missed" : "letter.due", one.due()));
            if (!one.says().isEmpty()) {
                paragraphs.add(words.say("letter.looks-at", one.says()));
            }
        });
        paragraphs.add(words.say("letter.call"));
        return new Letter(Kind.INVITATION, called, words.say("letter.invitation", centre),
                paragraphs);
    }

    /// @param answers after the last infusion, by the criterion that is shown
    static Letter result(Words words, String called, Course course, LocalDate today,
            Optional<Answers> answers, Appointments appointments) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(words.say("letter.about", called));
        List<Outcome> outcomes = Outcome.all(course, today);
        outcomes.forEach(outcome -> paragraphs.add(String.join(" ", outcome.sentences())));
        if (outcomes.isEmpty()) {
            paragraphs.add(words.say("letter.not-treated"));
        }
        answers.ifPresent(all -> {
            latest(all, Part.IN_FIELD).ifPresent(one ->
                    paragraphs.add(words.say("letter.in-field", computed(one))));
            latest(all, Part.OUT_OF_FIELD).ifPresent(one ->
                    paragraphs.add(words.say("letter.out-of-field", computed(one))));
            if (all.criterion() == Criterion.CLINICAL_JUDGEMENT) {
                said(words, all, Part.IN_FIELD, "letter.said-in-field").ifPresent(paragraphs::add);
                said(words, all, Part.OUT_OF_FIELD, "letter.said-out-of-field")
                        .ifPresent(paragraphs::add);
            }
            all.own().stream().filter(own -> own.compared() == Own.Compared.DIFFERENT)
                    .forEach(own -> paragraphs.add(own.words()));
        });
        paragraphs.add(words.say("letter.status", words.say(
                "status." + course.diseaseStatus().status().term())));
        paragraphs.add(appointments.next().map(one -> words.say("letter.next", one.due()))
                .orElseGet(() -> words.say("letter.no-next")));
        return new Letter(Kind.RESULT, referrer(course).orElseGet(() ->
                words.say("letter.colleague")), words.say("letter.result", called), paragraphs);
    }

    private static Optional<Answer> latest(Answers answers, Part part) {
        return answers.of(part).stream().reduce((_, later) -> later);
    }

    /// What the clinician said last of a part as a whole.
    private static Optional<String> said(Words words, Answers answers, Part part, String key) {
        return answers.own().stream()
                .filter(own -> own.part() == part && own.lesion().isEmpty())
                .reduce((_, later) -> later)
                .map(own -> words.say(key, own.placed().when(), own.words()));
    }

    private static String computed(Answer answer) {
        return "%s, %s by %s (%s)".formatted(answer.day(),
                answer.computed().response().term().replace('-', ' '),
                answer.computed().criterion().term(), answer.computed().working().stream()
                        .map(line -> line.replaceAll("\\.$", "")).collect(Collectors.joining("; ")));
    }

    /// Who sent the patient last, if somebody from elsewhere is named.
    private static Optional<String> referrer(Course course) {
        return course.timeline().stream().map(placed -> placed.event())
                .filter(Referred.class::isInstance).map(Referred.class::cast)
                .flatMap(referred -> referred.by().found().stream())
                .filter(by -> !by.equals(Again.BY)).reduce((_, later) -> later);
    }

    /// As plain text, 72 characters wide.
    String text(Words words, String centre, LocalDate day) {
        StringBuilder text = new StringBuilder();
        text.append(centre).append("\n").append(day).append("\n\n").append(to).append("\n\n")
                .append(subject).append("\n\n");
        paragraphs.forEach(paragraph -> text.append(wrapped(paragraph)).append("\n"));
        return text.append(wrapped(words.say("not-a-device"))).toString();
    }

    private static String wrapped(String paragraph) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : paragraph.split("\\s+", -1)) {
            if (column > 0 && column + 1 + word.length() > 72) {
                lines.append("\n");
                column = 0;
            } else if (column > 0) {
                lines.append(" ");
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.append("\n").toString();
    }
}
