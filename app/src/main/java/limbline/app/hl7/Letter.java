package limbline.app.hl7;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message as it came in, on its way to the store.
///
/// @param peer the address it came from
/// @param header empty where it begins with none
/// @param reason why nobody works on it before a person has looked; empty where it is in order
public record Letter(Bytes bytes, String peer, Optional<Header> header, State state, String reason) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /// What the store keeps of how far a message has come.
    public enum State {
        NEW, DONE, WAITING, ASIDE, REFUSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String sender() {
        return header.map(Header::sender).map(Letter::kept).orElse("");
    }

    String control() {
        return header.map(Header::control).map(Letter::kept).orElse("");
    }

    String type() {
        return header.map(Header::type).map(Letter::kept).orElse("");
    }

    byte[] hash() {
        return bytes.contentHash(header.map(one -> one.field(7)).orElse(""));
    }

    /// What a column can keep: some characters, none of them a control character.
    private static String kept(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ").strip();
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
