package limbline.ward;

import java.util.List;
import limbline.measure.Term;
import limbline.patient.AlertTier;
import limbline.protocol.WardRule;

/// What one rule says of one patient now: what it saw, what it misses, what it found.
///
/// @param saw sentences; empty only where it had nothing to look at
/// @param missing sentences that say what it would need to be sure
/// @param facts also those that ended
public record Judgement(
        WardRule rule, Verdict verdict, List<String> saw, List<String> missing, List<Fact> facts) {

    /// Not knowing is an answer of its own and never "fine".
    public enum Verdict implements Term {
        FOUND,
        QUIET,
        UNKNOWN,
        /// A limit it needs is not set by this centre.
        NOT_SET,
        /// The centre does without it.
        NOT_USED
    }

    public Judgement {
        saw = List.copyOf(saw);
        missing = List.copyOf(missing);
        facts = List.copyOf(facts);
    }

    /// Whether it found something that is told and alerts nobody.
    public boolean isNotice() {
        return verdict == Verdict.FOUND && rule.telling().tier() == AlertTier.NOTICE;
    }

    /// What a reader sees in one line: what was seen, then what is missing.
    public String words() {
        String all = String.join(" ", saw);
        String lacking = String.join(" ", missing);
        return all.isEmpty() ? lacking : lacking.isEmpty() ? all : all + " " + lacking;
    }
}
