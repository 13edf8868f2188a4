package limbline.app.evidence;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.evidence.AuditFinding;
import limbline.evidence.Judgement;
import limbline.evidence.PublishedSeries;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The published series, what the audit says of them, and their changes.
@Controller
public final class EvidencePage {

    private final Pages pages;
    private final EvidenceDesk desk;

    EvidencePage(Pages pages, EvidenceDesk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    /// A series in the list.
    ///
    /// @param worst what the audit found at most
    public record Listed(PublishedSeries series, Judgement worst, long findings) {}

    @GetMapping("/evidence")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown list() {
        Map<String, List<AuditFinding>> findings = desk.audit().stream()
                .collect(Collectors.groupingBy(AuditFinding::key));
        List<Listed> listed = desk.series().stream().map(series -> {
            List<AuditFinding> own = findings.getOrDefault(series.key(), List.of());
            return new Listed(series, worst(own), own.stream()
                    .filter(finding -> finding.verdict() == Judgement.IMPOSSIBLE
                            || finding.verdict() == Judgement.CONSISTENT_ONLY_IF).count());
        }).toList();
        return pages.page("evidence", say("evidence.title"), Map.of("listed", listed));
    }

    private static Judgement worst(List<AuditFinding> findings) {
        for (Judgement verdict : List.of(Judgement.IMPOSSIBLE, Judgement.CONSISTENT_ONLY_IF,
                Judgement.CONSISTENT)) {
            if (findings.stream().anyMatch(finding -> finding.verdict() == verdict)) {
                return verdict;
            }
        }
        return Judgement.NOT_TESTABLE;
    }

    @GetMapping("/evidence/series/{key}")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown series(@PathVariable String key, @AuthenticationPrincipal Account viewer) {
        PublishedSeries series = find(key);
        return pages.page("evidence-series", series.label(), Map.of(
                "series", series,
                "findings", desk.audit().stream()
                        .filter(finding -> finding.key().equals(key)).toList(),
                "versions", desk.history(key),
                "mayChange", viewer.role() == DATA_MANAGER));
    }

    @GetMapping("/evidence/claims")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown claims() {
        return pages.page("evidence-claims", say("claims.title"),
                Map.of("findings", desk.claims()));
    }

    /// @param key of the series to change; "new" for one more
    @GetMapping("/evidence/change/{key}")
    @Allowed(DATA_MANAGER)
    Shown ask(@PathVariable String key) {
        if (key.equals("new")) {
            return form("", 0, Map.of(), "", List.of());
        }
        return form(key, version(key), find(key).cells(), "", List.of());
    }

    /// @param all every field of the form; the columns of the table are "cell." and their name
    @PostMapping("/evidence/change")
    @Allowed(DATA_MANAGER)
    View change(
            @RequestParam String key,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> all,
            @AuthenticationPrincipal Account author) {
        Map<String, String> cells = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith("cell.")) {
                cells.put(name.substring("cell.".length()), value);
            }
        });
        return switch (desk.change(key.strip(), version, cells, reason, author.name())) {
            case EvidenceDesk.Change.Made(var made) ->
                new RedirectView("/evidence/series/" + made.series().key());
            case EvidenceDesk.Change.Refused(var reasons) ->
                form(key, version, cells, reason, reasons).as(HttpStatus.UNPROCESSABLE_CONTENT);
            case EvidenceDesk.Change.Overtaken(var by) ->
                form(key, by.version(), cells, reason, List.of(say("evidence.overtaken",
                        by.author(), by.reason()))).as(HttpStatus.CONFLICT);
        };
    }

    private Shown form(String key, int version, Map<String, String> cells, String reason,
            List<String> objections) {
        return pages.page("evidence-form", say(key.isEmpty() ? "evidence.add" : "evidence.change"),
                Map.of("key", key, "version", version, "cells", cells, "reason", reason,
                        "columns", desk.columns().stream()
                                .filter(column -> !column.equals("key")).toList(),
                        "objections", objections));
    }

    private int version(String key) {
        List<SeriesVersion> history = desk.history(key);
        return history.isEmpty() ? 0 : history.getFirst().version();
    }

    private PublishedSeries find(String key) {
        return desk.find(key).orElseThrow(() -> new NotFound(say("evidence.unknown", key)));
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
