package limbline.app.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import limbline.app.journal.PatientKey;

/// Server-sent events: holds a request open and writes an event `changed` with the pseudonym of
/// each patient whose record has grown. The page asks for what it shows again; nothing about a
/// patient but that goes through here.
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

    /// Writes until the client goes, the server stops, or `mayGoOn` says no.
    ///
    /// @param wanted the patients that who listens may see and wants to
    /// @param mayGoOn asked at every beat: whether who listens still may
    public void serve(
            HttpServletResponse response, Predicate<PatientKey> wanted, BooleanSupplier mayGoOn) {
        if (!places.tryAcquire()) {
            response.setStatus(503);
            return;
        }
        try (Listening listening = feed.listen(wanted)) {
            write(response, listening, mayGoOn);
        } catch (IOException _) {
            // The client has gone; there is nobody to tell.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static void write(
            HttpServletResponse response, Listening listening, BooleanSupplier mayGoOn)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy must not collect events
        OutputStream out = response.getOutputStream();
        send(out, "retry: 500\nevent: open\ndata:\n\n");
        Optional<Set<PatientKey>> changed = listening.await(BEAT);
        while (changed.isPresent() && mayGoOn.getAsBoolean()) {
            StringBuilder events = new StringBuilder();
            changed.get().forEach(patient -> events.append("event: changed\ndata: ")
                    .append(patient.patient().value()).append("\n\n"));
            send(out, events.isEmpty() ? "event: beat\ndata:\n\n" : events.toString());
            changed = listening.await(BEAT);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
