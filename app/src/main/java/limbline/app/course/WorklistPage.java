package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.util.Map;
import java.util.Optional;
import limbline.app.course.Worklist.Question;
import limbline.app.course.Worklist.Sort;
import limbline.app.journal.AccessLog;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Restrictions;
import limbline.course.Standing.Station;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who is where on the way, and what is due.
@Controller
final class WorklistPage {

    private final Pages pages;
    private final Worklist worklist;
    private final Restrictions restrictions;
    private final AccessLog looks;

    WorklistPage(Pages pages, Worklist worklist, Restrictions restrictions, AccessLog looks) {
        this.restrictions = restrictions;
        this.pages = pages;
        this.worklist = worklist;
        this.looks = looks;
    }

    @GetMapping("/worklist")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown list(
            @AuthenticationPrincipal Account viewer,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String station,
            @RequestParam(defaultValue = "no") String overdue,
            @RequestParam(defaultValue = "due") String sort,
            @RequestParam(defaultValue = "1") String page) {
        String centre = pages.centre().id();
        Question question = question(centre, words, station, overdue, sort, page);
        looks.lookedAtMany(viewer.name(), centre, "worklist");
        worklist.follow();
        Map<Station, Worklist.Count> counts = worklist.counts(centre);
        return pages.page("worklist", pages.words().say("worklist.title"), Map.of(
                "question", question,
                "counts", counts,
                "sheet", worklist.sheet(question, counts),
                "today", worklist.today(),
                "closed", restrictions.closedTo(centre, viewer.name())));
    }

    private static Question question(String centre, String words, String station, String overdue,
            String sort, String page) {
        Optional<Station> at = station.isEmpty() ? Optional.empty() : Optional.of(BadRequest.parsed(
                "station", station, text -> Term.parse(Station.class, text)));
        Sort by = BadRequest.parsed("sort", sort, text -> Term.parse(Sort.class, text));
        int number = BadRequest.parsed("page", page, WorklistPage::number);
        return BadRequest.parsed("worklist", "question", _ ->
                new Question(centre, words, at, overdue.equals("yes"), by, number));
    }

    private static int number(String text) {
        Check.that(text.matches("[0-9]{1,7}"), "\"%s\" is not the number of a page",
                Text.shortened(text));
        return Integer.parseInt(text);
    }
}
