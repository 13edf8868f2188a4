package limbline.app.breakit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fault that one click puts into the text of a protocol. What it looks for is the form of the
/// file and no name of a shipped one, so it works on an edited text too.
public enum Fault {
    /// No interlock on the ACT before the first toxic drug.
    ACT_GATE("^ *- \\{id: act-before-(?!cuff|isolation|removal)[^}]*}\\n", ""),
    /// An ACT that never grows old.
    ACT_FRESHNESS("^ *fresh-for: act-fresh\\n", ""),
    /// A toxic drug that does not need the cuff.
    CUFF("^( *gives: (?:melphalan|doxorubicin|tasonermin)\\n(?: {4}[^\\n]*\\n)*?"
            + " *needs: \\[[^\\]]*?), (?:cuff-up|isolate)", "$1"),
    /// A cuff that comes down without a washout.
    WASHOUT("^( *does: release\\n *needs: \\[)washout", "$1"),
    /// The clock of the circulation turned round.
    TIMER("^( *- id: [a-z-]*circulation\\n(?: {4}[^\\n]*\\n)*? *)at-least:", "$1at-most:"),
    /// A way out that waits for a measurement.
    ABORT("^( *- step: (?:catheters-out|decannulate)\\n)(?! *interlocks)", """
            $1        interlocks:
                      - {id: abort-gate, hazard: H-08, action: hold, measurement: act, at-most: \
            act-near-baseline}
            """),
    /// The same drug once more.
    SECOND_DOSE("^( {2}- id: washout\\n)", """
              - id: melphalan-again
                says: Give melphalan once more.
                who: [perfusionist]
                gives: melphalan
                needs: [melphalan]

            $1"""),
    /// A dose by body weight where the rule is by litre of limb.
    UNIT("unit: mg/L", "unit: mg/kg"),
    /// A limit without a source.
    SOURCE("^( *act-full: \\{value: [^,]+, unit: s), source: [^,}]+", "$1");

    private final Pattern place;
    private final String put;

    Fault(String place, String put) {
        this.place = Pattern.compile(place, Pattern.MULTILINE);
        this.put = put;
    }

    /// @throws IllegalArgumentException if there is no such fault
    public static Fault parse(String text) {
        return Arrays.stream(values()).filter(one -> one.term().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such fault"));
    }

    public String term() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The text with the fault in it; empty if it has no place for it, or none any more.
    public Optional<String> in(String text) {
        Matcher found = place.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        String kept = found.groupCount() > 0 ? String.valueOf(found.group(1)) : "";
        return Optional.of(text.substring(0, found.start()) + put.replace("$1", kept)
                + text.substring(found.end()));
    }
}
