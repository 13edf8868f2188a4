package limbline.app.order;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.PatientKey;
import limbline.app.order.OrderDesk.Came;
import limbline.app.order.OrderDesk.Wish;
import limbline.app.order.OrderDesk.Worked;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.print.Press;
import limbline.app.print.Printed;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Pins;
import limbline.course.AsOf;
import limbline.measure.EventId;
import limbline.patient.PatientId;
import limbline.theatre.Orders.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The orders of a patient, and the dose sheet from which one is written and signed.
@Controller
final class OrderPage {

    private final Pages pages;
    private final Press press;
    private final OrderDesk desk;
    private final CourseDesk courses;
    private final SignedProtocols protocols;
    private final AccessLog log;
    private final InstantSource clock;

    OrderPage(Pages pages, Press press, OrderDesk desk, CourseDesk courses,
            SignedProtocols protocols, AccessLog log, InstantSource clock) {
        this.pages = pages;
        this.press = press;
        this.desk = desk;
        this.courses = courses;
        this.protocols = protocols;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping("/patients/{id}/orders")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown list(@PathVariable String id, @AuthenticationPrincipal Account viewer) {
        PatientKey patient = known(id).patient();
        log.looked(viewer.name(), patient, "orders");
        return pages.page("orders", say("orders.title", patient.patient()), Map.of(
                "patient", patient.patient(),
                "orders", desk.orders(patient).all().reversed(),
                "protocols", protocols.inForce(patient.centre())));
    }

    @GetMapping("/patients/{id}/orders/new")
    @Allowed({CLINICIAN, THEATRE})
    Shown ask(@PathVariable String id, @RequestParam(defaultValue = "") String protocol,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        log.looked(viewer.name(), reading.patient(), "form to write an order");
        SignedProtocol by = inForce(reading.patient(), protocol);
        return form(reading, by, new OrderForm(Map.of("every", List.of("4"),
                "command", List.of(CommandId.fresh().toString()))), Optional.empty(), List.of());
    }

    /// Works the sheet out, and writes the order if that is what was pressed.
    @PostMapping("/patients/{id}/orders/new")
    @Allowed({CLINICIAN, THEATRE})
    View work(
            @PathVariable String id,
            @RequestParam String protocol,
            @RequestParam String command,
            @RequestParam(defaultValue = "") String write,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        SignedProtocol by = inForce(reading.patient(), protocol);
        UUID asked = BadRequest.parsed("command", command, OrderPage::uuid);
        OrderForm form = OrderForm.of(request.getParameterMap());
        OrderForm.Read read = form.read();
        if (read.measured().isEmpty()) {
            return form(reading, by, form, Optional.empty(), read.wrong())
                    .as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Wish wish = new Wish(by, read.measured().get(), read.inField());
        if (!write.isEmpty()) {
            switch (desk.write(reading.patient(), asked, viewer.name(), wish,
                    form.all("confirmed"))) {
                case Came.Done(EventId order) -> {
                    return new RedirectView("/patients/%s/orders/%s".formatted(id, order));
                }
                case Came.NotDone _ -> { } // the sheet says why
            }
        }
        return form(reading, by, form, Optional.of(desk.work(reading.patient(), wish)), List.of());
    }

    @GetMapping("/patients/{id}/orders/{order}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown show(@PathVariable String id, @PathVariable String order,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Order found = find(patient, order);
        log.looked(viewer.name(), patient, "order");
        return sheet(patient, found, List.of());
    }

    @PostMapping("/patients/{id}/orders/{order}/sign")
    @Allowed({CLINICIAN, THEATRE})
    View sign(
            @PathVariable String id,
            @PathVariable String order,
            @RequestParam String command,
            @RequestParam String first,
            @RequestParam String firstPin,
            @RequestParam String second,
            @RequestParam String secondPin,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Order found = find(patient, order);
        return switch (desk.sign(patient, BadRequest.parsed("command", command, OrderPage::uuid),
                viewer.name(), found.id(), new Pins.Typed(first, firstPin),
                new Pins.Typed(second, secondPin))) {
            case Came.Done _ -> new RedirectView("/patients/%s/orders/%s".formatted(id, order));
            case Came.NotDone(var reasons) ->
                    sheet(patient, found, reasons).as(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @GetMapping("/patients/{id}/orders/{order}/sheet.pdf")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> print(@PathVariable String id, @PathVariable String order,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Order found = find(patient, order);
        log.looked(viewer.name(), patient, "order as PDF");
        return Printed.as(patient.patient() + "-order",
                press.pdf("order-print", say("order.title", patient.patient()),
                        values(patient, found), List.of(), viewer.name(), clock.instant()));
    }

    private Shown form(Reading reading, SignedProtocol by, OrderForm form,
            Optional<Worked> worked, List<String> wrong) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("patient", reading.patient().patient());
        values.put("signed", by);
        values.put("protocol", by.protocol());
        values.put("form", form);
        values.put("worked", worked);
        values.put("wrong", wrong);
        values.put("lesions", reading.course().lesions());
        return pages.page("order-form", say("order.write", reading.patient().patient()), values);
    }

    private Shown sheet(PatientKey patient, Order order, List<String> objections) {
        Map<String, Object> values = new LinkedHashMap<>(values(patient, order));
        values.put("objections", objections);
        values.put("command", CommandId.fresh().toString());
        return pages.page("order", say("order.title", patient.patient()), values);
    }

    private Map<String, Object> values(PatientKey patient, Order order) {
        return Map.of("patient", patient.patient(), "order", order,
                "sheet", desk.sheet(patient, order.written()),
                "signed", protocols.withHash(
                        patient.centre(), order.version().sha256()).orElseThrow());
    }

    private Order find(PatientKey patient, String order) {
        return desk.orders(patient).find(BadRequest.parsed("order", order, EventId::parse))
                .orElseThrow(() -> new NotFound(say("order.unknown")));
    }

    private SignedProtocol inForce(PatientKey patient, String protocol) {
        return protocols.inForce(patient.centre(), protocol).orElseThrow(
                () -> new NotFound(say("protocols.unknown", protocol)));
    }

    private Reading known(String id) {
        Reading reading = courses.read(key(id), AsOf.NOW);
        if (reading.position() == 0) {
            throw new NotFound(say("patient.unknown", id));
        }
        return reading;
    }

    private PatientKey key(String id) {
        return new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
    }

    private static UUID uuid(String text) {
        return EventId.parse(text).value();
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
