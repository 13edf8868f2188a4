package limbline.followup;

import java.util.Optional;
import limbline.course.Placed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.patient.Criterion;
import limbline.patient.LesionId;
import limbline.patient.Response;

/// What the clinician said of the response, beside what is computed.
///
/// @param part that it is about; not stated where it names lesions of both
/// @param lesion if it is about one alone
/// @param shown the criterion by which it is asked what is computed
/// @param beside the computed answer at the last look up to that day
public record Own(
        Placed placed,
        ResponseAssessed said,
        Part part,
        Optional<LesionId> lesion,
        Criterion shown,
        Optional<Answer> beside) {

    /// How the two compare.
    public enum Compared {
        SAME,
        DIFFERENT,
        /// Only one of them says anything, or neither.
        NOT_COMPARED
    }

    public Compared compared() {
        Optional<Response> own = said.response().found();
        if (own.isEmpty() || beside.isEmpty()) {
            return Compared.NOT_COMPARED;
        }
        Response computed = beside.get().computed().response();
        boolean same = own.get() == computed || (own.get() == Response.NO_RESPONSE
                && (computed == Response.STABLE || computed == Response.PROGRESSIVE));
        return same ? Compared.SAME : Compared.DIFFERENT;
    }

    /// "The clinician says partial (clinical judgement), RECIST 1.1 gives stable (2026-04-02)."
    public String words() {
        String own = said.response().found().map(Own::words).orElseGet(() ->
                said.response().words());
        String by = "%s (%s)".formatted(own, said.criterion().term());
        if (shown == Criterion.CLINICAL_JUDGEMENT) {
            return "The clinician says %s.".formatted(by);
        }
        if (beside.isEmpty()) {
            return "The clinician says %s; nothing was measured that could be set beside it."
                    .formatted(by);
        }
        Computed computed = beside.get().computed();
        return "%s %s, %s gives %s (%s).".formatted(
                compared() == Compared.SAME ? "Both agree: the clinician says" : "The clinician says",
                by, computed.criterion().term(), words(computed.response()), beside.get().day());
    }

    private static String words(Response response) {
        return response.term().replace('-', ' ');
    }
}
