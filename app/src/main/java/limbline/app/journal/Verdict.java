package limbline.app.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.measure.Text;

/// What a look through the whole record found.
///
/// @param events how many were read
/// @param patients whose they are
/// @param findings what is wrong, one sentence each that says where; the first
///     [Findings#MOST_KEPT] of them
/// @param more how many findings there are beyond those
/// @param since when the seal was set that the record was compared with; none if there is none
public record Verdict(long events, long patients, List<String> findings, long more,
        Optional<Instant> since) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /// Whether nothing is wrong.
    public boolean holds() {
        return findings.isEmpty();
    }

    /// One sentence for a person.
    public String summary() {
        String read = Text.counted(events, "event") + " of " + Text.counted(patients, "patient");
        if (!holds()) {
            return "%s: %d findings.".formatted(read, findings.size() + more);
        }
        return since
                .map(seal -> "%s: every chain holds, and nothing that was sealed on %s is changed,"
                        .formatted(read, seal) + " missing or rewritten.")
                .orElse(read + ": every chain holds. There is no seal yet, so a cut-off end or a"
                        + " record rewritten whole could not be seen.");
    }
}
