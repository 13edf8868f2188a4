package limbline.app.evidence;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.app.course.PointOfView;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.evidence.AuditFinding;
import limbline.evidence.Judgement;
import limbline.evidence.Overlap;
import limbline.evidence.PublishedSeries;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The published series, which of them share patients, what the paper states, and what the audit
/// says, now or as it had been recorded on a day.
@Controller
public final class EvidencePage {

    private final Pages pages;
    private final EvidenceDesk desk;
    private final ZoneId zone;

    EvidencePage(Pages pages, EvidenceDesk desk, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.zone = zone;
    }

    /// A series in the list.
    ///
    /// @param worst what the audit found at most
    public record Listed(PublishedSeries series, Judgement worst, long findings) {}

    @GetMapping("/evidence")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown list(@RequestParam(defaultValue = "") String recorded) {
        PointOfView view = view(recorded);
        EvidenceDesk then = then(desk, view);
        Map<String, List<AuditFinding>> findings = then.audit().stream()
                .collect(Collectors.groupingBy(AuditFinding::key));
        List<Listed> listed = then.series().stream().map(series -> {
            List<AuditFinding> own = findings.getOrDefault(series.key(), List.of());
            return new Listed(series, worst(own), own.stream()
                    .filter(finding -> finding.verdict() == Judgement.IMPOSSIBLE
                            || finding.verdict() == Judgement.CONSISTENT_ONLY_IF).count());
        }).toList();
        return noticed(view, pages.page("evidence", say("evidence.title"),
                Map.of("listed", listed, "view", view)));
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
    Shown series(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PointOfView view = view(recorded);
        EvidenceDesk then = then(desk, view);
        PublishedSeries series = then.find(key)
                .orElseThrow(() -> new NotFound(say("evidence.unknown", key)));
        return noticed(view, pages.page("evidence-series", series.label(), Map.of(
                "series", series,
                "findings", then.audit().stream()
                        .filter(finding -> finding.key().equals(key)).toList(),
                "overlaps", then.overlaps(then.series()).stream()
                        .filter(one -> one.series().equals(key) || one.other().equals(key))
                        .toList(),
                "versions", then.history(EvidenceFolder.SERIES, key),
                "view", view,
                "mayChange", view.isNow() && viewer.role() == DATA_MANAGER)));
    }

    @GetMapping("/evidence/claims")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown claims(
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PointOfView view = view(recorded);
        EvidenceDesk then = then(desk, view);
        Map<String, RowVersion> changed = new LinkedHashMap<>(then.changed(EvidenceFolder.TABLE));
        changed.putAll(then.changed(EvidenceFolder.CLAIMS));
        return noticed(view, pages.page("evidence-claims", say("claims.title"), Map.of(
                "findings", then.claims(),
                "table", then.rows(EvidenceFolder.TABLE).keySet(),
                "changed", changed,
                "view", view,
                "mayChange", view.isNow() && viewer.role() == DATA_MANAGER)));
    }

    /// @param recorded as for every page here
    @GetMapping("/evidence/overlaps")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown overlaps(
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PointOfView view = view(recorded);
        EvidenceDesk then = then(desk, view);
        List<Overlap> overlaps = then.overlaps(then.series());
        return noticed(view, pages.page("evidence-overlaps", say("overlaps.title"), Map.of(
                "overlaps", overlaps,
                "stated", then.rows(EvidenceFolder.OVERLAP).keySet(),
                "changed", then.changed(EvidenceFolder.OVERLAP),
                "view", view,
                "mayChange", view.isNow() && viewer.role() == DATA_MANAGER)));
    }

    private PointOfView view(String recorded) {
        return new PointOfView("", recorded, zone);
    }

    /// The desk as it had been recorded then.
    static EvidenceDesk then(EvidenceDesk desk, PointOfView view) {
        return view.asOf().recorded().map(desk::asRecordedBy).orElse(desk);
    }

    private Shown noticed(PointOfView view, Shown page) {
        return view.notice(pages.words()).map(page::withNotice).orElse(page);
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
