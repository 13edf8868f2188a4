package limbline.app.ward;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import limbline.app.figure.CreatineKinase;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.PatientKey;
import limbline.app.live.Stream;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.photograph.Darkroom;
import limbline.app.photograph.Photograph;
import limbline.app.photograph.Photographs;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Sessions;
import limbline.event.CareEvent.DischargeItemStated;
import limbline.event.CareEvent.WatchHandedOver;
import limbline.event.Event;
import limbline.event.WardEvent.UrineMeasured;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Term;
import limbline.patient.AlertTier;
import limbline.patient.ImageHash;
import limbline.patient.Limb;
import limbline.patient.Met;
import limbline.patient.PatientId;
import limbline.ward.Episode;
import limbline.ward.Noted;
import limbline.ward.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The ward over HTTP: who needs a look now, one patient, and the round at the bed.
@Controller
final class WardPage {

    private static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

    private final Pages pages;
    private final WardBoard board;
    private final WardScreens screens;
    private final Stream stream;
    private final Sessions sessions;
    private final WardDesk desk;
    private final WardPlans plans;
    private final Photographs photographs;
    private final AccessLog looks;
    private final InstantSource clock;
    private final ZoneId zone;

    WardPage(Pages pages, WardBoard board, WardScreens screens, Stream stream, Sessions sessions,
            WardDesk desk, WardPlans plans, Photographs photographs, AccessLog looks,
            InstantSource clock, ZoneId zone) {
        this.pages = pages;
        this.board = board;
        this.screens = screens;
        this.stream = stream;
        this.sessions = sessions;
        this.desk = desk;
        this.plans = plans;
        this.photographs = photographs;
        this.looks = looks;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/ward")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown ward(@AuthenticationPrincipal Account viewer) {
        String centre = pages.centre().id();
        looks.lookedAtMany(viewer.name(), centre, "ward");
        return pages.page("ward", pages.words().say("ward.title"), Map.of(
                "ward", screens.now(),
                "rules", !plans.inForce(centre).isEmpty(),
                "now", clock.instant()));
    }

    /// The lines as they change, for a screen that shows the ward.
    ///
    /// @param since the mark of the page
    /// @param last the mark of what was sent last, where the browser comes back by itself
    @GetMapping("/ward/live")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    void live(
            @RequestParam(defaultValue = "") String since,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            @AuthenticationPrincipal Account viewer,
            HttpServletRequest request,
            HttpServletResponse response) {
        looks.lookedAtMany(viewer.name(), pages.centre().id(), "ward, as it changes");
        stream.serve(response, () -> screens.from(last.isEmpty() ? since : last),
                sessions.watch(request, viewer));
    }

    /// The ward on paper, for the change of shift.
    @GetMapping("/ward/shift-list")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown shiftList(@AuthenticationPrincipal Account viewer) {
        String centre = pages.centre().id();
        looks.lookedAtMany(viewer.name(), centre, "shift list");
        return pages.page("ward-shift-list", pages.words().say("ward.shift-list"), Map.of(
                "rows", board.rows(centre), "zone", zone, "now", clock.instant()));
    }

    @GetMapping("/ward/patients/{id}")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown patient(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String told,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        looks.looked(viewer.name(), row.patient(), "ward page");
        return patient(row, List.of(),
                told.equals("recorded") ? pages.words().say("patient.told") : "");
    }

    private Shown patient(WardRow row, List<String> objections, String told) {
        Map<String, Object> values = new HashMap<>();
        values.put("row", row);
        values.put("zone", zone);
        values.put("figure", row.watch().map(CreatineKinase::of));
        values.put("fluids", row.watch().map(watch -> FluidBalance.of(watch.episode()))
                .orElse(List.of()));
        values.put("objections", objections);
        values.put("told", told);
        values.put("command", CommandId.fresh().toString());
        return pages.page("ward-patient", row.id(), values);
    }

    @GetMapping("/ward/patients/{id}/round")
    @Allowed({CLINICIAN, WARD})
    Shown round(@PathVariable String id, @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        looks.looked(viewer.name(), row.patient(), "form of the round");
        return round(row, _ -> "", Map.of(), List.of());
    }

    private Shown round(WardRow row, Function<String, String> sent, Map<String, String> errors,
            List<String> objections) {
        Map<String, Object> values = new HashMap<>();
        values.put("row", row);
        values.put("limbs", limbs(row));
        values.put("sent", sent);
        values.put("errors", errors);
        values.put("objections", objections);
        values.put("urineFrom", lastUrine(row));
        values.put("command", sent.apply("command").isEmpty()
                ? CommandId.fresh().toString() : sent.apply("command"));
        return pages.page("ward-round", pages.words().say("round.title", row.id()), values);
    }

    /// The second of the two taps of a round without findings.
    @PostMapping("/ward/patients/{id}/round/nothing")
    @Allowed({CLINICIAN, WARD})
    View nothingFound(
            @PathVariable String id,
            @RequestParam String command,
            @RequestParam String limb,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        RoundForm form = RoundForm.withoutFindings(limb(row, limb), now());
        return recorded(row, _ -> "", command(command), viewer, form);
    }

    @PostMapping("/ward/patients/{id}/round")
    @Allowed({CLINICIAN, WARD})
    View recordRound(
            @PathVariable String id,
            @RequestParam String command,
            @RequestParam String limb,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        Function<String, String> sent =
                name -> Optional.ofNullable(request.getParameter(name)).orElse("");
        Finding<ImageHash> image;
        try {
            image = kept(Optional.ofNullable(picture));
        } catch (IllegalArgumentException e) {
            return round(row, sent, Map.of("picture", String.valueOf(e.getMessage())), List.of())
                    .as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return recorded(row, sent, command(command), viewer,
                RoundForm.read(sent, limb(row, limb), image, now(), zone));
    }

    private View recorded(WardRow row, Function<String, String> sent, UUID command, Account viewer,
            RoundForm form) {
        if (!form.errors().isEmpty()) {
            return round(row, sent, form.errors(), List.of()).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        List<String> reasons = desk.record(
                row.patient(), command, viewer.name(), form.at(), form.events());
        return reasons.isEmpty() ? back(row)
                : round(row, sent, Map.of(), reasons).as(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/ward/patients/{id}/acknowledge")
    @Allowed({CLINICIAN, WARD})
    View acknowledge(
            @PathVariable String id,
            @RequestParam String command,
            @RequestParam String alert,
            @RequestParam String tier,
            @RequestParam int extent,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        AlertTier seen = BadRequest.parsed(
                "tier", tier, text -> Term.parse(AlertTier.class, text));
        return answered(row, desk.acknowledge(row.patient(), command(command), viewer.name(),
                alert, seen, extent, reason));
    }

    @PostMapping("/ward/patients/{id}/take-over")
    @Allowed({CLINICIAN, WARD})
    View takeOver(
            @PathVariable String id,
            @RequestParam String command,
            @RequestParam(defaultValue = "") String remark,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        return answered(row, write(row, command, viewer, new WatchHandedOver(
                Finding.notStated(), said(remark))));
    }

    @PostMapping("/ward/patients/{id}/discharge-item")
    @Allowed({CLINICIAN, WARD})
    View state(
            @PathVariable String id,
            @RequestParam String command,
            @RequestParam String item,
            @RequestParam String met,
            @RequestParam(defaultValue = "") String words,
            @AuthenticationPrincipal Account viewer) {
        WardRow row = row(id);
        Met answer = BadRequest.parsed("met", met, text -> Term.parse(Met.class, text));
        boolean known = row.watch().stream().flatMap(watch -> watch.discharge().stream())
                .anyMatch(one -> one.item().id().equals(item));
        if (!known) {
            throw new BadRequest("item: there is no item \"%s\" on this list".formatted(item));
        }
        return answered(row, write(row, command, viewer,
                new DischargeItemStated(item, answer, said(words))));
    }

    private List<String> write(WardRow row, String command, Account viewer, Event event) {
        return desk.record(
                row.patient(), command(command), viewer.name(), now(), List.of(event));
    }

    private View answered(WardRow row, List<String> reasons) {
        return reasons.isEmpty() ? back(row)
                : patient(row(row.id()), reasons, "").as(HttpStatus.CONFLICT);
    }

    private static View back(WardRow row) {
        RedirectView back = new RedirectView(
                "/ward/patients/%s?told=recorded".formatted(row.id()));
        back.setStatusCode(HttpStatus.SEE_OTHER);
        back.setExposeModelAttributes(false);
        return back;
    }

    private Finding<ImageHash> kept(Optional<MultipartFile> picture) {
        if (picture.isEmpty() || picture.get().isEmpty()) {
            return Finding.notStated();
        }
        try {
            Photograph photograph = Darkroom.develop(picture.get().getBytes());
            photographs.keep(pages.centre().id(), photograph);
            return Finding.known(photograph.hash());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the picture did not arrive whole; send it again", e);
        }
    }

    private WardRow row(String id) {
        PatientKey key = new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
        return board.patient(key).orElseThrow(
                () -> new NotFound(pages.words().say("patient.unknown", id)));
    }

    /// The infused limbs; whoever was not infused has none that is watched.
    private static List<Limb> limbs(WardRow row) {
        return row.watch().map(Watch::episode).map(Episode::limbs).orElse(List.of());
    }

    private static Limb limb(WardRow row, String text) {
        return BadRequest.parsed("limb", text, words -> {
            Limb limb = Limb.parse(words);
            Check.that(limbs(row).contains(limb), "the %s was not infused", limb);
            return limb;
        });
    }

    private String lastUrine(WardRow row) {
        return row.watch().map(Watch::episode)
                .flatMap(episode -> episode.all(UrineMeasured.class).stream()
                        .filter(Noted::isExact).reduce((_, later) -> later))
                .map(last -> FIELD.format(LocalDateTime.ofInstant(last.at(), zone))).orElse("");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Finding<String> said(String words) {
        return words.isBlank() ? Finding.notStated() : Finding.known(words.strip());
    }

    private static UUID command(String text) {
        return BadRequest.parsed("command", text, UUID::fromString);
    }
}
