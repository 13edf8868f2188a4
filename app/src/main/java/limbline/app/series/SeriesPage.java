package limbline.app.series;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import limbline.app.course.PointOfView;
import limbline.app.figure.Figure;
import limbline.app.journal.AccessLog;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.measure.Term;
import limbline.series.Cohort;
import limbline.series.Condition;
import limbline.series.Endpoint;
import limbline.series.Endpoints;
import limbline.series.Fact;
import limbline.series.Series;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Our own series: which there are, one of them, and the patients behind its numbers.
@Controller
public final class SeriesPage {

    /// Everybody of the centre: always there.
    static final String EVERYBODY = "everybody";

    private static final double PIXELS = 3;

    /// Pages that are kept, far fewer than there is room for.
    private static final int MOST_KEPT = 20;

    /// What a page showed at one state of the projection.
    private record Kept(String state, String content) {}

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final ConcurrentMap<List<Object>, Kept> kept = new ConcurrentHashMap<>();
    private final Pages pages;
    private final SeriesDesk desk;
    private final AccessLog log;
    private final ZoneId zone;

    SeriesPage(Pages pages, SeriesDesk desk, AccessLog log, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.log = log;
        this.zone = zone;
    }

    @GetMapping("/series")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown list(@AuthenticationPrincipal Account viewer) {
        return pages.page("series-list", say("series.title"), Map.of(
                "definitions", desk.definitions().stream().filter(this::isHere).toList(),
                "mayDefine", viewer.role() != RESEARCHER));
    }

    @PostMapping("/series")
    @Allowed({CLINICIAN, DATA_MANAGER})
    String define(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String where,
            @RequestParam(defaultValue = "") String by,
            @AuthenticationPrincipal Account viewer) {
        List<Condition> conditions = where.lines().filter(line -> !line.isBlank())
                .map(line -> BadRequest.parsed("conditions", line, Condition::parse)).toList();
        List<Fact> facts = by.isBlank() ? List.of()
                : BadRequest.parsed("divide by", by, text -> List.of(Term.parse(Fact.class, text)));
        Cohort cohort = BadRequest.parsed("name", name.strip(),
                text -> new Cohort(text, conditions, facts));
        desk.define(cohort, pages.centre().id(), viewer.name());
        return "redirect:/series/" + cohort.name();
    }

    @GetMapping("/series/{name}")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    Shown series(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        Definition definition = definition(name);
        PointOfView from = view(known, recorded, viewer);
        boolean isEverybody = definition.cohort().name().equals(EVERYBODY);
        Shown page = pages.page("series", isEverybody ? pages.words().say("series.everybody")
                : definition.cohort().name(), Map.of(
                "definition", definition,
                "content", content(definition, from, viewer),
                "from", from,
                "isEverybody", isEverybody,
                "mayLook", viewer.role() != RESEARCHER));
        return from.notice(pages.words()).map(page::withNotice).orElse(page);
    }

    @GetMapping("/series/{name}/{endpoint}/behind")
    @Allowed({CLINICIAN, DATA_MANAGER})
    Shown behind(
            @PathVariable String name,
            @PathVariable String endpoint,
            @RequestParam(defaultValue = "assessed") String answer,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        Definition definition = definition(name);
        PointOfView from = view(known, recorded, viewer);
        Endpoint<?> asked = BadRequest.parsed("endpoint", endpoint, Endpoints::named);
        log.lookedAtMany(viewer.name(), pages.centre().id(),
                "series %s, %s: %s".formatted(name, endpoint, answer));
        return pages.page("series-behind", asked.title(), Map.of("name", name, "unit",
                asked.unit().term(), "answer", answer, "from", from, "members",
                run(definition, from).behind(asked, answer)));
    }

    @GetMapping("/series/{name}/figures/{endpoint}.{format}")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    ResponseEntity<byte[]> figure(
            @PathVariable String name,
            @PathVariable String endpoint,
            @PathVariable String format,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        Series series = run(definition(name), view(known, recorded, viewer));
        Figure figure = SeriesFigures.all(Withheld.of(series, least(viewer))).stream()
                .filter(each -> each.name().equals(endpoint)).findFirst()
                .orElseThrow(() -> new NotFound(say("refusal.404")));
        return switch (format) {
            case "svg" -> file(endpoint + ".svg", "image/svg+xml;charset=UTF-8",
                    figure.svg().getBytes(StandardCharsets.UTF_8));
            case "png" -> file(endpoint + ".png", "image/png", figure.png(PIXELS));
            case "pdf" -> file(endpoint + ".pdf", "application/pdf", Vector.pdf(figure));
            default -> throw new NotFound(say("refusal.404"));
        };
    }

    @GetMapping("/series/{name}/export.zip")
    @Allowed({CLINICIAN, RESEARCHER, DATA_MANAGER})
    ResponseEntity<byte[]> export(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        Definition definition = definition(name);
        PointOfView from = view(known, recorded, viewer);
        log.lookedAtMany(viewer.name(), pages.centre().id(), "export of series " + name);
        return file(definition.cohort().name() + ".zip", "application/zip",
                zip(SeriesExport.files(definition,
                        Withheld.of(run(definition, from), least(viewer)), from.asOf())));
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0); // the same export gives the same bytes
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ResponseEntity<byte[]> file(String name, String type, byte[] bytes) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(MediaType.parseMediaType(type))
                .body(bytes);
    }

    /// The tables and figures. As long as nothing was recorded, a page says what it said.
    private String content(Definition definition, PointOfView from, Account viewer) {
        if (!from.isNow()) {
            return drawn(definition, from, viewer);
        }
        String state = desk.state();
        List<Object> asked = List.of(definition, viewer.role() == RESEARCHER);
        Kept known = kept.get(asked);
        if (known == null || !known.state.equals(state)) {
            known = new Kept(state, drawn(definition, from, viewer));
            if (kept.size() > MOST_KEPT) {
                kept.clear();
            }
            kept.put(asked, known);
        }
        return known.content;
    }

    private String drawn(Definition definition, PointOfView from, Account viewer) {
        StringOutput content = new StringOutput();
        templates.render("series-content.jte", Map.of(
                "view", SeriesView.of(definition,
                        Withheld.of(run(definition, from), least(viewer))),
                "links", viewer.role() != RESEARCHER,
                "words", pages.words(),
                "query", from.query("?"),
                "contents", true), content);
        return content.toString();
    }

    /// Of this centre, whatever other centres the definition would take too.
    private Series run(Definition definition, PointOfView view) {
        return desk.run(definition.cohort(), pages.centre().id(), view.asOf());
    }

    /// @throws BadRequest if a researcher asks for a day from whose numbers, with those of another day,
    ///     somebody could be told
    private PointOfView view(String known, String recorded, Account viewer) {
        PointOfView view = new PointOfView(known, recorded, zone);
        if (viewer.role() == RESEARCHER && !view.isNow()) {
            BadRequest.parsed("view", view.known() + view.recorded(), _ -> {
                Withheld.checkDay(view.asOf());
                return view;
            });
        }
        return view;
    }

    private Definition definition(String name) {
        if (name.equals(EVERYBODY)) {
            return new Definition(new Cohort(EVERYBODY, List.of(), List.of(Fact.EXTREMITY)), 1,
                    pages.centre().id(), say("limbline"));
        }
        return desk.definitions().stream()
                .filter(one -> one.cohort().name().equals(name) && isHere(one))
                .findFirst()
                .orElseThrow(() -> new NotFound(say("series.unknown", name)));
    }

    private boolean isHere(Definition definition) {
        return definition.centre().isEmpty() || definition.centre().equals(pages.centre().id());
    }

    private static int least(Account viewer) {
        return viewer.role() == RESEARCHER ? Withheld.LIMIT : 0;
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
