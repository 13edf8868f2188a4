package limbline.app.ward;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limbline.protocol.DischargeItem;
import limbline.protocol.Limit;
import limbline.protocol.Protocol;
import limbline.protocol.WardRule;
import limbline.ward.Discharge;
import limbline.ward.Replay.By;
import limbline.ward.Replay.Step;
import tools.jackson.databind.json.JsonMapper;

/// What `ward rules` and `ward replay` print, for people and as JSON.
public final class WardText {

    private static final String NO_DEVICE = "Limbline is not a medical device.";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private WardText() {}

    /// The rules of one protocol with their limits, sources and what to do.
    ///
    /// @param from where they come from: a file, or a signed version
    public static String rules(String from, Protocol protocol) {
        List<String> lines = new ArrayList<>(List.of("%s: %s, %s".formatted(
                from, protocol.title(), protocol.modality().term()), ""));
        for (WardRule rule : protocol.ward().rules()) {
            WardRule.Telling telling = rule.telling();
            lines.add("%-8s %s: %s".formatted(
                    telling.tier().term(), telling.id(), telling.says()));
            rule.limits().forEach(limit -> lines.add("           " + words(limit)));
            if (rule instanceof WardRule.GradeAtLeast(_, var grade)) {
                lines.add("           Wieberdink " + grade.term());
            }
            lines.add("           do: " + telling.todo());
            lines.add("           source: %s, %s".formatted(telling.source(),
                    protocol.sources().getOrDefault(telling.source(), "")));
        }
        lines.add("");
        lines.add("Before discharge:");
        for (DischargeItem item : protocol.ward().discharge()) {
            lines.add("  %s: %s [%s]".formatted(item.id(), item.says(), item.source()));
            item.limits().forEach(limit -> lines.add("           " + words(limit)));
        }
        if (protocol.ward().rules().isEmpty()) {
            lines.add("This protocol has no rules for the ward.");
        }
        lines.addAll(List.of("", NO_DEVICE));
        return String.join("\n", lines);
    }

    private static String words(Limit limit) {
        return limit.isEmpty() || !limit.isUsed() ? limit.words() : limit.id() + " " + limit.words();
    }

    public static String rulesJson(String from, Protocol protocol) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", from);
        all.put("protocol", protocol.id());
        all.put("modality", protocol.modality().term());
        all.put("rules", protocol.ward().rules().stream().map(rule -> rule(rule, protocol)).toList());
        all.put("discharge", protocol.ward().discharge().stream().map(WardText::item).toList());
        return JSON.writeValueAsString(all);
    }

    private static Map<String, Object> rule(WardRule rule, Protocol protocol) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", rule.telling().id());
        told.put("tier", rule.telling().tier().term());
        told.put("says", rule.telling().says());
        told.put("do", rule.telling().todo());
        told.put("source", rule.telling().source());
        told.put("source-text", protocol.sources().getOrDefault(rule.telling().source(), ""));
        told.put("limits", rule.limits().stream().map(WardText::limit).toList());
        return told;
    }

    private static Map<String, Object> item(DischargeItem item) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", item.id());
        told.put("says", item.says());
        told.put("source", item.source());
        told.put("limits", item.limits().stream().map(WardText::limit).toList());
        return told;
    }

    private static Map<String, Object> limit(Limit limit) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", limit.id());
        told.put("unit", limit.unit().toString());
        limit.amount().ifPresent(amount -> told.put("value", amount.value()));
        told.put("words", limit.words());
        return told;
    }

    /// A replay, a line a step, by the clocks of the centre.
    public static String replay(
            String patient, By by, List<Step> steps, List<Discharge.Item> discharge, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, by when it %s".formatted(
                patient, by == By.HAPPENED ? "happened" : "was recorded"));
        if (steps.isEmpty()) {
            lines.add("No infusion is on record, so there is nothing to watch.");
        }
        for (Step step : steps) {
            lines.add(switch (step) {
                case Step.Said said -> "%s  %-8s %s: %s".formatted(moment(said.at(), zone),
                        said.verdict().term(), said.rule(), said.words());
                case Step.Changed changed -> "%s  ALERT %s, %s: %s (%s)".formatted(
                        moment(changed.at(), zone), changed.turn().term(), changed.tier().term(),
                        changed.words(), changed.alert());
                case Step.Answered answered -> "%s  BEFORE DISCHARGE %s %s: %s".formatted(
                        moment(answered.at(), zone), answered.item(), spoken(answered.answer()),
                        answered.words());
            });
        }
        if (!discharge.isEmpty()) {
            lines.add("");
            lines.add("Before discharge, at the end:");
            discharge.forEach(item -> lines.add("  %-16s %s: %s".formatted(
                    spoken(item.answer()), item.item().id(), item.words())));
        }
        lines.addAll(List.of("", NO_DEVICE));
        return String.join("\n", lines);
    }

    private static String spoken(Discharge.Answer answer) {
        return answer.term().replace('-', ' ');
    }

    public static String replayJson(
            String patient, By by, List<Step> steps, List<Discharge.Item> discharge) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("patient", patient);
        all.put("by", by.term());
        all.put("steps", steps.stream().map(WardText::step).toList());
        all.put("discharge", discharge.stream().map(item -> answer(
                item.item().id(), item.answer(), item.words())).toList());
        return JSON.writeValueAsString(all);
    }

    private static Map<String, Object> answer(String item, Discharge.Answer answer, String words) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("item", item);
        told.put("answer", answer.term());
        told.put("words", words);
        return told;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("at", step.at().toString());
        switch (step) {
            case Step.Said said -> {
                told.put("rule", said.rule());
                told.put("verdict", said.verdict().term());
                told.put("words", said.words());
            }
            case Step.Changed changed -> {
                told.put("alert", changed.alert());
                told.put("turn", changed.turn().term());
                told.put("tier", changed.tier().term());
                told.put("words", changed.words());
            }
            case Step.Answered answered ->
                told.putAll(answer(answered.item(), answered.answer(), answered.words()));
        }
        return told;
    }

    private static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }
}
