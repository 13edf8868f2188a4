package limbline.app.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the record from its first event to its last and computes every hash again.
///
/// A chain shows a changed, a missing and an inserted event, and where. It cannot show that its
/// end was cut off, nor that all of it was written anew with new hashes: that takes a seal, which
/// knows how each patient's chain ended on the day it was set.
final class Verification {

    private static final String ALL = "select " + Rows.COLUMNS + """
            , previous, hash
            from journal
            order by centre, patient, position
            """;

    private final Findings findings;
    private final Comparison seal;
    private final Consumer<Head> heads;

    private long events;
    private long patients;
    private @Nullable PatientKey patient;
    private int position;
    private byte[] hash = Chain.BEFORE_THE_FIRST;

    private Verification(Findings findings, Comparison seal, Consumer<Head> heads) {
        this.findings = findings;
        this.seal = seal;
        this.heads = heads;
    }

    /// @param transaction in which all of the record is read as of one moment
    /// @param seal what to compare with; none to look at the chains alone
    /// @param heads is handed the end of each patient's chain, in order
    static Verdict verify(Connection transaction, Optional<Seal> seal, Consumer<Head> heads)
            throws SQLException {
        Findings findings = new Findings();
        try (Comparison comparison = Comparison.with(seal, findings)) {
            Verification all = new Verification(findings, comparison, heads);
            Rows.stream(transaction, ALL, List.of(), all::read);
            return new Verdict(all.events, all.patients, findings.kept(), findings.more(),
                    comparison.since());
        }
    }

    private void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            try {
                read(Rows.written(rows), rows.getBytes("previous"), rows.getBytes("hash"));
            } catch (IllegalArgumentException e) {
                findings.add("%s/%s, event %d, is no event any more: %s", rows.getString("centre"),
                        rows.getString("patient"), rows.getInt("position"),
                        String.valueOf(e.getMessage()));
            }
        }
        endOfPatient();
        seal.end();
    }

    private void read(Written event, byte[] previous, byte[] own) {
        if (!event.patient().equals(patient)) {
            endOfPatient();
            patient = event.patient();
            patients++;
            position = 0;
            hash = Chain.BEFORE_THE_FIRST;
        }
        events++;
        checkPlace(event, previous);
        checkContent(event, previous, own);
        seal.at(event, own);
        position = event.position();
        hash = own;
    }

    private void checkPlace(Written event, byte[] previous) {
        int missing = event.position() - position - 1;
        if (missing > 0) {
            findings.add("%s: %s missing.", event.patient(), missing == 1
                    ? "event %d is".formatted(position + 1)
                    : "events %d to %d are".formatted(position + 1, event.position() - 1));
        } else if (!Arrays.equals(previous, hash)) {
            findings.add("%s: event %d was not written behind the event that stands before it now:"
                    + " that one was changed, inserted or exchanged.",
                    event.patient(), event.position());
        }
    }

    private void checkContent(Written event, byte[] previous, byte[] own) {
        if (Arrays.equals(Chain.hash(previous, event), own)) {
            return;
        }
        if (event.position() > 1
                && Arrays.equals(Chain.hash(previous, at(event, event.position() - 1)), own)) {
            findings.add("%s: event %d was event %d when it was written: one was inserted before"
                    + " it.", event.patient(), event.position(), event.position() - 1);
        } else if (Arrays.equals(Chain.hash(previous, at(event, event.position() + 1)), own)) {
            findings.add("%s: event %d was event %d when it was written: one was taken out before"
                    + " it.", event.patient(), event.position(), event.position() + 1);
        } else {
            findings.add("%s: event %d (%s, recorded %s by %s) was changed: it does not fit its"
                    + " hash.", event.patient(), event.position(), event.event().event(),
                    event.recorded(), event.author());
        }
    }

    private static Written at(Written event, int position) {
        return new Written(event.patient(), position, event.command(), event.step(), event.event(),
                event.author(), event.recorded());
    }

    private void endOfPatient() {
        if (patient != null) {
            heads.accept(Head.of(patient, position, hash));
            seal.endOf(patient, position);
        }
    }
}
