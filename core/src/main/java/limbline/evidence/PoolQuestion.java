package limbline.evidence;

import java.util.List;
import java.util.Optional;

/// Which series are pooled, and of what.
///
/// @param unit "patient" or "procedure": they are never mixed
/// @param modality "ILI" or "HILP": they are never mixed
/// @param tnf empty for either
/// @param only these series, by key; empty for all that answer
/// @param withOverlap whether series that share patients, or may, are pooled together all the same
/// @param withMixed whether series of other tumours too are taken; those named in `only` are
/// @param level of all limits, such as 0.95
/// @param own a row of our own
public record PoolQuestion(Outcome outcome, String unit, String modality, Optional<Tnf> tnf,
        List<String> only, boolean withOverlap, boolean withMixed, double level,
        Optional<OwnSeries> own) {

    public PoolQuestion {
        only = List.copyOf(only);
    }

    /// "Response to ILI, per patient"
    public String title() {
        String words = outcome.words();
        return "%s%s after %s, per %s%s".formatted(
                Character.toUpperCase(words.charAt(0)), words.substring(1), modality, unit,
                tnf.map(each -> ", " + each.words()).orElse(""));
    }
}
