package limbline.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import limbline.measure.Amount;

/// The timers that start with one step, as one clock. It is off, or in one of the intervals that
/// their limits cut; so 30 minutes pass before 90 do.
///
/// @param start index of the step
/// @param shift where its bits begin in a state
/// @param mask its bits, at the bottom: off, and one more interval than there are cuts
/// @param cuts where an interval ends and the next begins, in order
/// @param isKnown whether its times are set, so that they can be compared with another clock's
record Clock(
        String name, int start, int shift, int mask, List<Cut> cuts, boolean isKnown) {

    /// @param inclusive the next interval begins at this very time ("at least"), else just after
    record Cut(Duration time, boolean inclusive) implements Comparable<Cut> {
        @Override
        public int compareTo(Cut other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Boolean.compare(other.inclusive, inclusive);
        }

        static Cut of(Timer timer) {
            return new Cut(
                    timer.limit().amount().map(Amount::duration).orElse(Duration.ofHours(1)),
                    timer.rule() instanceof Timer.Rule.AtLeast);
        }
    }

    /// The clocks of a protocol. An empty limit has a clock of its own: nothing is known of how its
    /// time compares with another.
    static List<Clock> of(Protocol protocol, int shift) {
        List<Clock> clocks = new ArrayList<>();
        Map<String, TreeSet<Cut>> cuts = new LinkedHashMap<>();
        Map<String, Timer> first = new LinkedHashMap<>();
        for (Timer timer : protocol.clocked()) {
            cuts.computeIfAbsent(name(timer), _ -> new TreeSet<>()).add(Cut.of(timer));
            first.putIfAbsent(name(timer), timer);
        }
        int next = shift;
        for (Map.Entry<String, TreeSet<Cut>> one : cuts.entrySet()) {
            Timer timer = Objects.requireNonNull(first.get(one.getKey()));
            int start = protocol.steps().indexOf(protocol.step(timer.since()));
            clocks.add(of(one.getKey(), start, next, List.copyOf(one.getValue()),
                    !timer.limit().isEmpty()));
            next += clocks.getLast().width();
        }
        return List.copyOf(clocks);
    }

    /// Timers of one name share a clock.
    private static String name(Timer timer) {
        return timer.limit().isEmpty()
                ? timer.limit().id() + " since " + timer.since() : timer.since();
    }

    private static Clock of(
            String name, int start, int shift, List<Cut> cuts, boolean isKnown) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(cuts.size() + 1);
        return new Clock(name, start, shift, (1 << width) - 1, cuts, isKnown);
    }

    int width() {
        return Integer.bitCount(mask);
    }

    /// 0 if it is off, else the number of its interval, from 1.
    int read(long state) {
        return ((int) (state >>> shift)) & mask;
    }

    long write(long state, int interval) {
        return (state & ~bits()) | ((long) interval << shift);
    }

    /// Its bits in a state.
    long bits() {
        return (long) mask << shift;
    }

    boolean measures(Timer timer) {
        return name.equals(name(timer));
    }

    /// Which of the cuts is the timer's.
    int cutOf(Timer timer) {
        return cuts.indexOf(Cut.of(timer));
    }

    /// A time inside the interval, for telling.
    Duration within(int interval) {
        if (interval <= 1) {
            return Duration.ZERO;
        }
        Cut cut = cuts.get(interval - 2);
        return cut.inclusive() ? cut.time() : cut.time().plusSeconds(1);
    }

    String words(int interval) {
        return isKnown
                ? "%s min since %s".formatted(within(interval).toMinutes(), name)
                : name;
    }

    /// Whether this clock, at `interval`, may show as much as `other` does at its interval.
    boolean reaches(int interval, Clock other, int otherInterval) {
        return interval == 0 || interval > cuts.size() || otherInterval <= 1
                || cuts.get(interval - 1).compareTo(other.cuts.get(otherInterval - 2)) > 0;
    }
}
