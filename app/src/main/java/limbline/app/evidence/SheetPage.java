package limbline.app.evidence;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.measure.Check;
import limbline.measure.Term;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Changes of the evidence: a form for a row of any sheet, and who changed it, when and why.
@Controller
public final class SheetPage {

    private final Pages pages;
    private final EvidenceDesk desk;

    SheetPage(Pages pages, EvidenceDesk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    /// @param key of the row to change; "new" for one more
    @GetMapping("/evidence/change/{sheet}/{key}")
    @Allowed(DATA_MANAGER)
    Shown ask(@PathVariable String sheet, @PathVariable String key) {
        EvidenceFolder asked = sheet(sheet);
        if (key.equals("new")) {
            return form(asked, "", 0, Map.of(), "", List.of());
        }
        Map<String, String> cells = desk.rows(asked).get(key);
        if (cells == null) {
            throw new NotFound(say("evidence.unknown", key));
        }
        List<RowVersion> history = desk.history(asked, key);
        return form(asked, key, history.isEmpty() ? 0 : history.getFirst().version(), cells, "",
                List.of());
    }

    /// @param all every field of the form; the columns of the sheet are "cell." and their name
    /// @param withdraw not empty where the row is to count no longer
    @PostMapping("/evidence/change/{sheet}")
    @Allowed(DATA_MANAGER)
    View change(
            @PathVariable String sheet,
            @RequestParam(defaultValue = "") String key,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String withdraw,
            @RequestParam Map<String, String> all,
            @AuthenticationPrincipal Account author) {
        EvidenceFolder asked = sheet(sheet);
        Map<String, String> cells = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith("cell.")) {
                cells.put(name.substring("cell.".length()), value);
            }
        });
        return switch (desk.change(asked, key.strip(), version, cells, !withdraw.isEmpty(), reason,
                author.name())) {
            case EvidenceDesk.Change.Made(var made) -> new RedirectView(
                    "/evidence/history/%s/%s".formatted(asked.term(), made.key()));
            case EvidenceDesk.Change.Refused(var reasons) ->
                form(asked, key, version, cells, reason, reasons)
                        .as(HttpStatus.UNPROCESSABLE_CONTENT);
            case EvidenceDesk.Change.Overtaken(var by) ->
                form(asked, key, by.version(), cells, reason, List.of(say("evidence.overtaken",
                        by.author(), by.reason()))).as(HttpStatus.CONFLICT);
        };
    }

    @GetMapping("/evidence/history/{sheet}/{key}")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown history(@PathVariable String sheet, @PathVariable String key) {
        EvidenceFolder asked = sheet(sheet);
        List<RowVersion> versions = desk.history(asked, key);
        if (versions.isEmpty() && !desk.rows(asked).containsKey(key)) {
            throw new NotFound(say("evidence.unknown", key));
        }
        return pages.page("evidence-history", say("evidence.changes-of", key), Map.of(
                "sheet", asked, "versions", versions,
                "now", desk.rows(asked).getOrDefault(key, Map.of())));
    }

    private Shown form(EvidenceFolder sheet, String key, int version, Map<String, String> cells,
            String reason, List<String> objections) {
        return pages.page("evidence-form", say(
                (key.isEmpty() ? "evidence.add." : "evidence.change.") + sheet.term()),
                Map.of("sheet", sheet, "key", key, "version", version, "cells", cells,
                        "reason", reason, "isNew", !desk.rows(sheet).containsKey(key),
                        "columns", desk.columns(sheet).stream()
                                .filter(column -> !column.equals("key")).toList(),
                        "objections", objections));
    }

    private static EvidenceFolder sheet(String name) {
        return BadRequest.parsed("sheet", name, text -> {
            EvidenceFolder sheet = Term.parse(EvidenceFolder.class, text);
            Check.that(EvidenceFolder.CHANGED.contains(sheet),
                    "%s is changed in its file only", sheet.term());
            return sheet;
        });
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
