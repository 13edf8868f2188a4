package limbline.protocol;

import java.util.List;

/// What came of looking at every state that a protocol can reach.
///
/// @param unset limits that no centre has set; tried as permitting and as refusing
/// @param verdicts one for each invariant, the built-in ones first
public record Proof(
        int states, long transitions, List<String> unset, List<Verdict> verdicts) {

    /// @param way what leads to the breach by the shortest way, and what it is; empty if it holds
    public record Verdict(String id, String says, List<Move> way) {
        public Verdict {
            way = List.copyOf(way);
        }

        public boolean holds() {
            return way.isEmpty();
        }

        /// The way in sentences.
        public List<String> path() {
            return way.stream().map(Move::sentence).toList();
        }
    }

    public Proof {
        unset = List.copyOf(unset);
        verdicts = List.copyOf(verdicts);
    }

    /// Whether everything holds; with empty limits, whatever value they are given.
    public boolean isProved() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /// "proved", "proved but for 3 limits", "not proved".
    public String words() {
        if (!isProved()) {
            return "not proved";
        }
        return switch (unset.size()) {
            case 0 -> "proved";
            case 1 -> "proved but for 1 limit";
            default -> "proved but for " + unset.size() + " limits";
        };
    }
}
