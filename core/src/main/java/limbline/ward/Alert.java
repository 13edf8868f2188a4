package limbline.ward;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.patient.AlertTier;

/// What somebody must know and answer for: the facts about one subject that hang together. It is
/// worked out from the record; only its acknowledgements and hand-overs are events.
///
/// @param name stays as long as the first event it rests on
/// @param facts that stand, and worse ones that ended before anybody saw them; where none stands
///     any more, those that ended
/// @param extent the worst of its facts
/// @param since when the first of them began
public record Alert(
        String name,
        String subject,
        AlertTier tier,
        List<Fact> facts,
        int extent,
        Instant since,
        State state) {

    /// How the subjects of what is late begin.
    static final String OVERDUE = "overdue-";

    public Alert {
        facts = List.copyOf(facts);
    }

    /// Who answers for it.
    ///
    /// @param by the account that acknowledged it or took the watch over, whichever was later
    /// @param at when
    public record Keeper(String by, Instant at) {}

    /// Where it is on its way.
    public sealed interface State {

        /// Nobody has acknowledged it, or it rose or got worse since somebody did.
        ///
        /// @param before who had acknowledged it as it was then
        record Open(Optional<Keeper> before) implements State {}

        /// Somebody answers for it.
        ///
        /// @param reason what was said to be done
        /// @param toHandOver whether the shift has changed and nobody has taken the watch over
        record Acknowledged(Keeper keeper, Optional<String> reason, boolean toHandOver)
                implements State {}

        /// It is so no more, and was acknowledged or needed nobody.
        record Ended() implements State {}
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }

    public boolean isEnded() {
        return state instanceof State.Ended;
    }

    /// Whether some of it is still so.
    public boolean stands() {
        return facts.stream().anyMatch(Fact::stands);
    }

    /// Whether it tells of no finding, but only that something is late and therefore not known.
    public boolean isOnlyOverdue() {
        return subject.startsWith(OVERDUE);
    }

    /// What was seen, by the rule that presses most.
    public String headline() {
        return facts.getFirst().sentence();
    }

    /// What was seen, a sentence for each fact.
    public String words() {
        return String.join(" ", facts.stream().map(Fact::sentence).distinct().toList());
    }
}
