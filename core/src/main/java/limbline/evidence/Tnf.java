package limbline.evidence;

import java.util.Locale;
import limbline.measure.Term;

/// Whether tumour necrosis factor was given.
public enum Tnf implements Term {
    WITH,
    WITHOUT,
    /// To some and not to others, or the source does not say.
    MIXED_OR_UNKNOWN;

    /// By the drugs of a series, in the source's words.
    static Tnf of(PublishedSeries series) {
        String drugs = series.cell("drugs").toLowerCase(Locale.ROOT);
        if (drugs.contains("tnf") || drugs.contains("tumour necrosis")
                || drugs.contains("tasonermin")) {
            return drugs.contains("+/-") || drugs.contains("±") || drugs.contains("mostly")
                    || drugs.contains("%") ? MIXED_OR_UNKNOWN : WITH;
        }
        return drugs.isBlank() || drugs.contains("not in") || drugs.contains("not stated")
                ? MIXED_OR_UNKNOWN : WITHOUT;
    }

    String words() {
        return switch (this) {
            case WITH -> "with TNF";
            case WITHOUT -> "without TNF";
            case MIXED_OR_UNKNOWN -> "with TNF for some, or not stated";
        };
    }
}
