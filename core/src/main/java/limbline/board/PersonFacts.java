package limbline.board;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import limbline.board.Answer.Reason;
import limbline.board.Answer.Verdict;
import limbline.course.Person.Birth;
import limbline.course.Placed;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.Event;
import limbline.measure.Finding;
import limbline.patient.Histology;

/// Criteria that ask who the patient is and what the disease is.
final class PersonFacts {

    private PersonFacts() {}

    static Answer age(Facts facts, Criterion criterion, Question.Age asked) {
        Optional<Birth> birth = facts.course.person().birth();
        Optional<Placed> told = facts.last(Presented.class, one -> one.age().found().isPresent());
        if (birth.isEmpty() || told.isEmpty()) {
            return facts.missing(criterion, "No age is on record.");
        }
        int youngest = years(birth.get().latest(), facts.on);
        int oldest = years(birth.get().earliest(), facts.on);
        String years = youngest == oldest ? "%d years".formatted(youngest)
                : "%d to %d years".formatted(youngest, oldest);
        String words = "%s old on %s; asked is %s.".formatted(
                years, facts.on, asked.bound().words(Facts.plain(asked.limit().value())));
        boolean least = holds(asked, youngest);
        // An age has no age of its own: it is worked out for the day.
        return least == holds(asked, oldest)
                ? new Answer(criterion, least ? Verdict.MET : Verdict.NOT_MET, Reason.KNOWN, words,
                        told, Optional.empty())
                : facts.undecided(criterion, told.get(), words);
    }

    private static boolean holds(Question.Age asked, int years) {
        return asked.bound().holds(BigDecimal.valueOf(years).compareTo(asked.limit().value()));
    }

    private static int years(LocalDate born, LocalDate on) {
        return Period.between(born, on).getYears();
    }

    /// A coded histology decides; words are quoted for a person to judge.
    static Answer sarcoma(Facts facts, Criterion criterion) {
        Optional<Placed> coded = facts.last(Event.class, event -> histology(event).found()
                .flatMap(Histology::morphology).isPresent());
        if (coded.isPresent()) {
            Histology histology = histology(coded.get().event()).found().orElseThrow();
            return facts.of(criterion, coded.get(), histology.subtype().isPresent(),
                    "Histology: %s (%s).".formatted(histology, coded.get().when()));
        }
        Optional<Placed> worded = facts.last(Event.class, event ->
                histology(event).found().isPresent()
                        || (event instanceof Biopsied one && one.result().found().isPresent()));
        return worded.map(placed -> facts.undecided(criterion, placed,
                        "Pathology says \"%s\" (%s), without a code that could be looked up."
                                .formatted(words(placed.event()), placed.when())))
                .orElseGet(() -> facts.missing(criterion, "No histology is on record."));
    }

    private static String words(Event event) {
        return event instanceof Biopsied biopsied && biopsied.result().found().isPresent()
                ? biopsied.result().words() : histology(event).words();
    }

    private static Finding<Histology> histology(Event event) {
        return event instanceof Diagnosed diagnosed ? diagnosed.histology()
                : event instanceof Biopsied biopsied ? biopsied.histology() : Finding.notStated();
    }
}
