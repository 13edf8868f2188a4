package limbline.ward;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Amount;
import limbline.measure.Finding;
import limbline.patient.LimbSign;
import limbline.patient.Sign;
import limbline.patient.Wieberdink;
import limbline.protocol.Limit;
import limbline.protocol.WardRule.CompartmentSigns;
import limbline.protocol.WardRule.GradeAtLeast;
import limbline.ward.Judgement.Verdict;

/// The rules over what is seen at the limb.
final class LimbRules {

    private LimbRules() {}

    /// One look, and what of it fits.
    ///
    /// @param marked the signs of the rule that are marked
    /// @param near whether the compartment is close to the diastolic pressure
    private record Look(
            Noted<LimbChecked> noted, List<Sign> marked, boolean near, List<Sign> notLookedAt) {

        boolean fits() {
            return near || !marked.isEmpty();
        }

        /// More marked signs are worse; of as many the smaller difference of pressure.
        int extent() {
            int pressure = near
                    ? 800 - noted.event().gap().orElse(BigDecimal.ZERO)
                            .setScale(0, RoundingMode.FLOOR).intValue()
                    : 0;
            return marked.size() * 10_000 + pressure;
        }

        String words(Episode episode) {
            List<String> found = new ArrayList<>();
            if (!marked.isEmpty()) {
                found.add(marked.stream().map(Sign::words).collect(Collectors.joining(", "))
                        + " marked");
            }
            if (near) {
                found.add("compartment %s mmHg below the diastolic pressure".formatted(
                        noted.event().gap().map(BigDecimal::toPlainString).orElse("")));
            }
            return "%s (%s)".formatted(String.join("; ", found), Say.when(noted, episode));
        }
    }

    static Judgement compartment(CompartmentSigns rule, Episode episode) {
        List<Look> looks = episode.checks().stream().map(check -> look(rule, check)).toList();
        List<String> missing = new ArrayList<>();
        rule.gap().filter(Limit::isEmpty).ifPresent(limit -> missing.add(
                "The limit " + limit.words() + ": pressures are not looked at."));
        List<Fact> facts = new ArrayList<>();
        List<Look> run = new ArrayList<>();
        for (Look look : looks) {
            if (look.fits()) {
                run.add(look);
            } else if (look.notLookedAt.isEmpty()) {
                fact(rule, run, episode, false).ifPresent(facts::add);
                run = new ArrayList<>();
            }
        }
        Optional<Fact> standing = fact(rule, run, episode, true);
        standing.ifPresent(facts::add);
        if (standing.isPresent()) {
            return new Judgement(
                    rule, Verdict.FOUND, List.of(standing.get().sentence()), missing, facts);
        }
        boolean over = Sure.within(episode.today(), Optional.empty(), rule.until()) == Sure.NO;
        if (looks.isEmpty()) {
            missing.addFirst("No limb check on record since the infusion.");
            return new Judgement(rule, Verdict.UNKNOWN, List.of(), missing, facts);
        }
        if (over) {
            return new Judgement(rule, Verdict.QUIET, List.of("Looked for until day %s.".formatted(
                    rule.until().flatMap(Limit::amount).map(Sure::days).map(String::valueOf)
                            .orElse("the last"))), missing, facts);
        }
        Look last = looks.getLast();
        if (!last.notLookedAt.isEmpty()) {
            missing.addFirst("Not looked at (%s): %s.".formatted(Say.when(last.noted, episode),
                    last.notLookedAt.stream().map(Sign::words).collect(Collectors.joining(", "))));
            return new Judgement(rule, Verdict.UNKNOWN, List.of(), missing, facts);
        }
        return new Judgement(rule, Verdict.QUIET, List.of("No sign marked (%s).".formatted(
                Say.when(last.noted, episode))), missing, facts);
    }

    private static Look look(CompartmentSigns rule, Noted<LimbChecked> check) {
        Map<Sign, Finding<LimbSign>> signs = check.event().signs();
        List<Sign> marked = rule.signs().stream()
                .filter(sign -> is(signs, sign, LimbSign.MARKED)).toList();
        List<Sign> notLookedAt = rule.signs().stream()
                .filter(sign -> signs.getOrDefault(sign, Finding.notStated()).found().isEmpty())
                .toList();
        boolean near = rule.gap().flatMap(Limit::amount).map(Amount::value)
                .flatMap(limit -> check.event().gap().map(gap -> gap.compareTo(limit) <= 0))
                .orElse(false);
        return new Look(check, marked, near, notLookedAt);
    }

    private static boolean is(Map<Sign, Finding<LimbSign>> signs, Sign sign, LimbSign found) {
        return signs.getOrDefault(sign, Finding.notStated()).is(found);
    }

    private static Optional<Fact> fact(
            CompartmentSigns rule, List<Look> run, Episode episode, boolean stands) {
        List<Look> counted = run.stream().filter(look -> Sure.within(
                look.noted.day(), Optional.empty(), rule.until()) != Sure.NO).toList();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        int worst = run.stream().mapToInt(Look::extent).max().orElseThrow();
        String sentence = "Limb check: %s. That fits a compartment syndrome%s.".formatted(
                run.getLast().words(episode),
                rule.gap().filter(_ -> run.getLast().near)
                        .map(limit -> " (at or below " + limit.words() + ")").orElse(""));
        return Optional.of(new Fact("limb", rule.telling().id(), rule.telling().tier(),
                run.stream().map(look -> look.noted.root()).toList(), worst, 0, sentence,
                counted.getFirst().noted.at(), stands, true));
    }

    static Judgement grade(GradeAtLeast rule, Episode episode) {
        List<Noted<WieberdinkGraded>> grades = episode.grades();
        List<Fact> facts = new ArrayList<>();
        List<Noted<WieberdinkGraded>> run = new ArrayList<>();
        for (Noted<WieberdinkGraded> one : grades) {
            Optional<Wieberdink> grade = one.event().grade().found();
            if (grade.isPresent() && grade.get().compareTo(rule.grade()) >= 0) {
                run.add(one);
            } else if (grade.isPresent()) {
                fact(rule, run, episode, false).ifPresent(facts::add);
                run = new ArrayList<>();
            }
        }
        Optional<Fact> standing = fact(rule, run, episode, true);
        standing.ifPresent(facts::add);
        if (standing.isPresent()) {
            return new Judgement(rule, Verdict.FOUND, List.of(standing.get().sentence()),
                    List.of(), facts);
        }
        if (grades.isEmpty()) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(),
                    List.of("No Wieberdink grade on record since the infusion."), facts);
        }
        Noted<WieberdinkGraded> last = grades.getLast();
        String words = "Wieberdink %s (%s)".formatted(
                last.event().grade().words(), Say.when(last, episode));
        return last.event().grade().found().isPresent()
                ? new Judgement(rule, Verdict.QUIET,
                        List.of("%s, below %s.".formatted(words, rule.grade())), List.of(), facts)
                : new Judgement(rule, Verdict.UNKNOWN, List.of(),
                        List.of(words + " is not one grade."), facts);
    }

    private static int extent(Wieberdink grade) {
        return switch (grade) {
            case I -> 1;
            case II -> 2;
            case III -> 3;
            case IV -> 4;
            case V -> 5;
        };
    }

    private static Optional<Fact> fact(GradeAtLeast rule, List<Noted<WieberdinkGraded>> run,
            Episode episode, boolean stands) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Wieberdink worst = run.stream().flatMap(one -> one.event().grade().found().stream())
                .reduce((one, other) -> other.compareTo(one) > 0 ? other : one).orElseThrow();
        Noted<WieberdinkGraded> last = run.getLast();
        String sentence = "Wieberdink %s (%s)%s, at least %s.".formatted(
                last.event().grade().words(), Say.when(last, episode),
                last.event().grade().is(worst) ? "" : "; worst " + worst, rule.grade());
        return Optional.of(new Fact("grade", rule.telling().id(), rule.telling().tier(),
                run.stream().map(Noted::root).toList(), extent(worst), 0, sentence,
                run.getFirst().at(), stands, true));
    }
}
