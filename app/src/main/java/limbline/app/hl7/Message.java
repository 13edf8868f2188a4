package limbline.app.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Version;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.ParserConfiguration;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import limbline.measure.Text;

/// A message taken apart, leniently: each segment by itself, in the order in which they stand, so
/// that one that is broken, out of place or unknown (Z segments) spoils no other.
///
/// HAPI parses the segments. Its message structures are not used: they sort segments into groups by
/// the version that a sender names, and real messages often follow another one.
///
/// @param text as it was decoded
/// @param notes what was odd about it, in sentences
/// @param unread segments that could not be read, in sentences: what they report is missing
public record Message(Header header, String text, List<Segment> segments, List<String> notes,
        List<String> unread) {

    /// Far above any real message of the size that is taken.
    private static final int MOST_SEGMENTS = 20_000;

    /// A field is parsed into objects; what has more of them than any real segment is not.
    private static final int MOST_FIELDS = 1_000;

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

    /// What stands between two escape characters: separators, highlighting, characters by their
    /// code, formatted text, and what is agreed locally.
    private static final Pattern SEQUENCE = Pattern.compile("[FSTREHNP]|[XCMZ][0-9A-Za-z]*"
            + "|\\.(?:br|sp|in|ti|ce|sk|fi|nf)[+-]?\\d*");

    /// What ISO 8859-1 means in practice: the same letters, and dashes and quotation marks where the
    /// standard has control characters.
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    public Message {
        segments = List.copyOf(segments);
        notes = List.copyOf(notes);
        unread = List.copyOf(unread);
    }

    private static final class Hapi {

        private static final GenericModelClassFactory MODEL = new GenericModelClassFactory();

        static final PipeParser PARSER = new PipeParser(new DefaultHapiContext(
                new ParserConfiguration(), ValidationContextFactory.noValidation(), MODEL));

        /// Without a parser of ours HAPI makes one for each message, with rules of its own.
        static GenericMessage message() {
            GenericMessage message = Version.V25.newGenericMessage(MODEL);
            message.setParser(PARSER);
            return message;
        }
    }

    /// @throws IllegalArgumentException with a sentence, if it cannot be read at all
    public static Message read(Bytes bytes) {
        byte[] array = bytes.array();
        if (array.length >= 2 && ((array[0] == (byte) 0xFE && array[1] == (byte) 0xFF)
                || (array[0] == (byte) 0xFF && array[1] == (byte) 0xFE))) {
            throw new IllegalArgumentException(
                    "It is in UTF-16, which cannot be read; let the sender write UTF-8");
        }
        Header header = Header.of(array).orElseThrow(() -> new IllegalArgumentException(
                "It does not begin with the segment MSH"));
        List<String> notes = new ArrayList<>();
        String text = decoded(array, header.component(18, 1), notes);
        List<String> unread = new ArrayList<>();
        return new Message(header, text, segments(header, text, notes, unread), notes, unread);
    }

    /// The segments of that name.
    public List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    public Optional<Segment> first(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    private static List<Segment> segments(
            Header header, String text, List<String> notes, List<String> unread) {
        String encoding = header.encoding().length() >= 4 ? header.encoding().substring(0, 4)
                : (header.encoding() + "^~\\&".substring(header.encoding().length()));
        EncodingCharacters characters = new EncodingCharacters(header.separator(), encoding);
        GenericMessage owner = Hapi.message();
        List<Segment> segments = new ArrayList<>();
        int line = 0;
        for (String one : text.lines().filter(written -> !written.isBlank()).toList()) {
            line++;
            if (line > MOST_SEGMENTS) {
                throw new IllegalArgumentException(
                        "It has more than %,d segments".formatted(MOST_SEGMENTS));
            }
            if (line > 1) { // of the first one the header is read
                segment(owner, characters, one, line, notes, unread).ifPresent(segments::add);
            }
        }
        return segments;
    }

    private static Optional<Segment> segment(GenericMessage owner, EncodingCharacters characters,
            String line, int number, List<String> notes, List<String> unread) {
        String content = line.stripLeading();
        char separator = characters.getFieldSeparator();
        int end = content.indexOf(separator);
        String name = (end < 0 ? content : content.substring(0, end)).strip()
                .toUpperCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            notes.add("Line %s begins with \"%s\", which is no segment".formatted(number,
                    Text.shortened((end < 0 ? content : content.substring(0, end)).strip()
                            .replaceAll("\\p{Cc}", " "))));
            return Optional.empty();
        }
        if (content.chars().filter(c -> c == separator).count() > MOST_FIELDS) {
            unread.add("Line %s (%s) has more than %s fields".formatted(number, name, MOST_FIELDS));
            return Optional.empty();
        }
        GenericSegment segment = new GenericSegment(owner, name);
        try {
            Hapi.PARSER.parse(segment, meant(content, characters), characters);
            return Optional.of(new Segment(name, number, segment));
        } catch (HL7Exception | RuntimeException e) {
            unread.add("Line %s (%s) cannot be read: %s".formatted(
                    number, name, Text.shortened(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    /// An escape character that begins none of the standard's sequences (HL7 2.5.1, 2.7) means
    /// itself, as in a path of files or a pair of them; HAPI would drop it.
    private static String meant(String content, EncodingCharacters characters) {
        char escape = characters.getEscapeCharacter();
        if (content.indexOf(escape) < 0) {
            return content;
        }
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int end = c == escape ? content.indexOf(escape, i + 1) : -1;
            if (end > 0 && SEQUENCE.matcher(content.substring(i + 1, end)).matches()) {
                meant.append(content, i, end + 1);
                i = end;
            } else if (c == escape) {
                meant.append(escape).append('E').append(escape);
            } else {
                meant.append(c);
            }
        }
        return meant.toString();
    }

    private static String decoded(byte[] bytes, String named, List<String> notes) {
        Charset charset = switch (named.toUpperCase(Locale.ROOT)) {
            case "", "UNICODE UTF-8", "UTF-8", "UTF8", "ASCII", "UNICODE" -> StandardCharsets.UTF_8;
            case "8859/1", "ISO-8859-1", "ISO8859-1", "ISO IR100" -> WINDOWS;
            case "8859/15", "ISO-8859-15", "ISO8859-15" -> Charset.forName("ISO-8859-15");
            case "8859/2" -> Charset.forName("ISO-8859-2");
            default -> {
                notes.add("MSH-18 names the character set \"%s\", which is not known here"
                        .formatted(Text.shortened(named.replaceAll("\\p{Cc}", " "))));
                yield StandardCharsets.UTF_8;
            }
        };
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            if (!named.isEmpty()) {
                notes.add("It is not in the character set that MSH-18 names (%s); it was read as"
                        .formatted(named) + " Windows-1252");
            }
            return new String(bytes, WINDOWS);
        }
    }
}
