package limbline.app.protocol;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.exchange.MarkedYaml;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.protocol.SigningDesk.Examined;
import limbline.app.protocol.SigningDesk.Signing;
import limbline.app.security.Allowed;
import limbline.app.security.Pins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Putting a protocol into force: the text, then what the proof says of it, then two signatures.
@Controller
final class SignProtocolPage {

    /// Some seconds of work at most. A protocol that needs more is signed at the command line.
    private static final int BOUND = 2_000_000;

    private final Pages pages;
    private final SigningDesk desk;

    SignProtocolPage(Pages pages, SigningDesk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    @GetMapping("/sign-protocol")
    @Allowed({CLINICIAN, THEATRE, DATA_MANAGER})
    Shown ask() {
        return form("", List.of());
    }

    @PostMapping("/sign-protocol/examine")
    @Allowed({CLINICIAN, THEATRE, DATA_MANAGER})
    Shown examine(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        String given = file == null || file.isEmpty() ? text : read(file);
        try {
            return examined(examined(given), List.of(), HttpStatus.OK);
        } catch (RefusedProtocol refused) {
            return form(given, refused.refusals()).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/sign-protocol")
    @Allowed({CLINICIAN, THEATRE, DATA_MANAGER})
    View sign(
            @RequestParam String text,
            @RequestParam String first,
            @RequestParam String firstPin,
            @RequestParam String second,
            @RequestParam String secondPin) {
        try {
            Examined examined = examined(text);
            return switch (desk.sign(examined, new Pins.Typed(first, firstPin),
                    new Pins.Typed(second, secondPin))) {
                case Signing.Signed(var signed) -> new RedirectView("/protocols/" + signed.id());
                case Signing.NotSigned(var reasons) ->
                        examined(examined, reasons, HttpStatus.UNPROCESSABLE_CONTENT);
            };
        } catch (RefusedProtocol refused) {
            return form(text, refused.refusals()).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// A form sends line breaks as CR LF; a file has them as they are, and so has what is hashed.
    private Examined examined(String text) throws RefusedProtocol {
        return desk.examine(pages.centre(), text.replace("\r\n", "\n"), BOUND);
    }

    private static String read(MultipartFile file) {
        if (file.getSize() > MarkedYaml.LARGEST) {
            throw new BadRequest("file: %,d bytes; at most %,d are read".formatted(file.getSize(),
                    MarkedYaml.LARGEST));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("file: it is not text in UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw new BadRequest("file: it did not arrive; send it again");
        }
    }

    private Shown form(String text, List<Refusal> refusals) {
        return pages.page("sign-protocol", pages.words().say("sign-protocol.title"), Map.of(
                "text", text, "refusals", refusals, "examined", Optional.empty(),
                "changes", List.of(), "objections", List.of()));
    }

    private Shown examined(Examined examined, List<String> objections, HttpStatus status) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", examined.text());
        values.put("refusals", List.of());
        values.put("examined", Optional.of(examined));
        values.put("changes", changes(examined));
        values.put("objections", objections);
        return pages.page("sign-protocol", pages.words().say("sign-protocol.title"), values)
                .as(status);
    }

    private static List<String> changes(Examined examined) {
        if (examined.before().isEmpty()) {
            return List.of();
        }
        try {
            return ProtocolDiff.between(examined.before().get().text(), examined.text());
        } catch (RefusedProtocol refused) {
            throw new IllegalStateException("both were read a moment ago", refused);
        }
    }
}
