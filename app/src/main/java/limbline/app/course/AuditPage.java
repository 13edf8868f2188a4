package limbline.app.course;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.DATA_MANAGER;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Trail;
import limbline.app.journal.Trail.Access;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who read and who wrote, for whoever has to account for it.
@Controller
public final class AuditPage {

    private static final int SHOWN = 200;
    private static final int EXPORTED = 100_000;
    private static final int DAYS = 30;

    private final Pages pages;
    private final Trail trail;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    AuditPage(Pages pages, Trail trail, AccessLog log, InstantSource clock, ZoneId zone) {
        this.pages = pages;
        this.trail = trail;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    /// What is asked for, as it was typed.
    ///
    /// @param from the first day
    /// @param to the last day
    /// @param kind "wrote", "read" or empty for both
    public record Filter(String patient, String account, String from, String to, String kind) {}

    @GetMapping("/audit")
    @Allowed({DATA_MANAGER, ADMINISTRATOR})
    Shown list(
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String kind) {
        Filter filter = filter(patient, account, from, to, kind);
        List<Access> found = trail.list(question(filter), SHOWN + 1);
        return pages.page("audit", pages.words().say("audit.title"), Map.of(
                "filter", filter,
                "found", found.subList(0, Math.min(SHOWN, found.size())),
                "more", found.size() > SHOWN));
    }

    @GetMapping(value = "/audit.csv")
    @Allowed({DATA_MANAGER, ADMINISTRATOR})
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String kind,
            @AuthenticationPrincipal Account viewer) {
        Filter filter = filter(patient, account, from, to, kind);
        List<Access> found = trail.list(question(filter), EXPORTED + 1);
        if (found.size() > EXPORTED) {
            throw new BadRequest(pages.words().say("audit.too-many", EXPORTED));
        }
        log.lookedAtMany(viewer.name(), pages.centre().id(), "audit as csv");
        StringBuilder csv = new StringBuilder("at,account,kind,patient,what\r\n");
        for (Access access : found) {
            csv.append(access.at()).append(',').append(cell(access.account())).append(',')
                    .append(access.wrote() ? "wrote" : "read").append(',')
                    .append(cell(access.patient().orElse(""))).append(',')
                    .append(cell(access.what())).append("\r\n");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("audit-%s-to-%s.csv".formatted(filter.from(), filter.to()))
                        .build().toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A cell of RFC 4180. A text that a spreadsheet would take for a formula begins with a quote.
    static String cell(String text) {
        String safe = text.matches("[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private Filter filter(String patient, String account, String from, String to, String kind) {
        if (!Set.of("", "read", "wrote").contains(kind)) {
            throw new BadRequest("kind: \"%s\" is not one of read and wrote".formatted(kind));
        }
        for (String name : List.of(patient, account)) {
            if (name.indexOf('\0') >= 0) { // the database keeps no text with it
                throw new BadRequest(pages.words().say("audit.unfit"));
            }
        }
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate last = to.isBlank() ? today : PointOfView.day("to", to);
        LocalDate first = from.isBlank() ? last.minusDays(DAYS) : PointOfView.day("from", from);
        return new Filter(
                patient.strip(), account.strip(), first.toString(), last.toString(), kind);
    }

    private Trail.Question question(Filter filter) {
        return new Trail.Question(
                pages.centre().id(), filter.patient(), filter.account(),
                start(LocalDate.parse(filter.from())),
                start(LocalDate.parse(filter.to()).plusDays(1)),
                filter.kind().isEmpty() ? "" : filter.kind().equals("wrote") ? "yes" : "no");
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
