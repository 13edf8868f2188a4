package limbline.app.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limbline.board.Criteria;
import limbline.board.Criterion;
import limbline.board.Placement;
import limbline.board.Question;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.Event;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Met;
import limbline.patient.PulseSite;

/// What is asked about a patient where the criteria need it, and what was answered. What is left
/// open stays unknown.
///
/// @param sent each field as it was typed
public record AssessmentForm(Map<String, String> sent) {

    public AssessmentForm {
        sent = Map.copyOf(sent);
    }

    /// What a page asks, by the criteria that stand on it.
    ///
    /// @param stated by file
    public record Questions(boolean karnofsky, boolean heart, List<PulseSite> pulses,
            List<Condition> conditions, List<LesionId> lesions, List<Analyte> analytes,
            List<Stated> stated) {}

    /// A criterion that only a person can answer.
    public record Stated(Criteria criteria, Criterion criterion) {

        /// The name of its field.
        public String field() {
            return "stated." + criteria.id() + "." + criterion.id();
        }
    }

    /// The events it amounts to, or what could not be read, in sentences.
    record Read(Optional<LocalDate> on, List<Event> events, List<String> wrong) {}

    public static Questions questions(BoardSheet sheet, List<Criteria> criteria) {
        List<Question> all = criteria.stream().flatMap(one -> one.all().stream())
                .map(Criterion::question).toList();
        Set<Condition> conditions = new LinkedHashSet<>();
        criteria.forEach(one -> conditions.addAll(one.conditions()));
        Set<Analyte> analytes = new LinkedHashSet<>();
        Set<PulseSite> pulses = new LinkedHashSet<>();
        for (Question question : all) {
            if (question instanceof Question.Laboratory asked) {
                analytes.add(asked.analyte());
            } else if (question instanceof Question.TimesNormal asked) {
                analytes.add(asked.analyte());
            } else if (question instanceof Question.Pulses asked) {
                asked.sites().stream().sorted().filter(site -> sheet.limb()
                        .filter(limb -> limb.extremity() == site.extremity()).isPresent())
                        .forEach(pulses::add);
            }
        }
        return new Questions(has(all, Question.Performance.class), has(all, Question.Heart.class),
                List.copyOf(pulses), List.copyOf(conditions),
                has(all, Question.Distal.class) ? sheet.lesions().stream()
                        .filter(one -> one.position() != Placement.Position.ELSEWHERE)
                        .map(one -> one.lesion().id()).toList() : List.of(),
                List.copyOf(analytes),
                criteria.stream().flatMap(file -> file.all().stream()
                        .filter(one -> one.question() instanceof Question.Stated)
                        .map(one -> new Stated(file, one))).toList());
    }

    private static boolean has(List<Question> all, Class<? extends Question> type) {
        return all.stream().anyMatch(type::isInstance);
    }

    /// A field as it was typed; empty if it is not there.
    public String one(String field) {
        return sent.getOrDefault(field, "").strip();
    }

    Read read(Questions questions, Optional<Limb> limb) {
        List<String> wrong = new ArrayList<>();
        Optional<LocalDate> on = parsed("on", "the day", DecisionForm::day, wrong);
        if (on.isEmpty() && wrong.isEmpty()) {
            wrong.add("the day: write it, for example 2026-03-31");
        }
        List<Event> events = new ArrayList<>();
        assessed(questions, limb, wrong).ifPresent(events::add);
        for (Analyte analyte : questions.analytes()) {
            parsed("laboratory." + analyte.term(), analyte.term().replace('-', ' '),
                    LabValue::parse, wrong).ifPresent(value -> events.add(new LaboratoryReported(
                            analyte, Finding.known(value), Finding.notStated(),
                            Finding.notStated(), Finding.notStated())));
        }
        for (Stated stated : questions.stated()) {
            parsed(stated.field(), stated.criterion().id(),
                    text -> Term.parse(Met.class, text), wrong)
                    .ifPresent(met -> events.add(new CriterionStated(stated.criteria().id(),
                            stated.criterion().id(), met,
                            words(stated.field() + ".words", wrong))));
        }
        if (events.isEmpty() && wrong.isEmpty()) {
            wrong.add("nothing was answered");
        }
        return new Read(on, events, wrong);
    }

    private Optional<Event> assessed(
            Questions questions, Optional<Limb> limb, List<String> wrong) {
        Optional<Karnofsky> karnofsky =
                parsed("karnofsky", "Karnofsky", Karnofsky::parse, wrong);
        Optional<HeartClass> heart = parsed(
                "heart", "NYHA class", text -> Term.parse(HeartClass.class, text), wrong);
        Set<PulseSite> felt = answered(questions.pulses(), "pulse.", "felt");
        Set<PulseSite> none = answered(questions.pulses(), "pulse.", "none");
        Set<Condition> present = answered(questions.conditions(), "condition.", "present");
        Set<Condition> absent = answered(questions.conditions(), "condition.", "absent");
        Set<Condition> unclear = answered(questions.conditions(), "condition.", "unclear");
        List<LesionId> distal =
                List.copyOf(answered(questions.lesions(), "lesion.", "distal"));
        List<LesionId> notDistal =
                List.copyOf(answered(questions.lesions(), "lesion.", "not-distal"));
        Finding<String> remark = words("remark", wrong);
        boolean isEmpty = karnofsky.isEmpty() && heart.isEmpty() && felt.isEmpty()
                && none.isEmpty() && present.isEmpty() && absent.isEmpty() && unclear.isEmpty()
                && distal.isEmpty() && notDistal.isEmpty() && remark.found().isEmpty();
        if (isEmpty || !wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PatientAssessed(found(karnofsky), found(heart), found(limb), felt,
                none, present, absent, unclear, distal, notDistal, remark));
    }

    private <T> Set<T> answered(List<T> asked, String prefix, String answer) {
        Set<T> found = new LinkedHashSet<>();
        for (T each : asked) {
            if (one(prefix + Term.text(each)).equals(answer)) {
                found.add(each);
            }
        }
        return found;
    }

    private static <T> Finding<T> found(Optional<T> value) {
        return value.map(Finding::known).orElseGet(Finding::notStated);
    }

    private Finding<String> words(String field, List<String> wrong) {
        return found(parsed(field, "the words", text -> Text.line("the words", text), wrong));
    }

    private <T> Optional<T> parsed(
            String field, String name, Function<String, T> parse, List<String> wrong) {
        String typed = one(field);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(typed));
        } catch (IllegalArgumentException e) {
            wrong.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
