package limbline.board;

import java.util.Optional;
import limbline.measure.Check;
import limbline.measure.Text;
import limbline.measure.Unit;
import limbline.protocol.Limit;

/// One criterion, as its source has it.
///
/// @param id within its file
/// @param says what is asked, in words
/// @param source a key of the file's sources
/// @param about criteria of one file that speak of the same and do not ask the same carry the same
///     word here: their sources disagree
/// @param staleAfter how old a fact may be; empty where no source says
public record Criterion(String id, String says, String source, Optional<String> about,
        Limit staleAfter, Question question) {

    public Criterion {
        says = Text.line("the criterion", says);
        Check.that(!source.isBlank(), "the criterion %s has no source", id);
        Check.that(staleAfter.unit().isTime() && staleAfter.unit() != Unit.SECOND,
                "%s: an age is given in days, weeks or hours, not in %s", id, staleAfter.unit());
    }
}
