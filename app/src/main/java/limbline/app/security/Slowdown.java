package limbline.app.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes guessing of passwords slow: after some failures in a row the next attempt has to wait,
/// each time twice as long. It counts per account and address together, which a guesser meets
/// first; and more patiently per address and per account, so that neither many names nor many
/// addresses help, and nobody can lock somebody else out for long.
final class Slowdown {

    /// Failures are forgotten after so long without another.
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /// Of so many keys failures are kept; the oldest are dropped.
    private static final int MOST = 20_000;

    private record Failures(int count, Instant last) {}

    /// @param free failures that cost nothing
    /// @param longest wait
    private record Rule(String key, int free, Duration longest) {

        Duration waitAfter(Failures failures) {
            int over = failures.count - free;
            if (over <= 0) {
                return Duration.ZERO;
            }
            Duration doubled = Duration.ofSeconds(1L << Math.min(over, 30));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    Slowdown(InstantSource clock) {
        this.clock = clock;
    }

    /// How long the next attempt has to wait; zero if it may be made now.
    synchronized Duration wait(String name, String address) {
        Instant now = clock.instant();
        Duration wait = Duration.ZERO;
        for (Rule rule : rules(name, address)) {
            Failures past = failures.get(rule.key);
            if (past != null) {
                Duration left = Duration.between(now, past.last.plus(rule.waitAfter(past)));
                wait = left.compareTo(wait) > 0 ? left : wait;
            }
        }
        return wait;
    }

    synchronized void failed(String name, String address) {
        Instant now = clock.instant();
        for (Rule rule : rules(name, address)) {
            Failures past = failures.getOrDefault(rule.key, new Failures(0, now));
            boolean goesOn = now.isBefore(past.last.plus(FORGOTTEN));
            failures.put(rule.key, new Failures(goesOn ? past.count + 1 : 1, now));
        }
    }

    synchronized void succeeded(String name, String address) {
        rules(name, address).forEach(rule -> failures.remove(rule.key));
    }

    private static List<Rule> rules(String name, String address) {
        return List.of(
                new Rule("both " + name + " " + address, 5, Duration.ofMinutes(15)),
                new Rule("from " + address, 50, Duration.ofMinutes(15)),
                new Rule("name " + name, 50, Duration.ofMinutes(1)));
    }
}
