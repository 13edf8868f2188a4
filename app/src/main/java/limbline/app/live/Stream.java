package limbline.app.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import limbline.app.journal.PatientKey;

/// Server-sent events: holds a request open and writes what its source has. Of most pages that is
/// an event `changed` with the pseudonym of each patient whose record has grown, and the page asks
/// for what it shows again.
///
/// The request's own thread, a virtual one, does the waiting, so a client that reads slowly keeps
/// nobody else waiting. One that has gone is noticed at the next event or beat.
public final class Stream {

    /// More open screens than a hospital has rooms mean that somebody opens them in a loop.
    private static final int MOST = 1_000;

    /// How often a line without meaning goes out, so that who listens knows that all is well.
    static final Duration BEAT = Duration.ofSeconds(2);

    private final Feed feed;
    private final Semaphore places = new Semaphore(MOST);

    public Stream(Feed feed) {
        this.feed = feed;
    }

    /// Where the events of one stream come from.
    public interface Source extends AutoCloseable {

        /// Waits for something to send, or for `most`.
        ///
        /// @return events as they are written; the empty text if nothing came in that time; empty
        ///     when there will be nothing any more
        Optional<String> await(Duration most) throws InterruptedException;

        @Override
        void close();
    }

    /// Of each patient whose record has grown, his pseudonym.
    private record Changes(Listening listening) implements Source {

        @Override
        public Optional<String> await(Duration most) throws InterruptedException {
            return listening.await(most).map(patients -> patients.stream()
                    .map(patient -> "event: changed\ndata: " + patient.patient().value() + "\n\n")
                    .collect(Collectors.joining()));
        }

        @Override
        public void close() {
            listening.close();
        }
    }

    /// Tells of changed patients until the client goes, the server stops, or `mayGoOn` says no.
    ///
    /// @param wanted the patients that who listens may see and wants to
    /// @param mayGoOn asked at every beat: whether who listens still may
    public void serve(
            HttpServletResponse response, Predicate<PatientKey> wanted, BooleanSupplier mayGoOn) {
        serve(response, () -> new Changes(feed.listen(wanted)), mayGoOn);
    }

    /// Writes what a source has until the client goes, the source ends, or `mayGoOn` says no.
    ///
    /// @param opened opens the source, which is closed in the end
    /// @param mayGoOn asked at every beat: whether who listens still may
    public void serve(
            HttpServletResponse response, Supplier<Source> opened, BooleanSupplier mayGoOn) {
        if (!places.tryAcquire()) {
            response.setStatus(503);
            return;
        }
        try (Source source = opened.get()) {
            write(response, source, mayGoOn);
        } catch (IOException _) {
            // The client has gone; there is nobody to tell.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static void write(
            HttpServletResponse response, Source source, BooleanSupplier mayGoOn)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy must not collect events
        OutputStream out = response.getOutputStream();
        send(out, "retry: 500\nevent: open\ndata:\n\n");
        long asked = System.nanoTime() - BEAT.toNanos();
        Optional<String> events = source.await(BEAT);
        while (events.isPresent()) {
            if (System.nanoTime() - asked >= BEAT.toNanos()) {
                if (!mayGoOn.getAsBoolean()) {
                    return;
                }
                asked = System.nanoTime();
            }
            send(out, events.get().isEmpty() ? "event: beat\ndata:\n\n" : events.get());
            events = source.await(BEAT);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
