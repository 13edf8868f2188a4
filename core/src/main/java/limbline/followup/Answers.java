package limbline.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.followup.AfterInfusion.Dated;
import limbline.patient.Criterion;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Response;

/// The response to an infusion by one criterion: at each look, of its field and of what lies outside
/// it, and lesion by lesion; and what the clinician said, beside it.
///
/// Clinical judgement computes nothing: then only the clinician's own is here.
///
/// @param answers of the field and of the rest, in time
/// @param lesions lesion by lesion, in time
/// @param own the clinician's, in time
public record Answers(
        AfterInfusion after,
        Criterion criterion,
        List<Answer> answers,
        List<Answer> lesions,
        List<Own> own) {

    /// The criteria that can be chosen; the first one computes nothing.
    public static final List<Criterion> CRITERIA =
            List.of(Criterion.CLINICAL_JUDGEMENT, Criterion.WHO, Criterion.RECIST_1_1);

    public Answers {
        answers = List.copyOf(answers);
        lesions = List.copyOf(lesions);
        own = List.copyOf(own);
    }

    /// @param criterion one of [#CRITERIA]
    public static Answers of(AfterInfusion after, Criterion criterion) {
        List<Dated> looks = after.looks();
        List<Answer> answers = new ArrayList<>();
        List<Answer> single = new ArrayList<>();
        if (criterion != Criterion.CLINICAL_JUDGEMENT) {
            for (int i = 0; i < looks.size(); i++) {
                List<Dated> upto = looks.subList(0, i + 1);
                for (Part part : List.of(Part.IN_FIELD, Part.OUT_OF_FIELD)) {
                    ofPart(after, criterion, upto, part).ifPresent(answers::add);
                }
                for (LesionSize size : after.baseline().sizes()) {
                    ofLesion(after, criterion, upto, size).ifPresent(single::add);
                }
            }
        }
        return new Answers(after, criterion, answers, single, own(after, criterion, answers, single));
    }

    /// The answers of one part, in time.
    public List<Answer> of(Part part) {
        return answers.stream().filter(answer -> answer.part() == part).toList();
    }

    private static Optional<Answer> ofPart(
            AfterInfusion after, Criterion criterion, List<Dated> upto, Part part) {
        Predicate<LesionId> inside = lesion -> after.parts().get(lesion) == part;
        Look baseline = only(after.baseline(), inside);
        List<Look> looks = upto.stream().map(one -> only(one.look(), inside)).toList();
        if (baseline.sizes().isEmpty() && looks.getLast().appeared().isEmpty()) {
            return Optional.empty();
        }
        List<LesionId> unplaced = upto.getLast().look().appeared().stream()
                .filter(lesion -> after.parts().get(lesion) == Part.NOT_STATED).toList();
        Computed computed = computed(after, criterion, baseline, looks);
        if (!unplaced.isEmpty() && computed.response() != Response.PROGRESSIVE) {
            List<String> working = new ArrayList<>(computed.working());
            working.add("New, and nobody said whether in the field: " + String.join(", ",
                    unplaced.stream().map(LesionId::value).toList()) + ".");
            computed = new Computed(criterion, Response.NOT_ASSESSABLE, working);
        }
        return Optional.of(new Answer(upto.getLast().day(), part, Optional.empty(), computed));
    }

    private static Optional<Answer> ofLesion(
            AfterInfusion after, Criterion criterion, List<Dated> upto, LesionSize size) {
        Set<LesionId> family = after.family(size.lesion());
        List<Look> looks = upto.stream().map(one -> new Look(
                only(one.look(), family::contains).sizes(), Set.of())).toList();
        if (looks.getLast().sizes().isEmpty()) {
            return Optional.empty();
        }
        Computed computed = computed(
                after, criterion, new Look(List.of(size), Set.of()), looks);
        return Optional.of(new Answer(upto.getLast().day(),
                after.parts().getOrDefault(size.lesion(), Part.NOT_STATED),
                Optional.of(size.lesion()), computed));
    }

    private static Look only(Look look, Predicate<LesionId> wanted) {
        return new Look(look.sizes().stream().filter(size -> wanted.test(size.lesion())).toList(),
                Set.copyOf(look.appeared().stream().filter(wanted).toList()));
    }

    /// What the criterion refuses cannot be assessed by it, and it says why.
    private static Computed computed(
            AfterInfusion after, Criterion criterion, Look baseline, List<Look> looks) {
        try {
            return criterion == Criterion.WHO ? new WhoCriterion(baseline).at(looks)
                    : recist(after, baseline, looks);
        } catch (IllegalArgumentException e) {
            return new Computed(criterion, Response.NOT_ASSESSABLE,
                    List.of(String.valueOf(e.getMessage()) + "."));
        }
    }

    private static Computed recist(AfterInfusion after, Look baseline, List<Look> looks) {
        List<LesionId> there = baseline.sizes().stream().map(LesionSize::lesion).toList();
        List<LesionId> chosen = after.chosen().stream().filter(there::contains).toList();
        List<LesionId> targets = chosen.isEmpty()
                ? Recist.proposed(baseline, after.nodes(), after.places()) : chosen;
        Computed computed = new Recist(targets, after.nodes(), baseline).at(looks);
        if (targets.isEmpty()) {
            return computed;
        }
        List<String> working = new ArrayList<>(List.of("Targets: %s (%s).".formatted(
                String.join(", ", targets.stream().map(LesionId::value).toList()),
                chosen.isEmpty() ? "the largest that can be measured; nobody chose"
                        : "chosen at the baseline")));
        working.addAll(computed.working());
        return new Computed(Criterion.RECIST_1_1, computed.response(), working);
    }

    private static List<Own> own(AfterInfusion after, Criterion criterion, List<Answer> answers,
            List<Answer> single) {
        List<Own> own = new ArrayList<>();
        for (Placed placed : after.course().timeline()) {
            Optional<LocalDate> day = placed.span().map(Span::used);
            if (placed.event() instanceof ResponseAssessed said && day.isPresent()
                    && after.day().filter(start -> day.get().isAfter(start)).isPresent()
                    && after.end().map(end -> !day.get().isAfter(end)).orElse(true)
                    && AfterInfusion.isAbout(after.infusion(), said)) {
                Part part = part(after, said);
                Optional<LesionId> lesion = said.lesions().size() == 1
                        ? Optional.of(said.lesions().getFirst()) : Optional.empty();
                Optional<Answer> beside = (lesion.isPresent() ? single : answers).stream()
                        .filter(answer -> answer.part() == part && answer.lesion().equals(lesion)
                                && !answer.day().isAfter(day.get()))
                        .reduce((_, later) -> later);
                own.add(new Own(placed, said, part, lesion, criterion, beside));
            }
        }
        return own;
    }

    /// An assessment that names no lesion is of the field.
    private static Part part(AfterInfusion after, ResponseAssessed said) {
        List<Part> parts = said.lesions().stream()
                .map(lesion -> after.parts().getOrDefault(lesion, Part.NOT_STATED))
                .distinct().toList();
        return parts.isEmpty() ? Part.IN_FIELD
                : parts.size() == 1 ? parts.getFirst() : Part.NOT_STATED;
    }
}
