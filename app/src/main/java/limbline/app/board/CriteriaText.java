package limbline.app.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.app.protocol.Refusal;
import limbline.board.Criteria;
import limbline.board.Criterion;
import tools.jackson.databind.json.JsonMapper;

/// A file of criteria for people and for programs.
public final class CriteriaText {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private CriteriaText() {}

    public static String text(String file, CriteriaFile.Read read) {
        return switch (read) {
            case CriteriaFile.Read.Taken(Criteria criteria) -> text(criteria);
            case CriteriaFile.Read.Refused(var refusals) -> file + ": refused\n"
                    + refusals.stream().map(one -> "  " + one).collect(Collectors.joining("\n"));
        };
    }

    private static String text(Criteria criteria) {
        List<String> lines = new ArrayList<>();
        lines.add("%s (%s)".formatted(criteria.title(), criteria.name()));
        lines.add("%s%s, %s criteria; how old a fact may be is set for %s of them".formatted(
                criteria.option().term(), criteria.trial() ? ", an open trial" : "",
                criteria.all().size(), criteria.all().stream()
                        .filter(one -> !one.staleAfter().isEmpty()).count()));
        lines.add("");
        for (Criterion one : criteria.all()) {
            lines.add("  %-26s %s [%s]%s%s".formatted(one.id(), one.says(), one.source(),
                    one.about().map(word -> ", sources disagree about " + word).orElse(""),
                    one.staleAfter().isEmpty() ? ""
                            : ", no older than " + one.staleAfter().words()));
        }
        lines.add("");
        criteria.notes().forEach(note -> lines.add("  " + note));
        lines.add("");
        criteria.sources().forEach((key, words) -> lines.add("  %s: %s".formatted(key, words)));
        lines.add("");
        lines.add("No score, and no recommendation. Not a medical device.");
        return String.join("\n", lines);
    }

    public static String json(String file, CriteriaFile.Read read) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file);
        switch (read) {
            case CriteriaFile.Read.Taken(Criteria criteria) -> {
                json.put("taken", true);
                json.putAll(map(criteria));
                json.put("refusals", List.of());
            }
            case CriteriaFile.Read.Refused(var refusals) -> {
                json.put("taken", false);
                json.put("refusals", refusals.stream().map(CriteriaText::map).toList());
            }
        }
        return JSON.writeValueAsString(json);
    }

    private static Map<String, Object> map(Refusal refusal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", refusal.line());
        map.put("path", refusal.path());
        map.put("why", refusal.why());
        return map;
    }

    private static Map<String, Object> map(Criteria criteria) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("criteria", criteria.id());
        map.put("version", criteria.version());
        map.put("title", criteria.title());
        map.put("option", criteria.option().term());
        map.put("trial", criteria.trial());
        map.put("notes", criteria.notes());
        map.put("sources", criteria.sources());
        map.put("all", criteria.all().stream().map(CriteriaText::map).toList());
        return map;
    }

    private static Map<String, Object> map(Criterion one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", one.id());
        map.put("says", one.says());
        map.put("source", one.source());
        one.about().ifPresent(word -> map.put("about", word));
        one.staleAfter().amount().ifPresent(age -> map.put("staleAfter", age.toString()));
        return map;
    }
}
