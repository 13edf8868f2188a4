package limbline.app.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.stream.Stream;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;

/// A seal: how each patient's chain ended at one moment, signed. A text file that anybody can read:
///
/// ```text
/// limbline seal 1
/// sealed 2026-11-23T12:00:00Z
/// CENTRE <tab> PATIENT <tab> last position <tab> hash of that event        (one line a patient)
/// sha256 of all lines above, each with its line feed
/// signature of those 32 bytes, Ed25519, Base64
/// ```
///
/// @param sealed when, by the clock of the database
record Seal(Path file, Instant sealed) {

    static final String FORMAT = "limbline seal 1";
    static final String HASH = "sha256 ";
    static final String SIGNATURE = "signature ";
    static final String SEALED = "sealed ";

    /// Reads a seal through once and checks that it is what was signed.
    ///
    /// @throws IllegalArgumentException if it is not
    static Seal check(Path file, PublicKey key) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            MessageDigest digest = Chain.sha256();
            Check.that(FORMAT.equals(next(lines, digest)),
                    "%s is not a seal that this program knows (%s)", file, FORMAT);
            Instant sealed = Instant.parse(next(lines, digest).substring(SEALED.length()));
            String line = lines.readLine();
            while (line != null && !line.startsWith(HASH)) {
                update(digest, line);
                line = lines.readLine();
            }
            byte[] hash = digest.digest();
            boolean whole = (HASH + HexFormat.of().formatHex(hash)).equals(line);
            @Nullable String last = lines.readLine();
            Check.that(whole && last != null && last.startsWith(SIGNATURE)
                            && SealKey.signed(key, hash, last.substring(SIGNATURE.length())),
                    "%s is not what was signed with the key %s: it was changed, or signed with"
                            + " another key", file, SealKey.fingerprint(key));
            return new Seal(file, sealed);
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("%s does not say when it was sealed".formatted(file),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The ends of the chains, in order. To be closed.
    @SuppressWarnings("StreamResourceLeak") // it is the caller's, who closes it
    Stream<Head> heads() {
        try {
            return Files.lines(file)
                    .skip(2)
                    .takeWhile(line -> !line.startsWith(HASH))
                    .map(Head::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void update(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader lines, MessageDigest digest) throws IOException {
        String line = lines.readLine();
        String text = line == null ? "" : line;
        update(digest, text);
        return text;
    }
}
