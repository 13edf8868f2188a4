package limbline.app.print;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A print on its way to a browser: shown there, kept nowhere between, since it is about a patient.
public final class Printed {

    private Printed() {}

    /// @param name that the browser gives the file if somebody keeps it, without `.pdf`
    public static ResponseEntity<byte[]> as(String name, byte[] pdf) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name + ".pdf").build().toString())
                .body(pdf);
    }
}
