package limbline.app.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file somebody hands us, read whole, in an encoding that is known and not guessed.
///
/// @param name as it was named to us, for messages
public record TextFile(String name, String text) {

    private static final String FOLDER = "it is a folder; name a file";

    /// @param mostBytes above it the file is refused unread
    /// @throws Unreadable if it is not there, too large, or no text in that encoding
    public static TextFile read(Path path, Charset encoding, long mostBytes) {
        String name = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw refused(name, FOLDER);
            }
            long size = Files.size(path);
            if (size > mostBytes) {
                throw refused(name, "it has %,d bytes; at most %,d are read"
                        .formatted(size, mostBytes));
            }
            return decode(name, bytes(name, path, mostBytes), encoding);
        } catch (IOException e) {
            throw refused(name, why(path, e));
        }
    }

    /// Why a file could not be read, as a sentence about it.
    public static String why(Path path, IOException cause) {
        return Files.isDirectory(path) ? FOLDER : switch (cause) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "this account may not read it";
            default -> "it cannot be read: " + cause.getMessage();
        };
    }

    /// Not all of what may have no end, such as a device.
    private static byte[] bytes(String name, Path path, long most) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw refused(name, "it goes on beyond %,d bytes; no more are read".formatted(most));
            }
            return bytes;
        }
    }

    static TextFile decode(String name, byte[] bytes, Charset encoding) {
        String text;
        try {
            text = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refused(name, "it is not text in %s; save it in that encoding".formatted(encoding)
                    + (encoding.equals(StandardCharsets.UTF_8) ? "" : ", or name another one"));
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.indexOf('\0') >= 0) {
            throw refused(name, "it holds zero bytes, so it is no text file in " + encoding);
        }
        return new TextFile(name, text);
    }

    private static Unreadable refused(String name, String reason) {
        return new Unreadable(Problem.of(name, 0, reason));
    }
}
