package limbline.protocol;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import limbline.measure.Amount;

/// Asked before a step: may we? Answers with what speaks against it. Not knowing refuses.
public sealed interface Interlock {

    String id();

    /// What it stands in front of: a row of docs/hazards.md.
    String hazard();

    Action action();

    /// Empty if it has nothing to say.
    Optional<Reason> check(Situation now);

    /// A value on the right side of a limit, and fresh.
    record Measured(
            String id,
            String hazard,
            Action action,
            Measurement measurement,
            Bound bound,
            Limit limit)
            implements Interlock {

        @Override
        public Optional<Reason> check(Situation now) {
            if (!limit.isUsed()) {
                return Optional.empty();
            }
            if (limit.isEmpty()) {
                return notSet("The limit " + limit.id() + " is not set by this centre.");
            }
            return switch (now.reading(measurement)) {
                case Reading.Missing _ -> refuse(measurement.says() + " has not been measured; "
                        + wanted());
                case Reading.NeverBefore _ -> bound.holdsForTheLargest()
                        ? Optional.empty()
                        : refuse("There is no earlier treatment; " + wanted());
                case Reading.Taken(Amount found, Duration age) -> old(age).or(() -> value(found));
            };
        }

        private Optional<Reason> old(Duration age) {
            if (measurement.freshFor().isEmpty() || !measurement.freshFor().get().isUsed()) {
                return Optional.empty();
            }
            Limit fresh = measurement.freshFor().get();
            if (fresh.amount().isEmpty()) {
                return notSet("How long %s stays fresh (%s) is not set by this centre.".formatted(
                        lower(measurement.says()), fresh.id()));
            }
            return age.compareTo(fresh.amount().get().duration()) <= 0
                    ? Optional.empty()
                    : refuse("%s is %s old; it counts for %s. Measure it again.".formatted(
                            measurement.says(), minutes(age), fresh.words()));
        }

        private Optional<Reason> value(Amount found) {
            return bound.holds(found, limit.amount().orElseThrow())
                    ? Optional.empty()
                    : refuse("%s is %s; %s".formatted(
                            measurement.says(), found.written(), wanted()));
        }

        private String wanted() {
            return bound.words() + " " + limit.words() + ".";
        }

        /// An empty limit gives no permission, to nobody.
        private Optional<Reason> notSet(String sentence) {
            return Optional.of(new Reason(
                    action == Action.NOTE ? Action.NOTE : Action.HOLD, id, sentence));
        }

        private Optional<Reason> refuse(String sentence) {
            return Optional.of(new Reason(action, id, sentence));
        }
    }

    /// Patient, side and limb as the signed order has them.
    record SameLimb(String id, String hazard, Action action) implements Interlock {
        @Override
        public Optional<Reason> check(Situation now) {
            return switch (now.limb()) {
                case AGREES -> Optional.empty();
                case DIFFERS -> Optional.of(new Reason(action, id,
                        "Patient, side or limb is not the one of the signed order."));
                case NOT_COMPARED -> Optional.of(new Reason(action, id,
                        "Patient, side and limb have not been held against the signed order."));
            };
        }
    }

    /// A thing to know before the step. It is always told and never stands in the way.
    record Told(String id, String hazard, String says) implements Interlock {
        @Override
        public Action action() {
            return Action.NOTE;
        }

        @Override
        public Optional<Reason> check(Situation now) {
            return Optional.of(new Reason(Action.NOTE, id, says));
        }
    }

    private static String minutes(Duration age) {
        return age.toMinutes() + " min";
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
