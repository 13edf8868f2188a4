package limbline.app.evidence;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.course.PointOfView;
import limbline.app.figure.Figure;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.evidence.Comparison;
import limbline.evidence.Outcome;
import limbline.evidence.OwnSeries;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Pooling;
import limbline.evidence.Tnf;
import limbline.measure.Check;
import limbline.measure.Term;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Published series pooled, with our own beside them.
@Controller
public final class PoolPage {

    private static final double LEVEL = 0.95;
    private static final double SHARP = 2;

    private final Pages pages;
    private final EvidenceDesk desk;
    private final ObjectProvider<OurCounts> ours;
    private final ZoneId zone;

    PoolPage(Pages pages, EvidenceDesk desk, ObjectProvider<OurCounts> ours, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.ours = ours;
        this.zone = zone;
    }

    /// What the form holds, in its own words.
    public record Asked(
            String outcome, String modality, String unit, String tnf, boolean overlap,
            boolean mixed, String recorded) {

        /// The same as the query of an address.
        public String query() {
            return "outcome=%s&modality=%s&unit=%s&tnf=%s%s%s%s".formatted(outcome, modality, unit,
                    tnf, overlap ? "&overlap=on" : "", mixed ? "&mixed=on" : "",
                    recorded.isEmpty() ? "" : "&recorded=" + recorded);
        }
    }

    @GetMapping("/evidence/pool")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown page(
            @RequestParam(defaultValue = "response") String outcome,
            @RequestParam(defaultValue = "ILI") String modality,
            @RequestParam(defaultValue = "patient") String unit,
            @RequestParam(defaultValue = "either") String tnf,
            @RequestParam(defaultValue = "false") boolean overlap,
            @RequestParam(defaultValue = "false") boolean mixed,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PointOfView view = new PointOfView("", recorded, zone);
        EvidenceDesk then = EvidencePage.then(desk, view);
        Asked asked = new Asked(outcome, modality, unit, tnf, overlap, mixed, view.recorded());
        Optional<OwnSeries> own = own(asked, view, viewer);
        Pooling pooling = then.pool(question(asked, own));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("asked", asked);
        values.put("view", view);
        values.put("pooling", pooling);
        values.put("figure", PoolReport.figure(pooling));
        values.put("leftOut", PoolReport.leftOut(pooling));
        values.put("comparison", own.map(row -> Comparison.of(
                row, then.pool(question(asked, Optional.empty())), then.series())));
        Shown page = pages.page("evidence-pool", pages.words().say("pool.title"), values);
        return view.notice(pages.words()).map(page::withNotice).orElse(page);
    }

    @GetMapping("/evidence/forest.{format}")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    ResponseEntity<byte[]> figure(
            @PathVariable String format,
            @RequestParam(defaultValue = "response") String outcome,
            @RequestParam(defaultValue = "ILI") String modality,
            @RequestParam(defaultValue = "patient") String unit,
            @RequestParam(defaultValue = "either") String tnf,
            @RequestParam(defaultValue = "false") boolean overlap,
            @RequestParam(defaultValue = "false") boolean mixed,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PointOfView view = new PointOfView("", recorded, zone);
        EvidenceDesk then = EvidencePage.then(desk, view);
        Asked asked = new Asked(outcome, modality, unit, tnf, overlap, mixed, view.recorded());
        Figure figure = PoolReport.figure(then.pool(question(asked, own(asked, view, viewer))))
                .filter(_ -> List.of("svg", "png").contains(format))
                .orElseThrow(() -> new NotFound(pages.words().say("refusal.404")));
        boolean isPng = format.equals("png");
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("forest." + format).build().toString())
                .contentType(isPng ? MediaType.IMAGE_PNG
                        : MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
                .body(isPng ? figure.png(SHARP) : figure.svg().getBytes(StandardCharsets.UTF_8));
    }

    private static PoolQuestion question(Asked asked, Optional<OwnSeries> own) {
        Outcome outcome = BadRequest.parsed(
                "outcome", asked.outcome(), text -> Term.parse(Outcome.class, text));
        Optional<Tnf> tnf = asked.tnf().equals("either") ? Optional.empty()
                : Optional.of(BadRequest.parsed(
                        "tnf", asked.tnf(), text -> Term.parse(Tnf.class, text)));
        return new PoolQuestion(outcome, oneOf("unit", asked.unit(), "patient", "procedure"),
                oneOf("modality", asked.modality(), "ILI", "HILP"), tnf, List.of(),
                asked.overlap(), asked.mixed(), LEVEL, own);
    }

    private static String oneOf(String name, String text, String... allowed) {
        return BadRequest.parsed(name, text, given -> {
            Check.that(List.of(allowed).contains(given), "\"%s\" is not one of: %s", given,
                    String.join(", ", allowed));
            return given;
        });
    }

    /// Our row of the same outcome, modality and unit, if somebody counts one.
    private Optional<OwnSeries> own(Asked asked, PointOfView view, Account viewer) {
        Outcome outcome = BadRequest.parsed(
                "outcome", asked.outcome(), text -> Term.parse(Outcome.class, text));
        return ours.stream().flatMap(counts -> counts.of(Set.of(outcome), view.asOf(),
                        viewer.role() == RESEARCHER).stream())
                .filter(row -> row.modality().equals(asked.modality())
                        && row.unit().equals(asked.unit()))
                .findFirst();
    }
}
