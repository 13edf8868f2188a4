package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import java.util.Map;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Allowed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The centre in numbers, without a patient: what a researcher may see too.
@Controller
final class CentrePage {

    /// A researcher is told of no fewer patients, as on the pages of the series.
    private static final int LEAST = 5;

    private final Pages pages;
    private final Worklist worklist;

    CentrePage(Pages pages, Worklist worklist) {
        this.pages = pages;
        this.worklist = worklist;
    }

    @GetMapping("/centre")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown numbers() {
        worklist.follow();
        return pages.page("centre", pages.words().say("centre.title"),
                Map.of("numbers", worklist.numbers(pages.centre().id()), "least",
                        Pages.viewer().orElseThrow().role() == RESEARCHER ? LEAST : 0));
    }
}
