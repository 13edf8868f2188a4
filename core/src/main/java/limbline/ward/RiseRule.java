package limbline.ward;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.LabValue;
import limbline.protocol.WardRule.RiseAfter;
import limbline.ward.Curve.Point;
import limbline.ward.Judgement.Verdict;

/// An analyte that rises again after the day on which it should have stopped, as leucocytes did
/// after day 2 in limbs with severe toxicity (Vrouenraets et al. 1997).
final class RiseRule {

    private final RiseAfter rule;
    private final Episode episode;
    private final Curve curve;
    private final List<Point> after;

    private RiseRule(RiseAfter rule, Episode episode) {
        this.rule = rule;
        this.episode = episode;
        curve = Curve.of(episode, rule.analyte());
        after = curve.points().stream().filter(point -> upTo(point) == Sure.NO).toList();
    }

    static Judgement judge(RiseAfter rule, Episode episode) {
        return new RiseRule(rule, episode).judged();
    }

    /// Whether a value was taken up to the day.
    private Sure upTo(Point point) {
        return Sure.within(point.noted().day(), Optional.empty(), Optional.of(rule.after()));
    }

    private Judgement judged() {
        List<String> missing = missing();
        if (after.isEmpty()) {
            return withoutValue(missing);
        }
        // ">100" is no number to compare with
        Optional<Point> base = curve.points().stream()
                .filter(point -> upTo(point) == Sure.YES
                        && point.value().bound() == LabValue.Bound.EXACT)
                .reduce((_, later) -> later);
        if (base.isEmpty()) {
            missing.addFirst("No value up to %s to compare with: a rise cannot be told.".formatted(
                    rule.after().words()));
            return new Judgement(
                    rule, Verdict.UNKNOWN, List.of(words(after.getLast()) + "."), missing,
                    List.of());
        }
        return compared(base.get(), missing);
    }

    private Judgement compared(Point base, List<String> missing) {
        BigDecimal limit = base.number().multiply(BigDecimal.ONE.add(
                rule.by().amount().map(Amount::value).orElseThrow().movePointLeft(2)));
        List<Fact> facts = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point point : after) {
            if (Sure.above(point.value().bound(), point.number(), limit) == Sure.NO) {
                fact(run, base, limit, false).ifPresent(facts::add);
                run = new ArrayList<>();
            } else {
                run.add(point);
            }
        }
        Optional<Fact> standing = fact(run, base, limit, true);
        standing.ifPresent(facts::add);
        if (standing.isPresent()) {
            return new Judgement(
                    rule, Verdict.FOUND, List.of(standing.get().sentence()), missing, facts);
        }
        return new Judgement(rule, missing.isEmpty() ? Verdict.QUIET : Verdict.UNKNOWN,
                List.of("%s, not more than %s above %s.".formatted(
                        words(after.getLast()), rule.by().words(), of(base))), missing, facts);
    }

    private Judgement withoutValue(List<String> missing) {
        boolean due = Sure.within(episode.today(), Optional.empty(), Optional.of(rule.after()))
                == Sure.NO;
        if (!due && missing.isEmpty()) {
            return new Judgement(rule, Verdict.QUIET,
                    List.of("Looked at after %s.".formatted(rule.after().words())), List.of(),
                    List.of());
        }
        missing.addFirst("No %s on record after %s.".formatted(
                Say.analyte(rule.analyte()), rule.after().words()));
        return new Judgement(rule, Verdict.UNKNOWN, List.of(), missing, List.of());
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        curve.without().forEach(noted -> missing.add("%s (%s) came without a value that can be"
                .formatted(LaboratoryRules.name(rule.analyte()), Say.when(noted, episode))
                + " compared."));
        if (curve.points().stream().anyMatch(point -> upTo(point) == Sure.MAYBE)) {
            missing.add("On which day after the infusion a value was taken is not known.");
        }
        return missing;
    }

    private Optional<Fact> fact(List<Point> run, Point base, BigDecimal limit, boolean stands) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Point first = run.getFirst();
        Point last = run.getLast();
        Point worst = run.stream().reduce((one, other) ->
                other.number().compareTo(one.number()) > 0 ? other : one).orElseThrow();
        boolean sure = run.stream().anyMatch(point ->
                Sure.above(point.value().bound(), point.number(), limit) == Sure.YES);
        String sentence = "%s%s, %s than %s above %s.".formatted(
                words(first), last.equals(first) ? "" : ", now " + shown(last),
                sure ? "more" : "perhaps more", rule.by().words(), of(base));
        List<EventId> members = run.stream().map(point -> point.noted().root()).toList();
        return Optional.of(new Fact(rule.analyte().term(), rule.telling().id(),
                rule.telling().tier(), members,
                LaboratoryRules.extent(worst.value(), rule.analyte()), 0, sentence,
                first.noted().at(), stands, true));
    }

    private String words(Point point) {
        return LaboratoryRules.name(rule.analyte()) + " " + shown(point);
    }

    private String shown(Point point) {
        return "%s (%s)".formatted(point.value().written(), Say.when(point.noted(), episode));
    }

    private static String of(Point base) {
        return "the %s of %s".formatted(base.value().written(), base.noted().dayWords());
    }
}
