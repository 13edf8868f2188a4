package limbline.app.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.util.Terser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One segment. Fields, components and repetitions count as in the standard; what is not there is
/// the empty text, and so is what stands there as `""` (delete it).
public final class Segment {

    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\X((?:[0-9A-Fa-f]{2}){1,20})\\\\");

    private final String name;
    private final int line;
    private final GenericSegment parsed;

    Segment(String name, int line, GenericSegment parsed) {
        this.name = name;
        this.line = line;
        this.parsed = parsed;
    }

    public String name() {
        return name;
    }

    /// In the message, from 1, blank lines not counted.
    public int line() {
        return line;
    }

    /// The first component of a field's first repetition.
    public String field(int number) {
        return component(number, 1);
    }

    /// A component of a field's first repetition.
    public String component(int number, int component) {
        return component(number, 1, component);
    }

    /// @param repetition from 1
    public String component(int number, int repetition, int component) {
        if (repetition > repetitions(number)) {
            return "";
        }
        try {
            @Nullable String text = Terser.get(parsed, number, repetition - 1, component, 1);
            return text == null || text.equals("\"\"") ? "" : unescaped(text).strip();
        } catch (HL7Exception e) {
            return ""; // there is no such component
        }
    }

    /// The whole of each repetition of a field, with a blank between its components, and between its
    /// subcomponents the sign that many write without meaning any ("salt & water").
    public List<String> whole(int number) {
        return IntStream.rangeClosed(1, repetitions(number))
                .mapToObj(repetition -> whole(number, repetition))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public int repetitions(int number) {
        if (number > parsed.numFields()) {
            return 0;
        }
        try {
            return parsed.getField(number).length;
        } catch (HL7Exception e) {
            return 0;
        }
    }

    private String whole(int number, int repetition) {
        StringBuilder whole = new StringBuilder();
        try {
            Type field = parsed.getField(number, repetition - 1);
            int components = Math.min(Terser.numComponents(field), 100);
            for (int component = 1; component <= components; component++) {
                int parts = Math.min(Terser.numSubComponents(field, component), 100);
                for (int part = 1; part <= parts; part++) {
                    @Nullable String text =
                            Terser.get(parsed, number, repetition - 1, component, part);
                    if (text != null && !text.isBlank() && !text.equals("\"\"")) {
                        whole.append(whole.isEmpty() ? "" : part == 1 ? " " : " & ")
                                .append(unescaped(text).strip());
                    }
                }
            }
        } catch (HL7Exception e) {
            return ""; // there is no such field
        }
        return whole.toString();
    }

    /// HAPI has replaced the separators; what is left of the standard's escapes are characters by
    /// their code and marks of formatted text.
    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        Matcher codes = HEXADECIMAL.matcher(text);
        String plain = codes.replaceAll(found -> Matcher.quoteReplacement(characters(found.group(1))));
        return plain.replace("\\.br\\", "\n").replace("\\H\\", "").replace("\\N\\", "")
                .replaceAll("\\\\\\.(sp|in|ti|ce|sk|fi|nf)[+-]?\\d*\\\\", " ");
    }

    private static String characters(String hexadecimal) {
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < hexadecimal.length(); i += 2) {
            char c = (char) Integer.parseInt(hexadecimal, i, i + 2, 16);
            characters.append(c == '\r' ? '\n' : Character.isISOControl(c) && c != '\n' ? ' ' : c);
        }
        return characters.toString();
    }
}
