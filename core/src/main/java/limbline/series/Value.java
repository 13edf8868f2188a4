package limbline.series;

import limbline.measure.Check;
import limbline.measure.Elapsed;

/// What an endpoint says of one subject.
public sealed interface Value {

    /// The days from time zero to an event, or to the last day without one.
    ///
    /// @param days at least 0, as far as the dates allow to say
    /// @param cause 0 where it is censored, 1 for the event, 2 and above for what competes, in the
    ///     order of the endpoint
    record Timed(Elapsed days, int cause) implements Value {
        public Timed {
            Check.that(days.earliest() >= 0 && cause >= 0, "%s days, cause %s", days, cause);
        }
    }

    /// One of the endpoint's levels.
    ///
    /// @param level from 0, in the order of the endpoint
    record Graded(int level) implements Value {}

    /// A number, as far as the dates allow to say.
    record Measured(Elapsed amount) implements Value {}

    /// Nothing can be said, and why: a few words that stand in tables.
    record NotAssessable(String why) implements Value {
        public NotAssessable {
            Check.that(!why.isBlank(), "it is not said why it cannot be assessed");
        }
    }
}
