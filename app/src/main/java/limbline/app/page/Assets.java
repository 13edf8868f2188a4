package limbline.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// The files in `static`, each under an address that changes when the file does, so that a browser
/// may keep it for ever and still never shows an old one.
public final class Assets {

    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    String address(String name) {
        return addresses.computeIfAbsent(name, Assets::addressed);
    }

    private static String addressed(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/static/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no static file " + name);
            }
            CRC32 sum = new CRC32();
            sum.update(in.readAllBytes());
            return "/static/" + name + "?v=" + Long.toHexString(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
