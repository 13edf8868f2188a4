package limbline.app.board;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.app.course.PointOfView;
import limbline.app.journal.AccessLog;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Restrictions;
import limbline.patient.PatientId;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The list of a meeting, in order, with what is missing on each page.
@Controller
final class BoardListPage {

    private final Pages pages;
    private final MeetingList list;
    private final BoardDesk desk;
    private final Restrictions restrictions;
    private final AccessLog log;

    BoardListPage(Pages pages, MeetingList list, BoardDesk desk, Restrictions restrictions,
            AccessLog log) {
        this.pages = pages;
        this.list = list;
        this.desk = desk;
        this.restrictions = restrictions;
        this.log = log;
    }

    @GetMapping("/board")
    @Allowed({CLINICIAN, DATA_MANAGER})
    Shown page(@RequestParam(defaultValue = "") String day,
            @AuthenticationPrincipal Account viewer) {
        LocalDate meeting = day.isBlank() ? desk.today() : PointOfView.day("day", day);
        String centre = pages.centre().id();
        log.lookedAtMany(viewer.name(), centre, "board list of " + meeting);
        List<MeetingList.Listed> listed = list.of(centre, meeting);
        // A restricted record has its place on the list and tells nothing there.
        Set<PatientId> closed = restrictions.closedTo(centre, viewer.name());
        return pages.page("board-list", pages.words().say("board.list.title"), Map.of(
                "day", meeting, "today", desk.today(), "listed", listed, "closed", closed));
    }

    @PostMapping("/board/order")
    @Allowed({CLINICIAN, DATA_MANAGER})
    View move(@RequestParam String day, @RequestParam String patient, @RequestParam String to,
            @AuthenticationPrincipal Account viewer) {
        LocalDate meeting = PointOfView.day("day", day);
        if (!to.equals("up") && !to.equals("down")) {
            throw new BadRequest("to: write up or down");
        }
        list.move(pages.centre().id(), meeting,
                BadRequest.parsed("patient", patient, PatientId::parse), to.equals("up"),
                viewer.name());
        RedirectView back = new RedirectView("/board?day=" + meeting);
        back.setStatusCode(HttpStatus.SEE_OTHER);
        back.setExposeModelAttributes(false);
        return back;
    }
}
