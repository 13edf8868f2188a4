package limbline.app.protocol;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.figure.ProtocolDrawing;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Allowed;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The protocols that the centre signed.
@Controller
public final class ProtocolsPage {

    private final Pages pages;
    private final SignedProtocols protocols;

    ProtocolsPage(Pages pages, SignedProtocols protocols) {
        this.pages = pages;
        this.protocols = protocols;
    }

    /// A protocol in the list, with its versions, the latest first.
    public record Listed(SignedProtocol inForce, Protocol protocol, List<SignedProtocol> versions) {}

    @GetMapping("/protocols")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown list() {
        Map<String, List<SignedProtocol>> versions = new LinkedHashMap<>();
        for (SignedProtocol one : protocols.all(pages.centre().id())) {
            versions.merge(one.id(), List.of(one), (all, next) ->
                    Stream.concat(all.stream(), next.stream()).toList());
        }
        return pages.page("protocols", pages.words().say("protocols.title"), Map.of(
                "listed", versions.values().stream().map(all ->
                        new Listed(all.getFirst(), all.getFirst().protocol(), all)).toList()));
    }

    @GetMapping("/protocols/{id}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown show(@PathVariable String id, @RequestParam(defaultValue = "") String version) {
        SignedProtocol signed = find(id, version);
        Protocol protocol = signed.protocol();
        Proof proof = protocols.proof(signed);
        List<SignedProtocol> versions = protocols.all(signed.centre()).stream()
                .filter(one -> one.id().equals(signed.id())).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("signed", signed);
        values.put("protocol", protocol);
        values.put("proof", proof);
        values.put("drawing", ProtocolDrawing.of(protocol));
        values.put("versions", versions);
        values.put("changes", protocols.version(
                signed.centre(), signed.id(), signed.version() - 1)
                .map(before -> between(before, signed)));
        return pages.page("protocol", protocol.title(), values);
    }

    @GetMapping("/protocols/{id}/text")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> text(
            @PathVariable String id, @RequestParam(defaultValue = "") String version) {
        SignedProtocol signed = find(id, version);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("%s-%s.yaml".formatted(signed.id(), signed.version()))
                        .build().toString())
                .contentType(MediaType.parseMediaType("application/yaml;charset=UTF-8"))
                .body(signed.text().getBytes(StandardCharsets.UTF_8));
    }

    private SignedProtocol find(String id, String version) {
        String centre = pages.centre().id();
        Optional<SignedProtocol> found = version.isBlank()
                ? protocols.inForce(centre, id)
                : protocols.version(centre, id,
                        BadRequest.parsed("version", version, ProtocolsPage::number));
        return found.orElseThrow(() -> new NotFound(
                pages.words().say("protocols.unknown", Text.shortened(id))));
    }

    private static int number(String text) {
        Check.that(text.matches("[1-9][0-9]{0,5}"), "\"%s\" is not the number of a version",
                Text.shortened(text));
        return Integer.parseInt(text);
    }

    private static List<String> between(SignedProtocol before, SignedProtocol after) {
        try {
            return ProtocolDiff.between(before.text(), after.text());
        } catch (RefusedProtocol refused) {
            throw new IllegalStateException("both were signed", refused);
        }
    }
}
