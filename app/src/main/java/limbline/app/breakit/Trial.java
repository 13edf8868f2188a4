package limbline.app.breakit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.Refusal;
import limbline.app.protocol.RefusedProtocol;
import limbline.protocol.Interlock;
import limbline.protocol.Invariant;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import limbline.protocol.Prover;
import limbline.protocol.Step;

/// Reads and proves what somebody typed, with as much work as a page may ask of the server: the
/// shipped files take a tenth of it.
public final class Trial {

    /// Characters: five times the longest shipped file.
    static final int LONGEST = 60_000;

    private static final int STATES = 250_000;
    private static final int MOST_AT_ONE_STEP = 6;
    private static final int MOST_CONDITIONS = 24;
    private static final int AT_ONCE = 2;
    private static final long SECONDS_TO_WAIT = 3;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /// What came of it.
    public sealed interface Outcome {

        /// The text is no protocol; every reason, with its line.
        record Refused(List<Refusal> refusals) implements Outcome {}

        /// It was looked at whole.
        record Looked(Protocol protocol, Proof proof, Duration took) implements Outcome {}

        /// The server did not try.
        record NotTried(Why why) implements Outcome {}
    }

    /// Why the server did not try.
    public enum Why {
        TOO_LONG,
        TOO_WIDE,
        BUSY
    }

    /// @throws InterruptedException if the server stops
    Outcome of(String text) throws InterruptedException {
        if (text.length() > LONGEST) {
            return new Outcome.NotTried(Why.TOO_LONG);
        }
        if (!places.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
            return new Outcome.NotTried(Why.BUSY);
        }
        try {
            long began = System.nanoTime();
            Protocol protocol = ProtocolFile.parse(text);
            if (isTooWide(protocol)) {
                return new Outcome.NotTried(Why.TOO_WIDE);
            }
            Proof proof = Prover.prove(protocol, STATES);
            return new Outcome.Looked(protocol, proof, Duration.ofNanos(System.nanoTime() - began));
        } catch (RefusedProtocol refused) {
            return new Outcome.Refused(refused.refusals());
        } catch (IllegalArgumentException _) { // more than a state of the proof holds
            return new Outcome.NotTried(Why.TOO_WIDE);
        } finally {
            places.release();
        }
    }

    /// The answers at one step multiply with the measurements it looks at and with the invariants that
    /// a value there can break; the bound of states does not see it.
    private static boolean isTooWide(Protocol protocol) {
        return protocol.steps().stream().anyMatch(step ->
                measurements(protocol, step) > MOST_AT_ONE_STEP
                || breakable(protocol, step).count() > MOST_AT_ONE_STEP
                || breakable(protocol, step).mapToInt(one -> one.onlyIf().size()).sum()
                        > MOST_CONDITIONS);
    }

    private static long measurements(Protocol protocol, Step step) {
        return Stream.concat(
                step.interlocks().stream()
                        .filter(Interlock.Measured.class::isInstance)
                        .map(one -> ((Interlock.Measured) one).measurement().id()),
                breakable(protocol, step)
                        .flatMap(one -> one.onlyIf().stream())
                        .filter(Invariant.Condition.Value.class::isInstance)
                        .map(one -> ((Invariant.Condition.Value) one).measurement().id()))
                .distinct()
                .count();
    }

    private static Stream<Invariant> breakable(Protocol protocol, Step step) {
        return protocol.invariants().stream()
                .filter(one -> one.step().equals(step.id()))
                .filter(one -> one.onlyIf().stream()
                        .anyMatch(Invariant.Condition.Value.class::isInstance));
    }
}
