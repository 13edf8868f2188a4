package limbline.ward;

import java.util.List;
import java.util.Optional;
import limbline.protocol.Limit;
import limbline.protocol.WardRule.CompartmentSigns;
import limbline.protocol.WardRule.GradeAtLeast;
import limbline.protocol.WardRule.LatePeak;
import limbline.protocol.WardRule.Overdue;
import limbline.protocol.WardRule.PeakPassed;
import limbline.protocol.WardRule.RiseAfter;
import limbline.protocol.WardRule.UrineBelow;
import limbline.protocol.WardRule.ValueAbove;
import limbline.protocol.WardRule;
import limbline.ward.Judgement.Verdict;

/// What each rule says of an episode.
final class Rules {

    private Rules() {}

    static Judgement judge(WardRule rule, Episode episode) {
        return unusable(rule).orElseGet(() -> switch (rule) {
            case ValueAbove above -> LaboratoryRules.valueAbove(above, episode);
            case LatePeak late -> LaboratoryRules.latePeak(late, episode);
            case PeakPassed passed -> LaboratoryRules.peakPassed(passed, episode);
            case RiseAfter rise -> RiseRule.judge(rise, episode);
            case UrineBelow urine -> UrineRule.judge(urine, episode);
            case CompartmentSigns signs -> LimbRules.compartment(signs, episode);
            case GradeAtLeast grade -> LimbRules.grade(grade, episode);
            case Overdue overdue -> OverdueRule.judge(overdue, episode);
        });
    }

    /// A limit that only sharpens a rule may be missing; one that it needs may not.
    private static Optional<Judgement> unusable(WardRule rule) {
        List<Limit> needed = rule.limits().stream().filter(limit -> !sharpens(rule, limit)).toList();
        Optional<Limit> notUsed = needed.stream().filter(limit -> !limit.isUsed()).findFirst();
        if (notUsed.isPresent()) {
            return Optional.of(new Judgement(rule, Verdict.NOT_USED, List.of(),
                    List.of("The limit " + notUsed.get().words() + "."), List.of()));
        }
        List<String> empty = needed.stream().filter(Limit::isEmpty)
                .map(limit -> "The limit " + limit.words() + ".").toList();
        return empty.isEmpty() ? Optional.empty()
                : Optional.of(new Judgement(rule, Verdict.NOT_SET, List.of(), empty, List.of()));
    }

    private static boolean sharpens(WardRule rule, Limit limit) {
        return switch (rule) {
            case ValueAbove above -> above.worse().equals(Optional.of(limit));
            case CompartmentSigns signs -> signs.gap().equals(Optional.of(limit));
            case LatePeak _, PeakPassed _, RiseAfter _, UrineBelow _, GradeAtLeast _, Overdue _ ->
                false;
        };
    }
}
