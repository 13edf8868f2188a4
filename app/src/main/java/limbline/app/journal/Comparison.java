package limbline.app.journal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Walks along a seal while the record is read in the same order, so that neither has to fit in
/// memory.
final class Comparison implements AutoCloseable {

    private final Findings findings;
    private final Optional<Instant> since;
    private final Stream<Head> stream;
    private final Iterator<Head> heads;
    private @Nullable Head next;

    private Comparison(Findings findings, Optional<Instant> since, Stream<Head> stream) {
        this.findings = findings;
        this.since = since;
        this.stream = stream;
        this.heads = stream.iterator();
        advance();
    }

    static Comparison with(Optional<Seal> seal, Findings findings) {
        return new Comparison(findings, seal.map(Seal::sealed),
                seal.map(Seal::heads).orElseGet(Stream::of));
    }

    /// When the seal was set.
    Optional<Instant> since() {
        return since;
    }

    /// An event of the record is here, and this is its hash.
    void at(Written event, byte[] hash) {
        skipTo(event.patient());
        if (next != null && next.patient().equals(event.patient())
                && next.position() == event.position()
                && !next.hash().equals(HexFormat.of().formatHex(hash))) {
            findings.add("%s: the events up to %d are not those that were sealed on %s: they were"
                    + " rewritten.", event.patient(), event.position(), since.orElseThrow());
        }
    }

    /// The record has no more events of this patient.
    void endOf(PatientKey patient, int last) {
        if (next != null && next.patient().equals(patient)) {
            if (next.position() > last) {
                findings.add("%s: the record was cut off behind event %d: on %s it was sealed with"
                        + " %d events.", patient, last, since.orElseThrow(), next.position());
            }
            advance();
        }
    }

    /// The record has no more patients.
    void end() {
        while (next != null) {
            gone(next);
        }
    }

    private void skipTo(PatientKey patient) {
        while (next != null && Head.ORDER.compare(next.patient(), patient) < 0) {
            gone(next);
        }
    }

    private void gone(Head head) {
        findings.add("%s: nothing is left of the record: on %s it was sealed with %d events.",
                head.patient(), since.orElseThrow(), head.position());
        advance();
    }

    private void advance() {
        next = heads.hasNext() ? heads.next() : null;
    }

    @Override
    public void close() {
        stream.close();
    }
}
