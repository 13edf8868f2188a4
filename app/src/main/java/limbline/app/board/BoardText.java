package limbline.app.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.app.figure.Sayings;
import limbline.board.Answer;
import limbline.board.Decisions.Decided;
import limbline.board.Eligibility;
import limbline.board.Placement;
import limbline.event.EventType;
import limbline.evidence.PoolSelection;

/// The board's page for a terminal and for programs; docs/board.md describes the JSON.
public final class BoardText {

    private BoardText() {}

    public static String text(BoardSheet sheet) {
        List<String> lines = new ArrayList<>();
        lines.add("Board page of %s, as known on %s".formatted(
                sheet.course().patient(), sheet.on()));
        lines.add(sheet.who());
        lines.add("Question: " + sheet.question());
        lines.addAll(sheet.infusions());
        lines.add("");
        section("Lesions against the tourniquet line", sheet.lesions().stream().map(one ->
                "%-22s %s (%s)".formatted(one.lesion().id(), one.position().words(), one.why())),
                lines);
        section("Imaging", sheet.imaging().stream(), lines);
        section("Photographs", sheet.photographs().stream().map(one -> "%s: %s%s".formatted(
                one.when(), one.caption(), one.image().isEmpty() ? " (not held)" : "")), lines);
        sheet.options().forEach(option -> option(option, lines));
        sheet.refused().forEach(line -> lines.add("Not used: " + line));
        published(sheet, lines);
        lines.add("");
        section("Decisions", Stream.concat(
                sheet.decisions().decided().stream().flatMap(BoardText::decided),
                sheet.decisions().open().stream().map(task -> "open: %s: %s, due %s".formatted(
                        task.event().owner(), task.event().task(), task.event().due()))), lines);
        lines.add("");
        section("Missing on this page", sheet.lacking().stream(), lines);
        lines.add("");
        lines.add("No score, and no recommendation. Not a medical device.");
        return String.join("\n", lines);
    }

    private static void section(String title, Stream<String> found, List<String> lines) {
        lines.add(title);
        List<String> all = found.map(line -> "  " + line).toList();
        lines.addAll(all.isEmpty() ? List.of("  none") : all);
    }

    private static Stream<String> decided(Decided one) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(one.placed().when(), Sayings.of(one.event())));
        if (!one.event().declined().isEmpty()) {
            lines.add("  why declined: " + one.event().whyDeclined().words());
        }
        one.minutes().ifPresent(minutes ->
                minutes.plan().forEach(step -> lines.add("  plan: " + step)));
        return lines.stream();
    }

    private static void option(Eligibility option, List<String> lines) {
        lines.add("");
        lines.add(option.criteria().title() + " (" + option.criteria().name() + ")");
        for (Answer answer : option.answers()) {
            lines.add("  %-8s %-24s %s%s [%s]%s".formatted(answer.verdict().words(),
                    answer.criterion().id(), answer.words(),
                    answer.age().map(age -> " " + age + " old.").orElse(""),
                    answer.criterion().source(), answer.criterion().about()
                            .map(_ -> " (sources disagree)").orElse("")));
        }
        option.criteria().notes().forEach(note -> lines.add("  note     " + note));
    }

    private static void published(BoardSheet sheet, List<String> lines) {
        lines.add("");
        lines.add("Published" + sheet.evidence().until()
                .map(year -> " by the end of " + year).orElse(""));
        for (Published one : sheet.evidence().options()) {
            lines.add("  %-4s %-26s %s; %s; %s".formatted(one.pooling().question().modality(),
                    one.outcome(), one.counts(), one.limits(), one.thin()));
            if (one.series() > 0) {
                lines.add("       " + one.each());
            }
            one.own().forEach(row -> lines.add("       this centre: " + Published.own(row)));
        }
        sheet.evidence().alternatives().forEach(one -> lines.add("  %s: %s: %s [%s]".formatted(
                one.option().term(), one.measure(), one.figure(), one.source())));
    }

    public static String json(BoardSheet sheet) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("patient", sheet.course().patient().value());
        json.put("on", sheet.on().toString());
        json.put("knownBy", sheet.course().asOf().known().map(Object::toString).orElse(null));
        json.put("who", sheet.who());
        json.put("limb", sheet.limb().map(Object::toString).orElse(null));
        json.put("question", sheet.question());
        json.put("infusions", sheet.infusions());
        json.put("lesions", sheet.lesions().stream().map(BoardText::map).toList());
        json.put("imaging", sheet.imaging());
        json.put("photographs", sheet.photographs().stream().map(one -> map("when", one.when(),
                "caption", one.caption(), "held", one.image().isPresent())).toList());
        json.put("options", sheet.options().stream().map(BoardText::map).toList());
        json.put("refusedCriteria", sheet.refused());
        json.put("publishedUntil", sheet.evidence().until().orElse(null));
        json.put("published", sheet.evidence().options().stream().map(BoardText::map).toList());
        json.put("alternatives", sheet.evidence().alternatives().stream().map(one -> map(
                "option", one.option().term(), "measure", one.measure(), "figure", one.figure(),
                "source", one.source())).toList());
        json.put("decisions", sheet.decisions().decided().stream().map(one -> {
            Map<String, Object> map = map("id", one.placed().id().toString(),
                    "when", one.placed().when());
            map.putAll(EventType.of(one.event()).write(one.event()));
            one.minutes().ifPresent(minutes -> map.put("minutes",
                    EventType.of(minutes).write(minutes)));
            return map;
        }).toList());
        json.put("tasks", sheet.decisions().tasks().stream().map(task -> map(
                "id", task.placed().id().toString(), "task", task.event().task(), "owner",
                task.event().owner(), "due", task.event().due().toString(), "open", task.isOpen()))
                .toList());
        json.put("missing", sheet.lacking());
        return CriteriaText.JSON.writeValueAsString(json);
    }

    /// The list of a meeting.
    public static String text(LocalDate meeting, List<MeetingList.Listed> listed) {
        List<String> lines = new ArrayList<>();
        lines.add("Board of %s: %d on the list".formatted(meeting, listed.size()));
        for (MeetingList.Listed one : listed) {
            lines.add("%3d. %s%s: %s".formatted(one.place(), one.patient().patient(),
                    one.isDecided() ? " (decided)" : "", one.question()));
            one.lacking().forEach(line -> lines.add("     missing: " + line));
        }
        return String.join("\n", lines);
    }

    /// The same for programs.
    public static String json(LocalDate meeting, List<MeetingList.Listed> listed) {
        return CriteriaText.JSON.writeValueAsString(map("meeting", meeting.toString(), "listed",
                listed.stream().map(one -> map("place", one.place(), "patient",
                        one.patient().patient().value(), "question", one.question(), "decided",
                        one.isDecided(), "missing", one.lacking())).toList()));
    }

    private static Map<String, Object> map(Placement one) {
        return map("lesion", one.lesion().id().value(), "position", one.position().term(),
                "why", one.why());
    }

    private static Map<String, Object> map(Eligibility option) {
        Map<String, Object> map = map("criteria", option.criteria().id(), "version",
                option.criteria().version(), "option", option.criteria().option().term(), "trial",
                option.criteria().trial());
        map.put("answers", option.answers().stream().map(BoardText::map).toList());
        map.put("disagreements", option.disagreements().keySet().stream().sorted().toList());
        map.put("notes", option.criteria().notes());
        return map;
    }

    private static Map<String, Object> map(Answer answer) {
        Map<String, Object> map = map("criterion", answer.criterion().id(), "verdict",
                answer.verdict().term(), "reason", answer.reason().term(), "words",
                answer.words(), "source", answer.criterion().source());
        answer.criterion().about().ifPresent(word -> map.put("about", word));
        answer.fact().ifPresent(fact -> map.put("restsOn", fact.id().toString()));
        answer.age().ifPresent(age -> map.put("ageInDays", map("earliest", age.earliest(),
                "latest", age.latest(), "used", age.used())));
        return map;
    }

    private static Map<String, Object> map(Published one) {
        Map<String, Object> map = map("option", one.pooling().question().modality(), "outcome",
                one.pooling().question().outcome().term(), "unit",
                one.pooling().question().unit(), "series",
                one.pooling().selection().taken().stream().map(taken -> map("key", taken.key(),
                        "events", taken.study().events(), "trials", taken.study().trials()))
                        .toList(),
                "leftOut", one.pooling().selection().leftOut().stream()
                        .collect(Collectors.toMap(PoolSelection.LeftOut::key,
                                PoolSelection.LeftOut::reason, (first, _) -> first,
                                TreeMap::new)));
        one.pooling().both().ifPresent(both -> map.put("pooled", map("value",
                both.mixed().proportion(), "lower", both.mixed().limits().lower(), "upper",
                both.mixed().limits().upper())));
        map.put("says", one.thin());
        map.put("own", one.own().stream().map(row -> map("unit", row.unit(), "events",
                row.events(), "trials", row.trials(), "notAssessable", row.notAssessable()))
                .toList());
        return map;
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
