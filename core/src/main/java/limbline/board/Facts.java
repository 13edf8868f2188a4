package limbline.board;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import limbline.board.Answer.Reason;
import limbline.board.Answer.Verdict;
import limbline.board.Question.Age;
import limbline.board.Question.Distal;
import limbline.board.Question.DrugsGiven;
import limbline.board.Question.HasCondition;
import limbline.board.Question.Heart;
import limbline.board.Question.Laboratory;
import limbline.board.Question.Measurable;
import limbline.board.Question.Need;
import limbline.board.Question.Performance;
import limbline.board.Question.Pulses;
import limbline.board.Question.Resectable;
import limbline.board.Question.Sarcoma;
import limbline.board.Question.SinceTherapy;
import limbline.board.Question.Stated;
import limbline.board.Question.TimesNormal;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.Event;
import limbline.event.ReferralEvent.LesionFound;
import limbline.measure.Finding;
import limbline.measure.Elapsed;
import limbline.patient.Condition;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.Limb;
import limbline.patient.Met;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.patient.Sex;

/// Answers the criteria of a file out of one course on one day.
final class Facts {

    final Course course;
    final LocalDate on;
    final Optional<Limb> limb;
    final List<Placement> lesions;

    Facts(Course course, LocalDate on) {
        this.course = course;
        this.on = on;
        limb = TourniquetLine.limb(course, on);
        lesions = TourniquetLine.of(course, on);
    }

    Answer answer(String file, Criterion criterion) {
        return switch (criterion.question()) {
            case HasCondition asked -> condition(criterion, asked.of(), asked.must());
            case Performance asked -> performance(criterion, asked.atLeast());
            case Heart asked -> heart(criterion, asked.atMost());
            case Laboratory asked -> LaboratoryFacts.held(this, criterion, asked);
            case TimesNormal asked -> LaboratoryFacts.held(this, criterion, asked);
            case Pulses asked -> pulses(criterion, asked);
            case Distal asked -> LesionFacts.distal(this, criterion, asked.above());
            case Measurable asked -> LesionFacts.measurable(this, criterion, asked.atLeast());
            case Resectable asked -> resectable(criterion, asked.must());
            case Age asked -> PersonFacts.age(this, criterion, asked);
            case Sarcoma _ -> PersonFacts.sarcoma(this, criterion);
            case DrugsGiven asked -> TherapyFacts.drugs(this, criterion, asked);
            case SinceTherapy asked -> TherapyFacts.since(this, criterion, asked);
            case Stated _ -> stated(file, criterion);
        };
    }

    /// Of a woman only: of a man it is absent without anybody's looking.
    private Answer condition(Criterion criterion, Condition of, Need must) {
        boolean isOfWomen = of == Condition.PREGNANCY || of == Condition.LACTATION;
        if (isOfWomen && course.person().sex().is(Sex.MALE)) {
            return new Answer(criterion, must == Need.PRESENT ? Verdict.NOT_MET : Verdict.MET,
                    Reason.KNOWN, "The patient is male.", Optional.empty(), Optional.empty());
        }
        Optional<Placed> said = said(of);
        if (said.isEmpty()) {
            return missing(criterion, "Nobody has said whether there is %s.".formatted(of.words()));
        }
        Placed placed = said.get();
        PatientAssessed assessed = (PatientAssessed) placed.event();
        if (assessed.unclear().contains(of)) {
            return new Answer(criterion, Verdict.UNKNOWN, Reason.UNCLEAR,
                    "%s: asked, and it could not be found out (%s).".formatted(
                            capital(of.words()), placed.when()), said, age(placed));
        }
        boolean isPresent = assessed.present().contains(of);
        boolean holds = switch (must) {
            case ABSENT -> !isPresent;
            case PRESENT -> isPresent;
            case EITHER -> true;
        };
        String words = "%s is %s (%s)%s".formatted(capital(of.words()),
                isPresent ? "present" : "absent", placed.when(),
                must == Need.EITHER && isPresent
                        ? "; no bar by %s.".formatted(criterion.source()) : ".");
        return of(criterion, placed, holds, words);
    }

    /// The last assessment that answers about a condition.
    Optional<Placed> said(Condition of) {
        return last(PatientAssessed.class, assessed -> assessed.present().contains(of)
                || assessed.absent().contains(of) || assessed.unclear().contains(of));
    }

    private Answer performance(Criterion criterion, Karnofsky atLeast) {
        return last(PatientAssessed.class, one -> isSaid(one.karnofsky()))
                .map(placed -> switch (((PatientAssessed) placed.event()).karnofsky()) {
                    case Finding.Known<Karnofsky>(var found) ->
                        of(criterion, placed, found.compareTo(atLeast) >= 0,
                                "Karnofsky %s (%s); asked is at least %s.".formatted(
                                        found, placed.when(), atLeast));
                    case Finding.Printed<Karnofsky>(var words) ->
                        printed(criterion, placed, "The Karnofsky status", words);
                    case Finding.Missing<Karnofsky> _ -> throw new IllegalStateException();
                })
                .orElseGet(() -> missing(criterion, "No Karnofsky status is on record."));
    }

    private Answer heart(Criterion criterion, HeartClass atMost) {
        return last(PatientAssessed.class, one -> isSaid(one.heart()))
                .map(placed -> switch (((PatientAssessed) placed.event()).heart()) {
                    case Finding.Known<HeartClass>(var found) ->
                        of(criterion, placed, found.compareTo(atMost) <= 0,
                                "NYHA class %s (%s); asked is at most %s.".formatted(
                                        found.term(), placed.when(), atMost.term()));
                    case Finding.Printed<HeartClass>(var words) ->
                        printed(criterion, placed, "The NYHA class", words);
                    case Finding.Missing<HeartClass> _ -> throw new IllegalStateException();
                })
                .orElseGet(() -> missing(criterion, "No NYHA class is on record."));
    }

    private Answer pulses(Criterion criterion, Pulses asked) {
        if (limb.isEmpty()) {
            return missing(criterion, "No limb is in question.");
        }
        Set<PulseSite> wanted = asked.sites().stream()
                .filter(site -> site.extremity() == limb.get().extremity())
                .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.isEmpty()) {
            return missing(criterion, "No pulse of the %s is asked for.".formatted(limb.get()));
        }
        Optional<Placed> last = last(PatientAssessed.class, one ->
                one.limb().found().filter(limb.get()::equals).isPresent()
                        && wanted.stream().anyMatch(site -> one.pulses().contains(site)
                                || one.noPulses().contains(site)));
        if (last.isEmpty()) {
            return missing(criterion, "No pulse of the %s is on record: %s.".formatted(
                    limb.get(), words(wanted)));
        }
        PatientAssessed found = (PatientAssessed) last.get().event();
        Set<PulseSite> felt = new TreeSet<>(wanted);
        felt.retainAll(found.pulses());
        Set<PulseSite> none = new TreeSet<>(wanted);
        none.retainAll(found.noPulses());
        String words = "%s (%s); asked %s: %s.".formatted(capital(List.of(
                        felt.isEmpty() ? "" : "felt: " + words(felt),
                        none.isEmpty() ? "" : "not felt: " + words(none)).stream()
                        .filter(part -> !part.isEmpty()).collect(Collectors.joining("; "))),
                last.get().when(), asked.every() ? "is each of" : "is one of", words(wanted));
        boolean isMet = asked.every() ? felt.equals(wanted) : !felt.isEmpty();
        boolean isFailed = asked.every() ? !none.isEmpty() : none.equals(wanted);
        return isMet || isFailed ? of(criterion, last.get(), isMet, words)
                : undecided(criterion, last.get(), words);
    }

    private static String words(Set<PulseSite> sites) {
        return sites.stream().map(site -> site.term().replace('-', ' '))
                .collect(Collectors.joining(", "));
    }

    /// Of several lesions of the limb one that cannot be resected is enough.
    private Answer resectable(Criterion criterion, Resectability must) {
        List<Placement> judged = lesions.stream().filter(one -> isOfTheLimb(one)
                && one.lesion().found().resectability().found().isPresent()).toList();
        if (judged.isEmpty()) {
            return missing(criterion,
                    "Of no lesion of the limb it is on record whether it can be resected.");
        }
        Optional<Placement> decides = judged.stream().filter(one ->
                one.lesion().found().resectability().is(must)).findFirst();
        Placement shown = decides.orElse(judged.getLast());
        LesionFound found = shown.lesion().found();
        return of(criterion, shown.lesion().placed(), decides.isPresent(),
                "%s is %s (%s); asked is %s.".formatted(found.lesion(),
                        found.resectability().words(), shown.lesion().placed().when(),
                        must.term()));
    }

    static boolean isOfTheLimb(Placement one) {
        return one.position() != Placement.Position.ELSEWHERE;
    }

    private Answer stated(String file, Criterion criterion) {
        return last(CriterionStated.class, one -> one.criteria().equals(file)
                        && one.criterion().equals(criterion.id()))
                .map(placed -> {
                    CriterionStated said = (CriterionStated) placed.event();
                    String why = said.words().found()
                            .map(words -> ": " + words.replaceAll("\\.+$", "")).orElse("");
                    return of(criterion, placed, said.met() == Met.MET, "%s says so (%s)%s."
                            .formatted(placed.entry().author(), placed.when(), why));
                })
                .orElseGet(() -> missing(criterion, "Nobody has said so."));
    }

    // What every answer is made by.

    /// The last event of a type that had happened by the day and answers.
    <E extends Event> Optional<Placed> last(Class<E> type, Predicate<? super E> answers) {
        return course.timeline().reversed().stream()
                .filter(placed -> placed.hadHappenedBy(on) && type.isInstance(placed.event())
                        && answers.test(type.cast(placed.event())))
                .findFirst();
    }

    Optional<Elapsed> age(Placed placed) {
        return placed.span().map(span -> {
            long used = Math.max(0, on.toEpochDay() - span.used().toEpochDay());
            long fewest = Math.min(used, Math.max(0, on.toEpochDay() - span.latest().toEpochDay()));
            return new Elapsed(fewest,
                    Math.max(used, on.toEpochDay() - span.earliest().toEpochDay()), used);
        });
    }

    /// A fact that decides, unless it is too old by the file's own limit.
    Answer of(Criterion criterion, Placed fact, boolean holds, String words) {
        Optional<Elapsed> age = age(fact);
        Verdict verdict = holds ? Verdict.MET : Verdict.NOT_MET;
        Optional<Long> most = criterion.staleAfter().amount()
                .map(amount -> amount.duration().toDays());
        if (most.isEmpty()) {
            return new Answer(criterion, verdict, Reason.KNOWN, words, Optional.of(fact), age);
        }
        String limit = criterion.staleAfter().words();
        if (age.isEmpty()) {
            return stale(criterion, fact, "%s It has no date, and may be older than %s."
                    .formatted(words, limit));
        }
        if (age.get().earliest() > most.get()) {
            return stale(criterion, fact, "%s Too old to say: %s, more than %s."
                    .formatted(words, age.get(), limit));
        }
        return age.get().latest() > most.get()
                ? stale(criterion, fact, "%s It may be too old: %s, against %s."
                        .formatted(words, age.get(), limit))
                : new Answer(criterion, verdict, Reason.KNOWN, words, Optional.of(fact), age);
    }

    private Answer stale(Criterion criterion, Placed fact, String words) {
        return new Answer(criterion, Verdict.UNKNOWN, Reason.STALE, words, Optional.of(fact),
                age(fact));
    }

    Answer undecided(Criterion criterion, Placed fact, String words) {
        return new Answer(criterion, Verdict.UNKNOWN, Reason.UNDECIDED, words, Optional.of(fact),
                age(fact));
    }

    /// Whether there is a value, or words in its place: those are newer than any value before them.
    static boolean isSaid(Finding<?> finding) {
        return !(finding instanceof Finding.Missing<?>);
    }

    /// The last that was said is no value, so an older value decides nothing either.
    Answer printed(Criterion criterion, Placed fact, String what, String words) {
        return undecided(criterion, fact, "%s is printed as \"%s\" (%s), which is no value.".formatted(
                what, words, fact.when()));
    }

    Answer notSet(Criterion criterion, Optional<Placed> fact, String words) {
        return new Answer(criterion, Verdict.UNKNOWN, Reason.NOT_SET, words, fact,
                fact.flatMap(this::age));
    }

    Answer missing(Criterion criterion, String words) {
        return new Answer(criterion, Verdict.UNKNOWN, Reason.MISSING, words, Optional.empty(),
                Optional.empty());
    }

    static String capital(String words) {
        return words.isEmpty() ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }
}
