package limbline.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// So many users who ask at once, each in a thread of his own.
public final class Users {

    private static final long SEED = 20_261_125;

    private final int count;

    public Users(int count) {
        this.count = count;
    }

    /// One request of a user; the answer is there when it returns.
    public interface Asking {

        /// @param user from 0
        /// @param random the user's own, from a fixed seed
        void ask(int user, RandomGenerator random) throws Exception;
    }

    /// Each asks again as soon as his answer is there, which nobody does in front of a screen: the
    /// time is that of a queue as long as there are users.
    ///
    /// @param requests of all together
    public Times withoutPause(int requests, Asking asking) throws Exception {
        return each((user, random) -> {
            double[] times = new double[Math.max(1, requests / count)];
            for (int i = 0; i < times.length; i++) {
                long begin = System.nanoTime();
                asking.ask(user, random);
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
            return times;
        });
    }

    /// Each asks at moments of his own, on average once a `pause` and as people come, whether or
    /// not the server keeps up: a request that could not begin because the one before it was not
    /// answered has waited since its moment.
    ///
    /// @param requests of all together
    public Times once(Duration pause, int requests, Asking asking) throws Exception {
        return each((user, random) -> {
            double[] times = new double[Math.max(1, requests / count)];
            long moment = System.nanoTime();
            for (int i = 0; i < times.length; i++) {
                moment += (long) (random.nextExponential() * pause.toNanos());
                for (long left = moment - System.nanoTime(); left > 0;
                        left = moment - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                asking.ask(user, random);
                times[i] = (System.nanoTime() - moment) / 1e6;
            }
            return times;
        });
    }

    private interface User {
        double[] times(int user, RandomGenerator random) throws Exception;
    }

    private Times each(User one) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(count)) {
            List<Callable<double[]>> users = new ArrayList<>();
            for (int u = 0; u < count; u++) {
                int user = u;
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + u);
                users.add(() -> one.times(user, random));
            }
            long begin = System.nanoTime();
            List<double[]> parts = new ArrayList<>();
            for (Future<double[]> part : all.invokeAll(users)) {
                parts.add(part.get());
            }
            List<Double> sorted = parts.stream().flatMapToDouble(Arrays::stream).sorted().boxed()
                    .toList();
            return new Times(count, sorted, (System.nanoTime() - begin) / 1e9);
        }
    }

    /// How long the answers took.
    ///
    /// @param sorted in ms, the shortest first
    /// @param seconds until all were there
    public record Times(int users, List<Double> sorted, double seconds) {

        /// @param part of the requests that took no longer, from 0 to 1
        public double within(double part) {
            return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
        }

        /// `users, requests, p50, p99, longest`, in ms, parted by `by`.
        public String line(String by) {
            return String.join(by, Integer.toString(users), Integer.toString(sorted.size()),
                    said(within(0.5)), said(within(0.99)), said(sorted.getLast()));
        }

        private static String said(double ms) {
            return String.format(Locale.ROOT, "%.1f", ms);
        }
    }
}
