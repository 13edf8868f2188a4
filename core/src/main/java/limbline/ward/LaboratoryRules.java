package limbline.ward;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.LabValue;
import limbline.patient.Analyte;
import limbline.patient.ResultStatus;
import limbline.protocol.Limit;
import limbline.protocol.WardRule.LatePeak;
import limbline.protocol.WardRule.PeakPassed;
import limbline.protocol.WardRule.ValueAbove;
import limbline.ward.Curve.Past;
import limbline.ward.Curve.Point;
import limbline.ward.Judgement.Verdict;

/// The rules over values of the laboratory. Values stand in the order of their specimens, whenever
/// they were reported.
final class LaboratoryRules {

    private LaboratoryRules() {}

    /// A value with what the limit makes of it.
    private record Held(Noted<LaboratoryReported> noted, LabValue value, Sure over, Sure inDays) {

        String words(Episode episode) {
            return "%s (%s%s)".formatted(value.written(),
                    noted.event().resultStatus().is(ResultStatus.PRELIMINARY)
                            ? "preliminary; " : "", Say.when(noted, episode));
        }
    }

    static Judgement valueAbove(ValueAbove rule, Episode episode) {
        Amount limit = rule.above().amount().orElseThrow();
        List<Held> held = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Noted<LaboratoryReported> noted : episode.laboratory(rule.analyte())) {
            Optional<LabValue> value = noted.event().value().found();
            if (value.isPresent()) {
                held.add(new Held(noted, value.get(),
                        Sure.above(value.get(), limit, rule.analyte()),
                        Sure.within(noted.day(), rule.from(), rule.until())));
            } else {
                missing.add("%s (%s) came without a value.".formatted(
                        name(rule.analyte()), Say.when(noted, episode)));
            }
        }
        List<Fact> facts = new ArrayList<>();
        List<Held> run = new ArrayList<>();
        for (Held one : held) {
            if (one.over == Sure.NO) {
                fact(rule, run, episode, false).ifPresent(facts::add);
                run = new ArrayList<>();
            } else {
                run.add(one);
            }
        }
        Optional<Fact> standing = fact(rule, run, episode, true);
        standing.ifPresent(facts::add);
        return aboveAnswer(rule, episode, new Values(held, run, missing), facts, standing);
    }

    /// @param run the values at the end that are not below the limit
    private record Values(List<Held> held, List<Held> run, List<String> missing) {}

    private static Judgement aboveAnswer(ValueAbove rule, Episode episode, Values values,
            List<Fact> facts, Optional<Fact> standing) {
        if (standing.isPresent()) {
            return new Judgement(rule, Verdict.FOUND, List.of(standing.get().sentence()),
                    values.missing, facts);
        }
        List<Held> inDays = values.held.stream().filter(one -> one.inDays != Sure.NO).toList();
        if (inDays.isEmpty()) {
            if (rule.from().isPresent()
                    && Sure.within(episode.today(), rule.from(), Optional.empty()) == Sure.NO) {
                return new Judgement(rule, Verdict.QUIET, List.of("Looked at from %s on.".formatted(
                        rule.from().get().words())), values.missing, facts);
            }
            List<String> lacking = new ArrayList<>(values.missing);
            lacking.addFirst("No %s on record %s.".formatted(
                    Say.analyte(rule.analyte()), days(rule)));
            return new Judgement(rule, Verdict.UNKNOWN, List.of(), lacking, facts);
        }
        if (values.run.stream().anyMatch(one -> one.inDays == Sure.MAYBE)) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of("%s %s lies above %s.".formatted(
                    name(rule.analyte()), values.run.getLast().words(episode),
                    rule.above().words())), List.of("On which day after the infusion is not known, "
                            + "and the rule asks for a value %s.".formatted(days(rule))), facts);
        }
        return new Judgement(rule, Verdict.QUIET, List.of("%s %s, not above %s.".formatted(
                name(rule.analyte()), inDays.getLast().words(episode), rule.above().words())),
                values.missing, facts);
    }

    private static Optional<Fact> fact(
            ValueAbove rule, List<Held> run, Episode episode, boolean stands) {
        List<Held> counted = run.stream().filter(one -> one.inDays == Sure.YES).toList();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        Held last = run.getLast();
        Held worst = run.stream().reduce((one, other) ->
                extent(other.value, rule.analyte()) > extent(one.value, rule.analyte())
                        ? other : one).orElseThrow();
        boolean sure = run.stream().anyMatch(one -> one.over == Sure.YES);
        String sentence = "%s %s%s %s %s%s.".formatted(
                name(rule.analyte()), counted.getFirst().words(episode),
                last.equals(counted.getFirst()) ? "," : ", now " + last.words(episode) + ",",
                sure ? "above" : "may lie above", rule.above().words(),
                worst.equals(last) || worst.equals(counted.getFirst()) ? ""
                        : "; highest " + worst.words(episode));
        return Optional.of(new Fact(rule.analyte().term(), rule.telling().id(),
                rule.telling().tier(), run.stream().map(one -> one.noted.root()).toList(),
                extent(worst.value, rule.analyte()), percent(rule.worse()), sentence,
                counted.getFirst().noted.at(), stands, true));
    }

    static Judgement latePeak(LatePeak rule, Episode episode) {
        Curve curve = Curve.of(episode, rule.analyte());
        Optional<Point> highest = curve.highest();
        if (highest.isEmpty()) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(),
                    List.of(curve.words(episode)), List.of());
        }
        Point peak = highest.get();
        if (rule.above().isPresent() && Sure.above(peak.value(),
                rule.above().get().amount().orElseThrow(), rule.analyte()) == Sure.NO) {
            return new Judgement(rule, Verdict.QUIET, List.of("%s not above %s: highest %s (%s)."
                    .formatted(name(rule.analyte()), rule.above().get().words(),
                            peak.value().written(), Say.when(peak.noted(), episode))), List.of(), List.of());
        }
        return switch (Sure.within(peak.noted().day(), Optional.of(rule.from()),
                Optional.empty())) {
            case MAYBE -> new Judgement(rule, Verdict.UNKNOWN, List.of(curve.words(episode)),
                    List.of("On which day the peak was is not known."), List.of());
            case NO -> early(rule, curve, episode);
            case YES -> late(rule, curve, episode);
        };
    }

    private static Judgement early(LatePeak rule, Curve curve, Episode episode) {
        boolean looked = Sure.within(curve.latest().orElseThrow().noted().day(),
                Optional.of(rule.from()), Optional.empty()) != Sure.NO;
        boolean due = Sure.within(episode.today(), Optional.of(rule.from()), Optional.empty())
                != Sure.NO;
        if (curve.past() != Past.LIKELY && due && !looked) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(curve.words(episode)),
                    List.of("No value from %s on: the peak may still come.".formatted(
                            rule.from().words())), List.of());
        }
        return new Judgement(rule, Verdict.QUIET, List.of(curve.words(episode)), List.of(),
                List.of());
    }

    private static Judgement late(LatePeak rule, Curve curve, Episode episode) {
        Point peak = curve.highest().orElseThrow();
        boolean before = curve.points().stream().anyMatch(point -> Sure.within(
                point.noted().day(), Optional.of(rule.from()), Optional.empty()) == Sure.NO);
        if (!before) {
            return new Judgement(rule, Verdict.UNKNOWN, List.of(curve.words(episode)),
                    List.of("No value before %s: the peak may have been earlier.".formatted(
                            rule.from().words())), List.of());
        }
        List<EventId> members = curve.points().stream()
                .filter(point -> Sure.within(point.noted().day(), Optional.of(rule.from()),
                        Optional.empty()) != Sure.NO)
                .filter(point -> !point.noted().at().isAfter(peak.noted().at()))
                .map(point -> point.noted().root()).toList();
        String sentence = "%s reached its highest value so far, %s, on %s, not before %s."
                .formatted(name(rule.analyte()), peak.value().written(),
                        peak.noted().dayWords(), rule.from().words());
        boolean stands = curve.past() != Past.LIKELY;
        Fact fact = new Fact(rule.analyte().term(), rule.telling().id(), rule.telling().tier(),
                members, extent(peak.value(), rule.analyte()), 0, sentence, peak.noted().at(),
                stands, true);
        return new Judgement(rule, stands ? Verdict.FOUND : Verdict.QUIET,
                stands ? List.of(sentence) : List.of(sentence, curve.words(episode)), List.of(),
                List.of(fact));
    }

    static Judgement peakPassed(PeakPassed rule, Episode episode) {
        Curve curve = Curve.of(episode, rule.analyte());
        List<String> words = List.of(curve.words(episode));
        if (curve.stated().isPresent()) {
            return new Judgement(rule, Verdict.UNKNOWN, words, List.of("No values are on record."),
                    List.of());
        }
        return switch (curve.past()) {
            case LIKELY -> new Judgement(rule, Verdict.FOUND, words, List.of(), List.of());
            case NO, PERHAPS -> new Judgement(rule, Verdict.QUIET, words, List.of(), List.of());
            case UNKNOWN -> new Judgement(rule, Verdict.UNKNOWN, List.of(), words, List.of());
        };
    }

    private static String days(ValueAbove rule) {
        if (rule.from().isEmpty() && rule.until().isEmpty()) {
            return "since the infusion";
        }
        return "of day %s to %s".formatted(
                rule.from().flatMap(Limit::amount).map(Sure::days).map(String::valueOf).orElse("0"),
                rule.until().flatMap(Limit::amount).map(Sure::days).map(String::valueOf)
                        .orElse("the last"));
    }

    /// How bad a value is, as a whole number in the analyte's usual unit, where that is small in
    /// tenths of it.
    static int extent(LabValue value, Analyte analyte) {
        BigDecimal number = Sure.in(value, Curve.unit(analyte), analyte).orElse(value.value());
        BigDecimal scaled = switch (Curve.unit(analyte)) {
            case "mmol/L", "10*9/L" -> number.multiply(BigDecimal.TEN);
            default -> number;
        };
        return scaled.setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    private static int percent(Optional<Limit> worse) {
        return worse.flatMap(Limit::amount)
                .map(amount -> amount.value().setScale(0, RoundingMode.FLOOR).intValueExact())
                .orElse(0);
    }

    static String name(Analyte analyte) {
        return Say.sentence(Say.analyte(analyte));
    }
}
