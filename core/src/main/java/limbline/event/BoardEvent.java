package limbline.event;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Sorted;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Condition;
import limbline.patient.HeartClass;
import limbline.patient.Karnofsky;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Met;
import limbline.patient.Option;
import limbline.patient.PlanStep;
import limbline.patient.PulseSite;

/// The tumour board.
public sealed interface BoardEvent extends Event {

    /// The patient was put on the list of a meeting.
    record ListedForBoard(LocalDate meeting, Finding<String> question) implements BoardEvent {}

    /// The patient was looked at with the questions of the board in mind. What nobody looked at
    /// stands in no field.
    ///
    /// @param heart class of the New York Heart Association
    /// @param limb of which pulses and lesions are told
    /// @param pulses that were felt
    /// @param noPulses that were felt for and not found
    /// @param unclear what was asked and could not be found out
    /// @param distal lesions below the line where the tourniquet would sit
    /// @param notDistal lesions on it or above it
    record PatientAssessed(
            Finding<Karnofsky> karnofsky,
            Finding<HeartClass> heart,
            Finding<Limb> limb,
            Set<PulseSite> pulses,
            Set<PulseSite> noPulses,
            Set<Condition> present,
            Set<Condition> absent,
            Set<Condition> unclear,
            List<LesionId> distal,
            List<LesionId> notDistal,
            Finding<String> remark)
            implements BoardEvent {
        public PatientAssessed {
            pulses = Sorted.copyOf(pulses);
            noPulses = Sorted.copyOf(noPulses);
            present = Sorted.copyOf(present);
            absent = Sorted.copyOf(absent);
            unclear = Sorted.copyOf(unclear);
            distal = List.copyOf(distal);
            notDistal = List.copyOf(notDistal);
            Set<PulseSite> felt = pulses;
            Set<PulseSite> missed = noPulses;
            once("pulse", List.of(felt, missed));
            once("condition", List.of(present, absent, unclear));
            once("lesion", List.of(Set.copyOf(distal), Set.copyOf(notDistal)));
            Check.that(limb.found().isPresent() || (pulses.isEmpty() && noPulses.isEmpty()),
                    "pulses are told without the limb they are of");
            limb.found().ifPresent(of -> Stream.of(felt, missed).flatMap(Set::stream)
                    .forEach(site -> Check.that(site.extremity() == of.extremity(),
                            "the %s pulse is no pulse of a limb such as the %s",
                            site.term().replace('-', ' '), of)));
        }

        private static void once(String what, List<? extends Set<?>> answers) {
            Set<Object> seen = new HashSet<>();
            for (Set<?> answer : answers) {
                for (Object each : answer) {
                    Check.that(seen.add(each), "the %s %s has two answers", what,
                            Term.text(each));
                }
            }
        }
    }

    /// Somebody says of a criterion that no other fact of the record answers that it is met, or
    /// not.
    ///
    /// @param criteria the id of the file it stands in
    /// @param criterion its name there
    record CriterionStated(String criteria, String criterion, Met met, Finding<String> words)
            implements BoardEvent {
        public CriterionStated {
            criteria = Text.line("the criteria", criteria);
            criterion = Text.line("the criterion", criterion);
        }
    }

    /// What the board recommended and what the patient chose; an empty list where nothing is said.
    record BoardDecided(
            List<Option> discussed,
            List<Option> recommended,
            List<Option> chosen,
            List<Option> declined,
            Finding<String> whyDeclined)
            implements BoardEvent {
        public BoardDecided {
            discussed = List.copyOf(discussed);
            recommended = List.copyOf(recommended);
            chosen = List.copyOf(chosen);
            declined = List.copyOf(declined);
        }
    }

    /// What belongs to a decision for its minutes.
    ///
    /// @param decision the event of the decision
    /// @param present who took part
    /// @param plan one plan, in the order of its steps
    /// @param shown the files of criteria that stood on the page, each with its version
    record DecisionMinuted(EventId decision, List<String> present, List<PlanStep> plan,
            List<String> shown, Finding<String> remark)
            implements BoardEvent {
        public DecisionMinuted {
            present = lines("the name", present);
            plan = List.copyOf(plan);
            shown = lines("the criteria", shown);
        }

        private static List<String> lines(String what, List<String> texts) {
            List<String> lines = new ArrayList<>();
            texts.forEach(text -> lines.add(Text.line(what, text)));
            return List.copyOf(lines);
        }
    }

    /// Somebody has to do something until a day; it is open until it is done.
    record TaskGiven(String task, String owner, LocalDate due) implements BoardEvent {
        public TaskGiven {
            task = Text.line("the task", task);
            owner = Text.line("the owner", owner);
        }
    }

    /// A task is done, or needs not be done any more.
    record TaskDone(EventId task, Finding<String> words) implements BoardEvent {}
}
