package limbline.app.breakit;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.protocol.ShippedProtocols;
import limbline.app.security.Allowed;
import limbline.protocol.Proof;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page where anybody breaks a protocol. It keeps nothing of what is typed there.
@Controller
final class BreakItPage {

    /// The shipped files one may begin with, the demonstration's own first.
    private static final List<String> FILES =
            List.of("demo-ili", "demo-hilp", "ili-paper", "ili-doxorubicin", "hilp-eu");

    private final Pages pages;
    private final Trial trial = new Trial();

    BreakItPage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/break-it")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    Shown begin(@RequestParam(defaultValue = "demo-ili") String file) throws InterruptedException {
        if (!FILES.contains(file)) {
            throw new NotFound(pages.words().say("refusal.404"));
        }
        return shown(file, ShippedProtocols.text(file), "");
    }

    /// @param text as it was edited
    /// @param fault to put into it, or empty
    @PostMapping("/break-it")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    Shown change(
            @RequestParam String text,
            @RequestParam(defaultValue = "") String fault,
            @RequestParam(defaultValue = "demo-ili") String file)
            throws InterruptedException {
        String unix = text.replace("\r\n", "\n");
        if (fault.isEmpty()) {
            return shown(file, unix, "");
        }
        Optional<String> broken = BadRequest.parsed("fault", fault, Fault::parse).in(unix);
        return shown(file, broken.orElse(unix),
                broken.isPresent() ? "" : pages.words().say("break-it.no-place"));
    }

    private Shown shown(String file, String text, String told) throws InterruptedException {
        Trial.Outcome outcome = trial.of(text);
        Map<String, Object> values = new HashMap<>();
        values.put("files", FILES);
        values.put("file", FILES.contains(file) ? file : "");
        values.put("text", text);
        values.put("told", told);
        values.put("outcome", outcome);
        values.put("broken", outcome instanceof Trial.Outcome.Looked(_, Proof proof, _)
                ? proof.verdicts().stream().filter(verdict -> !verdict.holds()).toList()
                : List.of());
        values.put("frames", frames(outcome));
        return pages.page("break-it", pages.words().say("break-it.title"), values);
    }

    /// The first invariant that is broken, played.
    private List<Played.Frame> frames(Trial.Outcome outcome) {
        return outcome instanceof Trial.Outcome.Looked(var protocol, Proof proof, _)
                ? proof.verdicts().stream().filter(verdict -> !verdict.holds()).findFirst()
                        .map(verdict -> Played.of(protocol, verdict.way(), pages.words()))
                        .orElse(List.of())
                : List.of();
    }
}
