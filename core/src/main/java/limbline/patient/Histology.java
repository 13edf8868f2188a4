package limbline.patient;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// A histological type: the words of the report, and the ICD-O-3 morphology where one is known.
///
/// @param words as reported, for example "Synovial sarcoma, spindle cell"
/// @param morphology ICD-O-3 morphology with behaviour, for example 9041/3
public record Histology(String words, Optional<String> morphology) {

    private static final Pattern CODED = Pattern.compile("(.*)\\((\\d{4}/\\d)\\)", Pattern.DOTALL);
    private static final Pattern MORPHOLOGY = Pattern.compile("\\d{4}/[0-9]");

    public Histology {
        words = Text.line("the histology", words);
        Check.that(morphology.isPresent() || !CODED.matcher(words).matches(),
                "the code in \"%s\" belongs in the morphology", words);
        Check.that(morphology.isEmpty() || MORPHOLOGY.matcher(morphology.get()).matches(),
                "\"%s\" is not an ICD-O-3 morphology; it looks like 8811/3", morphology.orElse(""));
    }

    /// "Synovial sarcoma (9041/3)", or the words alone.
    public static Histology parse(String text) {
        Matcher coded = CODED.matcher(text.strip());
        return coded.matches()
                ? new Histology(coded.group(1), Optional.of(coded.group(2)))
                : new Histology(text, Optional.empty());
    }

    /// The subtype this morphology stands for in the list of soft tissue sarcomas, if it does.
    public Optional<String> subtype() {
        return morphology.flatMap(SarcomaSubtypes::name);
    }

    @Override
    public String toString() {
        return words + morphology.map(code -> " (" + code + ")").orElse("");
    }
}
