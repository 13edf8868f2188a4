package limbline.board;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.board.Answer.Reason;
import limbline.board.Answer.Verdict;
import limbline.board.Question.DrugsGiven;
import limbline.board.Question.Need;
import limbline.board.Question.SinceTherapy;
import limbline.board.Question.Therapy;
import limbline.course.Placed;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.Event;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.measure.Elapsed;
import limbline.measure.Term;
import limbline.patient.Condition;
import limbline.patient.Modality;
import limbline.protocol.Limit;

/// Criteria that ask what was given before, and when. That the record holds none does not mean that
/// there was none: then a person is asked.
final class TherapyFacts {

    private TherapyFacts() {}

    static Answer drugs(Facts facts, Criterion criterion, DrugsGiven asked) {
        Optional<Placed> given = facts.last(SystemicTherapyGiven.class, one ->
                asked.drugs().isEmpty()
                        || one.drugs().stream().anyMatch(asked.drugs()::contains));
        String name = asked.drugs().isEmpty() ? "systemic therapy"
                : asked.drugs().stream().map(Term::term).sorted().collect(Collectors.joining(", "));
        if (given.isEmpty()) {
            return stated(facts, criterion, asked, name);
        }
        String words = "Given: %s (%s).".formatted(
                drugs(given.get(), asked), given.get().when());
        if (asked.within().isEmpty()) {
            return facts.of(criterion, given.get(), holds(asked.must(), true), words);
        }
        Limit within = asked.within().get();
        Optional<Elapsed> age = facts.age(given.get());
        if (within.amount().isEmpty()) {
            return facts.notSet(criterion, given, ("%s How long after it this still counts is not"
                    + " set.").formatted(words));
        }
        long days = within.amount().get().duration().toDays();
        if (age.isEmpty() || (age.get().earliest() <= days && age.get().latest() > days)) {
            return facts.undecided(criterion, given.get(),
                    "%s Whether that is within %s is not certain."
                            .formatted(words, within.words()));
        }
        boolean counts = age.get().latest() <= days;
        return facts.of(criterion, given.get(), holds(asked.must(), counts),
                "%s That is %s ago; what counts is within %s.".formatted(
                        words, age.get(), within.words()));
    }

    /// Those that are asked about, or all.
    private static String drugs(Placed placed, DrugsGiven asked) {
        return ((SystemicTherapyGiven) placed.event()).drugs().stream()
                .filter(drug -> asked.drugs().isEmpty() || asked.drugs().contains(drug))
                .map(Term::term).sorted().collect(Collectors.joining(", "));
    }

    private static boolean holds(Need must, boolean isGiven) {
        return switch (must) {
            case ABSENT -> !isGiven;
            case PRESENT -> isGiven;
            case EITHER -> true;
        };
    }

    private static Answer stated(
            Facts facts, Criterion criterion, DrugsGiven asked, String name) {
        Optional<Placed> said = asked.asks().flatMap(facts::said);
        String none = "No %s is on record".formatted(name);
        if (said.isEmpty()) {
            return facts.missing(criterion,
                    none + ", and nobody has said whether there was any.");
        }
        PatientAssessed answer = (PatientAssessed) said.get().event();
        Condition condition = asked.asks().orElseThrow();
        if (answer.unclear().contains(condition)) {
            return new Answer(criterion, Verdict.UNKNOWN, Reason.UNCLEAR, none
                    + "; asked, and it could not be found out (%s).".formatted(said.get().when()),
                    said, facts.age(said.get()));
        }
        boolean isPresent = answer.present().contains(condition);
        if (isPresent && asked.within().isPresent()) {
            return facts.undecided(criterion, said.get(), ("%s; as assessed, %s is present (%s)."
                    + " When it was is not on record.").formatted(none, condition.words(),
                    said.get().when()));
        }
        return facts.of(criterion, said.get(), holds(asked.must(), isPresent),
                "%s; as assessed, %s is %s (%s).".formatted(none,
                        condition.words(), isPresent ? "present" : "absent", said.get().when()));
    }

    static Answer since(Facts facts, Criterion criterion, SinceTherapy asked) {
        Optional<Placed> last = facts.last(Event.class, event -> therapy(event)
                .filter(asked.of()::contains).isPresent());
        String of = Arrays.stream(Therapy.values()).filter(asked.of()::contains)
                .map(each -> each.term().replace('-', ' ')).collect(Collectors.joining(", "));
        if (last.isEmpty()) {
            return neverTreated(facts, criterion, asked, of);
        }
        String words = "%s (%s)".formatted(Facts.capital(therapy(last.get().event())
                .orElseThrow().term().replace('-', ' ')), last.get().when());
        if (asked.atLeast().amount().isEmpty()) {
            return facts.notSet(criterion, last,
                    words + "; how long ago it has to be is not set.");
        }
        long days = asked.atLeast().amount().get().duration().toDays();
        Optional<Elapsed> age = facts.age(last.get());
        String limit = "; asked is at least " + asked.atLeast().words();
        if (age.isEmpty()) {
            return facts.undecided(criterion, last.get(), words + ", no one knows when" + limit
                    + ".");
        }
        String whole = "%s, %s ago%s.".formatted(words, age.get(), limit);
        if (age.get().earliest() < days && age.get().latest() >= days) {
            return facts.undecided(criterion, last.get(), whole);
        }
        // How long ago it was is the question itself: such a fact does not grow stale.
        return new Answer(criterion, age.get().earliest() >= days ? Verdict.MET : Verdict.NOT_MET,
                Reason.KNOWN, whole, last, age);
    }

    private static Answer neverTreated(
            Facts facts, Criterion criterion, SinceTherapy asked, String of) {
        Optional<Placed> said = asked.asks().flatMap(facts::said);
        String none = "No %s is on record".formatted(of);
        if (said.isPresent() && ((PatientAssessed) said.get().event()).absent()
                .contains(asked.asks().orElseThrow())) {
            return facts.of(criterion, said.get(), true, "%s, and there was none, as assessed (%s)."
                    .formatted(none, said.get().when()));
        }
        return said.isPresent()
                ? facts.undecided(criterion, said.get(), none + ", and when it was is not known.")
                : facts.missing(criterion, none + ", and nobody has said that there was none.");
    }

    private static Optional<Therapy> therapy(Event event) {
        if (event instanceof SystemicTherapyGiven) {
            return Optional.of(Therapy.SYSTEMIC_THERAPY);
        }
        if (event instanceof Irradiated) {
            return Optional.of(Therapy.RADIOTHERAPY);
        }
        if (event instanceof Resected) {
            return Optional.of(Therapy.RESECTION);
        }
        return event instanceof Infused infused
                ? Optional.of(infused.modality() == Modality.ILI ? Therapy.ILI : Therapy.HILP)
                : Optional.empty();
    }
}
