package limbline.evidence;

import java.util.Optional;
import limbline.measure.Check;

/// What this centre has counted of one outcome, to stand beside the published.
///
/// @param label of its row
/// @param unit that was counted: "patient", "procedure" or "limb"
/// @param modality "ILI" or "HILP"
/// @param events of `trials` assessed
/// @param notAssessable how many more could not be assessed
/// @param months after the infusion at which it was judged; empty where times differ
/// @param criterion by which it was judged, in words; empty where criteria differ
public record OwnSeries(String label, Outcome outcome, String unit, String modality, Tnf tnf,
        int events, int trials, int notAssessable, Optional<Double> months, String criterion) {

    public OwnSeries {
        Check.that(!label.isBlank(), "our own series has no label");
        Check.that(trials >= 1 && events >= 0 && events <= trials,
                "%s: %s of %s is no proportion", label, events, trials);
        Check.that(notAssessable >= 0, "%s: %s not assessable", label, notAssessable);
    }
}
