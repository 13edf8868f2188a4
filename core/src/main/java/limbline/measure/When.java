package limbline.measure;

import java.time.Instant;

/// When something happened, as the source gives it. Case reports and registries seldom give days:
/// the paper says "16 months after", a registry says "161 days from diagnosis".
public sealed interface When {

    /// On the calendar, as well as it is known.
    record On(PartialDate date) implements When {
        @Override
        public String toString() {
            return date.text();
        }
    }

    /// To the second, as theatre and ward record it.
    record At(Instant instant) implements When {
        private static final Instant FIRST = Instant.parse("1850-01-02T00:00:00Z");
        private static final Instant LAST = Instant.parse("2200-12-31T00:00:00Z");

        public At {
            Check.that(!instant.isBefore(FIRST) && instant.isBefore(LAST),
                    "the year of %s is outside 1850 to 2200", instant);
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /// A stretch after another event of the same patient (before it, where the amount is negative).
    record After(EventId anchor, Offset offset) implements When {
        @Override
        public String toString() {
            return offset + " after " + anchor;
        }
    }

    /// It happened, and nothing says when.
    record Undated() implements When {
        @Override
        public String toString() {
            return "date not stated";
        }
    }

    static When on(String date) {
        return new On(PartialDate.parse(date));
    }
}
