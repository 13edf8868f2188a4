package limbline.statistics.pooling;

import limbline.statistics.Check;

/// What one study counted.
///
/// @param label by which it is named in every message and table
/// @param events from 0 to `trials`
/// @param trials from 0 to 10⁸; a study with none is left out of a pooling, with the reason
public record Study(String label, int events, int trials) {

    public Study {
        Check.that(!label.isBlank(), "a study has no label (%d of %d)", events, trials);
        Check.that(trials >= 0 && trials <= 100_000_000,
                "study %s: trials %d not in [0, 100000000]", label, trials);
        Check.that(events >= 0 && events <= trials,
                "study %s: events %d not in [0, %d]", label, events, trials);
    }

    boolean isAtTheEdge() {
        return events == 0 || events == trials;
    }
}
